import type { Hold, HoldGround, HoldScope } from "../../../contracts/accounts.ts"
import { HoldId, type LocalDate } from "../../../contracts/primitives.ts"
import { refuse } from "../refusal.ts"
import { heldBy } from "./account-bar.ts"
import { accepted, type AccountContext, type AccountDecision } from "./account-decision.ts"
import { isOpen, type AccountRecord } from "./account-record.ts"

export interface RequestedHold {
  readonly ground: "judicial" | "loanMark" | "other"
  readonly scope: readonly HoldScope[]
  readonly documentNo?: string | undefined
  readonly from: LocalDate
  readonly to?: LocalDate | undefined
}

/** The line of an account in its holder's partition stays slim; nobody has met more holds than a few. */
const mostHolds = 30

/** A court's hold and a loan mark bar closing and transfer (ACC-006, TRF-020), whatever else they bar. */
const scopeOf = (requested: RequestedHold): HoldScope[] => [
  ...new Set<HoldScope>([
    ...requested.scope,
    ...(requested.ground === "other" ? [] : (["closing", "transfer"] as const)),
  ]),
]

/** Puts a hold. It is independent of the status and of every other hold. */
export const placeHold = (
  account: AccountRecord,
  requested: RequestedHold,
  context: AccountContext,
): { readonly holdId: HoldId; readonly decision: AccountDecision } => {
  const holdId = HoldId.parse(context.newId("hld"))
  if (!isOpen(account) || account.holds.length >= mostHolds)
    return { holdId, decision: refuse("account-status-conflict") }
  const hold: Hold = {
    holdId,
    ground: requested.ground,
    scope: scopeOf(requested),
    from: requested.from,
    ...(requested.documentNo === undefined ? {} : { documentNo: requested.documentNo }),
    ...(requested.to === undefined ? {} : { to: requested.to }),
  }
  return {
    holdId,
    decision: accepted(
      account,
      { ...account, holds: [...account.holds, hold] },
      `${requested.ground}-hold`,
      context,
    ),
  }
}

const isOfTheHub = (ground: HoldGround): boolean =>
  ["incoming", "transferOut", "certificate", "withdrawal"].includes(ground)

/** Ends one hold and no other. What a case has put, the mark of an off-site loan too, ends with that case alone. */
export const releaseHold = (
  account: AccountRecord,
  holdId: string,
  releasedOn: LocalDate,
  context: AccountContext,
): AccountDecision => {
  const hold = account.holds.find((candidate) => candidate.holdId === holdId)
  if (hold === undefined) return refuse("hold-not-found")
  if (hold.caseId !== undefined || isOfTheHub(hold.ground)) return heldBy(hold)
  if (releasedOn < hold.from) return refuse("invalid-request", { rule: "VAL-005", field: "/releasedOn" })
  const holds = account.holds.filter((candidate) => candidate !== hold)
  return accepted(account, { ...account, holds }, `${hold.ground}-hold-release`, context)
}
