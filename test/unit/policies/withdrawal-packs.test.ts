import { describe, expect, it } from "vitest"
import type { PolicyPack } from "../../../contracts/policies.ts"
import type { WithdrawalRule } from "../../../contracts/withdrawal-policies.ts"
import { readStarterFiles } from "../../../tools/packs/read-starter-files.ts"
import { checkPack, checkStarter } from "../../../tools/packs/starter-defects.ts"

const { packs, defects } = checkStarter(readStarterFiles())
const packOf = (code: string): PolicyPack => {
  const found = packs.find(({ centerId }) => centerId === `${code}000000000`)
  if (found === undefined) throw new Error(`no pack ${code}`)
  return found
}
const rulesOf = (code: string, purpose: string): readonly WithdrawalRule[] =>
  (packOf(code).withdrawal?.rules ?? []).filter((rule) => rule.purpose === purpose)
const marketRentOf = (code: string): WithdrawalRule | undefined =>
  rulesOf(code, "rent").find(({ housing }) => housing !== "publicRental")
const urlOf = (code: string, source: string | undefined): string | undefined =>
  packOf(code).sources.find(({ id }) => id === source)?.url

const liaoning = ["210100", "210200", "210300", "210400", "210600", "210700", "210800", "211100"]

describe("withdrawal rules of the starter packs", () => {
  it("are free of defects, in at least fifty centers", () => {
    expect(defects).toEqual([])
    expect(packs.filter(({ withdrawal }) => withdrawal !== undefined).length).toBeGreaterThanOrEqual(50)
  })
  it("give the clause or the words of their document with every rule", () => {
    for (const { centerId, withdrawal } of packs)
      for (const rule of withdrawal?.rules ?? [])
        expect(rule.clause, `${centerId} ${rule.purpose}`).toBeDefined()
  })

  /** 租房提取限额 that no paper raises: city, limit, and the page that gives it. */
  it.each([
    ["成都", "510100", { monthly: "1800.00", yearly: "21600.00", raisedForChildren: "1.5" }, "m.thecover.cn"],
    ["常州", "320400", { yearly: "15000.00", raisedForChildren: "1.2" }, "si12333.cn"],
    ["温州", "330300", { monthly: "2000.00" }, "m.wz.bendibao.com"],
    ["盘锦", "211100", { yearly: "12000.00", raisedForChildren: "1.25" }, "www.pjzfgjj.cn"],
    ["珠海", "440400", { fact: "balance", share: "0.9", yearly: "28000.00" }, "zc.51shebao.com"],
    ["安庆", "340800", { yearly: "18000.00", raisedForChildren: "1.5" }, "m.055110.com"],
  ])("%s lets rent out up to its cap", (_city, code, limit, host) => {
    const rule = marketRentOf(code)
    expect(rule).toMatchObject({ answer: "allowed", limit })
    expect(urlOf(code, rule?.source)).toContain(host)
  })

  /** The cap holds for a family or a part of the city: no more than this, and below it the home center judges. */
  it.each([
    ["晋城", "140500", { yearly: "36000.00", raisedForChildren: "1.2" }],
    ["重庆", "670000", { monthly: "1800.00", raisedForChildren: "1.5" }],
    ["武汉", "420100", { yearly: "36000.00" }],
    ["南京", "320100", { yearly: "43200.00", raisedForChildren: "1.2" }],
  ])("%s leaves rent below the highest cap to the home center", (_city, code, limit) => {
    expect(marketRentOf(code)).toMatchObject({ answer: "homeDecides", limit })
  })

  /** What everybody gets is allowed; a registered lease, an invoice, children or being a new citizen raise it. */
  it.each([
    ["北京", "110000", "每人每月2000元", { monthly: "2000.00" }],
    ["唐山", "130200", "每人每月1500元", { monthly: "1500.00" }],
    ["呼和浩特", "150100", "旗县服务部13000元", { yearly: "13000.00" }],
    ["无锡", "320200", "每年15000元/人", { yearly: "15000.00" }],
    ["南通", "320600", "二孩家庭1800元", { fact: "cost", monthly: "1200.00", raisedForChildren: "1.5" }],
    ["杭州", "330100", "桐庐、淳安、建德1200元/月", { monthly: "1200.00" }],
    ["宁波", "330200", "2000元/月", { monthly: "2000.00" }],
    ["广州", "440100", "2000元/人/月", { monthly: "2000.00" }],
    ["佛山", "440600", "月最高1570元、年最高18840元", { monthly: "1570.00", yearly: "18840.00" }],
    ["湛江", "440800", "个人每月不超过1000元", { monthly: "1000.00", raisedForChildren: "1.2" }],
    ["清远", "441800", "1000元/月/人", { monthly: "1000.00" }],
    ["海口", "460100", "未备案900元/人/月", { monthly: "900.00" }],
    ["三亚", "460200", "未备案900元/人/月", { monthly: "900.00" }],
  ])("%s lets rent out up to what everybody gets, and judges more itself", (_city, code, words, limit) => {
    const rule = marketRentOf(code)
    expect(rule).toMatchObject({ answer: "allowed", limit: { ...limit, above: "homeDecides" } })
    expect(rule?.clause).toContain(words)
  })

  /** It holds for the family together, whose other withdrawals the account does not tell; and papers raise it. */
  it.each([
    ["天津", "120100", "每月合计不超过3000元", { monthly: "3000.00" }],
    ["太原", "140100", "合计不超过25000元/年", { yearly: "25000.00" }],
    ["哈尔滨", "230100", "18000元/年/户", { yearly: "18000.00" }],
    ["上海", "310000", "每户家庭每月不超过4000元", { monthly: "4000.00" }],
    ["昆明", "530100", "上限1700元/月/户", { fact: "cost", monthly: "1700.00" }],
  ])("%s tells the cap of a family, and judges below and above it", (_city, code, words, limit) => {
    const rule = marketRentOf(code)
    expect(rule).toMatchObject({ answer: "homeDecides", limit: { ...limit, above: "homeDecides" } })
    expect(rule?.clause).toContain(words)
  })
  it("let the actual rent of public homes out where a city says so", () => {
    for (const code of ["110000", "310000", "440300", "670000", "510100"])
      expect(rulesOf(code, "rent").find(({ housing }) => housing === "publicRental")).toMatchObject({
        answer: "allowed",
        limit: { fact: "cost" },
      })
  })

  it("北京 lets half of a decoration out, 250,000 at most, once in ten years", () => {
    expect(rulesOf("110000", "decoration")).toMatchObject([
      { answer: "allowed", everyMonths: 120, limit: { fact: "cost", share: "0.5", once: "250000.00" } },
    ])
  })
  it.each(["310000", "440300", "440100", "120100"])(
    "%s refuses decoration until the day before the revised Regulation",
    (code) => {
      expect(rulesOf(code, "decoration")).toMatchObject([{ answer: "notAllowed", validTo: "2026-09-19" }])
    },
  )
  it("open a lift to the owner's family", () => {
    for (const code of ["110000", "310000", "440300", "670000"])
      expect(rulesOf(code, "lift")).toMatchObject([
        { relations: ["self", "spouse", "parent", "child"], limit: { fact: "cost" } },
      ])
  })
})

describe("晋城: 晋市政办〔2023〕23号", () => {
  it("三(五): the voluntary part leaves freely, and only toward a loan that runs", () => {
    expect(rulesOf("140500", "flexibleFree")).toMatchObject([
      {
        answer: "allowed",
        part: "flexible",
        loan: "onlyTowardLoan",
        clause: expect.stringMatching(/^三\(五\)/),
      },
    ])
  })
  it("三(五): whoever has no loan may leave at any time", () => {
    expect(rulesOf("140500", "flexibleExit")).toMatchObject([
      { answer: "allowed", part: "flexible", loan: "bars", closesAccount: true },
    ])
  })
  it("三(一): joins whoever is of working age and works there", () => {
    expect(packOf("140500").flexible?.joining).toMatchObject({
      leastAge: { years: 16, clause: expect.stringContaining("三(一)") },
      livesOrWorksHere: { required: true },
    })
  })
  it("三(五): whoever owes a loan of the fund does not end the agreement", () => {
    expect(packOf("140500").flexible?.joining?.stopWhileLoan).toMatchObject({
      answer: "refuse",
      interestSubsidised: false,
      clause: expect.stringMatching(/^三\(五\)/),
    })
  })
  it("三(三): between 216 and 5,804 yuan a month", () => {
    expect(packOf("140500").contribution?.flexibleMonthly).toMatchObject({ least: "216.00", most: "5804.00" })
  })
})

describe("昌吉: 征求意见稿", () => {
  const pack = packOf("652300")
  it("二(二)7: closing pays the flexible part; own and spouse's loans and subsidised ones bar it", () => {
    expect(rulesOf("652300", "flexibleExit")).toMatchObject([
      { part: "flexible", loan: "bars", closesAccount: true, clause: expect.stringMatching(/^二\(二\)7/) },
    ])
    expect(pack.loanBar).toMatchObject({ spouse: true, interestSubsidised: true, guarantee: false })
    expect(rulesOf("652300", "flexibleFree")).toEqual([])
  })
  it("二(二)5: more than three months unpaid end the agreement, and nobody stops while a loan runs", () => {
    expect(pack.flexible?.arrears).toMatchObject({
      unpaidMonths: 3,
      more: true,
      zeroBalance: false,
      effect: "endsAgreement",
      clause: expect.stringMatching(/^二\(二\)5/),
    })
    expect(pack.flexible?.joining?.stopWhileLoan).toMatchObject({
      answer: "refuse",
      interestSubsidised: true,
    })
  })
  it("二(一), 二(二)1 and 6: from 16, of good credit, one change in July, no back payment", () => {
    expect(pack.flexible?.joining).toMatchObject({
      leastAge: { years: 16 },
      creditGood: { required: true },
      notPastRetirementAge: { required: true },
      baseChangeMonths: { months: [7], timesAYear: 1 },
      backPayment: { answer: "refuse", clause: expect.stringContaining("二(二)6") },
    })
    expect(pack.contribution?.flexibleRate).toMatchObject({ least: "0.10", most: "0.24" })
  })
  it("二(三)2 and 3: half a percent after twelve months, 100 yuan once after six, and both stack", () => {
    expect(pack.subsidy).toMatchObject({
      contribution: { rate: "0.005", months: 12, clause: expect.stringMatching(/^二\(三\)2/) },
      startingGrant: {
        amount: "100.00",
        months: 6,
        categories: ["student", "graduate", "veteran", "borderGuard"],
        graduatedWithinYears: 3,
        clause: expect.stringMatching(/^二\(三\)3/),
      },
      stacking: { answer: "all" },
    })
  })
})

describe.each(liaoning)("辽宁 征求意见稿 in %s", (code) => {
  const pack = packOf(code)
  it("二(七): the exit of a former employee asks half a year sealed, and no loan or guarantee", () => {
    expect(rulesOf(code, "flexibleExit")).toMatchObject([
      {
        part: "flexible",
        sealedMonthsOfFormerEmployee: 6,
        loan: "bars",
        closesAccount: true,
        clause: expect.stringMatching(/^二\(七\)/),
      },
    ])
    expect(pack.loanBar).toMatchObject({ guarantee: true, spouse: false })
  })
  it("二(七): while a loan runs the balance goes to it first", () => {
    const [rule] = rulesOf(code, "flexibleFree")
    expect(rule).toMatchObject({
      loan: "onlyTowardLoan",
      answer: "homeDecides",
      contributorType: "flexible",
      clause: expect.stringContaining("账户余额"),
    })
    // The balance of the account, whoever paid it in.
    expect(rule?.part).toBeUndefined()
  })
  it("五(十四): six months unpaid with nothing left close the account", () => {
    expect(pack.flexible?.arrears).toMatchObject({
      unpaidMonths: 6,
      more: false,
      zeroBalance: true,
      effect: "closesAccount",
      clause: expect.stringMatching(/^五\(十四\)/),
    })
  })
  it("一(一): from 18, or from 16 on one's own work, below retirement age", () => {
    expect(pack.flexible?.joining).toMatchObject({
      leastAge: { years: 18 },
      leastAgeOnOwnLivelihood: { years: 16 },
      notPastRetirementAge: { required: true },
    })
  })
})

describe("other plans of flexible employment", () => {
  it("苏州 adds 30 % of the year's interest and lets the flexible part out at any time until 2028-06-30", () => {
    expect(packOf("320500").subsidy?.interest).toMatchObject({ rate: "0.3", source: "flexible-3" })
    expect(rulesOf("320500", "flexibleFree")).toMatchObject([{ answer: "allowed", validTo: "2028-06-30" }])
  })
  it.each(["460100", "460200"])(
    "海南 (%s) adds 1 % of money unused for a year and asks no sealed half-year",
    (code) => {
      expect(packOf(code).subsidy?.unusedMoney).toMatchObject({ rate: "0.01", months: 12 })
      const [exit] = rulesOf(code, "flexibleExit")
      expect(exit).toMatchObject({ answer: "allowed", closesAccount: true })
      expect(exit?.sealedMonths).toBeUndefined()
    },
  )
  it("洛阳 asks half a year sealed", () => {
    expect(rulesOf("410300", "flexibleExit")).toMatchObject([{ sealedMonths: 6, accountStatuses: ["02"] }])
  })
})

describe("the check of withdrawal rules", () => {
  const centerId = packOf("140500").centerId
  const rule = { purpose: "rent", answer: "allowed", limit: { monthly: "1000.00" }, source: "notice" }
  const messagesOf = (rules: readonly object[]) => {
    const pack = {
      centerId,
      effectiveFrom: "2026-07-01",
      version: 1,
      sources: [{ id: "notice", title: "notice", url: "https://example.org/notice", on: "2026-07-01" }],
      withdrawal: { rules },
    }
    const file = { file: `${centerId}.json`, text: JSON.stringify(pack) }
    return checkPack(file, new Set([centerId])).defects.map(({ message }) => message)
  }
  it("tells two rules that answer one question on one day", () => {
    expect(messagesOf([rule, rule])).toEqual(["two rules for one day"])
    expect(
      messagesOf([
        { ...rule, validTo: "2026-09-19" },
        { ...rule, validFrom: "2026-09-20" },
      ]),
    ).toEqual([])
    expect(messagesOf([rule, { ...rule, housing: "publicRental" }])).toEqual([])
    expect(
      messagesOf([
        { ...rule, part: "flexible" },
        { ...rule, part: "employee" },
      ]),
    ).toEqual([])
  })
  it("tells days that are reversed, and those outside the pack", () => {
    expect(messagesOf([{ ...rule, validFrom: "2026-10-01", validTo: "2026-09-01" }])).toContain(
      "ends before it begins",
    )
    expect(messagesOf([{ ...rule, validTo: "2026-06-30" }])).toContain("outside the days of the pack")
  })
})
