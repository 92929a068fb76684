import * as z from "zod"
import { CenterId, Instant, Money, Month, TwoPeople } from "./primitives.ts"

/**
 * The monthly report of a center: what the hub cannot know. Flows are those of the month, balances those at its end,
 * in yuan to the fen. Whatever bears a share of something else stands beside the whole that it is a share of.
 */

/** People, units, loans, calls: a whole number. */
export const Count = z.int().min(0).max(10_000_000_000)

const money = (text: string) => Money.describe(text)
const count = (text: string) => Count.describe(text)

export const ReportedContributors = z
  .strictObject({
    payingUnits: count("实缴单位数 at the end of the month"),
    dueUnits: count("应缴单位数: units that owe contributions of the month").optional(),
    overdueUnits: count("逾期单位数: of them, units that have not paid in time").optional(),
    payingEmployees: count("实缴职工数, through units; without flexible contributors"),
    payingFlexible: count("灵活就业实缴人数"),
    dueEmployees: count("应缴职工数: who should be covered; the whole of 覆盖率").optional(),
    adjustedEmployees: count("基数调整人数: employees whose base was adjusted in the month").optional(),
  })
  .describe("who contributes")

export const ReportedDeposits = z
  .strictObject({
    employee: money("缴存额 through units, transfers in included"),
    flexible: money("缴存额 of flexible contributors"),
    total: money("缴存额: the sum of both"),
  })
  .describe("缴存额 of the month")

export const withdrawalKinds = ["housing", "rent", "retirement", "leaving", "other"] as const
export type WithdrawalKind = (typeof withdrawalKinds)[number]

const withdrawalsOf = (whose: string) =>
  z
    .strictObject({
      housing: money("住房消费类 without rent: buying, building, repaying, renovation"),
      rent: money("租赁住房"),
      retirement: money("离休和退休"),
      leaving: money("离开: 出境定居, 户口迁出, 终止劳动关系, transfers out"),
      other: money("其他"),
      total: money("the sum of the five"),
    })
    .describe(whose)

export const ReportedWithdrawals = z
  .strictObject({
    employee: withdrawalsOf("提取额 of employees"),
    flexible: withdrawalsOf("提取额 of flexible contributors"),
    total: money("提取额: the sum of both"),
  })
  .describe("提取额 of the month")

export const ReportedBalance = z
  .strictObject({
    opening: money("缴存余额 at the end of the month before"),
    interest: money(
      "interest credited to the accounts, where the deposits do not hold it already",
    ).optional(),
    takenOver: money(
      "机构合并: closing balances of the month before of centers whose books were taken over in the month",
    ).optional(),
    closing: money(
      "缴存余额 at the end of the month: opening + takenOver + deposits + interest - withdrawals",
    ),
  })
  .describe("缴存余额")

export const overdueBuckets = ["from1To3", "from3To6", "from6To12", "from12To36", "over36"] as const

export const ReportedOverdue = z
  .strictObject({
    from1To3: money("逾期 1 to 3 months"),
    from3To6: money("逾期 3 to 6 months"),
    from6To12: money("逾期 6 to 12 months"),
    from12To36: money("逾期 1 to 3 years"),
    over36: money("逾期 over 3 years"),
    total: money("逾期额: the sum of the buckets"),
  })
  .describe("逾期额 at the end of the month")

export const ReportedLoans = z
  .strictObject({
    grantedCount: count("个人贷款发放笔数 of the month"),
    grantedAmount: money("个人贷款发放额 of the month"),
    offsiteCount: count("异地贷款发放笔数, of them").optional(),
    offsiteAmount: money("异地贷款发放额, of them").optional(),
    balance: money("个人贷款余额"),
    overdue: ReportedOverdue,
  })
  .describe("个人住房贷款")

export const ReportedFunds = z
  .strictObject({
    riskReserve: money("个人贷款风险准备金余额"),
    treasuryBonds: money("国债余额"),
    projectLoans: money("支持保障性住房建设项目贷款余额; absent where there are none").optional(),
    valueAddedIncome: money("增值收益 of the month").optional(),
  })
  .describe("funds at the end of the month")

export const ReportedService = z
  .strictObject({
    handled: count("业务办理笔数"),
    handledOnline: count("不见面办理笔数, of them"),
    hotlineRated: count("12329: calls that were rated"),
    hotlineSatisfied: count("12329: of them, satisfied"),
    complaints: count("投诉 received"),
    complaintsSettled: count("投诉调处: of them, settled"),
    serviceComplaints: count("服务质量投诉: of them, about the service"),
    serviceComplaintsSubstantiated: count("查实: complaints about the service that proved true"),
  })
  .describe("services of the month")

export const ReportedFlexiblePool = z
  .strictObject({
    balance: money("缴存余额 of flexible contributors"),
    reserve: money("风险准备金 for their loans; part of the risk reserve"),
    loanBalance: money("个人贷款余额 of flexible contributors; part of all loans"),
    lentByEmployeePool: money("单位缴存资金调配: all that the employee pool has lent so far"),
    stillToReturn: money("尚未归还: of it, still to return"),
  })
  .describe("资金池 of flexible contributors, 分类核算")

const figures = {
  contributors: ReportedContributors,
  deposits: ReportedDeposits,
  withdrawals: ReportedWithdrawals,
  balance: ReportedBalance,
  loans: ReportedLoans,
  funds: ReportedFunds,
  service: ReportedService.optional(),
  flexiblePool: ReportedFlexiblePool.optional(),
} as const

export const ReportFigures = z.strictObject(figures)
export type ReportFigures = z.infer<typeof ReportFigures>

export const PutReportRequest = z.strictObject({ ...figures, ...TwoPeople })
export type PutReportRequest = z.infer<typeof PutReportRequest>

/** What an accepted report shows and does not hide: it is consistent, and not as it should be. */
export const ReportBreach = z.strictObject({
  rule: z.string().describe("the rule of the list of rules"),
  field: z.string().describe("JSON pointer to the figure"),
})
export type ReportBreach = z.infer<typeof ReportBreach>

const version = z.int().min(1)

export const MonthlyReport = z
  .strictObject({
    centerId: CenterId.describe("机构代码 of the center that reports"),
    month: Month.describe("the month that is reported, China Standard Time"),
    version: version.describe("1, and one more with each correction; If-Match names it"),
    origin: z.literal("reported").describe("stated by the center, not measured by the hub"),
    firstReportedAt: Instant.describe("when the first version came"),
    reportedAt: Instant.describe("when this version came"),
    ...figures,
    breaches: z
      .array(ReportBreach)
      .describe("what is accepted and shown: low reserves, a month that no longer follows"),
    trace: z
      .array(
        z.strictObject({
          version: version.describe("the version"),
          at: Instant.describe("when it came"),
          handler: TwoPeople.handler.describe("经办人"),
          reviewer: TwoPeople.reviewer.describe("复核人"),
        }),
      )
      .describe("all versions, oldest first"),
  })
  .meta({ id: "MonthlyReport" })
export type MonthlyReport = z.infer<typeof MonthlyReport>
