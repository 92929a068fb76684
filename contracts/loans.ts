import * as z from "zod"
import { Share } from "./policy-figures.ts"
import {
  CenterId,
  CheckId,
  ContractNo,
  FindingId,
  Instant,
  LocalDate,
  Money,
  Month,
  Note,
  OffsiteLoanId,
  Person,
  ReservationId,
  StaffId,
  TwoPeople,
} from "./primitives.ts"
import { shownWarnings } from "./shown-warning.ts"

/**
 * The loan registry (建金〔2015〕135号; 一人一贷). A granted loan is a fact and is never refused; the refusal comes
 * earlier, when a center that approves a loan reserves the people for it.
 */

export const LoanKind = z
  .enum(["hpf", "interestSubsidised", "combined", "refinanced"])
  .describe("公积金贷款, 贴息贷款, 组合贷款, 商转公")
export type LoanKind = z.infer<typeof LoanKind>

/** What a person is to a loan. A guarantor is neither counted nor barred from borrowing. */
export const LoanRole = z
  .enum(["borrower", "coBorrower", "spouse", "guarantor"])
  .describe("借款人, 共同借款人, 配偶, 保证人")
export type LoanRole = z.infer<typeof LoanRole>

/** 参贷关系 to the borrower. */
export const LoanRelation = z
  .enum(["spouse", "parent", "child", "sibling", "other"])
  .describe("配偶, 父母, 子女, 兄弟姐妹, 其他")
export type LoanRelation = z.infer<typeof LoanRelation>

export const LoanStatus = z
  .enum(["unsettled", "paidOff", "writtenOff"])
  .describe("未结清, 已结清, 已核销; a loan that is written off is still owed and still counts as unsettled")
export type LoanStatus = z.infer<typeof LoanStatus>

const CoBorrower = z.strictObject({ person: Person, relation: LoanRelation })

const family = {
  borrower: Person.describe("主借款人"),
  coBorrowers: z
    .array(CoBorrower)
    .max(3)
    .optional()
    .describe("共同借款人; absent: none. Nobody twice, nor the borrower again"),
  spouse: Person.optional().describe(
    "配偶; absent: unmarried. Who is a co-borrower as well, with the relation `spouse`, counts once",
  ),
}

export const ReserveLoanRequest = z.strictObject({
  ...family,
  offsiteLoanId: OffsiteLoanId.optional().describe("the off-site case that the reservation is for"),
  ...TwoPeople,
})
export type ReserveLoanRequest = z.infer<typeof ReserveLoanRequest>

export const ReleaseReservationRequest = z.strictObject({
  note: Note.optional().describe("why the loan is not granted"),
  ...TwoPeople,
})

export const LoanReservation = z
  .strictObject({
    reservationId: ReservationId,
    status: z
      .enum(["held", "used", "released", "expired"])
      .describe("used: the loan was granted; expired: sixty days have passed"),
    expiresAt: Instant.describe("24:00 China time of the sixtieth day"),
    parties: z.int().min(1).describe("how many people it holds: borrower, co-borrowers, spouse"),
    loansBefore: z.int().min(0).describe("loans of the fund that this family has had and paid off"),
    offsiteLoanId: OffsiteLoanId.optional(),
    version: z.int().min(1).describe("for If-Match"),
  })
  .meta({ id: "LoanReservation" })
export type LoanReservation = z.infer<typeof LoanReservation>

const terms = {
  contractNo: ContractNo,
  kind: LoanKind,
  amount: Money.describe("yuan; of a combined loan the part of the fund"),
  termMonths: z.int().min(1).max(480).describe("term, months"),
  yearlyRate: Share.describe('yearly rate as a plain ratio, "0.026" for 2.6 %'),
  grantedOn: LocalDate.describe("放款日期"),
}
/** 借款合同 in its figures, as a grant states them. */
export const LoanTerms = z.strictObject(terms)
export type LoanTerms = z.infer<typeof LoanTerms>

const guarantors = z.array(Person).max(4).optional().describe("保证人; absent: none")

export const RegisterLoanRequest = z.strictObject({
  ...terms,
  ...family,
  guarantors,
  reservationId: ReservationId.optional().describe(
    "the reservation that the grant uses up; absent: the center's own of exactly these people, if there is one",
  ),
  ...TwoPeople,
})
export type RegisterLoanRequest = z.infer<typeof RegisterLoanRequest>

/** A duplicate that a loan disclosed; both centers settle it in a resolution case. */
export const LoanFinding = z.strictObject({
  findingId: FindingId,
  class: z.enum(["D4", "D5", "D6"]).describe("duplicate class; `x-code-tables` has their names"),
})
export type LoanFinding = z.infer<typeof LoanFinding>

export const Loan = z
  .strictObject({
    centerId: CenterId.describe("the loan center"),
    ...terms,
    status: LoanStatus,
    balance: Money.describe("未偿本金, yuan, as last fed"),
    overduePeriods: z.int().min(0).describe("逾期期数 as last fed"),
    overdueAmount: Money.describe("逾期本息, yuan, as last fed"),
    fedMonth: Month.optional().describe("month of the last feed; absent: none yet"),
    parties: z
      .array(z.strictObject({ role: LoanRole, relation: LoanRelation.optional() }))
      .describe("who stands behind the loan, by role; never by name"),
    offsiteLoanId: OffsiteLoanId.optional().describe("the off-site case that carries it"),
    findings: z.array(LoanFinding).describe("doubts that its registration disclosed"),
    endedOn: LocalDate.optional().describe("day of payoff or write-off"),
    writeOffDocumentNo: z.string().optional().describe("文号 of the decision to write it off"),
    version: z.int().min(1).describe("for If-Match"),
  })
  .meta({ id: "Loan" })
export type Loan = z.infer<typeof Loan>

const staff = {
  handler: StaffId.optional().describe("a center's system may feed by itself; staff are recorded when named"),
  reviewer: StaffId.optional(),
}

/** 还款状态, each month. The balance never rises, and a month is fed once. */
export const RepaymentFeed = z.strictObject({
  month: Month.describe("the month that is over or running; later than the last one fed"),
  balance: Money.describe("未偿本金 after the month's payment"),
  overduePeriods: z.int().min(0).max(600).describe("逾期期数"),
  overdueAmount: Money.optional().describe(
    "逾期本息, yuan; absent: 0.00, and nothing else when no period is overdue",
  ),
  ...staff,
})
export type RepaymentFeed = z.infer<typeof RepaymentFeed>

export const PayoffRequest = z.strictObject({
  paidOffOn: LocalDate.describe("结清日期; the last feed says 0.00"),
  ...TwoPeople,
})
export type PayoffRequest = z.infer<typeof PayoffRequest>

export const WriteOffRequest = z.strictObject({
  writtenOffOn: LocalDate.describe("核销日期; the debt stays"),
  documentNo: z
    .string()
    .regex(/^[\p{L}\p{N}〔〕()（）\-_ ]{1,60}$/u)
    .describe("文号 of the decision"),
  ...TwoPeople,
})
export type WriteOffRequest = z.infer<typeof WriteOffRequest>

const mostLines = 20
const ImportedLoan = z.strictObject({
  ...terms,
  ...family,
  guarantors,
  status: LoanStatus,
  balance: Money.describe("未偿本金, yuan; 0.00 when paid off"),
  endedOn: LocalDate.optional().describe("day of payoff or write-off"),
})
export type ImportedLoan = z.infer<typeof ImportedLoan>

/** Loans from before the center joined. Each line stands for itself; a conflict becomes a finding. */
export const LoanImport = z.strictObject({
  loans: z.array(ImportedLoan).min(1).max(mostLines).describe("each line is written by itself"),
  ...TwoPeople,
})
export type LoanImport = z.infer<typeof LoanImport>

export const LoanImportReport = z
  .strictObject({
    registered: z.int().min(0).describe("lines that are registered now, those from before included"),
    refused: z.int().min(0).describe("lines that are not"),
    lines: z
      .array(
        z.strictObject({
          line: z.int().min(1).describe("counted from 1"),
          contractNo: ContractNo,
          outcome: z
            .enum(["registered", "known", "refused"])
            .describe(
              "known: the loan is registered just so; with other terms, people, status or balance it is refused (loan-exists), and feed and payoff tell what has changed",
            ),
          problem: z.string().optional().describe("slug of the problem"),
          rule: z.string().optional().describe("numbered validation rule"),
          findings: z.array(LoanFinding).describe("conflicts that the line disclosed"),
        }),
      )
      .describe("in the order of the request"),
  })
  .meta({ id: "LoanImportReport" })
export type LoanImportReport = z.infer<typeof LoanImportReport>

const mostApplicants = 4
export const LoanCheckRequest = z.strictObject({
  applicants: z
    .array(Person)
    .min(1)
    .max(mostApplicants)
    .describe("one to four; the first is the main borrower"),
  spouse: Person.optional().describe("配偶 of the main borrower, if not an applicant"),
  purpose: z
    .enum(["loan", "offsiteCertificate", "closing", "withdrawal", "transfer"])
    .describe("why the center asks; recorded before the answer, and picks what bars"),
})
export type LoanCheckRequest = z.infer<typeof LoanCheckRequest>

export const LoanCheckFinding = z.strictObject({
  class: z
    .enum([
      "unsettledLoan",
      "guaranteedLoan",
      "reserved",
      "liveCertificate",
      "loanMark",
      "loanCount",
      "D4",
      "D5",
      "D6",
      "D7",
    ])
    .describe("what stands in the way, or makes a human look"),
  person: z.int().min(1).describe("counted from 1 in the order of the request, the spouse last"),
  centerId: CenterId.optional().describe("where; absent for a count"),
  role: LoanRole.optional().describe("what the person is to the loan"),
  kind: LoanKind.optional(),
  since: LocalDate.optional().describe("granted, reserved, certified or found on"),
})
export type LoanCheckFinding = z.infer<typeof LoanCheckFinding>

export const LoanCheckResponse = z
  .strictObject({
    checkId: CheckId.describe("names this check in the disclosure record"),
    verdict: z
      .enum(["clear", "blocked", "review"])
      .describe("blocked: a reservation or the asked act would be refused; review: a human decides"),
    findings: z.array(LoanCheckFinding).describe("as little as the purpose needs"),
    warnings: shownWarnings,
    counts: z
      .strictObject({
        lifetime: z.int().min(0).describe("loans of the fund that the family has ever had"),
        unsettled: z.int().min(0).describe("of them unsettled"),
        most: z.int().min(1).describe("how many the asking center's rules allow in life"),
      })
      .optional()
      .describe(
        "of the family together; a loan of two of them counts once. Present for `loan` and `offsiteCertificate`: no other purpose needs it",
      ),
  })
  .meta({ id: "LoanCheckResponse" })
export type LoanCheckResponse = z.infer<typeof LoanCheckResponse>
