import type { Hold } from "../../../contracts/accounts.ts"
import type { MessageType } from "../../../contracts/messages.ts"
import {
  HoldId,
  MessageId,
  type CenterId,
  type Instant,
  type LocalDate,
} from "../../../contracts/primitives.ts"
import type { AccountRecord } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import { actionLegs, type OffsiteLoanCase } from "./offsite-loan-case.ts"

interface FollowContext {
  readonly now: Instant
  readonly today: LocalDate
  /** The center whose act moves the account. */
  readonly by: CenterId
  readonly identityErasedAt: Instant
  readonly newId: (prefix: string) => string
}

/** The mark of an off-site loan that the hub put: it goes where the account goes. One put by hand stays and bars. */
export const isFollowingMark = ({ ground, caseId }: Pick<Hold, "ground" | "caseId">): boolean =>
  ground === "loanMark" && caseId !== undefined

/** Money on its way from the old account to the loan: the account does not leave before it has arrived or come back. */
export const hasOpenOffset = ({ offset }: OffsiteLoanCase): boolean => offset?.status === "sent"

const historyOf = (saved: OffsiteLoanCase, event: string, context: FollowContext): Change => ({
  kind: "recordCaseHistory",
  caseId: saved.offsiteLoanId,
  version: saved.version,
  entry: { at: context.now, event, by: context.by, status: saved.status },
})

const tell = (
  saved: OffsiteLoanCase,
  to: CenterId,
  type: MessageType,
  context: FollowContext,
  about: { readonly accountNo?: string; readonly actionNeeded: boolean },
): Change => ({
  kind: "tell",
  message: {
    messageId: MessageId.parse(context.newId("msg")),
    type,
    to,
    at: context.now,
    caseId: saved.offsiteLoanId,
    status: saved.status,
    version: saved.version,
    centerId: context.by,
    ...about,
  },
})

/** The account has come to the lender itself: nothing is off-site any more, the mark ends with the case. */
const converted = (
  marked: OffsiteLoanCase,
  old: AccountRecord,
  context: FollowContext,
): readonly Change[] => {
  const { timerAt: _timer, expiryAt: _expiry, ...rest } = marked
  const saved: OffsiteLoanCase = {
    ...rest,
    status: "converted",
    legs: [],
    homes: [...marked.homes, { centerId: old.centerId, until: context.today }],
    endedOn: context.today,
    version: marked.version + 1,
    changedAt: context.now,
  }
  return [
    { kind: "saveCase", case: saved },
    historyOf(saved, "conversion", context),
    { kind: "eraseIdentity", caseId: saved.offsiteLoanId, at: context.identityErasedAt },
    tell(saved, saved.loanCenterId, "offsite-loan.converted", context, { actionNeeded: false }),
    tell(saved, old.centerId, "offsite-loan.converted", context, {
      accountNo: old.accountNo,
      actionNeeded: false,
    }),
  ]
}

const moved = (
  marked: OffsiteLoanCase,
  old: AccountRecord,
  next: AccountRecord,
  context: FollowContext,
): readonly Change[] => {
  const saved: OffsiteLoanCase = {
    ...marked,
    homeCenterId: next.centerId,
    homeAccountNo: next.accountNo,
    homes: [...marked.homes, { centerId: old.centerId, until: context.today }],
    version: marked.version + 1,
    changedAt: context.now,
  }
  // What the old home center had not done yet is the new one's to do.
  const mustAct = actionLegs(saved).some(({ party }) => party === "home")
  return [
    { kind: "saveCase", case: saved },
    historyOf(saved, "home-change", context),
    tell(saved, saved.loanCenterId, "offsite-loan.home-changed", context, { actionNeeded: false }),
    tell(saved, next.centerId, "offsite-loan.home-changed", context, {
      accountNo: next.accountNo,
      actionNeeded: mustAct,
    }),
  ]
}

const markOf = (marked: OffsiteLoanCase, context: FollowContext): Hold => ({
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
 * account moves to the new one, the loan center and the new home center are told, and what the loan center reports
 * later goes to the new one. If the new center is the lender, the loan becomes a local one and the mark ends.
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
    next: { ...next, holds: [...next.holds, ...offsite.map((marked) => markOf(marked, context))] },
    changes: running.flatMap((marked) =>
      offsite.includes(marked) ? moved(marked, old, next, context) : converted(marked, old, context),
    ),
  }
}
