import { deflateRawSync, inflateRawSync } from "node:zlib"
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { keys, TTL_ATTRIBUTE } from "../../contracts/table.ts"
import { signatureToleranceSeconds } from "../../contracts/signature.ts"
import type { Change } from "../domain/change.ts"
import { itemOfChange } from "./item-of-change.ts"
import { toItem, type Item, type Table } from "./table.ts"

/** A stored outcome is kept for 30 days; the rule that it enforced lives on in the records themselves. */
const outcomeDays = 30

/** Who asked, under which key, and what the answer will be: written with the changes, or not at all. */
export interface SignedAct {
  readonly callerId: string
  readonly jti: string
  readonly idempotencyKey: string
  /** SHA-256 over method, target and body. */
  readonly requestHash: string
  readonly status: number
  readonly body: string
  readonly nowMs: number
  /** What the answer discloses: kept with the message id, for as long as disclosures are. */
  readonly evidence?: { readonly record: object; readonly keptSeconds: number }
}

export interface StoredOutcome {
  readonly requestHash: string
  readonly status: number
  readonly body: string
}

export type CommitResult =
  | { readonly outcome: "committed" }
  /** A condition failed: read again and decide again. */
  | { readonly outcome: "conflict" }
  /** The message id was used before, under another idempotency key. */
  | { readonly outcome: "replayed" }
  /** Nothing failed but claims of payments: another has them for ever. */
  | { readonly outcome: "payment-reference-used"; readonly field?: string }

const notHeld = (expired: number) => ({
  ConditionExpression: "attribute_not_exists(pk) OR #ttl < :now",
  ExpressionAttributeNames: { "#ttl": TTL_ATTRIBUTE },
  ExpressionAttributeValues: toItem({ ":now": expired }),
})

/** `jti` cannot come back once the tolerance has passed on both sides. */
export const messageLifeSeconds = 2 * signatureToleranceSeconds + 60

const itemsOfAct = (table: string, act: SignedAct): readonly TransactWriteItem[] => {
  const nowSeconds = Math.floor(act.nowMs / 1000)
  return [
    {
      Put: {
        TableName: table,
        Item: toItem({
          ...keys.request(act.callerId, act.idempotencyKey),
          requestHash: act.requestHash,
          status: act.status,
          body: deflateRawSync(act.body),
          [TTL_ATTRIBUTE]: nowSeconds + outcomeDays * 86_400,
        }),
        ...notHeld(nowSeconds),
      },
    },
    {
      Put: {
        TableName: table,
        Item: toItem({
          ...act.evidence?.record,
          ...keys.message(act.callerId, act.jti),
          [TTL_ATTRIBUTE]: nowSeconds + Math.max(messageLifeSeconds, act.evidence?.keptSeconds ?? 0),
        }),
        ...notHeld(nowSeconds),
      },
    },
  ]
}

export const findOutcome = async (
  table: Table,
  callerId: string,
  idempotencyKey: string,
  nowMs: number,
): Promise<StoredOutcome | undefined> => {
  const item = await table.get(keys.request(callerId, idempotencyKey))
  return item === undefined || Number(item[TTL_ATTRIBUTE]) < nowMs / 1000 ? undefined : outcomeOf(item)
}

const outcomeOf = (item: Item): StoredOutcome | undefined => {
  const { requestHash, status, body } = item
  if (typeof requestHash !== "string" || typeof status !== "number" || !(body instanceof Uint8Array))
    return undefined
  return { requestHash, status, body: inflateRawSync(body).toString("utf8") }
}

/**
 * Writes a decision: its changes, the request's fingerprint and the message id in one transaction. Either all
 * of it happened or none of it did.
 */
export const commit = async (
  table: Table,
  changes: readonly Change[],
  act?: SignedAct,
): Promise<CommitResult> => {
  const fromAct = act === undefined ? [] : itemsOfAct(table.name, act)
  const result = await table.transact([
    ...fromAct,
    ...changes.map((change) => itemOfChange(table.name, change)),
  ])
  if (result.outcome === "committed") return result
  const [outcomeHeld, messageHeld] = act === undefined ? [false, false] : result.failed
  if (outcomeHeld === true) return { outcome: "conflict" }
  if (messageHeld === true) return { outcome: "replayed" }
  const failed = changes.filter((_, index) => result.failed[index + fromAct.length] === true)
  const claims = failed.filter(isClaim)
  if (claims.length === 0 || claims.length < failed.length) return { outcome: "conflict" }
  const field = claims.find((claim) => claim.kind === "claimBankEntry")?.field
  return { outcome: "payment-reference-used", ...(field === undefined ? {} : { field }) }
}

type PaymentClaim = Extract<Change, { kind: "claimPaymentReference" | "claimBankEntry" }>
const isClaim = (change: Change): change is PaymentClaim =>
  change.kind === "claimPaymentReference" || change.kind === "claimBankEntry"
