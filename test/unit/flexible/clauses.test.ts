import { describe, expect, test } from "vitest"
import changji from "../../../contracts/starter/policies/652300000000000.json" with { type: "json" }
import jincheng from "../../../contracts/starter/policies/140500000000000.json" with { type: "json" }
import liaoning from "../../../contracts/starter/policies/210100000000000.json" with { type: "json" }
import { PolicyPack } from "../../../contracts/policies.ts"
import type { CenterId } from "../../../contracts/primitives.ts"
import { acts, joins, owes, rejoins, type Clause } from "./a-clause.ts"
import { flexible } from "./a-subsidy-case.ts"
import {
  notOnOwnWork,
  ofCapacity,
  ofEveryClass,
  ofSixteen,
  oldMan,
  oneAccount,
  untilRetirement,
  worksHere,
  young,
} from "./clauses-of-joining.ts"
import { notJudged } from "./clauses-not-judged.ts"
import { changjiSubsidies, jinchengSubsidies } from "./clauses-of-subsidies.ts"
import { aLoan } from "./flexible-person.ts"

// Every clause of the documents that speaks of participation, arrears or a subsidy, on both sides of its limit, by the
// packs that ship. Withdrawals and closing have a table of their own.

const packs = {
  晋城: PolicyPack.parse(jincheng),
  昌吉: PolicyPack.parse(changji),
  辽宁: PolicyPack.parse(liaoning),
}
type City = keyof typeof packs

const today = "2026-06-15"
const yes = "allowed"
const no = "notAllowed"
const open = "homeDecides"

const monthly = (monthlyContribution: string) => ({ contribution: { monthlyContribution } })
const baseAndRate = (base: string, rate: string) => ({ contribution: { base, rate } })

const employeeHere = (centerId: CenterId) => ({ centerId, contributorType: "employee" }) as const

const stop = { act: "stop" }
const settled = [aLoan({ status: "paidOff" })]
const changesBase = (on: string, over: object = {}) => ({
  act: "changeBase",
  on,
  newBase: "5000.00",
  ...over,
})
const backPays = (month: string) => ({ act: "backPay", months: [month] })
/** From July on: the first month of a year of account (结算年度). */
const paysAhead = (count: number, amount: string) => {
  const months = Array.from({ length: count }, (_, index) => {
    const number = index + 6
    return `${2026 + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`
  })
  return { act: "contribute", months, amount }
}

const jinchengClauses: readonly Clause[] = [
  { article: "三(一)", words: "达到法定就业年龄", rows: ofSixteen },
  { article: "三(一)", words: "具有完全民事行为能力或视为完全民事行为能力", rows: ofCapacity },
  { article: "三(一)", words: "在本市灵活就业", rows: worksHere },
  {
    article: "三(一)",
    words: "法定退休年龄、户籍和信用未作规定",
    rows: [
      ["unruled", joins("FLX-022", "2025-02-15", oldMan), open],
      ["unruled", joins("FLX-023", today, { residence: "hkMacauTaiwan" }), open],
      ["unruled", joins("FLX-030", today, { creditGood: false }), []],
    ],
  },
  {
    article: "三(三)",
    words: "每年公布的月缴存额上下限范围内自主确定",
    rows: [
      ["within", joins("FLX-025", today, monthly("216.00")), yes],
      ["beyond", joins("FLX-025", today, monthly("215.99")), no],
      ["within", joins("FLX-025", today, monthly("5804.00")), yes],
      ["beyond", joins("FLX-025", today, monthly("5804.01")), no],
    ],
  },
  {
    article: "三(三)",
    words: "一次性趸缴一个结算年度，逐月在限额内",
    rows: [
      ["within", acts("FLX-034", "2026-07-01", paysAhead(12, "2592.00")), yes],
      ["beyond", acts("FLX-034", "2026-07-01", paysAhead(13, "2808.00")), no],
      ["within", acts("FLX-025", "2026-07-01", paysAhead(12, "2592.00")), yes],
      ["beyond", acts("FLX-025", "2026-07-01", paysAhead(12, "2591.99")), no],
    ],
  },
  {
    article: "三(三)",
    words: "调整时间、补缴和欠缴未作规定",
    rows: [
      ["unruled", acts("FLX-026", today, changesBase("2026-06-30")), open],
      ["unruled", acts("FLX-027", today, backPays("2026-05")), open],
      ["unruled", owes("2028-01-01", { through: "2026-06" }), ["arrears", 18]],
    ],
  },
  {
    article: "三(五)",
    words: "未办理贷款或贷款本息已结清，随时申请退出",
    rows: [
      ["within", acts("FLX-028", today, stop), yes],
      ["within", acts("FLX-028", today, stop, settled), yes],
      ["beyond", acts("FLX-028", today, stop, [aLoan()]), no],
      ["within", acts("FLX-028", today, stop, [aLoan({ role: "spouse" })]), yes],
    ],
  },
  ...jinchengSubsidies,
  { article: "三(八)", words: "防止“一人多缴”", rows: oneAccount },
]

const changjiClauses: readonly Clause[] = [
  { article: "二(一)", words: "年满16周岁", rows: ofSixteen },
  { article: "二(一)", words: "未达到法定退休年龄", rows: untilRetirement },
  { article: "二(一)", words: "具有或视为具有完全民事行为能力", rows: ofCapacity },
  { article: "二(一)", words: "在昌吉州区域内灵活就业", rows: worksHere },
  { article: "二(一)", words: "含港澳台定居人员和取得永久居留权的外籍人员", rows: ofEveryClass },
  {
    article: "二(一)",
    words: "信用良好",
    rows: [
      ["within", joins("FLX-030", today), yes],
      ["beyond", joins("FLX-030", today, { creditGood: false }), no],
      ["unruled", joins("FLX-030", today, { creditGood: undefined }), open],
    ],
  },
  {
    article: "二(一)",
    words: "未在单位正常缴存住房公积金",
    rows: [
      ["within", joins("FLX-024", today, {}, [{ ...employeeHere(packs.昌吉.centerId), status: "02" }]), yes],
      ["beyond", joins("FLX-024", today, {}, [employeeHere(packs.昌吉.centerId)]), no],
    ],
  },
  {
    article: "二(二)1",
    words: "缴存比例10%至24%；基数上下限待每年公布",
    rows: [
      ["within", joins("FLX-025", today, baseAndRate("5000.00", "0.10")), [open, yes]],
      ["beyond", joins("FLX-025", today, baseAndRate("5000.00", "0.0999")), [open, no]],
      ["within", joins("FLX-025", today, baseAndRate("5000.00", "0.24")), [open, yes]],
      ["beyond", joins("FLX-025", today, baseAndRate("5000.00", "0.2401")), [open, no]],
      ["unruled", joins("FLX-025", today, monthly("0.01")), open],
    ],
  },
  {
    article: "二(二)1",
    words: "每年的7月份调整一次缴存基数和缴存比例",
    rows: [
      ["beyond", acts("FLX-026", today, changesBase("2026-06-30")), no],
      ["within", acts("FLX-026", today, changesBase("2026-07-01")), yes],
      ["within", acts("FLX-026", today, changesBase("2026-07-31")), yes],
      ["beyond", acts("FLX-026", today, changesBase("2026-08-01")), no],
      ["within", acts("FLX-026", today, changesBase("2026-07-20", { lastChangedOn: "2025-07-31" })), yes],
      ["beyond", acts("FLX-026", today, changesBase("2026-07-20", { lastChangedOn: "2026-07-01" })), no],
      ["within", acts("FLX-025", today, changesBase("2026-07-01", { newRate: "0.24" })), [open, yes]],
      ["beyond", acts("FLX-025", today, changesBase("2026-07-01", { newRate: "0.2401" })), [open, no]],
    ],
  },
  {
    article: "二(二)2",
    words: "按月、按季、按年预缴",
    rows: [
      ["within", acts("FLX-034", "2026-07-01", paysAhead(1, "500.00")), yes],
      ["within", acts("FLX-034", "2026-07-01", paysAhead(12, "6000.00")), yes],
      ["beyond", acts("FLX-034", "2026-07-01", paysAhead(13, "6500.00")), no],
    ],
  },
  { article: "二(二)2", words: "全国范围内只能有一个正常账户", rows: oneAccount },
  {
    article: "二(二)5",
    words: "没有办理贷款（含贴息贷款）或贷款已结清的，可随时停缴",
    rows: [
      ["within", acts("FLX-028", today, stop), yes],
      ["within", acts("FLX-028", today, stop, settled), yes],
      ["beyond", acts("FLX-028", today, stop, [aLoan()]), no],
      ["beyond", acts("FLX-028", today, stop, [aLoan({ kind: "interestSubsidised" })]), no],
      ["within", acts("FLX-028", today, stop, [aLoan({ role: "spouse" })]), yes],
    ],
  },
  {
    article: "二(二)5",
    words: "连续欠缴、停缴3个月(不含)以上，协议自动终止",
    rows: [
      ["within", owes("2026-10-31", { through: "2026-06" }), ["arrears", 3]],
      ["beyond", owes("2026-11-01", { through: "2026-06" }), ["due", 4, "endsAgreement"]],
      ["beyond", owes("2026-11-01", { through: "2026-06", balance: "900.00" }), ["due", 4, "endsAgreement"]],
      ["within", owes("2027-04-30", { through: "2026-06", prepaidThrough: "2026-12" }), ["arrears", 3]],
      ["within", owes("2026-11-01", { through: "2026-06", runs: false }), ["inOrder", 0]],
    ],
  },
  {
    article: "二(二)6",
    words: "自签约当月起缴存",
    rows: [
      ["within", owes("2026-11-30", { signed: "2026-11" }), ["inOrder", 0]],
      ["within", rejoins("2026-03", "2026-06", flexible("2026-06", "2026-08", 3, "500.00")), "booked"],
      ["beyond", rejoins("2026-03", "2026-06", flexible("2026-05", "2026-08", 4, "500.00")), "FLX-005"],
    ],
  },
  {
    article: "二(二)6",
    words: "不得补缴欠缴住房公积金",
    rows: [
      ["within", acts("FLX-027", "2026-06-30", backPays("2026-06")), yes],
      ["beyond", acts("FLX-027", "2026-07-01", backPays("2026-06")), no],
    ],
  },
  ...changjiSubsidies,
]

const liaoningClauses: readonly Clause[] = [
  {
    article: "一(一)",
    words: "年满18周岁；或年满16周岁以自己的劳动收入为主要生活来源",
    rows: [
      ["within", joins("FLX-020", "2028-05-20", notOnOwnWork), yes],
      ["beyond", joins("FLX-020", "2028-05-19", notOnOwnWork), no],
      ...ofSixteen,
      ["unruled", joins("FLX-020", "2026-05-20", young), open],
      ["beyond", joins("FLX-020", "2026-05-19", young), no],
    ],
  },
  { article: "一(一)", words: "依据《民法典》视为完全民事行为能力", rows: ofCapacity },
  { article: "一(一)", words: "未达到法定退休年龄", rows: untilRetirement },
  { article: "一(一)", words: "含港澳台人员和取得永久居留权的外国人", rows: ofEveryClass },
  {
    article: "一(一)",
    words: "在本市就业和信用未作规定",
    rows: [
      ["unruled", joins("FLX-029", today, { livesOrWorksHere: false }), []],
      ["unruled", joins("FLX-030", today, { creditGood: false }), []],
    ],
  },
  {
    article: "一(四)",
    words: "当地规定的缴存额上下限范围内；沈阳只公布基数",
    rows: [
      ["within", joins("FLX-025", today, baseAndRate("2080.00", "0.10")), [yes, open]],
      ["beyond", joins("FLX-025", today, baseAndRate("2079.99", "0.10")), [no, open]],
      ["within", joins("FLX-025", today, baseAndRate("30657.00", "0.10")), [yes, open]],
      ["beyond", joins("FLX-025", today, baseAndRate("30657.01", "0.10")), [no, open]],
      ["unruled", joins("FLX-025", today, monthly("0.01")), open],
    ],
  },
  {
    article: "一(四)",
    words: "按月、季、半年、年缴存",
    rows: [
      ["within", acts("FLX-034", "2026-07-01", paysAhead(12, "6000.00")), yes],
      ["beyond", acts("FLX-034", "2026-07-01", paysAhead(13, "6500.00")), no],
    ],
  },
  {
    article: "一(四)",
    words: "调整时间、补缴和有贷款时停缴未作规定",
    rows: [
      ["unruled", acts("FLX-026", today, changesBase("2026-06-30")), open],
      ["unruled", acts("FLX-027", today, backPays("2026-05")), open],
      ["unruled", acts("FLX-028", today, stop, [aLoan()]), open],
    ],
  },
  { article: "五(十四)", words: "核查全国范围内的账户，严防“一人多缴”", rows: oneAccount },
  {
    article: "五(十四)",
    words: "连续6个月以上未缴存且账户余额为零，办理账户注销",
    rows: [
      ["within", owes("2026-12-31", { through: "2026-06" }), ["arrears", 5]],
      ["beyond", owes("2027-01-01", { through: "2026-06" }), ["due", 6, "closesAccount"]],
      ["within", owes("2027-01-01", { through: "2026-06", balance: "0.01" }), ["arrears", 6]],
      ["beyond", owes("2027-01-01", { through: "2026-06", runs: false }), ["due", 6, "closesAccount"]],
    ],
  },
]

const clausesOf: Record<City, readonly Clause[]> = {
  晋城: jinchengClauses,
  昌吉: changjiClauses,
  辽宁: liaoningClauses,
}
const cities = ["晋城", "昌吉", "辽宁"] as const
const cases = cities.flatMap((city) =>
  clausesOf[city].flatMap(({ article, words, rows }) =>
    rows.map(([side, inputs, result], index) => ({
      city,
      article,
      words,
      side,
      inputs,
      result,
      nth: index + 1,
    })),
  ),
)

describe("the clauses, by the packs that ship", () => {
  test.each(cases)("$city $article $words: $side, row $nth", ({ city, article, inputs, result }) => {
    const pack = packs[city]
    const judged = inputs(pack)
    expect(judged.result).toEqual(result)
    const own = judged.steps.filter(({ source }) => pack.sources.some(({ title }) => title === source?.title))
    for (const { source } of own) if (source?.clause !== undefined) expect(source.clause).toContain(article)
  })

  test.each(cities)("%s: what has a limit is seen on both sides of it", (city) => {
    for (const { article, words, rows } of clausesOf[city]) {
      const sides = new Set(rows.map(([side]) => side))
      // Who may join from everywhere knows no third class that may not.
      if (!sides.has("unruled") && rows !== ofEveryClass)
        expect([...sides].toSorted(), `${article} ${words}`).toEqual(["beyond", "within"])
    }
  })

  test.each(cities)("%s: every figure of the pack has its row", (city) => {
    const { flexible: { joining = {}, arrears } = {}, subsidy = {} } = packs[city]
    const figures: readonly { readonly clause?: string | undefined }[] = [
      ...Object.values(joining),
      ...Object.values(subsidy),
      ...(arrears ? [arrears] : []),
    ].filter((figure) => figure !== undefined)
    const articles = clausesOf[city].map(({ article }) => article)
    for (const { clause = "" } of figures) expect(articles).toContain(clause.split(" ")[0])
  })

  test.each(notJudged)("not judged: $city $article $words", ({ article, words, reason }) => {
    for (const text of [article, words, reason]) expect(text.trim()).not.toBe("")
  })
})
