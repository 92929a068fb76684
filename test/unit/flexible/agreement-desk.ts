import { EndAgreementRequest, SignAgreementRequest } from "../../../contracts/agreements.ts"
import { Segment } from "../../../contracts/accounts.ts"
import { PolicyPack } from "../../../contracts/policies.ts"
import { Money } from "../../../contracts/primitives.ts"
import {
  endAgreement,
  loansThatBarStopping,
  type EndingFacts,
} from "../../../functions/domain/flexible/end-agreement.ts"
import type { AgreementRecord } from "../../../functions/domain/flexible/flexible-record.ts"
import { signAgreement, type SigningFacts } from "../../../functions/domain/flexible/sign-agreement.ts"
import type { AccountRecord, PersonRecord } from "../../../functions/domain/account/account-record.ts"
import { contextOf, personOf, someAccount } from "../account/account-ledger.ts"

/** A flexible account without agreement, opened before the local plan. */
export const flexibleAccount = (over: Partial<AccountRecord> = {}): AccountRecord => {
  const { unitCreditCode: _unit, ...rest } = someAccount()
  return { ...rest, contributorType: "flexible", ...over }
}

export const people = { handler: "h1", reviewer: "r1" }

export const termsOf = (over: object = {}): SignAgreementRequest =>
  SignAgreementRequest.parse({
    agreementNo: "LH-1",
    signedOn: "2026-11-02",
    formOfWork: "selfEmployed",
    rhythm: "month",
    monthlyContribution: "900.00",
    ...people,
    ...over,
  })

export const endingOf = (over: object = {}): EndAgreementRequest =>
  EndAgreementRequest.parse({ endedOn: "2026-11-02", reason: "voluntary", ...people, ...over })

export const segmentOf = (over: object = {}): Segment =>
  Segment.parse({
    contributorType: "flexible",
    accountKind: "basic",
    origin: { kind: "local" },
    from: "2026-01",
    to: "2026-06",
    principal: "5400.00",
    interest: "0.00",
    contributions: "5400.00",
    subsidy: "0.00",
    monthlyContribution: "900.00",
    ...over,
  })

export const packOf = (over: object): PolicyPack =>
  PolicyPack.parse({
    centerId: "990101000000001",
    effectiveFrom: "2026-01-01",
    version: 1,
    sources: [{ id: "test-source", title: "invented", on: "2026-01-01" }],
    ...over,
  })

export const sign = (
  account: AccountRecord,
  terms: SignAgreementRequest,
  facts: Partial<SigningFacts> = {},
  person: PersonRecord = personOf([account]),
) =>
  signAgreement(
    account,
    terms,
    {
      latest: undefined,
      bearer: undefined,
      limits: undefined,
      arrears: undefined,
      record: { paid: [], balance: Money.parse("0.00") },
      ...facts,
    },
    contextOf(person),
  )

/** The agreement of a signing that is accepted. */
export const signed = (...asked: Parameters<typeof sign>): AgreementRecord => {
  const decided = sign(...asked)
  if (decided.outcome === "refused") throw new Error(`refused: ${decided.problem}`)
  return decided.agreement
}

export const end = (
  account: AccountRecord,
  ending: EndAgreementRequest,
  facts: Partial<EndingFacts>,
  person: PersonRecord = personOf([account]),
) =>
  endAgreement(
    account,
    ending,
    { latest: undefined, paid: [], loanBar: loansThatBarStopping(undefined), arrears: undefined, ...facts },
    contextOf(person),
  )

export const ended = (...asked: Parameters<typeof end>): AgreementRecord => {
  const decided = end(...asked)
  if (decided.outcome === "refused") throw new Error(`refused: ${decided.problem}`)
  return decided.agreement
}
