import type * as z from "zod"
import type {
  KeyState,
  PutClosingDaysRequest,
  PutKeyRequest,
  ReceivingAccount,
  ReceivingAccountState,
} from "../../contracts/directory.ts"
import { CenterId, type Instant } from "../../contracts/primitives.ts"
import { Caller, KeyId, type PublicKeyJwk } from "../../contracts/signature.ts"
import type { CenterRecord, KeyRecord } from "../domain/directory/center-record.ts"
import { inOrder } from "../domain/directory/closing-days.ts"
import { afterCooling } from "../domain/directory/directory-alert.ts"
import { changeReceivingAccount, tailOf, type DatedAccount } from "../domain/directory/receiving-accounts.ts"
import {
  addKey,
  isSameKey,
  restrictedKey,
  revokeKey,
  type KeyChange,
} from "../domain/directory/signing-keys.ts"
import { refuse } from "../domain/refusal.ts"
import { accept, answer, type Result, type UseCase } from "./use-case.ts"

export interface ProvenPossession {
  readonly outcome: "proved"
  readonly publicKey: PublicKeyJwk
}

export interface ChangeDirectoryNeeds {
  readonly provePossession: (
    received: { readonly publicKey: PublicKeyJwk; readonly proof: string },
    expected: {
      readonly centerId: Caller
      readonly kid: string
      readonly audience: string
      readonly now: Instant
    },
  ) => ProvenPossession | { readonly outcome: "refused"; readonly field: string }
  readonly readKey: (kid: string) => Promise<KeyRecord | undefined>
  readonly readKeysOf: (centerId: string) => Promise<readonly KeyRecord[]>
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
  readonly readReceivingAccount: (centerId: CenterId, now: Instant) => Promise<DatedAccount | undefined>
  readonly readWaitingReceivingAccounts: (
    centerId: CenterId,
    now: Instant,
  ) => Promise<readonly DatedAccount[]>
  readonly audience: () => string
  readonly limits: () => { readonly coolingHours: number }
}

const shownKey = (key: KeyRecord): KeyState => {
  const { publicKey: _publicKey, kid, ...state } = key
  return { ...state, kid: KeyId.parse(kid) }
}

const resultOf = (change: KeyChange): Result<KeyState> => {
  if (change.outcome === "refused") return change
  return change.changes.length === 0
    ? answer(shownKey(change.key))
    : accept(shownKey(change.key), change.changes)
}

/** A further key, proved by itself; for a while it may sign everything but changes of keys, receiving account and webhook. */
export const putKey =
  (needs: ChangeDirectoryNeeds): UseCase<z.infer<typeof PutKeyRequest>, KeyState> =>
  async (call) => {
    if (call.keyRestricted) return restrictedKey()
    const kid = call.params["kid"] ?? ""
    const { publicKey, proof, validFrom, validTo } = call.body
    const existing = await needs.readKey(kid)
    if (existing !== undefined) return refuse("key-exists", { field: "kid" })
    const centerId = Caller.parse(call.callerId)
    const proved = needs.provePossession(
      { publicKey, proof },
      { centerId, kid, audience: needs.audience(), now: call.now },
    )
    if (proved.outcome === "refused") return refuse("possession-unproven", { field: proved.field })
    // Under a second name it would pass for another key where two must sign, and outlive its own revocation.
    const own = await needs.readKeysOf(centerId)
    if (own.some((key) => isSameKey(key.publicKey, proved.publicKey)))
      return refuse("key-exists", { field: "/publicKey" })
    const restrictedUntil = afterCooling(call.now, needs.limits().coolingHours)
    return resultOf(
      addKey(
        { kid, centerId, publicKey: proved.publicKey, validFrom, validTo, restrictedUntil },
        existing,
        call,
      ),
    )
  }

export const revokeOwnKey =
  (needs: Pick<ChangeDirectoryNeeds, "readKeysOf">): UseCase<undefined, KeyState> =>
  async (call) =>
    call.keyRestricted
      ? restrictedKey()
      : resultOf(revokeKey(await needs.readKeysOf(call.callerId), call.params["kid"] ?? "", call.now))

/** Where money is received is the door of fraud: the change takes hold late and is told at once. */
export const putReceivingAccount =
  (needs: ChangeDirectoryNeeds): UseCase<ReceivingAccount, z.infer<typeof ReceivingAccountState>> =>
  async (call) => {
    if (call.keyRestricted) return restrictedKey()
    const centerId = CenterId.parse(call.callerId)
    const [inForce, waiting] = await Promise.all([
      needs.readReceivingAccount(centerId, call.now),
      needs.readWaitingReceivingAccounts(centerId, call.now),
    ])
    const effectiveAt = afterCooling(call.now, needs.limits().coolingHours)
    const changed = changeReceivingAccount(
      { centerId, account: call.body, effectiveAt },
      { inForce, waiting },
      call,
    )
    const state = {
      bankName: call.body.bankName,
      accountTail: tailOf(call.body.accountNumber),
      effectiveAt: changed.effectiveAt,
    }
    return changed.changes.length === 0 ? answer(state) : accept(state, changed.changes)
  }

export const putClosingDays =
  (
    needs: Pick<ChangeDirectoryNeeds, "readCenter">,
  ): UseCase<z.infer<typeof PutClosingDaysRequest>, z.infer<typeof PutClosingDaysRequest>> =>
  async (call) => {
    const center = await needs.readCenter(call.callerId)
    if (center === undefined) throw new Error("a caller that the directory does not have")
    const closingDays = inOrder(call.body.closingDays)
    return accept({ closingDays: [...closingDays] }, [
      { kind: "saveCenter", center: { ...center, closingDays, version: center.version + 1 } },
    ])
  }
