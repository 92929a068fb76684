import { MessageId, type Instant, type LocalDate } from "../../../contracts/primitives.ts"
import type { Change } from "../change.ts"
import {
  findAccount,
  sameAccount,
  type AccountName,
  type AccountRecord,
  type NormalAccountGuard,
  type PersonRecord,
} from "./account-record.ts"

interface GuardContext {
  readonly person: PersonRecord
  readonly now: Instant
  readonly newId: (prefix: string) => string
}

/** A message about an account to its center. */
export const tellAccount = (
  account: AccountName,
  type: "account.seal-request" | "account.normal-granted" | "account.person-linked",
  context: Pick<GuardContext, "now" | "newId">,
  about: {
    readonly centerId?: AccountName["centerId"]
    readonly actionNeeded: boolean
  },
): Change => ({
  kind: "tell",
  message: {
    messageId: MessageId.parse(context.newId("msg")),
    type,
    to: account.centerId,
    at: context.now,
    accountNo: account.accountNo,
    ...about,
  },
})

/** X2, or a normal account of contested history: both stand in line. */
const waits = (account: AccountRecord | undefined): boolean =>
  account?.status === "X2" || (account?.status === "01" && account.contested)

/** The account that has waited longest for the seal. */
export const firstWaiter = (guard: NormalAccountGuard, person: PersonRecord): AccountRecord | undefined => {
  const name = guard.waiting.find((waiting) => waits(findAccount(person, waiting)))
  return name === undefined ? undefined : findAccount(person, name)
}

/** The waiting account becomes the normal one; a contested one was normal all along, and its doubt ends here. */
const grant = (waiter: AccountRecord, today: LocalDate): AccountRecord => ({
  ...waiter,
  status: "01",
  statusSince: waiter.status === "01" ? waiter.statusSince : today,
  contested: false,
  version: waiter.version + 1,
})

/**
 * The holder's account is sealed or closed: the guard is released, or handed over in the same transaction to
 * the waiting account, which becomes normal (01); its center is told. Further accounts go on waiting: for its seal now,
 * which it is asked for as the one before it was.
 */
export const releaseOrHandOver = (
  guard: NormalAccountGuard,
  waiter: AccountRecord | undefined,
  context: GuardContext,
  today: LocalDate,
): { readonly granted?: AccountRecord; readonly changes: readonly Change[] } => {
  if (waiter === undefined) return { changes: [{ kind: "releaseGuard", guard }] }
  const holder: AccountName = { centerId: waiter.centerId, accountNo: waiter.accountNo }
  const waiting = guard.waiting.filter((name) => !sameAccount(name, holder))
  const next = waiting.find((name) => findAccount(context.person, name)?.status === "X2")
  return {
    granted: grant(waiter, today),
    changes: [
      { kind: "saveGuard", guard: { ...guard, holder, waiting, version: guard.version + 1 } },
      tellAccount(holder, "account.normal-granted", context, {
        actionNeeded: false,
        centerId: guard.holder.centerId,
      }),
      ...(next === undefined
        ? []
        : [
            tellAccount(holder, "account.seal-request", context, {
              actionNeeded: true,
              centerId: next.centerId,
            }),
          ]),
    ],
  }
}
