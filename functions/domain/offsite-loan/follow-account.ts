import type { Hold } from "../../../contracts/accounts.ts"
import { HoldId, type CenterId, type Instant, type LocalDate } from "../../../contracts/primitives.ts"
import type { AccountRecord } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import { atRestOffsite, savedOffsite, tellOffsite } from "./offsite-decision.ts"
import type { OffsiteLoanCase } from "./offsite-loan-case.ts"

interface FollowContext {
  readonly now: Instant
  readonly today: LocalDate
  /** The center whose act moves the account. */
  readonly by: CenterId
  readonly identityErasureDays: number
  readonly newId: (prefix: string) => string
}

/** The mark of an off-site loan that the hub put: it goes where the account goes. One put by hand stays and bars. */
export const isFollowingMark = ({ ground, caseId }: Pick<Hold, "ground" | "caseId">): boolean =>
  ground === "loanMark" && caseId !== undefined

/** The account has come to the lender itself: nothing is off-site any more, the mark ends with the case. */
const converted = (marked: OffsiteLoanCase, context: FollowContext): readonly Change[] => {
  const after: OffsiteLoanCase = { ...atRestOffsite(marked), status: "converted", endedOn: context.today }
  const { case: saved, changes } = savedOffsite(marked, after, "conversion", context)
  return [
    ...changes,
    tellOffsite(saved, "loan", "offsite-loan.converted", context),
    tellOffsite(saved, "home", "offsite-loan.converted", context),
  ]
}

/** The case in the terms of the center that the account has left: its own account number, and nothing to do. */
const asFormerHome = (saved: OffsiteLoanCase, { centerId, accountNo }: AccountRecord): OffsiteLoanCase => ({
  ...saved,
  homeCenterId: centerId,
  homeAccountNo: accountNo,
  legs: [],
})

/** What the old home center had not done yet is the new one's to do; the old one hears that its duty has ended. */
const moved = (
  marked: OffsiteLoanCase,
  old: AccountRecord,
  next: AccountRecord,
  context: FollowContext,
): readonly Change[] => {
  const after: OffsiteLoanCase = {
    ...marked,
    homeCenterId: next.centerId,
    homeAccountNo: next.accountNo,
    homes: [...marked.homes, { centerId: old.centerId, until: context.today }],
  }
  const { case: saved, changes } = savedOffsite(marked, after, "home-change", context)
  return [
    ...changes,
    tellOffsite(saved, "loan", "offsite-loan.home-changed", context),
    tellOffsite(saved, "home", "offsite-loan.home-changed", context),
    tellOffsite(asFormerHome(saved, old), "home", "offsite-loan.home-changed", context),
  ]
}

/** 异地贷款标识: bars closing the account and moving it without its mark, and nothing that serves the loan. */
export const loanMarkOf = (
  marked: Pick<OffsiteLoanCase, "offsiteLoanId">,
  context: Pick<FollowContext, "today" | "newId">,
): Hold => ({
  holdId: HoldId.parse(context.newId("hld")),
  ground: "loanMark",
  scope: ["closing", "transfer"],
  from: context.today,
  caseId: marked.offsiteLoanId,
})

export interface FollowedAccount {
  /** The old account without the marks that have gone. */
  readonly old: AccountRecord
  /** The new account with the marks that have come. Bears the version that it had: whoever writes it counts on. */
  readonly next: AccountRecord
  readonly changes: readonly Change[]
}

/**
 * 建金〔2015〕135号 五: the duty follows the account. In the transaction that moves the money each loan mark of the old
 * account moves to the new one, the loan center and both home centers are told, and what the loan center reports later
 * goes to the new one. If the new center is the lender, the loan becomes a local one and the mark ends.
 */
export const followAccount = (
  markedLoans: readonly OffsiteLoanCase[],
  old: AccountRecord,
  next: AccountRecord,
  context: FollowContext,
): FollowedAccount => {
  const running = markedLoans.filter(({ status }) => status === "granted")
  const offsite = running.filter(({ loanCenterId }) => loanCenterId !== next.centerId)
  return {
    old: { ...old, holds: old.holds.filter((hold) => !isFollowingMark(hold)) },
    next: { ...next, holds: [...next.holds, ...offsite.map((marked) => loanMarkOf(marked, context))] },
    changes: running.flatMap((marked) =>
      offsite.includes(marked) ? moved(marked, old, next, context) : converted(marked, context),
    ),
  }
}
