import { describe, expect, it } from "vitest"
import { LocalDate } from "../../../contracts/primitives.ts"
import { couple, earning, lends, paid, quoteIn, saved, savedOnAverage, somebody } from "./city-quote.ts"
import { segment } from "./quote-question.ts"

// What contributions carry in eleven cities. Every amount is worked by hand from the rule that the pack cites: exact to
// the fen, nothing rounded before the last step, limits rounded down. In a tie the cap is told.

describe("golden quote: Jinan, 25 times the balance, at least 200,000", () => {
  // 账户余额25倍, 保底20万元; 单人90万元, 双人130万元; 连续足额缴存6个月（含）以上, 灵活就业同
  const jinan = "370100"
  it("carries 25 times the balance until the cap", () => {
    // 35,999.99 x 25 = 899,999.75; 36,000.01 x 25 = 900,000.25 > 900,000
    expect(lends(jinan, [saved("35999.99")])).toEqual(["899999.75", "base"])
    expect(lends(jinan, [saved("36000.01")])).toEqual(["900000.00", "cap"])
  })
  it("adds two balances under the cap for two", () => {
    // (26,000.00 + 25,999.99) x 25 = 1,299,999.75; (26,000.00 + 26,000.01) x 25 = 1,300,000.25 > 1,300,000
    expect(lends(jinan, [saved("26000.00"), saved("25999.99")])).toEqual(["1299999.75", "base"])
    expect(lends(jinan, [saved("26000.00"), saved("26000.01")])).toEqual(["1300000.00", "cap"])
  })
  it("carries no less than 200,000", () => {
    // 7,999.99 x 25 = 199,999.75 < 200,000; 8,000.01 x 25 = 200,000.25
    expect(lends(jinan, [saved("7999.99")])).toEqual(["200000.00", "base"])
    expect(lends(jinan, [saved("8000.01")])).toEqual(["200000.25", "base"])
  })
  it("asks six months of each applicant, employee or not", () => {
    // 20,000.00 x 25 = 500,000.00
    expect(lends(jinan, [paid(5, "20000.00")])).toEqual(["0.00", "base", "consecutive-months"])
    expect(lends(jinan, [paid(6, "20000.00")])).toEqual(["500000.00", "base"])
    expect(lends(jinan, [paid(7, "20000.00")])).toEqual(["500000.00", "base"])
    expect(lends(jinan, [paid(5, "20000.00", { as: "flexible" })])).toContain("consecutive-months")
    expect(lends(jinan, [paid(6, "20000.00", { as: "flexible" })])).toEqual(["500000.00", "base"])
    expect(lends(jinan, [paid(6, "10000.00"), paid(5, "10000.00")])).toContain("consecutive-months")
  })
})

describe("golden quote: Qingdao, a balance below 10,000 counts as 10,000", () => {
  // 账户余额20倍, 余额低于1万元按1万元计; 60万元, 双人100万元; 满6个月
  const qingdao = "370200"
  it("carries 20 times 10,000 at least", () => {
    // 9,999.99 -> 10,000 x 20 = 200,000.00; 10,000.01 x 20 = 200,000.20
    expect(lends(qingdao, [saved("9999.99")])).toEqual(["200000.00", "base"])
    expect(lends(qingdao, [saved("10000.01")])).toEqual(["200000.20", "base"])
  })
  it("stops at the cap", () => {
    // 29,999.99 x 20 = 599,999.80; 30,000.01 x 20 = 600,000.20; two: 49,999.99 x 20 = 999,999.80
    expect(lends(qingdao, [saved("29999.99")])).toEqual(["599999.80", "base"])
    expect(lends(qingdao, [saved("30000.01")])).toEqual(["600000.00", "cap"])
    expect(lends(qingdao, [saved("25000.00"), saved("24999.99")])).toEqual(["999999.80", "base"])
    expect(lends(qingdao, [saved("25000.00"), saved("25000.01")])).toEqual(["1000000.00", "cap"])
  })
  it("asks six months", () => {
    // 29,999.99 x 20 = 599,999.80
    expect(lends(qingdao, [paid(5, "29999.99")])).toEqual(["0.00", "base", "consecutive-months"])
    expect(lends(qingdao, [paid(6, "29999.99")])).toEqual(["599999.80", "base"])
  })
})

describe("golden quote: Shenyang, the cap breathes with liquidity", () => {
  // Σ余额 x 25, 家庭不足3万元按3万元; 90 / 150 / 210万元 x 流动性系数1.2, to 2026-12-31
  const shenyang = "210100"
  it("multiplies the cap for one, two and three by 1.2", () => {
    // 900,000 x 1.2 = 1,080,000; 43,199.99 x 25 = 1,079,999.75; 43,200.01 x 25 = 1,080,000.25
    expect(lends(shenyang, [saved("43199.99")])).toEqual(["1079999.75", "base"])
    expect(lends(shenyang, [saved("43200.01")])).toEqual(["1080000.00", "cap"])
    // 1,500,000 x 1.2 = 1,800,000; 71,999.99 x 25 = 1,799,999.75; 72,000.01 x 25 = 1,800,000.25
    expect(lends(shenyang, [saved("36000.00"), saved("35999.99")])).toEqual(["1799999.75", "base"])
    expect(lends(shenyang, [saved("36000.00"), saved("36000.01")])).toEqual(["1800000.00", "cap"])
    // 2,100,000 x 1.2 = 2,520,000; 100,799.99 x 25 = 2,519,999.75; 100,800.01 x 25 = 2,520,000.25
    const two = [saved("33600.00"), saved("33600.00")]
    expect(lends(shenyang, [...two, saved("33599.99")])).toEqual(["2519999.75", "base"])
    expect(lends(shenyang, [...two, saved("33600.01")])).toEqual(["2520000.00", "cap"])
  })
  it("counts a family's balance below 30,000 as 30,000", () => {
    // 29,999.99 -> 30,000 x 25 = 750,000.00; 30,000.01 x 25 = 750,000.25
    expect(lends(shenyang, [saved("29999.99")])).toEqual(["750000.00", "base"])
    expect(lends(shenyang, [saved("30000.01")])).toEqual(["750000.25", "base"])
    // 10,000.00 + 15,000.00 = 25,000 -> 30,000 x 25 = 750,000.00
    expect(lends(shenyang, [saved("10000.00"), saved("15000.00")])).toEqual(["750000.00", "base"])
  })
  it("raises the cap for a high-quality home before liquidity", () => {
    // 900,000 x 1.4 = 1,260,000 x 1.2 = 1,512,000; 60,480.01 x 25 = 1,512,000.25
    const request = { circumstances: ["highQualityHome"] as const }
    expect(lends(shenyang, [saved("60479.99")], request)).toEqual(["1511999.75", "base"])
    expect(lends(shenyang, [saved("60480.01")], request)).toEqual(["1512000.00", "cap"])
  })
  it("ends the factor with the year", () => {
    const rich = [saved("90000.00")]
    expect(lends(shenyang, rich, {}, { on: LocalDate.parse("2026-12-31") })).toEqual(["1080000.00", "cap"])
    expect(lends(shenyang, rich, {}, { on: LocalDate.parse("2027-01-01") })).toEqual(["900000.00", "cap"])
  })
})

describe("golden quote: Tianjin, a multiple for the second home only", () => {
  // 首套120万元、二套100万元; 多子女144 / 120万元; 二套按账户余额20倍; 已使用2次的不予发放
  const tianjin = "120100"
  it("lends the cap on a first home, whatever the balance", () => {
    expect(lends(tianjin, [saved("100.00")])).toEqual(["1200000.00", "cap"])
    expect(lends(tianjin, [saved("100.00")], { children: 1 })).toEqual(["1200000.00", "cap"])
    expect(lends(tianjin, [saved("100.00")], { children: 2 })).toEqual(["1440000.00", "cap"])
  })
  it("lends 20 times the balance on a second one", () => {
    // 49,999.99 x 20 = 999,999.80; 50,000.01 x 20 = 1,000,000.20
    const second = { firstHome: false }
    expect(lends(tianjin, [saved("49999.99")], second)).toEqual(["999999.80", "base"])
    expect(lends(tianjin, [saved("50000.01")], second)).toEqual(["1000000.00", "cap"])
    // two children: 59,999.99 x 20 = 1,199,999.80; 60,000.01 x 20 = 1,200,000.20
    expect(lends(tianjin, [saved("59999.99")], { ...second, children: 2 })).toEqual(["1199999.80", "base"])
    expect(lends(tianjin, [saved("60000.01")], { ...second, children: 2 })).toEqual(["1200000.00", "cap"])
  })
  it("lends twice in a life", () => {
    expect(lends(tianjin, [somebody], { loansBefore: 1 })).toEqual(["1200000.00", "cap"])
    expect(lends(tianjin, [somebody], { loansBefore: 2 })).toEqual(["0.00", "cap", "loan-count"])
  })
})

describe("golden quote: Qingyuan, the multiple grows with the months", () => {
  // 账户余额16倍（24个月以下）, 18倍（24-48个月）, 20倍（48个月以上）; 首套50万元, 双方70万元; 多子女60 / 80万元
  const qingyuan = "441800"
  it("steps at 24 and at 48 months", () => {
    // 20,000.00 x 16 = 320,000; x 18 = 360,000; x 20 = 400,000
    expect(lends(qingyuan, [paid(23, "20000.00")])).toEqual(["320000.00", "base"])
    expect(lends(qingyuan, [paid(24, "20000.00")])).toEqual(["360000.00", "base"])
    expect(lends(qingyuan, [paid(47, "20000.00")])).toEqual(["360000.00", "base"])
    expect(lends(qingyuan, [paid(48, "20000.00")])).toEqual(["400000.00", "base"])
  })
  it("stops at the cap on each step", () => {
    // 27,777.77 x 18 = 499,999.86; 27,777.78 x 18 = 500,000.04; 24,999.99 x 20 = 499,999.80
    expect(lends(qingyuan, [paid(24, "27777.77")])).toEqual(["499999.86", "base"])
    expect(lends(qingyuan, [paid(24, "27777.78")])).toEqual(["500000.00", "cap"])
    expect(lends(qingyuan, [paid(48, "24999.99")])).toEqual(["499999.80", "base"])
    expect(lends(qingyuan, [paid(48, "25000.01")])).toEqual(["500000.00", "cap"])
  })
  it("gives each of two the step of their own months, under the cap for two with children", () => {
    // 20,000.00 x 20 + 20,000.00 x 16 = 720,000; 25,000.00 x 20 + 18,750.00 x 16 = 800,000
    expect(lends(qingyuan, [paid(48, "20000.00"), paid(23, "20000.00")], { children: 2 })).toEqual([
      "720000.00",
      "base",
    ])
    expect(lends(qingyuan, [paid(48, "25000.00"), paid(23, "18750.01")], { children: 2 })).toEqual([
      "800000.00",
      "cap",
    ])
  })
})

const withSupplementary = (supplementary: string) => {
  const one = earning("30000.00", "38000.00")
  const account = segment("employee", ["2020-01", "2026-11"], supplementary, "supplementary")
  return [{ ...one, segments: [...one.segments, account] }]
}

describe("golden quote: Shanghai, a supplementary account and a share of the contribution base", () => {
  // 基本余额30倍 + 补充10倍; 首套100万元（补充+20）; 多子女20%, 二星级以上绿色建筑15%, 可叠加至35%; 月还本额不超过月工资基数40%
  const shanghai = "310000"
  it("carries 30 times the balance", () => {
    // 33,333.33 x 30 = 999,999.90; 33,333.34 x 30 = 1,000,000.20
    expect(lends(shanghai, [earning("30000.00", "33333.33")])).toEqual(["999999.90", "base"])
    expect(lends(shanghai, [earning("30000.00", "33333.34")])).toEqual(["1000000.00", "cap"])
  })
  it("adds 10 times the supplementary balance and raises the cap for it", () => {
    // 38,000.00 x 30 + 5,999.99 x 10 = 1,199,999.90; + 6,000.01 x 10 = 1,200,000.10
    expect(lends(shanghai, withSupplementary("5999.99"))).toEqual(["1199999.90", "base"])
    expect(lends(shanghai, withSupplementary("6000.01"))).toEqual(["1200000.00", "cap"])
  })
  it("adds up 20 % for two children and 15 % for two stars, none for one star", () => {
    // 1,000,000 x 1.35 = 1,350,000; 44,999.99 x 30 = 1,349,999.70; 45,000.01 x 30 = 1,350,000.30
    const family = { children: 2, greenStars: 2 }
    expect(lends(shanghai, [earning("30000.00", "44999.99")], family)).toEqual(["1349999.70", "base"])
    expect(lends(shanghai, [earning("30000.00", "45000.01")], family)).toEqual(["1350000.00", "cap"])
    expect(lends(shanghai, [earning("30000.00", "45000.01")], { ...family, greenStars: 1 })).toEqual([
      "1200000.00",
      "cap",
    ])
  })
  it("lends what 40 % of the contribution base repays in 30 years at 2.6 %", () => {
    // a yuan a month repays (1 - (1 + 0.026/12)^-360) / (0.026/12) = 249.7878605 yuan
    // 10,008.49 x 0.40 = 4,003.396 -> 999,999.72; 10,008.50 x 0.40 = 4,003.40 -> 1,000,000.72
    expect(lends(shanghai, [earning("10008.49")])).toEqual(["999999.72", "repayment"])
    expect(lends(shanghai, [earning("10008.50")])).toEqual(["1000000.00", "cap"])
  })
})

const until = (sex: "female" | "male", bornOn: string, termMonths: number) =>
  lends("520200", [saved("20000.00", { sex, bornOn: LocalDate.parse(bornOn) })], { termMonths })

describe("golden quote: Liupanshui, a least balance and a latest age", () => {
  // 账户余额30倍, 余额小于2万元按2万元; 70 / 80万元; 男不超过68岁、女不超过63岁
  const liupanshui = "520200"
  it("counts 20,000 at least", () => {
    // 19,999.99 -> 20,000 x 30 = 600,000; 20,000.01 x 30 = 600,000.30; 23,333.33 x 30 = 699,999.90; 23,333.34 x 30 = 700,000.20
    expect(lends(liupanshui, [saved("19999.99")])).toEqual(["600000.00", "base"])
    expect(lends(liupanshui, [saved("20000.01")])).toEqual(["600000.30", "base"])
    expect(lends(liupanshui, [saved("23333.33")])).toEqual(["699999.90", "base"])
    expect(lends(liupanshui, [saved("23333.34")])).toEqual(["700000.00", "cap"])
  })
  it("ends before a woman is 63 and a man 68", () => {
    // born 22 November 1983, she is 63 on 22 November 2046: 240 months and a day away; born a day before today, 239 whole months
    expect(until("female", "1983-11-22", 240)).toEqual(["600000.00", "base"])
    expect(until("female", "1983-11-22", 241)).toEqual(["0.00", "base", "latest-age"])
    expect(until("female", "1983-11-20", 240)).toEqual(["0.00", "base", "latest-age"])
    expect(until("male", "1978-11-22", 240)).toEqual(["600000.00", "base"])
    expect(until("male", "1978-11-22", 241)).toEqual(["0.00", "base", "latest-age"])
  })
})

describe("golden quote: Beijing, a sum for each year", () => {
  // 每缴存1年可贷20万元（单人）/ 40万元（夫妻双方）; 首套120 / 240万元, 二套100 / 200万元; 建立账户6个月（含）以上
  const beijing = "110000"
  it("counts whole years", () => {
    // 71 months: 5 years x 200,000 = 1,000,000; 72 months: 6 x 200,000 = 1,200,000, which is the cap
    expect(lends(beijing, [paid(71, "1.00")])).toEqual(["1000000.00", "base"])
    expect(lends(beijing, [paid(72, "1.00")])).toEqual(["1200000.00", "cap"])
    // two: 5 x 400,000 = 2,000,000; 6 x 400,000 = 2,400,000
    expect(lends(beijing, [paid(71, "1.00"), somebody])).toEqual(["2000000.00", "base"])
    expect(lends(beijing, [paid(72, "1.00"), somebody])).toEqual(["2400000.00", "cap"])
    // second home: 59 months: 4 x 200,000 = 800,000; 60 months: 1,000,000
    expect(lends(beijing, [paid(59, "1.00")], { firstHome: false })).toEqual(["800000.00", "base"])
    expect(lends(beijing, [paid(60, "1.00")], { firstHome: false })).toEqual(["1000000.00", "cap"])
  })
  it("asks an account of six months in normal status", () => {
    expect(lends(beijing, [paid(5, "1.00")])).toContain("months-since-opening")
    expect(lends(beijing, [paid(6, "1.00")])).not.toContain("months-since-opening")
    expect(lends(beijing, [paid(7, "1.00")])).not.toContain("months-since-opening")
    expect(lends(beijing, [paid(72, "1.00", { inNormalStatus: false })])).toEqual([
      "0.00",
      "cap",
      "normal-status",
    ])
  })
})

describe("golden quote: Anshan, 15 times the mean balance", () => {
  // 账户月平均余额 x 15; 70 / 120万元; 满6个月; 已使用过两次的不予受理
  const anshan = "210300"
  it("multiplies the mean, not today's balance", () => {
    // 46,666.66 x 15 = 699,999.90; 46,666.67 x 15 = 700,000.05; two: 79,999.99 x 15 = 1,199,999.85
    expect(lends(anshan, [savedOnAverage("46666.66")])).toEqual(["699999.90", "base"])
    expect(lends(anshan, [savedOnAverage("46666.67")])).toEqual(["700000.00", "cap"])
    expect(lends(anshan, [savedOnAverage("40000.00"), savedOnAverage("39999.99")])).toEqual([
      "1199999.85",
      "base",
    ])
    expect(lends(anshan, [savedOnAverage("40000.00"), savedOnAverage("40000.01")])).toEqual([
      "1200000.00",
      "cap",
    ])
  })
  it("says that it did not measure where no mean is stated", () => {
    const silent = quoteIn(anshan, couple)
    expect(silent.notApplied).toContainEqual(
      expect.objectContaining({ rule: "base", reason: "inputMissing" }),
    )
  })
})

describe("golden quote: Huzhou, a mean balance with a multiple for each home", () => {
  // 月均余额 x 18, 二套 x 12, 保底20万元; 70万元, 绿色建筑、高品质住宅上浮30%
  const huzhou = "330500"
  it("multiplies by 18 and by 12", () => {
    // 38,888.88 x 18 = 699,999.84; 38,888.89 x 18 = 700,000.02; 58,333.33 x 12 = 699,999.96; 58,333.34 x 12 = 700,000.08
    expect(lends(huzhou, [savedOnAverage("38888.88")])).toEqual(["699999.84", "base"])
    expect(lends(huzhou, [savedOnAverage("38888.89")])).toEqual(["700000.00", "cap"])
    expect(lends(huzhou, [savedOnAverage("58333.33")], { firstHome: false })).toEqual(["699999.96", "base"])
    expect(lends(huzhou, [savedOnAverage("58333.34")], { firstHome: false })).toEqual(["700000.00", "cap"])
  })
  it("carries 200,000 at least, and up to 910,000 for a green home", () => {
    // 11,111.11 x 18 = 199,999.98; 11,111.12 x 18 = 200,000.16; 700,000 x 1.3 = 910,000; 50,555.55 x 18 = 909,999.90
    expect(lends(huzhou, [savedOnAverage("11111.11")])).toEqual(["200000.00", "base"])
    expect(lends(huzhou, [savedOnAverage("11111.12")])).toEqual(["200000.16", "base"])
    expect(lends(huzhou, [savedOnAverage("50555.55")], { greenStars: 1 })).toEqual(["909999.90", "base"])
    expect(lends(huzhou, [savedOnAverage("50555.56")], { greenStars: 1 })).toEqual(["910000.00", "cap"])
  })
})

describe("golden quote: Yingkou, half the multiple for a second home", () => {
  // 余额20倍（首套）或10倍（二套）; 50 / 70万元; 满6个月
  const yingkou = "210800"
  it("multiplies by 20 and by 10", () => {
    // 24,999.99 x 20 = 499,999.80; 25,000.01 x 20 = 500,000.20; 49,999.99 x 10 = 499,999.90; 50,000.01 x 10 = 500,000.10
    expect(lends(yingkou, [saved("24999.99")])).toEqual(["499999.80", "base"])
    expect(lends(yingkou, [saved("25000.01")])).toEqual(["500000.00", "cap"])
    expect(lends(yingkou, [saved("49999.99")], { firstHome: false })).toEqual(["499999.90", "base"])
    expect(lends(yingkou, [saved("50000.01")], { firstHome: false })).toEqual(["500000.00", "cap"])
  })
  it("asks six months, of a flexible contributor too: the row names no type", () => {
    expect(lends(yingkou, [paid(5, "20000.00", { as: "flexible" })])).toContain("consecutive-months")
    expect(lends(yingkou, [paid(6, "20000.00", { as: "flexible" })])).toEqual(["400000.00", "base"])
  })
})
