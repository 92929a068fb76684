import type { Hold, HoldGround, HoldScope } from "../../../contracts/accounts.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import type { RuleId } from "../../../contracts/rules.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { barredBy, holdStands, type AccountRecord } from "./account-record.ts"

const ruleOf = (ground: HoldGround): RuleId | undefined => {
  switch (ground) {
    case "incoming":
      return "ACC-004"
    case "transferOut":
      return "ACC-005"
    case "judicial":
      return "ACC-006"
    case "loanMark":
      return "TRF-020"
    case "certificate":
      return "LON-009"
    case "withdrawal":
      return "WDR-005"
    case "other":
      return undefined
  }
}

/** The refusal that a hold gives, with the rule of its ground and the case that put it. */
export const heldBy = (hold: Hold): Refusal => {
  const rule = ruleOf(hold.ground)
  return refuse("account-held", {
    ...(rule === undefined ? {} : { rule }),
    ...(hold.caseId === undefined ? {} : { caseId: hold.caseId }),
  })
}

/** The first standing hold that bars an act; a court's hold always bars closing (ACC-006), whatever its scope says. */
export const barOf = (account: AccountRecord, scope: HoldScope, today: LocalDate): Refusal | undefined => {
  const courts =
    scope === "closing"
      ? account.holds.find((hold) => hold.ground === "judicial" && holdStands(hold, today))
      : undefined
  const hold = courts ?? barredBy(account, scope, today)
  return hold === undefined ? undefined : heldBy(hold)
}
