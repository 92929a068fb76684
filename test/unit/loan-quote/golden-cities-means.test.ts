import { describe, expect, it } from "vitest"
import { couple, earning, lends, paid, quoteIn, saved, somebody } from "./city-quote.ts"
import { segment, yuan } from "./quote-question.ts"

// What income, contribution base, debt and price allow, and who has paid long enough. Worked by hand from the rule that
// each pack cites. A yuan a month repays (1 - (1+r)^-n) / r yuan, r a twelfth of the yearly rate:
//
//   n     2.10 %        2.525 %       2.60 %         3.075 %
//   60    56.9102015    56.3114205
//   61                                57.0829696
//   180                               148.9188098
//   240                               186.9899666
//   300                               220.4247771
//   360                               249.7878605    234.9294368

const income = (monthlyIncome: string) => ({ monthlyIncome: yuan(monthlyIncome) })
const price = (of: string) => ({ price: yuan(of) })

const inXuchang = (termMonths: number, monthlyIncome: string, firstHome = true) =>
  lends("411000", couple, { ...income(monthlyIncome), termMonths, firstHome })

describe("golden quote: a share of the income", () => {
  it("Weifang: 月还款不超过家庭月收入60%, 100万元; 满6个月", () => {
    // 6,672.32 x 0.60 = 4,003.392 -> 999,998.72; 6,672.33 x 0.60 = 4,003.398 -> 1,000,000.22
    expect(lends("370700", [somebody], income("6672.32"))).toEqual(["999998.72", "repayment"])
    expect(lends("370700", [somebody], income("6672.33"))).toEqual(["1000000.00", "cap"])
    expect(lends("370700", [paid(5, "1.00")])).toEqual(["0.00", "cap", "consecutive-months"])
    expect(lends("370700", [paid(6, "1.00")])).toEqual(["1000000.00", "cap"])
    expect(lends("370700", [paid(7, "1.00")])).toEqual(["1000000.00", "cap"])
  })
  it("Guangzhou: 月还贷额不超过家庭收入50%, 100万元", () => {
    // 8,006.79 x 0.50 = 4,003.395 -> 999,999.47; 8,006.80 x 0.50 = 4,003.40 -> 1,000,000.72
    expect(lends("440100", [somebody], income("8006.79"))).toEqual(["999999.47", "repayment"])
    expect(lends("440100", [somebody], income("8006.80"))).toEqual(["1000000.00", "cap"])
  })
  it("Xuchang: 月供不超过50%, 80万元 for a couple; the rate steps after five years and for a second home", () => {
    // 60 months, 2.1 %: 28,114.46 / 2 -> 799,999.79; 28,114.47 / 2 -> 800,000.07
    expect(inXuchang(60, "28114.46")).toEqual(["799999.79", "repayment"])
    expect(inXuchang(60, "28114.47")).toEqual(["800000.00", "cap"])
    // 61 months, 2.6 %: 28,029.37 / 2 -> 799,999.83; 28,029.38 / 2 -> 800,000.12
    expect(inXuchang(61, "28029.37")).toEqual(["799999.83", "repayment"])
    expect(inXuchang(61, "28029.38")).toEqual(["800000.00", "cap"])
    // second home, 60 months, 2.525 %: 28,413.41 / 2 -> 799,999.73; 28,413.42 / 2 -> 800,000.02
    expect(inXuchang(60, "28413.41", false)).toEqual(["799999.73", "repayment"])
    expect(inXuchang(60, "28413.42", false)).toEqual(["800000.00", "cap"])
  })
})

/** A flexible contributor from January 2022 to a month, and again from a later one on. */
const flexibleUntil = (first: string, again: string) => [
  {
    ...earning("30000.00"),
    segments: [
      segment("flexible", ["2022-01", first], "40000.00"),
      segment("flexible", [again, "2026-11"], "40000.00"),
    ],
  },
]

describe("golden quote: a share of the contribution base", () => {
  it("Ningbo: 月供不超过缴存基数60%; 余额25倍; 首套首贷160万元, 其余130万元", () => {
    // 63,999.99 x 25 = 1,599,999.75; 64,000.01 x 25 = 1,600,000.25
    expect(lends("330200", [earning("30000.00", "63999.99")])).toEqual(["1599999.75", "base"])
    expect(lends("330200", [earning("30000.00", "64000.01")])).toEqual(["1600000.00", "cap"])
    expect(lends("330200", [earning("30000.00")], { loansBefore: 1 })).toEqual(["1300000.00", "cap"])
    // 10,675.72 x 0.60 = 6,405.432 -> 1,599,999.15; 10,675.73 x 0.60 = 6,405.438 -> 1,600,000.65
    expect(lends("330200", [earning("10675.72")])).toEqual(["1599999.15", "repayment"])
    expect(lends("330200", [earning("10675.73")])).toEqual(["1600000.00", "cap"])
    // second home at 3.075 %: 9,222.62 x 0.60 = 5,533.572 -> 1,299,998.95; 9,222.63 -> 1,300,000.36; of two: 4,000.00 + 5,222.62
    const second = { firstHome: false }
    expect(lends("330200", [earning("9222.62")], second)).toEqual(["1299998.95", "repayment"])
    expect(lends("330200", [earning("9222.63")], second)).toEqual(["1300000.00", "cap"])
    expect(lends("330200", [earning("4000.00"), earning("5222.62")], second)).toEqual([
      "1299998.95",
      "repayment",
    ])
  })
  it("Luoyang: 月还款≤双方缴存基数之和50%; 77 / 93.5万元, 多子女上浮20%, 高层次人才132万元", () => {
    // 240 months: (5,000.26 + 5,000.27) x 0.50 = 5,000.265 -> 934,999.38; 10,000.54 x 0.50 = 5,000.27 -> 935,000.32
    const twenty = { termMonths: 240 }
    expect(lends("410300", [earning("5000.26"), earning("5000.27")], twenty)).toEqual([
      "934999.38",
      "repayment",
    ])
    expect(lends("410300", [earning("5000.27"), earning("5000.27")], twenty)).toEqual(["935000.00", "cap"])
    // 935,000 x 1.2 = 1,122,000; 770,000 x 1.2 = 924,000
    const rich = earning("30000.00")
    expect(lends("410300", [rich, rich], { children: 2 })).toEqual(["1122000.00", "cap"])
    expect(lends("410300", [rich], { children: 2 })).toEqual(["924000.00", "cap"])
    expect(lends("410300", [rich], { circumstances: ["talent"] })).toEqual(["1320000.00", "cap"])
  })
  it("Yancheng: 缴存基数的60%; 80 / 120万元; 连续6个月", () => {
    // 5,337.86 x 0.60 = 3,202.716 -> 799,999.57; 5,337.87 x 0.60 = 3,202.722 -> 800,001.07
    expect(lends("320900", [earning("5337.86")])).toEqual(["799999.57", "repayment"])
    expect(lends("320900", [earning("5337.87")])).toEqual(["800000.00", "cap"])
    expect(lends("320900", [paid(5, "1.00"), somebody])).toEqual(["0.00", "cap", "consecutive-months"])
    expect(lends("320900", [paid(6, "1.00"), somebody])).toEqual(["1200000.00", "cap"])
    expect(quoteIn("320900", [somebody]).notApplied).toContainEqual(
      expect.objectContaining({ rule: "repayment", reason: "inputMissing" }),
    )
  })
  it("Shenzhen: 余额之和的16倍, 缴存基数之和的50%; 70万元, 首套上浮60%; 灵活就业连续12且累计36个月", () => {
    // 700,000 x 1.6 = 1,120,000; 69,999.99 x 16 = 1,119,999.84; 70,000.01 x 16 = 1,120,000.16
    expect(lends("440300", [earning("30000.00", "69999.99")])).toEqual(["1119999.84", "base"])
    expect(lends("440300", [earning("30000.00", "70000.01")])).toEqual(["1120000.00", "cap"])
    // second home: 43,749.99 x 16 = 699,999.84; 43,750.01 x 16 = 700,000.16
    const second = { firstHome: false }
    expect(lends("440300", [earning("30000.00", "43749.99")], second)).toEqual(["699999.84", "base"])
    expect(lends("440300", [earning("30000.00", "43750.01")], second)).toEqual(["700000.00", "cap"])
    // 8,967.60 x 0.50 = 4,483.80 -> 1,119,998.80; 8,967.61 x 0.50 = 4,483.805 -> 1,120,000.05
    expect(lends("440300", [earning("8967.60")])).toEqual(["1119998.80", "repayment"])
    expect(lends("440300", [earning("8967.61")])).toEqual(["1120000.00", "cap"])
    // 25 months, a gap, then 11 or 12: 36 or 37 altogether; 24 and 12: 36
    expect(lends("440300", flexibleUntil("2024-01", "2026-01"))).toEqual([
      "0.00",
      "cap",
      "consecutive-months",
    ])
    expect(lends("440300", flexibleUntil("2024-01", "2025-12"))).toEqual(["1120000.00", "cap"])
    expect(lends("440300", flexibleUntil("2023-12", "2025-12"))).toEqual(["1120000.00", "cap"])
    expect(lends("440300", flexibleUntil("2023-11", "2025-12"))).toEqual(["0.00", "cap", "cumulative-months"])
  })
})

describe("golden quote: debt comes first", () => {
  it("Chongqing: 家庭月负债不超过月收入50%; 职工余额25倍, 80 / 120万元; 灵活就业自由缴存12倍, 6个月50万元, 12个月80万元", () => {
    // 31,999.99 x 25 = 799,999.75; 32,000.01 x 25 = 800,000.25
    expect(lends("670000", [saved("31999.99")])).toEqual(["799999.75", "base"])
    expect(lends("670000", [saved("32000.01")])).toEqual(["800000.00", "cap"])
    // 8,405.43 x 0.50 - 1,000.00 = 3,202.715 -> 799,999.32; 8,405.44 x 0.50 - 1,000.00 = 3,202.72 -> 800,000.57
    const debt = { monthlyDebt: yuan("1000.00") }
    expect(lends("670000", [somebody], { ...debt, ...income("8405.43") })).toEqual(["799999.32", "repayment"])
    expect(lends("670000", [somebody], { ...debt, ...income("8405.44") })).toEqual(["800000.00", "cap"])
    // free: 66,666.66 x 12 = 799,999.92; 66,666.67 x 12 = 800,000.04
    const free = { as: "flexible", cadence: "free" } as const
    expect(lends("670000", [saved("66666.66", free)])).toEqual(["799999.92", "base"])
    expect(lends("670000", [saved("66666.67", free)])).toEqual(["800000.00", "cap"])
    const monthly = { as: "flexible", cadence: "monthly" } as const
    expect(lends("670000", [paid(5, "40000.00", monthly)])).toContain("consecutive-months")
    expect(lends("670000", [paid(6, "40000.00", monthly)])).toEqual(["500000.00", "cap"])
    expect(lends("670000", [paid(7, "40000.00", monthly)])).toEqual(["500000.00", "cap"])
    expect(lends("670000", [paid(11, "40000.00", monthly)])).toEqual(["500000.00", "cap"])
    expect(lends("670000", [paid(12, "40000.00", monthly)])).toEqual(["800000.00", "cap"])
  })
  it("Fuzhou: 家庭月负债≤月收入60%; 60万元", () => {
    // 180 months: 7,548.40 x 0.60 - 500.00 = 4,029.04 -> 599,999.84; 7,548.41 x 0.60 - 500.00 = 4,029.046 -> 600,000.73
    const fifteen = { monthlyDebt: yuan("500.00"), termMonths: 180 }
    expect(lends("350100", [somebody], { ...fifteen, ...income("7548.40") })).toEqual([
      "599999.84",
      "repayment",
    ])
    expect(lends("350100", [somebody], { ...fifteen, ...income("7548.41") })).toEqual(["600000.00", "cap"])
  })
  it("Dongguan: 家庭总债务月均还款额不超过收入60%; 150万元, 配售型保障房上浮50%; 逐月满6个月", () => {
    // 13,341.82 x 0.60 - 2,000.00 = 6,005.092 -> 1,499,999.08; 13,341.83 x 0.60 - 2,000.00 = 6,005.098 -> 1,500,000.58
    const debt = { monthlyDebt: yuan("2000.00") }
    expect(lends("441900", [somebody], { ...debt, ...income("13341.82") })).toEqual([
      "1499999.08",
      "repayment",
    ])
    expect(lends("441900", [somebody], { ...debt, ...income("13341.83") })).toEqual(["1500000.00", "cap"])
    // 1,500,000 x 1.5 = 2,250,000
    expect(lends("441900", couple, { circumstances: ["affordableHome"] })).toEqual(["2250000.00", "cap"])
    expect(lends("441900", [paid(5, "1.00")])).toEqual(["0.00", "cap", "consecutive-months"])
    expect(lends("441900", [paid(6, "1.00")])).toEqual(["1500000.00", "cap"])
    // debt above the share leaves nothing: 3,000.00 x 0.60 - 2,000.00 = -200.00
    expect(lends("441900", [somebody], { ...debt, ...income("3000.00") })).toEqual(["0.00", "repayment"])
  })
})

describe("golden quote: a share of the price", () => {
  it("Xi'an: 合同总价款的85%; 月还款50%; 75 / 100万元, 多子女1.2倍", () => {
    // 882,352.94 x 0.85 = 749,999.999 -> 749,999.99; 882,352.95 x 0.85 = 750,000.0075
    expect(lends("610100", [somebody], price("882352.94"))).toEqual(["749999.99", "loanToValue"])
    expect(lends("610100", [somebody], price("882352.95"))).toEqual(["750000.00", "cap"])
    // 240 months, two children 900,000: 9,626.18 / 2 -> 899,999.53; 9,626.19 / 2 -> 900,000.47
    const family = { children: 2, termMonths: 240 }
    expect(lends("610100", [somebody], { ...family, ...income("9626.18") })).toEqual([
      "899999.53",
      "repayment",
    ])
    expect(lends("610100", [somebody], { ...family, ...income("9626.19") })).toEqual(["900000.00", "cap"])
  })
  it("Hohhot: 首套80%, 二套70%; 60 / 100万元, 多子女上浮10%; 连续6个月", () => {
    // 749,999.99 x 0.80 = 599,999.992 -> 599,999.99; 750,000.01 x 0.80 = 600,000.008
    expect(lends("150100", [somebody], price("749999.99"))).toEqual(["599999.99", "loanToValue"])
    expect(lends("150100", [somebody], price("750000.01"))).toEqual(["600000.00", "cap"])
    // 857,142.84 x 0.70 = 599,999.988 -> 599,999.98; 857,142.86 x 0.70 = 600,000.002
    const second = { firstHome: false }
    expect(lends("150100", [somebody], { ...second, ...price("857142.84") })).toEqual([
      "599999.98",
      "loanToValue",
    ])
    expect(lends("150100", [somebody], { ...second, ...price("857142.86") })).toEqual(["600000.00", "cap"])
    expect(lends("150100", [somebody], { children: 2 })).toEqual(["660000.00", "cap"])
    expect(lends("150100", [paid(5, "1.00")])).toEqual(["0.00", "cap", "consecutive-months"])
    expect(lends("150100", [paid(6, "1.00")])).toEqual(["600000.00", "cap"])
  })
  it("Xianyang: 80%, 二套70%; 月供60%; 60 / 65万元, 多子女或以旧换新上浮20%", () => {
    // 812,499.99 x 0.80 = 649,999.992 -> 649,999.99; 812,500.01 x 0.80 = 650,000.008
    expect(lends("610400", couple, price("812499.99"))).toEqual(["649999.99", "loanToValue"])
    expect(lends("610400", couple, price("812500.01"))).toEqual(["650000.00", "cap"])
    // 300 months: 4,914.75 x 0.60 = 2,948.85 -> 649,999.60; 4,914.76 x 0.60 = 2,948.856 -> 650,000.92
    const long = { termMonths: 300 }
    expect(lends("610400", couple, { ...long, ...income("4914.75") })).toEqual(["649999.60", "repayment"])
    expect(lends("610400", couple, { ...long, ...income("4914.76") })).toEqual(["650000.00", "cap"])
    // 650,000 x 1.2 = 780,000, once
    expect(lends("610400", couple, { children: 2, circumstances: ["tradeIn"] })).toEqual(["780000.00", "cap"])
  })
  it("Weihai: 首付不低于20%; 80 / 120万元; 仅使用过一次; 连续6个月", () => {
    // 999,999.99 x 0.80 = 799,999.992 -> 799,999.99; 1,000,000.01 x 0.80 = 800,000.008
    expect(lends("371000", [somebody], price("999999.99"))).toEqual(["799999.99", "loanToValue"])
    expect(lends("371000", [somebody], price("1000000.01"))).toEqual(["800000.00", "cap"])
    expect(lends("371000", couple, { loansBefore: 1 })).toEqual(["1200000.00", "cap"])
    expect(lends("371000", couple, { loansBefore: 2 })).toEqual(["0.00", "cap", "loan-count"])
    expect(lends("371000", [paid(5, "1.00"), somebody])).toContain("consecutive-months")
    expect(lends("371000", [paid(7, "1.00"), somebody])).toEqual(["1200000.00", "cap"])
  })
})

describe("golden quote: multiples with a share beside them", () => {
  it("Jincheng: 余额25倍, 月收入60%, 总价80%; 110万元, 多子女、人才、军人上浮30%", () => {
    // 1,100,000 x 1.3 = 1,430,000; 57,199.99 x 25 = 1,429,999.75; 57,200.01 x 25 = 1,430,000.25
    const family = { children: 2, circumstances: ["military"] as const }
    expect(lends("140500", [saved("57199.99")], family)).toEqual(["1429999.75", "base"])
    expect(lends("140500", [saved("57200.01")], family)).toEqual(["1430000.00", "cap"])
    expect(lends("140500", [saved("57200.01")], { children: 1 })).toEqual(["1100000.00", "cap"])
  })
  it("Ordos: 余额25倍, 月工资收入60%; 80 / 130万元, 二孩上浮20%; D类及以上200万元, E / F类150万元", () => {
    // 51,999.99 x 25 = 1,299,999.75; 52,000.01 x 25 = 1,300,000.25
    expect(lends("150600", [saved("26000.00"), saved("25999.99")])).toEqual(["1299999.75", "base"])
    expect(lends("150600", [saved("26000.00"), saved("26000.01")])).toEqual(["1300000.00", "cap"])
    // 5,337.86 x 0.60 = 3,202.716 -> 799,999.57; 5,337.87 x 0.60 = 3,202.722 -> 800,001.07
    expect(lends("150600", [somebody], income("5337.86"))).toEqual(["799999.57", "repayment"])
    expect(lends("150600", [somebody], income("5337.87"))).toEqual(["800000.00", "cap"])
    // 1,300,000 x 1.2 = 1,560,000; a talent's cap is not raised
    const rich = [saved("50000.00"), saved("50000.00")]
    expect(lends("150600", rich, { children: 2 })).toEqual(["1560000.00", "cap"])
    expect(lends("150600", rich, { talentTier: "D" })).toEqual(["2000000.00", "cap"])
    expect(lends("150600", rich, { talentTier: "E", children: 2 })).toEqual(["1500000.00", "cap"])
    expect(lends("150600", rich, { talentTier: "G" })).toEqual(["1300000.00", "cap"])
  })
  it("Luzhou: 开户满6个月, 前6个月连续足额缴存; 70 / 100万元", () => {
    expect(lends("510500", [paid(5, "1.00")])).toEqual([
      "0.00",
      "cap",
      "consecutive-months",
      "months-since-opening",
    ])
    expect(lends("510500", [paid(6, "1.00")])).toEqual(["700000.00", "cap"])
    expect(lends("510500", [paid(7, "1.00"), somebody])).toEqual(["1000000.00", "cap"])
    expect(lends("510500", [paid(6, "1.00", { inNormalStatus: false })])).toEqual([
      "0.00",
      "cap",
      "normal-status",
    ])
  })
})
