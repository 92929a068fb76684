import type { BindingConstraint } from "../../../contracts/loan-quotes.ts"
import type { Grant } from "../../../contracts/offsite-loans.ts"
import type { RuleId } from "../../../contracts/rules.ts"
import { withoutHoldsOf, type AccountRecord } from "../account/account-record.ts"
import type { LoanDecision } from "../loan-registry/loan-decision.ts"
import { type LoanRecord } from "../loan-registry/loan-record.ts"
import { fitsLoan, registerLoan } from "../loan-registry/register-loan.ts"
import { compareMoney } from "../money/money.ts"
import { addMonths, monthOf } from "../months/month.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { attachDefect, attachLoan } from "./attach-loan.ts"
import { sameRate } from "../loan-registry/same-terms.ts"
import { figuresOf } from "./follow-loan.ts"
import {
  acceptedOffsite,
  accountHistory,
  atRestOffsite,
  releaseApplicant,
  tellOffsite,
  type OffsiteContext,
  type OffsiteDecision,
} from "./offsite-decision.ts"
import { loanMarkOf } from "./follow-account.ts"
import { feedLeg } from "./offsite-legs.ts"
import type { OffsiteLoanCase } from "./offsite-loan-case.ts"

const RULE_OF: Readonly<Record<BindingConstraint, RuleId>> = {
  cap: "QUO-003",
  base: "QUO-004",
  repayment: "QUO-005",
  loanToValue: "QUO-006",
  price: "QUO-007",
  commercialBalance: "QUO-009",
}

/** Which certificate stands behind the grant: none, another, a used one, one whose day is over. */
export const certificateDefect = (
  offsite: OffsiteLoanCase,
  { certificateNo }: Pick<Grant, "certificateNo">,
  { today }: Pick<OffsiteContext, "today">,
): Refusal | undefined => {
  const field = "/certificateNo"
  switch (offsite.status) {
    case "requested":
    case "refused":
    case "cancelled":
      return refuse("certificate-missing", { field })
    case "rejected":
      return refuse("action-not-allowed")
    case "granted":
    case "paidOff":
    case "converted":
      return refuse("certificate-used", { rule: "LON-009", field })
    case "expired":
      return refuse(
        offsite.certificateNo === undefined ? "certificate-missing" : "certificate-expired",
        offsite.certificateNo === undefined ? { field } : { rule: "LON-009", field },
      )
    case "certified":
      if (offsite.certificateNo !== certificateNo) return refuse("certificate-missing", { field })
      return offsite.validTo === undefined || offsite.validTo < today
        ? refuse("certificate-expired", { rule: "LON-009", field })
        : undefined
  }
}

const dayDefect = (grant: Grant, { certificate, today }: OffsiteContext): Refusal | undefined => {
  const field = "/grantedOn"
  if (grant.grantedOn > today) return refuse("invalid-request", { rule: "VAL-010", field })
  return certificate !== undefined && grant.grantedOn < certificate.issuedOn
    ? refuse("invalid-request", { rule: "VAL-005", field })
    : undefined
}

const reservationDefect = (offsite: OffsiteLoanCase, context: OffsiteContext): Refusal | undefined => {
  const { reservation, borrowers, person, now } = context
  const { loanCenterId: by, offsiteLoanId } = offsite
  const holds =
    reservation !== undefined &&
    fitsLoan(reservation, borrowers, { by, now, offsiteLoanId }) &&
    borrowers.some((borrower) => borrower.person.personRef === person.personRef)
  return holds ? undefined : refuse("reservation-missing", { rule: "LON-003", field: "/reservationId" })
}

/** The repayment was measured over the term and at the rate of the quote: neither is another's. */
const repaymentDefect = (
  quote: NonNullable<OffsiteLoanCase["quote"]>,
  { termMonths, yearlyRate }: Grant,
): Refusal | undefined => {
  if (termMonths !== quote.termMonths) return refuse("over-quote", { rule: "QUO-005", field: "/termMonths" })
  return sameRate(yearlyRate, quote.yearlyRate)
    ? undefined
    : refuse("over-quote", { rule: "QUO-005", field: "/yearlyRate" })
}

/** What passes the quote of the case is lent only for a stated reason, which is kept as evidence. */
const quoteDefect = ({ quote }: OffsiteLoanCase, grant: Grant): Refusal | undefined => {
  if (grant.overrideReason !== undefined) return undefined
  if (quote === undefined) return refuse("quote-missing", { field: "/amount" })
  if (!quote.eligible) return refuse("over-quote", { rule: "QUO-008", field: "/amount" })
  return compareMoney(grant.amount, quote.amount) > 0
    ? refuse("over-quote", { rule: RULE_OF[quote.bindingConstraint], field: "/amount" })
    : repaymentDefect(quote, grant)
}

/** The hold of the certificate becomes the mark, in one write: at no moment is the account free. */
const marked = (offsite: OffsiteLoanCase, account: AccountRecord, context: OffsiteContext): AccountRecord => {
  const freed = withoutHoldsOf(account, offsite.offsiteLoanId)
  return { ...freed, holds: [...freed.holds, loanMarkOf(offsite, context)] }
}

const grantedCase = (
  offsite: OffsiteLoanCase,
  grant: Grant,
  loan: LoanRecord,
  { now }: Pick<OffsiteContext, "now">,
): OffsiteLoanCase => {
  const { contractNo, amount, termMonths, yearlyRate, grantedOn, reservationId, overrideReason } = grant
  return {
    ...atRestOffsite(offsite),
    status: "granted",
    grant: {
      contractNo,
      amount,
      termMonths,
      yearlyRate,
      grantedOn,
      reservationId,
      ...(overrideReason === undefined ? {} : { overrideReason }),
    },
    loan: figuresOf(loan),
    // Repayment begins in the month after the grant; a loan that was registered before may have been fed since.
    legs: [feedLeg(addMonths(loan.fedMonth ?? monthOf(grantedOn), 1), now)],
  }
}

/** The loan in the registry: new with this grant, or registered before it and carried by the case from now on. */
const lentBy = (offsite: OffsiteLoanCase, grant: Grant, context: OffsiteContext): LoanDecision => {
  const { reservation, borrowers, now, today, newId, staff = {}, loan, count } = context
  const { offsiteLoanId, loanCenterId: by } = offsite
  const acting = { now, today, by, staff, newId }
  if (loan !== undefined) return attachLoan(loan, offsite, acting)
  const { contractNo, kind, amount, termMonths, yearlyRate, grantedOn } = grant
  return registerLoan({ contractNo, kind, amount, termMonths, yearlyRate, grantedOn }, borrowers, {
    ...acting,
    offsiteLoanId,
    ...(reservation === undefined ? {} : { reservation }),
    ...(count === undefined ? {} : { count }),
  })
}

/** L: the loan is granted: registered, the reservation and the certificate used up, the home account marked. */
export const grantLoan = (
  offsite: OffsiteLoanCase,
  grant: Grant,
  context: OffsiteContext,
): OffsiteDecision => {
  const defect =
    certificateDefect(offsite, grant, context) ??
    dayDefect(grant, context) ??
    (context.loan === undefined
      ? reservationDefect(offsite, context)
      : attachDefect(context.loan, grant, context)) ??
    quoteDefect(offsite, grant)
  if (defect !== undefined) return { ...defect, caseId: offsite.offsiteLoanId }
  const { homeAccount, person } = context
  if (homeAccount === undefined) throw new Error("the certified account is not there")
  const lent = lentBy(offsite, grant, context)
  if (lent.outcome === "refused") return { ...lent, caseId: offsite.offsiteLoanId }
  const account = marked(offsite, homeAccount, context)
  return acceptedOffsite(
    offsite,
    grantedCase(offsite, grant, lent.loan, context),
    "grant",
    context,
    (saved, telling) => [
      ...lent.changes,
      { kind: "saveAccount", account },
      accountHistory(account, "loan-mark", telling),
      ...releaseApplicant(offsite, person),
      tellOffsite(saved, "home", "offsite-loan.granted", telling),
    ],
  )
}
