import type { Segment } from "../../contracts/accounts.ts"
import type { QuoteApplicant } from "../../contracts/loan-quotes.ts"
import {
  type CenterId,
  type Instant,
  isResidentNumber,
  LocalDate,
  normalisedDocumentNumber,
  type Person,
  type PersonRef,
  TransferId,
} from "../../contracts/primitives.ts"
import type { ProblemSlug } from "../../contracts/problems.ts"
import type { RuleId } from "../../contracts/rules.ts"
import {
  type AccountName,
  type AccountRecord,
  isOpen,
  type PersonRecord,
  visibleStatus,
} from "../domain/account/account-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { Change } from "../domain/change.ts"
import { countFamilyLoans, type FamilyLoans } from "../domain/loan-quote/family-loans.ts"
import type { LoanApplicant } from "../domain/loan-quote/loan-applicant.ts"
import { readableCenters } from "../domain/loan-quote/readable-centers.ts"
import { refuse } from "../domain/refusal.ts"
import type { TransferCase } from "../domain/transfer/transfer-case.ts"
import { pointsOfPeople } from "./read-loan-family.ts"
import {
  type DisclosingRefusal,
  type DisclosureIntent,
  hitPoints,
  type Identify,
  missPoints,
} from "./use-case.ts"
import { usableConsent, type UsableConsentNeeds } from "./usable-consent.ts"

export interface ReadFamilyNeeds extends UsableConsentNeeds {
  readonly identify: Identify
  readonly readSegments: (name: AccountName) => Promise<readonly { readonly segments: readonly Segment[] }[]>
  readonly readCase: (id: TransferId) => Promise<TransferCase | undefined>
}

/** Who reads the record of a family, when, and what for. */
export interface Reading {
  readonly caller: CenterId
  readonly now: Instant
  readonly purpose: "loan-quote" | "loan-comparison"
  /** Who does not apply, but whose loans count with the applicants'. */
  readonly spouse?: Person | undefined
}

/** The applicants as the hub knows them, read once. */
export interface Family {
  readonly outcome: "read"
  readonly applicants: readonly LoanApplicant[]
  /** Who applies, in the same order; the disclosure names the spouse besides. */
  readonly applicantRefs: readonly PersonRef[]
  readonly loans: FamilyLoans
  readonly disclosure: DisclosureIntent
  /** The consents that an answer uses up. */
  readonly spends: readonly Change[]
}

interface RecordOfPerson {
  readonly personRef: PersonRef
  readonly person: PersonRecord
  readonly accounts: readonly AccountRecord[]
  readonly isReadable: boolean
  /** A code that was shown but opens nothing here. */
  readonly consentRefused: boolean
}

/** The caller's own accounts, and those of the centers that it may read; no others. */
const recordFor = async (
  needs: ReadFamilyNeeds,
  applicant: QuoteApplicant,
  reading: Reading,
): Promise<RecordOfPerson> => {
  const { caller, now } = reading
  const named = await needs.identify(applicant.person)
  const person = await needs.readPerson(named.personRef)
  const [transfers, consent] = await Promise.all([
    Promise.all(person.openTransfers.map(({ transferId }) => needs.readCase(TransferId.parse(transferId)))),
    applicant.consent === undefined
      ? undefined
      : usableConsent(needs, applicant.consent, { named, person }, { by: caller, purpose: "loanQuote", now }),
  ])
  const readable = readableCenters(person, caller, { transfers, consent })
  return {
    personRef: person.personRef,
    person,
    accounts: person.accounts.filter(
      (account) => isOpen(account) && (account.centerId === caller || readable.has(account.centerId)),
    ),
    isReadable: readable.size > 0 || person.accounts.some(({ centerId }) => centerId === caller),
    consentRefused: applicant.consent !== undefined && consent === undefined,
  }
}

/** What a resident number tells of its holder: the day of birth, and the sex by the seventeenth digit. */
const toldByDocument = (person: Person): Pick<LoanApplicant, "sex" | "bornOn"> => {
  const number = normalisedDocumentNumber(person.documentType, person.documentNumber)
  if (!isResidentNumber(number)) return {}
  return {
    sex: Number(number.charAt(16)) % 2 === 1 ? "male" : "female",
    bornOn: LocalDate.parse(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`),
  }
}

const applicantOf = async (
  needs: ReadFamilyNeeds,
  asked: QuoteApplicant,
  { accounts }: RecordOfPerson,
  today: LocalDate,
): Promise<LoanApplicant> => {
  const { person, consent: _, ...stated } = asked
  const groups = await Promise.all(accounts.map((account) => needs.readSegments(account)))
  return {
    ...stated,
    ...toldByDocument(person),
    segments: groups.flat().flatMap(({ segments }) => segments),
    inNormalStatus: accounts.some(
      (account) => account.accountKind === "basic" && visibleStatus(account, today) === "01",
    ),
  }
}

/** Says nothing of whether the person is known anywhere, and costs what a miss costs. */
const miss = (
  records: readonly RecordOfPerson[],
  { purpose }: Reading,
  problem: ProblemSlug,
  about: { readonly rule: RuleId; readonly field: string },
): DisclosingRefusal => ({
  ...refuse(problem, about),
  disclosure: {
    personRefs: records.map(({ personRef }) => personRef),
    purpose,
    points: missPoints,
    found: problem,
  },
})

const defectOf = (records: readonly RecordOfPerson[], reading: Reading): DisclosingRefusal | undefined => {
  const unusable = records.findIndex(({ consentRefused }) => consentRefused)
  if (unusable >= 0)
    return miss(records, reading, "consent-invalid", {
      rule: "LON-013",
      field: `/applicants/${unusable}/consent`,
    })
  const unreadable = records.findIndex(({ isReadable }) => !isReadable)
  if (unreadable >= 0)
    return miss(records, reading, "consent-missing", {
      rule: "QUO-002",
      field: `/applicants/${unreadable}/person`,
    })
  // Under whatever document: one balance is not lent upon twice.
  const again = records.findIndex(({ personRef }, index) =>
    records.slice(0, index).some((earlier) => earlier.personRef === personRef),
  )
  return again < 0 ? undefined : refuse("invalid-request", { field: `/applicants/${again}/person` })
}

/** The spouse with loans only: no account is read, so no consent is asked. Who applies as well is not counted again. */
const spouseOf = async (
  needs: ReadFamilyNeeds,
  { spouse }: Reading,
  records: readonly RecordOfPerson[],
): Promise<PersonRecord | undefined> => {
  if (spouse === undefined) return undefined
  const person = await needs.readPerson((await needs.identify(spouse)).personRef)
  return records.some(({ personRef }) => personRef === person.personRef) ? undefined : person
}

/**
 * Reads what the caller may know of each applicant, and counts the loans of all of them and their spouse together.
 */
export const readFamily = async (
  needs: ReadFamilyNeeds,
  asked: readonly QuoteApplicant[],
  reading: Reading,
): Promise<Family | DisclosingRefusal> => {
  const records = await Promise.all(asked.map((applicant) => recordFor(needs, applicant, reading)))
  const defect = defectOf(records, reading)
  if (defect !== undefined) return defect
  const spouse = await spouseOf(needs, reading, records)
  const besides = spouse === undefined ? [] : [{ person: spouse }]
  const today = chinaDateOf(reading.now)
  const applicants = await Promise.all(
    records.flatMap((record, index) => {
      const applicant = asked[index]
      return applicant === undefined ? [] : [applicantOf(needs, applicant, record, today)]
    }),
  )
  return {
    outcome: "read",
    applicants,
    applicantRefs: records.map(({ personRef }) => personRef),
    loans: countFamilyLoans(
      records.map(({ person }) => person.loans),
      spouse?.loans,
    ),
    disclosure: {
      personRefs: [...records, ...besides].map(({ person }) => person.personRef),
      purpose: reading.purpose,
      points: hitPoints * records.length + pointsOfPeople(besides),
      found: "quoted",
    },
    spends: asked.flatMap(({ consent }) =>
      consent === undefined
        ? []
        : [{ kind: "spendConsent" as const, consentCode: consent, by: reading.caller }],
    ),
  }
}
