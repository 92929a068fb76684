import type { Hold } from "../../../contracts/accounts.ts"
import type { Certification } from "../../../contracts/offsite-loans.ts"
import { HoldId, type LocalDate } from "../../../contracts/primitives.ts"
import { holdStands, isOpen, withHold, type AccountRecord } from "../account/account-record.ts"
import { heldBy } from "../account/account-bar.ts"
import { endOfChinaDay } from "../calendar/china-date.ts"
import { twoInLife } from "../loan-registry/loan-count.ts"
import { liveReservation } from "../loan-registry/loan-guard.ts"
import { counts, guardBars, isUnsettled, type CertificateGuard } from "../loan-registry/loan-record.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { certificateFigureDefect, inconsistent } from "./certificate-figures.ts"
import {
  acceptedOffsite,
  accountHistory,
  tellOffsite,
  type OffsiteContext,
  type OffsiteDecision,
} from "./offsite-decision.ts"
import { planOffsiteLeg, withLeg, withoutLeg } from "./offsite-legs.ts"
import type { CertificateRecord, OffsiteLoanCase } from "./offsite-loan-case.ts"

/** Money that arrives does no harm; whatever bars money from leaving, or marks it for another loan, does. */
const barOfCertificate = (account: AccountRecord, today: LocalDate): Hold | undefined =>
  account.holds.find(
    (hold) =>
      hold.ground !== "incoming" &&
      (hold.scope.includes("transfer") || hold.scope.includes("withdrawal")) &&
      holdStands(hold, today),
  )

const accountDefect = ({ homeAccount, homeAccountIsAnothers }: OffsiteContext): Refusal | undefined => {
  const field = "/accountNo"
  if (homeAccountIsAnothers) return refuse("account-of-another-person", { field })
  if (homeAccount === undefined) return refuse("account-not-registered", { field })
  return isOpen(homeAccount) ? undefined : refuse("account-already-closed", { field })
}

const holdDefect = ({ homeAccount, today }: OffsiteContext): Refusal | undefined => {
  const bar = homeAccount === undefined ? undefined : barOfCertificate(homeAccount, today)
  // The case that put the hold may be none of this center's: it is not named.
  return bar === undefined ? undefined : { ...withoutCase(heldBy(bar)), field: "/accountNo" }
}

const withoutCase = ({ caseId: _caseId, ...refusal }: Refusal): Refusal => refusal

/** The registry's own knowledge: nobody is certified who owes a loan, is reserved elsewhere or has used both loans. */
const loanDefect = (
  offsite: OffsiteLoanCase,
  certification: Certification,
  { person, now, count = twoInLife }: OffsiteContext,
): Refusal | undefined => {
  const borrowed = person.loans.filter(counts)
  const { loanGuard } = person
  const isOwnReservation = liveReservation(person, now)?.centerId === offsite.loanCenterId
  if (
    borrowed.some(isUnsettled) ||
    (loanGuard !== undefined && guardBars(loanGuard, now) && !isOwnReservation)
  )
    return refuse("unsettled-loan-exists", { rule: "LON-001" })
  // What the home center states may be more than the registry knows; what the registry knows owes nothing any more.
  const counted = count.countsPaidOff ? Math.max(borrowed.length, certification.loanCount) : 0
  if (counted >= count.most) return refuse("loan-count-exceeded", { rule: "LON-002", field: "/loanCount" })
  return certification.loanCount < borrowed.length ? inconsistent("LON-007", "/loanCount") : undefined
}

/** A certificate of another case that may still be used. One whose day is over is dead, whoever has heard of it. */
const standsAnother = (guard: CertificateGuard | undefined, today: LocalDate): boolean =>
  guard !== undefined && guard.validTo >= today

/** Why the home center cannot certify; asked before a number is drawn for the certificate. */
export const certificationDefect = (
  offsite: OffsiteLoanCase,
  certification: Certification,
  context: OffsiteContext,
): Refusal | undefined => {
  const { homeAccount, person, today } = context
  const defect =
    accountDefect(context) ??
    // Before the hold that it has put: the home center hears which of the two it is.
    (standsAnother(person.certificate, today)
      ? refuse("certificate-exists", { rule: "LON-009" })
      : undefined) ??
    holdDefect(context) ??
    loanDefect(offsite, certification, context) ??
    (homeAccount === undefined ? undefined : certificateFigureDefect(certification, homeAccount, context))
  return defect === undefined ? undefined : { ...defect, caseId: offsite.offsiteLoanId }
}

/** Nothing leaves the account while the certificate is valid; with its last day the hold is over by itself. */
const certificateHold = (
  offsite: OffsiteLoanCase,
  { validTo }: Certification,
  context: OffsiteContext,
): Hold => ({
  holdId: HoldId.parse(context.newId("hld")),
  ground: "certificate",
  scope: ["withdrawal", "transfer", "closing"],
  from: context.today,
  to: validTo,
  caseId: offsite.offsiteLoanId,
})

/** H: 缴存使用证明, with the record of the account, which is held from now on. */
export const certifyRecord = (
  offsite: OffsiteLoanCase,
  certification: Certification,
  context: OffsiteContext,
): OffsiteDecision => {
  const defect = certificationDefect(offsite, certification, context)
  if (defect !== undefined) return defect
  const { homeAccount, nextCertificateNo: certificateNo, person, today, now } = context
  if (homeAccount === undefined || certificateNo === undefined)
    throw new Error("a certificate needs an account and a number")
  const { validTo, accountNo } = certification
  const held = withHold(homeAccount, certificateHold(offsite, certification, context))
  const certified = withLeg(
    withoutLeg(
      {
        ...offsite,
        status: "certified",
        homeAccountNo: accountNo,
        certificateNo,
        validTo,
        expiryAt: endOfChinaDay(validTo),
      },
      "certification",
    ),
    planOffsiteLeg("decision", context.calendars, now),
  )
  const record: CertificateRecord = {
    ...certification,
    certificateNo,
    issuedOn: today,
    addressedTo: offsite.loanCenterId,
  }
  const { offsiteLoanId, homeCenterId } = offsite
  const dead = person.certificate
  return acceptedOffsite(offsite, certified, "certification", context, (saved, telling) => [
    { kind: "saveAccount", account: held },
    accountHistory(held, "certificate-hold", telling),
    {
      kind: "claimCertificate",
      guard: { personRef: person.personRef, offsiteLoanId, homeCenterId, validTo },
      ...(dead === undefined ? {} : { replaces: dead }),
    },
    { kind: "saveCertificate", certificate: record, offsiteLoanId },
    tellOffsite(saved, "loan", "offsite-loan.certified", telling),
  ])
}
