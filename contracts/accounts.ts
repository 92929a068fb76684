import * as z from "zod"
import {
  AccountKind,
  AccountNo,
  AgreementNo,
  CenterId,
  CheckId,
  ContractNo,
  ContributorType,
  FindingId,
  HoldId,
  Instant,
  LocalDate,
  Money,
  Month,
  Note,
  PaymentReference,
  Person,
  SegmentId,
  StaffId,
  CaseId,
  TransferId,
  TwoPeople,
  UnitCreditCode,
} from "./primitives.ts"
import { agreesByMonth } from "./contributions-by-month.ts"
import { FindingClass } from "./findings.ts"
import { MoneyByType, WithdrawalPurposeName } from "./withdrawals.ts"
import { shownWarnings } from "./shown-warning.ts"

/** What an account may be opened with, and what a center may state of it. */
export const AccountStatus = z
  .enum(["01", "02", "03", "04", "05", "06", "99", "X2"])
  .describe("附A.6; X2 awaits the seal of the normal account elsewhere")
export type AccountStatus = z.infer<typeof AccountStatus>

export const SegmentOrigin = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("local").describe("paid at this center") }),
  z.strictObject({
    kind: z.literal("transferred").describe("brought by a transfer"),
    fromCenterId: CenterId,
    transferId: TransferId,
  }),
])
export type SegmentOrigin = z.infer<typeof SegmentOrigin>

/** One uninterrupted kind of contribution: who paid, where it came from, which months, how much. */
export const Segment = z
  .strictObject({
    segmentId: SegmentId.optional().describe("given by the hub"),
    contributorType: ContributorType.describe("employee pays through a unit, flexible by agreement"),
    accountKind: AccountKind,
    origin: SegmentOrigin.describe("local, or the transfer that brought it"),
    unitCreditCode: UnitCreditCode.optional().describe("GB 32100 code of the unit, for employees"),
    agreementNo: AgreementNo.optional().describe("contribution agreement, for flexible contributors"),
    collectiveAccountNo: AccountNo.optional().describe("集中管理账户 above a flexible account (辽宁 五)"),
    from: Month.describe("first month"),
    to: Month.describe("last month"),
    gaps: z.array(Month).max(600).optional().describe("months inside that were not paid"),
    backPaidMonths: z.array(Month).max(600).optional().describe("months that were paid later"),
    prepaidThrough: Month.optional().describe("last month paid in advance"),
    principal: Money.describe("yuan, with credited interest and subsidies"),
    interest: Money.describe("yuan, accrued since the last credit of 30 June"),
    contributions: Money.describe("yuan, own and employer's money without interest"),
    subsidy: Money.describe("yuan, inside the principal"),
    monthlyContribution: Money.describe("yuan a month, the latest"),
    contributionsByMonth: z
      .array(
        z.strictObject({
          month: Month,
          amount: Money.describe("own money for the month, yuan"),
          credited: LocalDate.optional().describe("day on which it was booked"),
        }),
      )
      .max(36)
      .optional()
      .describe(
        "own money by month, the newest at least: what subsidies and tax statements are computed from",
      ),
  })
  .superRefine((segment, context) => {
    const refuse = (field: string, rule: string) => {
      context.addIssue({ code: "custom", path: [field], message: "contradiction", params: { rule } })
    }
    if (segment.to < segment.from) refuse("to", "VAL-005")
    if (segment.gaps?.some((month) => month < segment.from || month > segment.to) === true)
      refuse("gaps", "VAL-005")
    if (segment.backPaidMonths?.some((month) => month < segment.from || month > segment.to) === true)
      refuse("backPaidMonths", "VAL-005")
    if (segment.prepaidThrough !== undefined && segment.prepaidThrough < segment.from)
      refuse("prepaidThrough", "VAL-005")
    if (segment.contributorType === "employee" && segment.agreementNo !== undefined)
      refuse("agreementNo", "ACC-002")
    if (segment.contributorType === "flexible" && segment.unitCreditCode !== undefined)
      refuse("unitCreditCode", "ACC-002")
    if (!agreesByMonth(segment)) refuse("contributionsByMonth", "FLX-033")
  })
  .meta({ id: "Segment" })
export type Segment = z.infer<typeof Segment>

export const AccountCheckRequest = z.strictObject({
  person: Person,
  purpose: z
    .enum(["open", "loan", "withdraw", "transfer"])
    .describe("why the center asks; recorded before the answer"),
})
export type AccountCheckRequest = z.infer<typeof AccountCheckRequest>

export const CheckFinding = z.strictObject({
  class: z
    .enum(["normalAccount", "D1", "D2", "D3", "D7"])
    .describe("normalAccount: a normal account stands there; D1 to D7: duplicate classes"),
  centerId: CenterId,
  accountStatus: AccountStatus,
  since: LocalDate.describe("when the account got this status"),
})

export const AccountCheckResponse = z
  .strictObject({
    checkId: CheckId.describe("names this check in the disclosure record"),
    verdict: z
      .enum(["clear", "blocked", "review"])
      .describe("blocked: a normal account stands elsewhere; review: a human decides"),
    findings: z.array(CheckFinding).describe("as little as the purpose needs"),
    warnings: shownWarnings,
  })
  .meta({ id: "AccountCheckResponse" })
export type AccountCheckResponse = z.infer<typeof AccountCheckResponse>

export const OpenAccountRequest = z
  .strictObject({
    person: Person,
    accountNo: AccountNo,
    accountKind: AccountKind,
    contributorType: ContributorType,
    status: z
      .enum(["01", "02"])
      .describe("01 claims the nationwide guard of basic accounts; 02 may always be opened"),
    openedOn: LocalDate,
    unitCreditCode: UnitCreditCode.optional(),
    agreementNo: AgreementNo.optional(),
    handler: StaffId.optional().describe(
      "a center's system may open accounts by itself; staff are recorded when named",
    ),
    reviewer: StaffId.optional(),
  })
  .superRefine((account, context) => {
    const employee = account.contributorType === "employee"
    const field = employee ? "unitCreditCode" : "agreementNo"
    if (account[field] === undefined)
      context.addIssue({ code: "custom", path: [field], message: "missing", params: { rule: "ACC-002" } })
    const foreign = employee ? "agreementNo" : "unitCreditCode"
    if (account[foreign] !== undefined)
      context.addIssue({
        code: "custom",
        path: [foreign],
        message: "does not belong",
        params: { rule: "ACC-002" },
      })
  })
export type OpenAccountRequest = z.infer<typeof OpenAccountRequest>

export const HoldGround = z.enum([
  "judicial",
  "other",
  "transferOut",
  "incoming",
  "loanMark",
  "certificate",
  "withdrawal",
])
export type HoldGround = z.infer<typeof HoldGround>
export const HoldScope = z.enum(["closing", "transfer", "withdrawal", "typeChange"])
export type HoldScope = z.infer<typeof HoldScope>

export const Hold = z.strictObject({
  holdId: HoldId,
  ground: HoldGround,
  scope: z.array(HoldScope).describe("what the hold bars"),
  documentNo: z.string().optional().describe("number of the court's or authority's document"),
  from: LocalDate,
  to: LocalDate.optional(),
  caseId: CaseId.optional().describe("the case that put it; it ends with that case and only with it"),
})
export type Hold = z.infer<typeof Hold>

const WithdrawalReason = z.enum(["01", "02", "03", "04", "05", "06", "07", "08", "09", "99"])

/** What segments of one kind of contributor add up to. */
export const TypeTotals = z.strictObject({
  principal: Money.describe("yuan, with credited interest and subsidies"),
  interest: Money.describe("yuan, accrued since the last credit of 30 June"),
  contributions: Money.describe("yuan, paid in without interest"),
  subsidy: Money.describe("yuan, inside the principal"),
})
export type TypeTotals = z.infer<typeof TypeTotals>

/** 分类标识: the two kinds of money are never added together. */
export const AccountTotals = z
  .strictObject({
    employee: TypeTotals.describe("单位缴存部分"),
    flexible: TypeTotals.describe("灵活就业缴存部分"),
  })
  .meta({ id: "AccountTotals" })
export type AccountTotals = z.infer<typeof AccountTotals>

export const AccountWithdrawal = z
  .strictObject({
    caseId: z
      .string()
      .describe(
        "service case; `report/` and the payment reference of a reported one; `sum/` and the latest day of several old ones",
      ),
    purpose: WithdrawalPurposeName.optional().describe("absent: reported with its national reason only"),
    withdrawalReason: WithdrawalReason.describe("附A.7"),
    amount: Money.describe("yuan"),
    taken: MoneyByType.describe("what it was taken from"),
    approvedOn: LocalDate.describe("day of the approval"),
    paidOn: LocalDate.optional().describe("day of the payment; absent: approved, not paid yet"),
    recordedAt: Instant.optional().describe("when the center put a record that is without this money"),
  })
  .meta({ id: "AccountWithdrawal" })
export type AccountWithdrawal = z.infer<typeof AccountWithdrawal>

export const Account = z
  .strictObject({
    centerId: CenterId,
    accountNo: AccountNo,
    accountKind: AccountKind,
    contributorType: ContributorType,
    status: AccountStatus.describe("06 while a judicial hold stands"),
    statusSince: LocalDate,
    openedOn: LocalDate,
    contested: z.boolean().describe("history that breaks uniqueness; a finding is open"),
    unitCreditCode: UnitCreditCode.optional(),
    agreementNo: AgreementNo.optional(),
    holds: z.array(Hold).describe("限制; independent of each other and of the status"),
    segments: z.array(Segment).describe("the contribution record, local and transferred-in"),
    totals: AccountTotals.describe("what the segments add up to, by kind of contributor"),
    withdrawals: z
      .array(AccountWithdrawal)
      .describe("approved and paid, newest last; one without recordedAt is still inside the totals"),
    version: z.int().min(1).describe("for If-Match"),
  })
  .meta({ id: "Account" })
export type Account = z.infer<typeof Account>

/** A duplicate that a human must look at. */
export const Finding = z
  .strictObject({
    findingId: FindingId,
    class: FindingClass,
  })
  .meta({ id: "Finding" })

/** Answer of every action on an account. */
export const AccountState = z
  .strictObject({
    accountNo: AccountNo,
    status: AccountStatus,
    version: z.int().min(1).describe("after the act, for If-Match"),
    awaitingSealOf: CenterId.optional().describe("the center whose seal hands the guard over"),
    finding: Finding.optional().describe("a duplicate that the act disclosed"),
    prepaidRemainder: z
      .strictObject({
        months: z.int().min(1).describe("prepaid months after the month of the change"),
        amount: Money.describe("yuan paid for them"),
        treatment: z
          .enum(["kept", "refunded", "homeDecides"])
          .describe("留存, 退还, 由缴存地决定: as the center's pack of that day rules"),
      })
      .optional()
      .describe("预缴余额, when a flexible contributor with prepaid months becomes an employee"),
  })
  .meta({ id: "AccountState" })
export type AccountState = z.infer<typeof AccountState>

export const SealRequest = z.strictObject({ sealedOn: LocalDate, ...TwoPeople })
export const UnsealRequest = z.strictObject({ unsealedOn: LocalDate, ...TwoPeople })
export const ClosureRequest = z.strictObject({
  closedOn: LocalDate,
  withdrawalReason: WithdrawalReason.describe("附A.7"),
  ...TwoPeople,
})
/** 提取: money that left the account to its holder or, for a repayment, to the lender. A fact of the home center. */
export const WithdrawalRequest = z.strictObject({
  reference: PaymentReference.describe("of the payment; used once, ever"),
  amount: Money.describe("yuan"),
  withdrawnOn: LocalDate,
  withdrawalReason: WithdrawalReason.describe("附A.7"),
  repays: z
    .strictObject({ centerId: CenterId.describe("the loan center"), contractNo: ContractNo })
    .optional()
    .describe("the loan that a repayment withdrawal (06) goes to; for the marked loan it is no finding"),
  ...TwoPeople,
})
export type WithdrawalRequest = z.infer<typeof WithdrawalRequest>

export const MergerRequest = z.strictObject({
  intoAccountNo: AccountNo.describe("the account that lives on"),
  mergedOn: LocalDate,
  ...TwoPeople,
})
export const ContributorTypeChangeRequest = z
  .strictObject({
    contributorType: ContributorType,
    changedOn: LocalDate,
    unitCreditCode: UnitCreditCode.optional(),
    agreementNo: AgreementNo.optional(),
    ...TwoPeople,
  })
  .superRefine((change, context) => {
    const field = change.contributorType === "employee" ? "unitCreditCode" : "agreementNo"
    if (change[field] === undefined)
      context.addIssue({ code: "custom", path: [field], message: "missing", params: { rule: "ACC-002" } })
  })
export const PlaceHoldRequest = z
  .strictObject({
    ground: z
      .enum(["judicial", "loanMark", "other"])
      .describe(
        "a court's order, the mark of an off-site loan (建金〔2015〕135号), or another; the hub itself puts transferOut and incoming",
      ),
    scope: z.array(HoldScope).min(1).max(4).describe("what the hold bars"),
    documentNo: z
      .string()
      .regex(/^[\p{L}\p{N}〔〕()（）\-_ ]{1,60}$/u)
      .optional()
      .describe("文书号 of the court or authority; required for a judicial hold"),
    from: LocalDate,
    to: LocalDate.optional(),
    ...TwoPeople,
  })
  .superRefine((hold, context) => {
    if (hold.to !== undefined && hold.to < hold.from)
      context.addIssue({ code: "custom", path: ["to"], message: "before from", params: { rule: "VAL-005" } })
    if (hold.ground === "judicial" && hold.documentNo === undefined)
      context.addIssue({
        code: "custom",
        path: ["documentNo"],
        message: "missing",
        params: { rule: "VAL-008" },
      })
  })
export const ReleaseHoldRequest = z.strictObject({
  releasedOn: LocalDate,
  note: Note.optional(),
  ...TwoPeople,
})
export const HoldPlaced = z.strictObject({
  holdId: HoldId,
  accountNo: AccountNo,
  status: AccountStatus,
  version: z.int().describe("of the account after the act, for If-Match"),
})

export const PutSegmentsRequest = z.strictObject({
  segments: z
    .array(Segment)
    .max(100)
    .describe("the whole local record; transferred-in segments stay as they are"),
})
export const SegmentsPut = z.strictObject({
  accountNo: AccountNo,
  version: z.int().describe("of the account after the act, for If-Match"),
  segments: z.int().describe("how many the account has now, transferred-in ones included"),
  doubledMonths: z.array(Month).describe("months paid twice (D3): reported, not blocked"),
})

export const LinkPersonsRequest = z.strictObject({
  current: Person.describe("the document in use"),
  former: Person.describe("the document it replaced"),
  evidence: Note.describe("what proves it, without personal data"),
  ...TwoPeople,
})
export const PersonsLinked = z.strictObject({
  outcome: z
    .enum(["linked", "contested"])
    .describe("contested: both had a normal account, a D7 finding is open"),
  finding: Finding.optional().describe("class D7: both documents had a normal account"),
})
