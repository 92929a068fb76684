import { describe, expect, test } from "vitest"
import type { WithdrawalJudgment } from "../../../contracts/withdrawals.ts"
import changji from "../../../contracts/starter/policies/652300000000000.json" with { type: "json" }
import jincheng from "../../../contracts/starter/policies/140500000000000.json" with { type: "json" }
import liaoning from "../../../contracts/starter/policies/210100000000000.json" with { type: "json" }
import { changjiPack, jinchengPack, liaoningPack } from "../../fixtures/withdrawal-packs.ts"
import {
  aHold,
  aLoan,
  asks,
  centerId,
  day,
  decisive,
  employeeMoney,
  flexibleMoney,
  judged,
  type Situation,
} from "./a-withdrawal.ts"

// Every clause of the documents that speaks of a withdrawal or of closing, on both sides of its limit.

type City = "jincheng" | "changji" | "liaoning"

interface Row {
  readonly clause: string
  readonly city: City
  readonly asked: object
  readonly situation: Situation
  readonly result: { readonly [Key in keyof WithdrawalJudgment]?: unknown } & { readonly rule?: string }
}

const only = { segments: [flexibleMoney("8000.00", { interest: "12.34" })] }
const flexible = (amount: string) => ({ mostAmount: amount, most: { flexible: amount, employee: "0.00" } })
const none = { ...flexible("0.00"), verdict: "notAllowed" as const }
const owed = [aLoan()]
const settled = [aLoan({ status: "paidOff" })]
const spouses = [aLoan({ role: "spouse" })]
const guaranteed = [aLoan({ role: "guarantor" })]
const subsidised = [aLoan({ kind: "interestSubsidised" })]
const sealedOn = (date: string) => ({ status: "02" as const, statusSince: day(date) })

const jinchengRows: readonly Omit<Row, "city">[] = [
  {
    clause: "三(五) 未办理贷款，可提取自愿缴存部分，单位部分不在内",
    asked: asks.flexibleFree,
    situation: {},
    result: { verdict: "allowed", ...flexible("8000.00"), onlyTowardLoan: false, closesAccount: false },
  },
  {
    clause: "三(五) 贷款本息已结清，可提取自愿缴存部分",
    asked: asks.flexibleFree,
    situation: { loans: settled },
    result: { verdict: "allowed", ...flexible("8000.00"), onlyTowardLoan: false },
  },
  {
    clause: "三(五) 不受额度限制：恰为全部",
    asked: asks.flexibleFree,
    situation: { amount: "8000.00" },
    result: { verdict: "allowed" },
  },
  {
    clause: "三(五) 可提取自愿缴存部分：多一分不可",
    asked: asks.flexibleFree,
    situation: { amount: "8000.01" },
    result: { verdict: "notAllowed", rule: "WDR-001" },
  },
  {
    clause: "三(五) 不受频率限制：同日再次",
    asked: asks.flexibleFree,
    situation: {
      entries: [
        {
          caseId: "svc-0",
          purpose: "flexibleFree",
          reason: "99",
          amount: flexibleMoney("3000.00").principal,
          taken: { flexible: flexibleMoney("3000.00").principal, employee: flexibleMoney("0.00").principal },
          approvedOn: day("2026-11-02"),
        },
      ],
    },
    result: { verdict: "allowed", ...flexible("5000.00") },
  },
  {
    clause: "三(五) 贷款未结清：仅可用于偿还贷款本息",
    asked: asks.flexibleFree,
    situation: { loans: owed },
    result: { verdict: "allowed", ...flexible("8000.00"), onlyTowardLoan: true, withdrawalReason: "06" },
  },
  {
    clause: "三(五) 贷款未结清：购房不得动用自愿缴存部分，单位部分依条例",
    asked: asks.purchase,
    situation: { loans: owed },
    result: {
      verdict: "allowed",
      mostAmount: "20000.00",
      most: { flexible: "0.00", employee: "20000.00" },
    },
  },
  {
    clause: "三(五) 贷款未结清：只有自愿缴存部分的，购房不可提取",
    asked: asks.purchase,
    situation: { loans: owed, ...only },
    result: { ...none, rule: "WDR-016" },
  },
  {
    clause: "三(五) 贷款未结清：偿还该贷款可提取",
    asked: asks.loanRepayment,
    situation: { loans: owed, ...only },
    result: { verdict: "allowed", ...flexible("8012.34"), onlyTowardLoan: true, withdrawalReason: "06" },
  },
  {
    clause: "三(五) 贷款未结清：偿还商业贷款不可动用",
    asked: { ...asks.loanRepayment, lender: { kind: "commercial", contractNo: "C-1" } },
    situation: { loans: owed, ...only },
    result: { ...none, rule: "WDR-016" },
  },
  {
    clause: "三(五) 随时申请退出",
    asked: asks.flexibleExit,
    situation: only,
    result: { verdict: "allowed", ...flexible("8012.34"), closesAccount: true },
  },
  {
    clause: "三(五) 贷款未结清，不得退出",
    asked: asks.flexibleExit,
    situation: { loans: owed, ...only },
    result: { ...none, rule: "LON-012" },
  },
  {
    clause: "三(五) 贷款未结清：继承人提取由缴存地判断，不因贷款拒绝",
    asked: asks.death,
    situation: { loans: owed, ...only },
    result: { verdict: "homeDecides", ...flexible("8012.34"), onlyTowardLoan: false },
  },
  {
    clause: "三(五) 贷款已结清：继承人提取",
    asked: asks.death,
    situation: { loans: settled, ...only },
    result: { verdict: "allowed", ...flexible("8012.34") },
  },
  {
    clause: "五 离开本市未作规定：本人贷款未结清，不得销户",
    asked: asks.leaving,
    situation: { loans: owed },
    result: { ...none, rule: "LON-012" },
  },
  {
    clause: "五 离开本市未作规定：贷款已结清，由缴存地判断",
    asked: asks.leaving,
    situation: { loans: settled },
    result: { verdict: "homeDecides", mostAmount: "28000.00", closesAccount: true },
  },
  {
    clause: "三(五) 只看本人贷款：配偶贷款不影响退出",
    asked: asks.flexibleExit,
    situation: { loans: spouses, ...only },
    result: { verdict: "allowed", ...flexible("8012.34") },
  },
]

const changjiRows: readonly Omit<Row, "city">[] = [
  {
    clause: "二(二)7 可提取的额度为以灵活就业缴存人身份缴存资金部分",
    asked: asks.flexibleExit,
    situation: {},
    result: { verdict: "allowed", ...flexible("8000.00"), closesAccount: false },
  },
  {
    clause: "二(二)7 办理销户提取",
    asked: asks.flexibleExit,
    situation: only,
    result: { verdict: "allowed", ...flexible("8012.34"), closesAccount: true },
  },
  {
    clause: "二(二)7 没有灵活就业部分的，无可提取",
    asked: asks.flexibleExit,
    situation: { segments: [employeeMoney("20000.00")] },
    result: { ...none, rule: "WDR-001" },
  },
  {
    clause: "二(二)7 本人有未结清公积金贷款",
    asked: asks.flexibleExit,
    situation: { loans: owed },
    result: { ...none, rule: "LON-012" },
  },
  {
    clause: "二(二)7 本人贷款已结清",
    asked: asks.flexibleExit,
    situation: { loans: settled },
    result: { verdict: "allowed", ...flexible("8000.00") },
  },
  {
    clause: "二(二)7 配偶有未结清公积金贷款",
    asked: asks.flexibleExit,
    situation: { loans: spouses },
    result: { ...none, rule: "LON-012" },
  },
  {
    clause: "二(二)7 配偶贷款已结清",
    asked: asks.flexibleExit,
    situation: { loans: [aLoan({ role: "spouse", status: "paidOff" })] },
    result: { verdict: "allowed", ...flexible("8000.00") },
  },
  {
    clause: "二(二)7 有未结清贴息贷款",
    asked: asks.flexibleExit,
    situation: { loans: subsidised },
    result: { ...none, rule: "LON-012" },
  },
  {
    clause: "二(二)7 配偶有未结清贴息贷款",
    asked: asks.flexibleExit,
    situation: { loans: [aLoan({ role: "spouse", kind: "interestSubsidised" })] },
    result: { ...none, rule: "LON-012" },
  },
  {
    clause: "二(二)7 未提及担保：担保不影响",
    asked: asks.flexibleExit,
    situation: { loans: guaranteed },
    result: { verdict: "allowed", ...flexible("8000.00") },
  },
  {
    clause: "二(二)7 个人缴存账户被冻结",
    asked: asks.flexibleExit,
    situation: { account: { holds: [aHold({ ground: "judicial", scope: ["closing", "transfer"] })] } },
    result: { ...none, rule: "ACC-006" },
  },
  {
    clause: "二(二)7 冻结已于前一日到期",
    asked: asks.flexibleExit,
    situation: {
      account: { holds: [aHold({ ground: "judicial", scope: ["closing"], to: day("2026-11-01") })] },
    },
    result: { verdict: "allowed", ...flexible("8000.00") },
  },
  {
    clause: "二(二)7 冻结当日到期仍有效",
    asked: asks.flexibleExit,
    situation: {
      account: { holds: [aHold({ ground: "judicial", scope: ["closing"], to: day("2026-11-02") })] },
    },
    result: { ...none, rule: "ACC-006" },
  },
  {
    clause: "一(二)2 使用政策与单位职工基本一致：贷款未结清仍可购房提取",
    asked: asks.purchase,
    situation: { loans: owed },
    result: { verdict: "allowed", mostAmount: "28000.00" },
  },
  {
    clause: "二(二)7 离开本州未作规定：配偶贷款未结清，不得销户",
    asked: asks.leaving,
    situation: { loans: spouses },
    result: { ...none, rule: "LON-012" },
  },
  {
    clause: "二(二)7 离开本州未作规定：仅有担保，由缴存地判断",
    asked: asks.leaving,
    situation: { loans: guaranteed },
    result: { verdict: "homeDecides", mostAmount: "28000.00", closesAccount: true },
  },
  {
    clause: "自由提取未作规定，由缴存地判断",
    asked: asks.flexibleFree,
    situation: {},
    result: { verdict: "homeDecides", ...flexible("8000.00") },
  },
]

const liaoningRows: readonly Omit<Row, "city">[] = [
  {
    clause: "二(七) 无未结清贷款且无担保责任，全额提取灵活就业部分并销户",
    asked: asks.flexibleExit,
    situation: only,
    result: { verdict: "allowed", ...flexible("8012.34"), closesAccount: true },
  },
  {
    clause: "二(七) 有未结清贷款",
    asked: asks.flexibleExit,
    situation: { ...only, loans: owed },
    result: { ...none, rule: "LON-012" },
  },
  {
    clause: "二(七) 贷款已结清",
    asked: asks.flexibleExit,
    situation: { ...only, loans: settled },
    result: { verdict: "allowed", ...flexible("8012.34") },
  },
  {
    clause: "二(七) 有担保责任",
    asked: asks.flexibleExit,
    situation: { ...only, loans: guaranteed },
    result: { ...none, rule: "LON-012" },
  },
  {
    clause: "二(七) 所担保贷款已结清",
    asked: asks.flexibleExit,
    situation: { ...only, loans: [aLoan({ role: "guarantor", status: "paidOff" })] },
    result: { verdict: "allowed", ...flexible("8012.34") },
  },
  {
    clause: "二(七) 配偶贷款未提及",
    asked: asks.flexibleExit,
    situation: { ...only, loans: spouses },
    result: { verdict: "allowed", ...flexible("8012.34") },
  },
  {
    clause: "二(七) 离开本市未作规定：有担保责任，不得销户",
    asked: asks.leaving,
    situation: { loans: guaranteed },
    result: { ...none, rule: "LON-012" },
  },
  {
    clause: "二(七) 离开本市未作规定：配偶贷款未提及，由缴存地判断",
    asked: asks.leaving,
    situation: { loans: spouses },
    result: { verdict: "homeDecides", mostAmount: "28000.00", closesAccount: true },
  },
  {
    clause: "二(七) 单位职工转来：封存满半年之日",
    asked: asks.flexibleExit,
    situation: { account: sealedOn("2026-05-02") },
    result: { verdict: "allowed", ...flexible("8000.00") },
  },
  {
    clause: "二(七) 单位职工转来：差一日满半年",
    asked: asks.flexibleExit,
    situation: { account: sealedOn("2026-05-03") },
    result: { ...none, rule: "WDR-012" },
  },
  {
    clause: "二(七) 单位职工转来：未封存",
    asked: asks.flexibleExit,
    situation: {},
    result: { ...none, rule: "WDR-012" },
  },
  {
    clause: "二(七) 从未由单位缴存的不要求封存",
    asked: asks.flexibleExit,
    situation: only,
    result: { verdict: "allowed" },
  },
  {
    clause: "二(七) 有未结清贷款：余额优先用于偿还贷款本息",
    asked: asks.loanRepayment,
    situation: { ...only, loans: owed },
    result: { verdict: "allowed", ...flexible("8012.34"), onlyTowardLoan: true, withdrawalReason: "06" },
  },
  {
    clause: "二(七) 有未结清贷款：租房不得先于还贷",
    asked: asks.rent,
    situation: { ...only, loans: owed },
    result: { ...none, rule: "WDR-016" },
  },
  {
    clause: "二(七) 有未结清贷款：账户余额含单位缴存部分，租房不得先于还贷",
    asked: asks.rent,
    situation: { loans: owed },
    result: { ...none, rule: "WDR-016" },
  },
  {
    clause: "二(七) 贷款已结清：租房不受影响",
    asked: asks.rent,
    situation: { loans: settled },
    result: { verdict: "allowed", mostAmount: "3000.00" },
  },
  {
    clause: "二(七) 有未结清贷款：账户余额含单位缴存部分，用于偿还贷款本息",
    asked: { ...asks.loanRepayment, repaid: "12000.00" },
    situation: { loans: owed },
    result: { verdict: "allowed", most: { flexible: "8000.00", employee: "4000.00" }, onlyTowardLoan: true },
  },
  {
    clause: "二(七) 自由提取只及灵活就业部分，贷款未结清时用于还贷",
    asked: asks.flexibleFree,
    situation: { loans: owed },
    result: { verdict: "homeDecides", ...flexible("8000.00"), onlyTowardLoan: true },
  },
  {
    clause: "二(七) 只及灵活就业人员：单位职工有贷款仍可租房提取",
    asked: asks.rent,
    situation: { loans: owed, account: { contributorType: "employee" } },
    result: { verdict: "allowed", mostAmount: "3000.00" },
  },
  {
    clause: "二(七) 仅有担保责任：租房不受影响",
    asked: asks.propertyFees,
    situation: { ...only, loans: guaranteed },
    result: { verdict: "allowed", ...flexible("2400.00") },
  },
  {
    clause: "二(七) 享有与单位职工同等的提取权利：购房",
    asked: asks.purchase,
    situation: {},
    result: { verdict: "allowed", mostAmount: "28000.00" },
  },
]

const owner = { documentType: "03", documentNumber: "E990001", name: "示例甲" }
const liftOf = (relation: string) => ({ ...asks.lift, relation, principal: owner })
/** What the documents leave to the nation: the home center decides, within the cost. */
const nationalRows: readonly Omit<Row, "city">[] = [
  {
    clause: "焦点访谈 2026-02-06 加装电梯：子女提取恰为费用减补贴",
    asked: liftOf("child"),
    situation: { amount: "20000.00" },
    result: { verdict: "homeDecides", mostAmount: "20000.00" },
  },
  {
    clause: "焦点访谈 2026-02-06 加装电梯：多一分不可",
    asked: liftOf("child"),
    situation: { amount: "20000.01" },
    result: { verdict: "notAllowed", mostAmount: "20000.00", rule: "WDR-001" },
  },
  {
    clause: "焦点访谈 2026-02-06 加装电梯：家庭成员以外的不可",
    asked: liftOf("heir"),
    situation: {},
    result: { ...none, rule: "WDR-010" },
  },
  {
    clause: "附A.7 09 大病：恰为费用",
    asked: asks.seriousIllness,
    situation: { amount: "9000.00" },
    result: { verdict: "homeDecides", mostAmount: "9000.00", withdrawalReason: "09" },
  },
  {
    clause: "附A.7 09 大病：多一分不可",
    asked: asks.seriousIllness,
    situation: { amount: "9000.01" },
    result: { verdict: "notAllowed", mostAmount: "9000.00", rule: "WDR-001" },
  },
  {
    clause: "条例 第二十四条(五) 物业费：费用十元，多一分不可",
    asked: { ...asks.propertyFees, cost: "10.00" },
    situation: { amount: "10.01" },
    result: { verdict: "notAllowed", mostAmount: "10.00", rule: "WDR-001" },
  },
  {
    clause: "条例 第二十四条(五) 物业费：恰为费用",
    asked: { ...asks.propertyFees, cost: "10.00" },
    situation: { amount: "10.00" },
    result: { verdict: "allowed", mostAmount: "10.00" },
  },
]

const fixtures: Record<City, object> = {
  jincheng: jinchengPack(centerId),
  changji: changjiPack(centerId),
  liaoning: liaoningPack(centerId),
}
const starters: Record<City, object> = { jincheng, changji, liaoning }

const rows: readonly Row[] = [
  ...jinchengRows.map((row) => ({ city: "jincheng" as const, ...row })),
  ...changjiRows.map((row) => ({ city: "changji" as const, ...row })),
  ...liaoningRows.map((row) => ({ city: "liaoning" as const, ...row })),
  ...(["jincheng", "changji", "liaoning"] as const).flatMap((city) =>
    nationalRows.map((row) => ({ city, ...row })),
  ),
]

describe.each([
  ["the packs of the test", fixtures],
  ["the packs that ship", starters],
])("%s", (_, packs) => {
  test.each(rows)("$city $clause", ({ city, asked, situation, result }) => {
    const { rule, ...expected } = result
    const judgment = judged(asked, { pack: packs[city], ...situation })
    expect(judgment).toMatchObject(expected)
    expect(decisive(judgment)).toBe(rule)
  })
})
