import type { Segment } from "../../contracts/accounts.ts"
import type { LoanQuoteRequest, LoanQuoteResponse, QuoteApplicant } from "../../contracts/loan-quotes.ts"
import type { NationalRules } from "../../contracts/policies.ts"
import {
  CenterId,
  isResidentNumber,
  LocalDate,
  normalisedDocumentNumber,
  TransferId,
  type Person,
  type PersonRef,
} from "../../contracts/primitives.ts"
import {
  isOpen,
  visibleStatus,
  type AccountName,
  type AccountRecord,
  type PersonRecord,
} from "../domain/account/account-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import type { LoanApplicant } from "../domain/loan-quote/loan-applicant.ts"
import { quoteLoan as decideQuote } from "../domain/loan-quote/quote-loan.ts"
import type { KnownPack } from "../domain/policies/accept-policy.ts"
import { refuse } from "../domain/refusal.ts"
import { hasEnded, type TransferCase } from "../domain/transfer/transfer-case.ts"
import { packInForce } from "./read-policy.ts"
import { hitPoints, missPoints, type DisclosingRefusal, type Identify, type UseCase } from "./use-case.ts"

export interface QuoteLoanNeeds {
  readonly identify: Identify
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readSegments: (name: AccountName) => Promise<readonly { readonly segments: readonly Segment[] }[]>
  readonly readCase: (id: TransferId) => Promise<TransferCase | undefined>
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
  readonly readPolicies: (centerId: string) => Promise<readonly KnownPack[]>
  readonly nationalRules: () => NationalRules
}

/** The other centers of the person's open transfers that the caller is a party to. */
const partnersOf = async (
  needs: QuoteLoanNeeds,
  person: PersonRecord,
  caller: CenterId,
): Promise<ReadonlySet<CenterId>> => {
  const cases = await Promise.all(
    person.openTransfers.map(({ transferId }) => needs.readCase(TransferId.parse(transferId))),
  )
  const partners = cases.flatMap((open) => {
    if (open === undefined || hasEnded(open)) return []
    if (open.toCenterId === caller) return [open.fromCenterId]
    return open.fromCenterId === caller ? [open.toCenterId] : []
  })
  return new Set(partners)
}

type RecordOfPerson = {
  readonly personRef: PersonRef
  readonly accounts: readonly AccountRecord[]
  readonly isReadable: boolean
}

/** The caller's own accounts, and those of a center with which it has a live case about this person; no others. */
const recordFor = async (
  needs: QuoteLoanNeeds,
  applicant: QuoteApplicant,
  caller: CenterId,
): Promise<RecordOfPerson> => {
  const { personRef } = await needs.identify(applicant.person)
  const person = await needs.readPerson(personRef)
  const partners = await partnersOf(needs, person, caller)
  return {
    personRef: person.personRef,
    accounts: person.accounts.filter(
      (account) => isOpen(account) && (account.centerId === caller || partners.has(account.centerId)),
    ),
    isReadable: partners.size > 0 || person.accounts.some(({ centerId }) => centerId === caller),
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
  needs: QuoteLoanNeeds,
  { person, ...stated }: QuoteApplicant,
  { accounts }: RecordOfPerson,
  today: LocalDate,
): Promise<LoanApplicant> => {
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
const notReadable = (records: readonly RecordOfPerson[], index: number): DisclosingRefusal => ({
  ...refuse("consent-missing", { rule: "QUO-002", field: `/applicants/${index}/person` }),
  disclosure: {
    personRefs: records.map(({ personRef }) => personRef),
    purpose: "loan-quote",
    points: missPoints,
    found: "consent-missing",
  },
})

/** How much the applicants may borrow under the pack of the lending center, from the record as the hub holds it. */
export const quoteLoan =
  (needs: QuoteLoanNeeds): UseCase<LoanQuoteRequest, LoanQuoteResponse> =>
  async (call) => {
    const { centerId, on, applicants: asked, ...wish } = call.body
    const caller = CenterId.parse(call.callerId)
    const [center, packs] = await Promise.all([needs.readCenter(centerId), needs.readPolicies(centerId)])
    if (center === undefined) return refuse("unknown-center", { field: "/centerId" })
    const policy = packInForce(packs, on)
    if ("outcome" in policy) return { ...policy, field: "/on" }
    const records = await Promise.all(asked.map((applicant) => recordFor(needs, applicant, caller)))
    const unreadable = records.findIndex(({ isReadable }) => !isReadable)
    if (unreadable >= 0) return notReadable(records, unreadable)
    // Under whatever document: one balance is not lent upon twice.
    const again = records.findIndex(({ personRef }, index) =>
      records.slice(0, index).some((earlier) => earlier.personRef === personRef),
    )
    if (again >= 0) return refuse("invalid-request", { field: `/applicants/${again}/person` })
    const today = chinaDateOf(call.now)
    const applicants = await Promise.all(
      records.flatMap((record, index) => {
        const applicant = asked[index]
        return applicant === undefined ? [] : [applicantOf(needs, applicant, record, today)]
      }),
    )
    const quoted = decideQuote({
      pack: policy.pack,
      packHash: policy.hash,
      national: needs.nationalRules(),
      on,
      applicants,
      request: wish,
    })
    if (quoted.outcome === "refused") return refuse(quoted.rule, { field: "/centerId" })
    return {
      outcome: "disclosed",
      answer: quoted.quote,
      disclosure: {
        personRefs: records.map(({ personRef }) => personRef),
        purpose: "loan-quote",
        points: hitPoints * records.length,
        found: "quoted",
      },
    }
  }
