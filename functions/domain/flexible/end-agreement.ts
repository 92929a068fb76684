import type { EndAgreementRequest } from "../../../contracts/agreements.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import type { Month } from "../../../contracts/primitives.ts"
import { accepted, type AccountAccepted, type AccountContext } from "../account/account-decision.ts"
import type { AccountRecord } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import { loanBarOf, ownLoansBar, type LoanBarRule } from "../loan-registry/loan-bar.ts"
import type { PaidPeriod } from "../months/contribution-months.ts"
import { monthOf } from "../months/month.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { paidThroughOf, type ArrearsRule } from "./arrears.ts"
import type { AgreementRecord } from "./flexible-record.ts"

export interface EndingFacts {
  readonly latest: AgreementRecord | undefined
  readonly paid: readonly PaidPeriod[]
  /** The loans that bar stopping; absent: none does. */
  readonly loanBar: LoanBarRule | undefined
  readonly arrears: ArrearsRule | undefined
}

export interface AgreementEnded extends AccountAccepted {
  readonly agreement: AgreementRecord
}

/**
 * Who owes a loan pays on (昌吉 二(二)5): the holder's own loans, subsidised ones where the center counts them. Nothing
 * where its policy lets people stop all the same.
 */
export const loansThatBarStopping = (
  pack: Pick<PolicyPack, "flexible" | "loanBar"> | undefined,
): LoanBarRule | undefined => {
  const stopping = pack?.flexible?.joining?.stopWhileLoan
  if (stopping?.answer === "allow") return undefined
  const counted = stopping ?? pack?.loanBar ?? ownLoansBar
  return { spouse: false, guarantee: false, interestSubsidised: counted.interestSubsidised }
}

/** An employee contributes through the unit: such an agreement ends without anybody having stopped. */
const stopsContributing = ({ reason }: EndAgreementRequest, account: AccountRecord): boolean =>
  reason !== "employed" || account.contributorType === "flexible"

/** Months in arrears are not paid any more (昌吉 二(二)6); else the month of the end, or what was prepaid, is the last. */
const lastMonthOf = ({ endedOn, reason }: EndAgreementRequest, paid: readonly PaidPeriod[]): Month => {
  const paidThrough = paidThroughOf(paid)
  const ending = monthOf(endedOn)
  if (paidThrough === undefined) return ending
  return reason === "arrears" || paidThrough > ending ? paidThrough : ending
}

/** An account that its center closes for emptiness is watched on (辽宁 十四): the end of an agreement does not close it. */
const watchedOn = (
  { timerAt, arrearsToldAt }: AgreementRecord,
  rule: ArrearsRule | undefined,
): Pick<AgreementRecord, "timerAt" | "arrearsToldAt"> =>
  rule?.effect === "closesAccount"
    ? {
        ...(timerAt === undefined ? {} : { timerAt }),
        ...(arrearsToldAt === undefined ? {} : { arrearsToldAt }),
      }
    : {}

/** 终止协议. The account stays as it is: closing it, and paying its money out, is another act. */
export const endAgreement = (
  account: AccountRecord,
  ending: EndAgreementRequest,
  { latest, paid, loanBar, arrears }: EndingFacts,
  context: AccountContext,
): AgreementEnded | Refusal => {
  if (latest === undefined) return refuse("agreement-not-found")
  if (latest.status === "ended") return refuse("agreement-ended")
  const { endedOn, reason } = ending
  if (endedOn > context.today) return refuse("invalid-request", { rule: "VAL-010", field: "/endedOn" })
  if (endedOn < latest.signedOn) return refuse("invalid-request", { rule: "VAL-005", field: "/endedOn" })
  const loan =
    loanBar !== undefined && stopsContributing(ending, account)
      ? loanBarOf(context.person, loanBar)
      : undefined
  if (loan !== undefined) return refuse("unsettled-loan-bars", { rule: "FLX-028", centerId: loan.centerId })
  const { timerAt: _timer, arrearsToldAt: _told, ...rest } = latest
  const watched = watchedOn(latest, arrears)
  const agreement: AgreementRecord = {
    ...rest,
    ...watched,
    status: "ended",
    endedOn,
    endReason: reason,
    lastMonth: lastMonthOf(ending, paid),
    version: latest.version + 1,
  }
  const { centerId, accountNo } = account
  const unlisted: readonly Change[] =
    latest.arrearsToldAt === undefined || watched.arrearsToldAt !== undefined
      ? []
      : [{ kind: "unlistAgreement", centerId, list: "arrears", accountNo }]
  return {
    ...accepted(account, account, "agreement-end", context, [
      { kind: "saveAgreement", agreement },
      ...unlisted,
    ]),
    agreement,
  }
}
