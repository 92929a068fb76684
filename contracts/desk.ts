import * as z from "zod"
import { OpenedApplicant } from "./offsite-loans.ts"
import {
  AccountNo,
  CaseId,
  CenterId,
  ContributorType,
  Instant,
  LetterNo,
  LocalDate,
  Money,
  Month,
  StaffId,
  UnmatchedFundsId,
} from "./primitives.ts"
import { OpenedServiceApplicant } from "./service-cases.ts"
import { OpenedIdentity, Payment } from "./transfers.ts"

/** The clerk's page (经办页面): what a center's clerk sees behind a link of fifteen minutes. */

/** How long a link opens the page; it is not prolonged by being used. */
export const deskLinkMinutes = 15

export const DeskLanguage = z.enum(["zh", "en"])
export type DeskLanguage = z.infer<typeof DeskLanguage>

/** A text for people, in both languages: who reads it decides. */
export const Words = z
  .strictObject({ zh: z.string().describe("中文"), en: z.string().describe("English") })
  .meta({ id: "Words" })
export type Words = z.infer<typeof Words>

/** 256 random bits, base64url. It stands in the fragment of the link and in one header, never in a path or a query. */
export const DeskCode = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)
export type DeskCode = z.infer<typeof DeskCode>

export const OpenDeskRequest = z.strictObject({
  handler: z
    .strictObject({
      id: StaffId.describe("who will look: what the page discloses is recorded under this id"),
      name: z
        .string()
        .min(1)
        .max(40)
        .regex(/^[^\p{Cc}]*$/u)
        .describe("as the page greets them; gone with the link"),
    })
    .describe("经办人 of the center, whom its own system has signed in"),
  language: DeskLanguage.optional().describe("of the page at first; `zh` when missing"),
})
export type OpenDeskRequest = z.infer<typeof OpenDeskRequest>

export const DeskLinkOpened = z.strictObject({
  url: z.string().describe("to be opened in the clerk's browser; the code stands behind the `#`"),
  expiresAt: Instant.describe("15 minutes after the call; nothing prolongs it"),
})
export type DeskLinkOpened = z.infer<typeof DeskLinkOpened>

const DeskCenter = z
  .strictObject({
    centerId: CenterId.describe("机构代码"),
    name: z.string().describe("机构名称 of the directory"),
  })
  .meta({ id: "DeskCenter" })
export type DeskCenter = z.infer<typeof DeskCenter>

export const DeskSession = z
  .strictObject({
    center: DeskCenter.describe("whose desk it is"),
    handler: z
      .strictObject({ id: StaffId.describe("经办人编号"), name: z.string().describe("经办人") })
      .describe("for whom the center opened it"),
    language: DeskLanguage.describe("of the page at first"),
    now: Instant.describe(
      "the hub's time of the answer: the countdown runs from it, not from the browser's clock",
    ),
    expiresAt: Instant.describe("when the link is dead"),
  })
  .meta({ id: "DeskSession" })
export type DeskSession = z.infer<typeof DeskSession>

export const DeskSubject = z
  .enum(["transfer", "offsiteLoan", "serviceCase", "finding", "arrears", "unmatchedFunds"])
  .describe("异地转移, 异地贷款, 通办业务, 疑点, 欠缴, 有款无函")
export type DeskSubject = z.infer<typeof DeskSubject>

/** One line of a list of the desk. */
export const DeskLine = z
  .strictObject({
    subject: DeskSubject,
    id: z.string().describe("of the case, finding, account or money"),
    caseId: CaseId.optional().describe("of the case that the line opens"),
    reference: z
      .string()
      .describe("as people name it: letter number, certificate number, account number, or the id"),
    about: Words.describe("what it is about"),
    status: Words.describe("where it stands"),
    otherCenter: DeskCenter.optional().describe("the other center"),
    accountNo: AccountNo.optional().describe("of this center"),
    amount: Money.optional(),
    leg: z.string().optional().describe("what is due, by its name in the interface"),
    next: Words.optional().describe("what this center does next; absent when it waits"),
    dueOn: LocalDate.optional().describe("last day, due at 24:00 China time; absent where none is set"),
    overdue: z.boolean().optional().describe("true when that day is over"),
  })
  .meta({ id: "DeskLine" })
export type DeskLine = z.infer<typeof DeskLine>

export const DeskToDo = z.strictObject({
  session: DeskSession.describe("whose desk it is, and how long"),
  items: z.array(DeskLine).describe("what this center must do, the earliest due first, without a date last"),
  lookedBackTo: Instant.optional().describe(
    "cases opened since then were looked through; absent: all of them",
  ),
  cursor: z
    .string()
    .optional()
    .describe("pass it on to look through earlier cases; absent when there are none"),
})
export type DeskToDo = z.infer<typeof DeskToDo>

export const DeskFound = z.strictObject({
  cases: z.array(DeskLine).describe("cases of this center, open and ended"),
  accounts: z
    .array(
      z.strictObject({
        accountNo: AccountNo,
        status: Words.describe("附A.6 个人账户状态"),
        contributorType: Words.describe("缴存身份"),
        openedOn: LocalDate.describe("开户日期"),
        statusSince: LocalDate.describe("of the status"),
      }),
    )
    .describe("accounts of this center under that number: one or none"),
})
export type DeskFound = z.infer<typeof DeskFound>

export const DeskFunds = z.strictObject({
  funds: z
    .array(
      z.strictObject({
        unmatchedFundsId: UnmatchedFundsId,
        direction: z.enum(["received", "paid"]).describe("received here, or paid by this center"),
        otherCenter: DeskCenter.describe("the other center"),
        amount: Money,
        receivedOn: LocalDate.describe("到账日"),
        bankSerial: z.string().optional().describe("of the entry, to the center that received it"),
        next: Words.describe("who does what"),
      }),
    )
    .describe(
      "money without a letter that nobody has explained or returned yet, newest first, received before paid",
    ),
  cursor: z.string().optional().describe("pass it on to read the next page"),
})
export type DeskFunds = z.infer<typeof DeskFunds>

/** 联系函, to be printed; name and document number come from the recorded opening of the identity. */
export const DeskLetter = z
  .strictObject({
    letterNo: LetterNo.describe("联系函编号"),
    fromCenter: DeskCenter.describe("转出地"),
    toCenter: DeskCenter.describe("转入地"),
    fromAccountNo: AccountNo.describe("原个人账号"),
    toAccountNo: AccountNo.describe("转入个人账号"),
    accountKind: Words.describe("账户种类"),
    appliedOn: LocalDate.describe("申请日期"),
    sentAt: Instant.describe("when the letter left"),
    bankName: z.string().describe("转入资金开户银行"),
    bankAccountName: z.string().describe("转入资金户名"),
    bankAccountTail: z
      .string()
      .describe("last four digits of 转入资金账号; the whole number comes with the identity"),
    handler: z.string().optional().describe("经办人, to the transfer-in center only"),
    reviewer: z.string().optional().describe("复核人, to the transfer-in center only"),
  })
  .meta({ id: "DeskLetter" })
export type DeskLetter = z.infer<typeof DeskLetter>

/** 账户信息表, to be printed. */
export const DeskStatement = z
  .strictObject({
    statedAt: Instant.describe("when it was sent"),
    principal: Money.describe("本金"),
    interest: Money.describe("利息"),
    amount: Money.describe("转移金额 = 本金 + 利息"),
    amountInCapitals: z.string().describe("人民币大写 (支付结算办法 附一)"),
    openedOn: LocalDate.describe("开户日期"),
    paidThrough: Month.describe("缴至年月"),
    paidMonths: z.int().min(0).describe("累计缴存月数 of all segments, each month once"),
    sixMonthsContinuous: z.boolean().describe("缴至月份之前6个月是否连续缴存"),
    loanCount: z.int().min(0).describe("在转出地使用贷款次数"),
    hasUnsettledLoan: z.boolean().describe("是否有未结清贷款"),
    hasFraudRecord: z.boolean().describe("是否有骗提骗贷记录"),
    segments: z
      .array(
        z.strictObject({
          contributorType: ContributorType.describe("缴存身份"),
          from: Month.describe("起始月"),
          to: Month.describe("终止月"),
          principal: Money.describe("本金"),
          interest: Money.describe("利息"),
        }),
      )
      .describe("分段: they add up to principal and interest"),
    payments: z.array(Payment).describe("付款 that left and did not come back"),
    handler: z.string().describe("经办人 of the transfer-out center"),
    reviewer: z.string().describe("复核人 of the transfer-out center"),
  })
  .meta({ id: "DeskStatement" })
export type DeskStatement = z.infer<typeof DeskStatement>

export const DeskLeg = z
  .strictObject({
    leg: z.string().describe("by its name in the interface"),
    what: Words.describe("what is due"),
    actingCenter: DeskCenter.describe("who must act"),
    mine: z.boolean().describe("true when it is this center"),
    dueOn: LocalDate.optional().describe("last day, due at 24:00 China time"),
    overdue: z.boolean().describe("true when that day is over"),
    escalatedAt: Instant.optional().describe(
      "when its breach was last told to both centers and the supervisor",
    ),
  })
  .meta({ id: "DeskLeg" })
export type DeskLeg = z.infer<typeof DeskLeg>

export const DeskCase = z.strictObject({
  caseId: CaseId.describe("names the case"),
  subject: DeskSubject,
  reference: z.string().describe("letter number, certificate number, or the id"),
  about: Words.describe("what it is about"),
  status: Words.describe("where it stands"),
  roles: z
    .array(
      z.strictObject({
        role: Words.describe("转入地, 转出地, ..."),
        center: DeskCenter.describe("who has it"),
      }),
    )
    .describe("the two centers of the case"),
  openedAt: Instant,
  changedAt: Instant,
  facts: z
    .array(
      z.strictObject({
        name: Words.describe("what the fact is called"),
        value: Words.describe("as it is shown"),
      }),
    )
    .describe("figures and numbers of the case, nothing of the person"),
  reason: Words.optional().describe("why it was refused, and what the contributor can do about it"),
  legs: z.array(DeskLeg).describe("who must act next, the earliest due first; empty when nobody must"),
  tell: Words.describe("what this center tells the contributor, in one plain sentence"),
  timeline: z
    .array(
      z.strictObject({
        at: Instant,
        what: Words.describe("what happened"),
        by: z.string().describe("name of the acting center, or `clock`"),
        status: Words.optional().describe("of the case after it"),
        note: z.string().optional().describe("what the acting center wrote to the other"),
        handler: z.string().optional().describe("经办人, of this center's own acts"),
        reviewer: z.string().optional().describe("复核人, of this center's own acts"),
      }),
    )
    .describe("办理过程, oldest first"),
  letter: DeskLetter.optional().describe("of a transfer"),
  statement: DeskStatement.optional().describe("of a transfer, once it was sent"),
  hasIdentity: z
    .boolean()
    .describe("whether the identity may be opened: it is erased some days after the end"),
})
export type DeskCase = z.infer<typeof DeskCase>

/** Identity and contact of a case, opened at the desk: the forms that the three kinds of case have. */
export const DeskIdentity = z
  .union([OpenedIdentity, OpenedServiceApplicant, OpenedApplicant])
  .describe("opened for one purpose, and recorded under the handler's id before the answer")
export type DeskIdentity = z.infer<typeof DeskIdentity>

export const DeskEnded = z.strictObject({ endedAt: Instant.describe("from now on the link opens nothing") })
export type DeskEnded = z.infer<typeof DeskEnded>
