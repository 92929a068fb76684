import type { Segment } from "../../../contracts/accounts.ts"
import type { AccountKind, LocalDate, PersonRef } from "../../../contracts/primitives.ts"
import { barredBy, holdStands, isOpen, type AccountRecord } from "../account/account-record.ts"
import { contributionMonths } from "../months/contribution-months.ts"
import { monthOf, monthsBetween } from "../months/month.ts"
import { barsTransfer } from "../loan-registry/loan-bar.ts"
import type { LoanLine } from "../loan-registry/loan-record.ts"
import { isFollowingMark } from "../offsite-loan/follow-account.ts"
import type { ResolvedTransferRules } from "../policies/transfer-rules.ts"
import { refuse, type Refusal } from "../refusal.ts"

export interface EligibilityQuestion {
  readonly personRef: PersonRef
  readonly accountKind: AccountKind
  readonly today: LocalDate
  readonly newAccount: AccountRecord
  readonly newAccountSegments: readonly Segment[]
  /** The person's loans that the transfer-out center granted. */
  readonly loansAtOldCenter: readonly LoanLine[]
  /** What the registry knows of the old account; unknown accounts are O's to judge. */
  readonly oldAccount?: AccountRecord
  /** Rules of the transfer-in center for this counterparty, and of the transfer-out center for that one. */
  readonly inboundRules: ResolvedTransferRules
  readonly outboundRules: ResolvedTransferRules
}

const newAccountDefect = ({
  newAccount,
  personRef,
  accountKind,
  today,
}: EligibilityQuestion): Refusal | undefined => {
  const field = "/toAccountNo"
  if (newAccount.personRef !== personRef)
    return refuse("account-of-another-person", { rule: "TRF-019", field })
  if (!isOpen(newAccount)) return refuse("new-account-not-open", { rule: "TRF-003", field })
  if (newAccount.accountKind !== accountKind)
    return refuse("new-account-not-open", { rule: "TRF-019", field })
  const leaving = newAccount.holds.find((hold) => hold.ground === "transferOut" && holdStands(hold, today))
  return leaving === undefined ? undefined : refuse("account-held", { rule: "ACC-005", field })
}

/** Whole months that the account has been sealed. */
const sealedMonths = (account: AccountRecord, today: LocalDate): number => {
  const months = monthsBetween(monthOf(account.statusSince), monthOf(today))
  return today.slice(8) < account.statusSince.slice(8) ? months - 1 : months
}

const sealDefect = (
  account: AccountRecord,
  { outboundRules, today }: EligibilityQuestion,
): Refusal | undefined => {
  const asked = outboundRules.outboundSealedMonths.value
  if (asked === 0) return undefined
  const field = "/fromAccountNo"
  if (account.status !== "02") return refuse("account-not-sealed", { rule: "TRF-005", field })
  return sealedMonths(account, today) < asked
    ? refuse("sealed-too-short", { rule: "TRF-006", field })
    : undefined
}

/** A loan of the center that the money would leave, owed or guaranteed; loans elsewhere follow by their marks. */
const loanDefect = ({ loansAtOldCenter, outboundRules }: EligibilityQuestion): Refusal | undefined => {
  const field = "/fromAccountNo"
  const rule = { owed: outboundRules.unsettledLoan.value, guaranteed: outboundRules.guarantee.value }
  const keeping = loansAtOldCenter.filter((line) => barsTransfer(line, rule))
  if (keeping.length === 0) return undefined
  return keeping.every(({ role }) => role === "guarantor")
    ? refuse("guarantee-liability", { rule: "TRF-022", field })
    : refuse("own-loan", { rule: "TRF-016", field })
}

const oldAccountDefect = (question: EligibilityQuestion): Refusal | undefined => {
  const { oldAccount, today, outboundRules } = question
  if (oldAccount === undefined) return undefined
  const field = "/fromAccountNo"
  if (oldAccount.personRef !== question.personRef)
    return refuse("account-of-another-person", { rule: "TRF-019", field })
  if (!isOpen(oldAccount)) return refuse("account-already-closed", { field })
  if (oldAccount.accountKind !== question.accountKind)
    return refuse("account-of-another-person", { rule: "TRF-019", field: "/accountKind" })
  const staying = { ...oldAccount, holds: oldAccount.holds.filter((hold) => !isFollowingMark(hold)) }
  const bar = barredBy(staying, "transfer", today)
  if (staying.holds.some((hold) => hold.ground === "loanMark" && holdStands(hold, today)))
    return refuse("loan-mark", { rule: "TRF-020", field })
  const loan = loanDefect(question)
  if (loan !== undefined) return loan
  const court = oldAccount.holds.some((hold) => hold.ground === "judicial" && holdStands(hold, today))
  if (court && outboundRules.judicialHold.value === "refuse")
    return refuse("judicial-hold", { rule: "ACC-006", field })
  if (bar?.ground === "incoming") return refuse("account-held", { rule: "ACC-004", field })
  if (bar?.ground === "certificate") return refuse("account-held", { rule: "LON-009", field })
  if (bar?.ground === "withdrawal") return refuse("account-held", { rule: "WDR-005", field })
  if (bar !== undefined && bar.ground !== "judicial" && bar.ground !== "transferOut")
    return refuse("account-held", { field })
  return sealDefect(oldAccount, question)
}

/** The months paid at the transfer-in center without a gap up to now; money from elsewhere does not count. */
const inboundDefect = ({
  inboundRules,
  newAccountSegments,
  today,
}: EligibilityQuestion): Refusal | undefined => {
  const asked = inboundRules.inboundMonths.value
  if (asked === 0) return undefined
  const own = newAccountSegments.filter((segment) => segment.origin.kind === "local")
  return contributionMonths(own, today).consecutive < asked
    ? refuse("inbound-months-short", { rule: "TRF-007", field: "/toAccountNo" })
    : undefined
}

/** What the registry already knows to be wrong is refused at once, before a letter leaves. */
export const eligibilityDefect = (question: EligibilityQuestion): Refusal | undefined =>
  newAccountDefect(question) ?? oldAccountDefect(question) ?? inboundDefect(question)
