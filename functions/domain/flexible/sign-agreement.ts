import type { SignAgreementRequest } from "../../../contracts/agreements.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import type { AgreementNo } from "../../../contracts/primitives.ts"
import { accepted, nameOf, type AccountAccepted, type AccountContext } from "../account/account-decision.ts"
import { isOpen, sameAccount, type AccountRecord } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import { monthOf } from "../months/month.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { arrearsOf, type ArrearsRule, type ContributionRecord } from "./arrears.ts"
import { nextLook } from "./agreement-timer.ts"
import { contributionDefect } from "./agreed-contribution.ts"
import type { AgreementPause, AgreementRecord } from "./flexible-record.ts"

export interface SigningFacts {
  /** The account's latest agreement, running or ended. */
  readonly latest: AgreementRecord | undefined
  /** Whatever agreement of the center bears the number already. */
  readonly bearer: AgreementRecord | undefined
  /** The pack that was in force on the day of signing. */
  readonly limits: Pick<PolicyPack, "contribution" | "sources"> | undefined
  readonly arrears: ArrearsRule | undefined
  readonly record: Pick<ContributionRecord, "paid" | "balance">
}

export interface AgreementSigned extends AccountAccepted {
  readonly agreement: AgreementRecord
}

/** 未在单位正常缴存 (昌吉 二(一)); one normal account in the country (昌吉 二(二)2). */
const accountDefect = (account: AccountRecord, { person }: AccountContext): Refusal | undefined => {
  if (!isOpen(account)) return refuse("account-status-conflict")
  if (account.contributorType === "employee") return refuse("agreement-not-for-employee", { rule: "FLX-002" })
  const holder = person.guard?.holder
  return account.accountKind === "basic" && holder !== undefined && !sameAccount(holder, account)
    ? refuse("normal-account-exists", { rule: "ACC-001", centerId: holder.centerId })
    : undefined
}

const numberDefect = ({ latest, bearer }: SigningFacts): Refusal | undefined => {
  if (latest?.status === "running") return refuse("agreement-running", { rule: "FLX-004" })
  return bearer === undefined ? undefined : refuse("agreement-exists", { field: "/agreementNo" })
}

const dayDefect = (
  { signedOn }: SignAgreementRequest,
  { latest }: SigningFacts,
  { today }: AccountContext,
): Refusal | undefined => {
  if (signedOn > today) return refuse("invalid-request", { rule: "VAL-010", field: "/signedOn" })
  return latest?.endedOn !== undefined && signedOn < latest.endedOn
    ? refuse("invalid-request", { rule: "VAL-005", field: "/signedOn" })
    : undefined
}

const pausesBefore = (
  { signedOn }: SignAgreementRequest,
  latest: AgreementRecord | undefined,
): readonly AgreementPause[] =>
  latest === undefined
    ? []
    : [
        ...latest.pauses,
        ...(latest.lastMonth === undefined ? [] : [{ after: latest.lastMonth, before: monthOf(signedOn) }]),
      ]

const agreementOf = (
  account: AccountRecord,
  terms: SignAgreementRequest,
  latest: AgreementRecord | undefined,
): AgreementRecord => {
  const { contributionBase, contributionRate, collectiveAccountNo } = terms
  return {
    centerId: account.centerId,
    agreementNo: terms.agreementNo,
    accountNo: account.accountNo,
    personRef: account.personRef,
    status: "running",
    signedOn: terms.signedOn,
    formOfWork: terms.formOfWork,
    rhythm: terms.rhythm,
    monthlyContribution: terms.monthlyContribution,
    ...(contributionBase === undefined ? {} : { contributionBase }),
    ...(contributionRate === undefined ? {} : { contributionRate }),
    ...(collectiveAccountNo === undefined ? {} : { collectiveAccountNo }),
    ...(latest === undefined ? {} : { formerAgreementNo: latest.agreementNo }),
    pauses: pausesBefore(terms, latest),
    version: 1,
  }
}

/** The agreement that ended is looked at no more: its account goes on under the new one. */
const leaveFormer = (latest: AgreementRecord | undefined): readonly Change[] => {
  if (latest?.timerAt === undefined) return []
  const { timerAt: _timer, arrearsToldAt, ...rest } = latest
  const { centerId, accountNo } = latest
  return [
    { kind: "saveAgreement", agreement: { ...rest, version: latest.version + 1 } },
    ...(arrearsToldAt === undefined
      ? []
      : [{ kind: "unlistAgreement" as const, centerId, list: "arrears" as const, accountNo }]),
  ]
}

const leaveMissing = ({ centerId, accountNo, agreementNo }: AccountRecord): readonly Change[] =>
  agreementNo === undefined ? [{ kind: "unlistAgreement", centerId, list: "missing", accountNo }] : []

/**
 * 签订缴存使用协议: the first one of an account, or the next when the one before has ended. The account goes on under
 * its number, and its clock begins with the month of signing.
 */
export const signAgreement = (
  account: AccountRecord,
  terms: SignAgreementRequest,
  facts: SigningFacts,
  context: AccountContext,
): AgreementSigned | Refusal => {
  const defect =
    accountDefect(account, context) ??
    numberDefect(facts) ??
    dayDefect(terms, facts, context) ??
    contributionDefect(terms, facts.limits)
  if (defect !== undefined) return defect
  const signed = agreementOf(account, terms, facts.latest)
  const record = { ...facts.record, firstMonth: monthOf(terms.signedOn), agreementRuns: true }
  const found = arrearsOf(record, facts.arrears, context.today)
  // Already due: the clock tells it within the minute, as it tells every other.
  const timerAt = found.state === "due" ? context.now : nextLook(signed.agreementNo, found, context.now)
  const agreement: AgreementRecord = { ...signed, timerAt }
  const agreementNo: AgreementNo = terms.agreementNo
  return {
    ...accepted(account, { ...account, agreementNo }, "agreement", context, [
      { kind: "saveAgreement", agreement },
      { kind: "pointToAgreement", account: nameOf(account), agreementNo },
      ...leaveFormer(facts.latest),
      ...leaveMissing(account),
    ]),
    agreement,
  }
}
