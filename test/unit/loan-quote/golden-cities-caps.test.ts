import { describe, expect, it } from "vitest"
import { LocalDate } from "../../../contracts/primitives.ts"
import { couple, lends, paid, quoteIn, refinancing, refusalIn, saved, somebody } from "./city-quote.ts"
import { yuan } from "./quote-question.ts"

// The highest amounts of nineteen cities: who gets which, what raises it and where it stops. Worked by hand from the rule
// that each pack cites.

describe("golden quote: Urumqi, one bonus, never two", () => {
  // 余额40倍; 120万元; 人才、以旧换新、二星及以上绿色建筑、多子女首次购房等上浮30%, 最高156万元, 不叠加
  const urumqi = "650100"
  it("carries 40 times the balance", () => {
    // 29,999.99 x 40 = 1,199,999.60; 30,000.01 x 40 = 1,200,000.40
    expect(lends(urumqi, [saved("29999.99")])).toEqual(["1199999.60", "base"])
    expect(lends(urumqi, [saved("30000.01")])).toEqual(["1200000.00", "cap"])
  })
  it("raises the cap once", () => {
    // 1,200,000 x 1.3 = 1,560,000; 38,999.99 x 40 = 1,559,999.60; 39,000.01 x 40 = 1,560,000.40
    const two = { circumstances: ["talent", "tradeIn"] as const }
    expect(lends(urumqi, [saved("38999.99")], two)).toEqual(["1559999.60", "base"])
    expect(lends(urumqi, [saved("39000.01")], two)).toEqual(["1560000.00", "cap"])
  })
  it("raises it for two stars, not for one, and for children on the first home only", () => {
    const rich = [saved("90000.00")]
    expect(lends(urumqi, rich, { greenStars: 1 })).toEqual(["1200000.00", "cap"])
    expect(lends(urumqi, rich, { greenStars: 2 })).toEqual(["1560000.00", "cap"])
    expect(lends(urumqi, rich, { children: 2 })).toEqual(["1560000.00", "cap"])
    expect(lends(urumqi, rich, { children: 2, firstHome: false })).toEqual(["1200000.00", "cap"])
  })
})

describe("golden quote: Yinchuan, the cap grows with the children", () => {
  // 余额30倍; 70万元, 二孩80, 三孩90; 双方90, 二孩100, 三孩110
  const yinchuan = "640100"
  it("knows one child, two and three", () => {
    const rich = saved("90000.00")
    expect(lends(yinchuan, [rich], { children: 1 })).toEqual(["700000.00", "cap"])
    expect(lends(yinchuan, [rich], { children: 2 })).toEqual(["800000.00", "cap"])
    expect(lends(yinchuan, [rich], { children: 3 })).toEqual(["900000.00", "cap"])
    expect(lends(yinchuan, [rich, rich], { children: 1 })).toEqual(["900000.00", "cap"])
    expect(lends(yinchuan, [rich, rich], { children: 4 })).toEqual(["1100000.00", "cap"])
  })
  it("lends one fen less than the cap just below it", () => {
    // 26,666.66 x 30 = 799,999.80; 26,666.67 x 30 = 800,000.10; 36,666.66 x 30 = 1,099,999.80; 36,666.67 x 30 = 1,100,000.10
    expect(lends(yinchuan, [saved("26666.66")], { children: 2 })).toEqual(["799999.80", "base"])
    expect(lends(yinchuan, [saved("26666.67")], { children: 2 })).toEqual(["800000.00", "cap"])
    expect(lends(yinchuan, [saved("16666.66"), saved("20000.00")], { children: 3 })).toEqual([
      "1099999.80",
      "base",
    ])
    expect(lends(yinchuan, [saved("16666.67"), saved("20000.00")], { children: 3 })).toEqual([
      "1100000.00",
      "cap",
    ])
  })
})

describe("golden quote: Foshan, bonuses that add up, from 36 months on", () => {
  // 缴存满36个月: 首套70 / 120万元, 二套60 / 100万元; 绿色建筑、装配式、二孩以上、以旧换新各上浮20%, 可叠加最高80%, 最高216万元
  const foshan = "440600"
  it("has caps for those who have paid 36 months", () => {
    expect(lends(foshan, [paid(36, "1.00")])).toEqual(["700000.00", "cap"])
    expect(lends(foshan, [paid(37, "1.00")])).toEqual(["700000.00", "cap"])
    expect(lends(foshan, [paid(36, "1.00")], { firstHome: false })).toEqual(["600000.00", "cap"])
    expect(lends(foshan, couple)).toEqual(["1200000.00", "cap"])
    expect(lends(foshan, couple, { firstHome: false })).toEqual(["1000000.00", "cap"])
  })
  it("has no quote with 35 months, for which no source states an amount", () => {
    expect(() => quoteIn(foshan, [paid(35, "1.00")])).toThrow("loan-figures-missing")
  })
  it("adds a fifth of the cap for each ground", () => {
    // 700,000 + 140,000 = 840,000; + 140,000 = 980,000; all four 700,000 x 1.8 = 1,260,000; two: 1,200,000 x 1.8 = 2,160,000
    const all = { circumstances: ["prefabricatedBuilding", "tradeIn"] as const, greenStars: 1, children: 2 }
    expect(lends(foshan, [somebody], { children: 2 })).toEqual(["840000.00", "cap"])
    expect(lends(foshan, [somebody], { children: 3, greenStars: 3 })).toEqual(["980000.00", "cap"])
    expect(lends(foshan, [somebody], all)).toEqual(["1260000.00", "cap"])
    expect(lends(foshan, couple, all)).toEqual(["2160000.00", "cap"])
  })
})

describe("golden quote: Wuhu and Shangrao, less on the second loan", () => {
  it("Wuhu: 首次70 / 90万元, 二次60 / 80万元", () => {
    expect(lends("340200", [somebody])).toEqual(["700000.00", "cap"])
    expect(lends("340200", [somebody], { loansBefore: 1 })).toEqual(["600000.00", "cap"])
    expect(lends("340200", couple)).toEqual(["900000.00", "cap"])
    expect(lends("340200", couple, { loansBefore: 1 })).toEqual(["800000.00", "cap"])
    // national: two in life
    expect(lends("340200", couple, { loansBefore: 2 })).toEqual(["0.00", "cap", "loan-count"])
  })
  it("Shangrao: 首次100万元, 再次90万元; 三孩、装配式、绿色建筑上浮20%", () => {
    // 1,000,000 x 1.2 = 1,200,000; 900,000 x 1.2 = 1,080,000; two grounds count once
    expect(lends("361100", [somebody], { children: 2 })).toEqual(["1000000.00", "cap"])
    expect(lends("361100", [somebody], { children: 3, greenStars: 1 })).toEqual(["1200000.00", "cap"])
    expect(lends("361100", [somebody], { loansBefore: 1 })).toEqual(["900000.00", "cap"])
    expect(lends("361100", [somebody], { loansBefore: 1, children: 3 })).toEqual(["1080000.00", "cap"])
  })
})

describe("golden quote: Yangzhou, Kunming and Guiyang count loans in three ways", () => {
  it("Yangzhou: 已结清的公积金贷款不再计入贷款次数; 108 / 180万元; 连续6个月", () => {
    expect(lends("321000", [somebody], { loansBefore: 3 })).toEqual(["1080000.00", "cap"])
    expect(lends("321000", couple, {}, { loans: { paidOff: 0, unsettled: 1 } })).toEqual([
      "0.00",
      "cap",
      "unsettled-loan",
    ])
    expect(lends("321000", [paid(5, "1.00")])).toEqual(["0.00", "cap", "consecutive-months"])
    expect(lends("321000", [paid(6, "1.00")])).toEqual(["1080000.00", "cap"])
    expect(lends("321000", [paid(7, "1.00"), paid(6, "1.00")])).toEqual(["1800000.00", "cap"])
  })
  it("Kunming: 不限贷款使用次数, 有未结清的不予受理; 70 / 100万元", () => {
    expect(lends("530100", [somebody], {}, { loans: { paidOff: 5, unsettled: 0 } })).toEqual([
      "700000.00",
      "cap",
    ])
    expect(lends("530100", couple, {}, { loans: { paidOff: 0, unsettled: 1 } })).toEqual([
      "0.00",
      "cap",
      "loan-count",
      "unsettled-loan",
    ])
  })
  it("Guiyang: 两次及以上不予发放; 100万元, 多子女120万元, 人才150万元", () => {
    expect(lends("520100", [somebody], { loansBefore: 1 })).toEqual(["1000000.00", "cap"])
    expect(lends("520100", [somebody], { loansBefore: 2 })).toEqual(["0.00", "cap", "loan-count"])
    expect(lends("520100", couple, { children: 2 })).toEqual(["1200000.00", "cap"])
    expect(lends("520100", couple, { children: 2, circumstances: ["talent"] })).toEqual(["1500000.00", "cap"])
  })
})

describe("golden quote: Linyi, sums on top, and refinancing without them", () => {
  // 100 / 130万元; 多子女+40, 高品质+30, 现房+20, 叠加后最高220万元; 商转公上限100万元; 高层次人才220万元
  const linyi = "371300"
  it("adds 400,000, 300,000 and 200,000", () => {
    // 1,000,000 + 400,000 + 300,000 + 200,000 = 1,900,000; 1,300,000 + 900,000 = 2,200,000
    const all = { children: 2, circumstances: ["highQualityHome", "completedHome"] as const }
    expect(lends(linyi, [somebody], { children: 2 })).toEqual(["1400000.00", "cap"])
    expect(lends(linyi, [somebody], all)).toEqual(["1900000.00", "cap"])
    expect(lends(linyi, couple, all)).toEqual(["2200000.00", "cap"])
    expect(lends(linyi, [somebody], { circumstances: ["talent"] })).toEqual(["2200000.00", "cap"])
  })
  it("refinances up to 1,000,000, and never more than is owed", () => {
    const family = { children: 2 }
    expect(lends(linyi, couple, { ...family, ...refinancing("1000000.01") })).toEqual(["1000000.00", "cap"])
    expect(lends(linyi, couple, { ...family, ...refinancing("999999.99") })).toEqual([
      "999999.99",
      "commercialBalance",
    ])
  })
})

describe("golden quote: Langfang, a lower cap for refinancing", () => {
  // 余额30倍; 80 / 100万元, 二孩90 / 110, 三孩100 / 120; 商转公60万元; 正常缴存
  const langfang = "131000"
  it("carries 30 times the balance", () => {
    // 26,666.66 x 30 = 799,999.80; 26,666.67 x 30 = 800,000.10; three children 1,000,000: 33,333.33 x 30 = 999,999.90
    expect(lends(langfang, [saved("26666.66")])).toEqual(["799999.80", "base"])
    expect(lends(langfang, [saved("26666.67")])).toEqual(["800000.00", "cap"])
    expect(lends(langfang, [saved("33333.33")], { children: 3 })).toEqual(["999999.90", "base"])
    expect(lends(langfang, [saved("33333.34")], { children: 3 })).toEqual(["1000000.00", "cap"])
  })
  it("refinances up to 600,000", () => {
    // 19,999.99 x 30 = 599,999.70; 20,000.01 x 30 = 600,000.30
    const refinance = { ...refinancing("2000000.00") }
    expect(lends(langfang, [saved("19999.99")], refinance)).toEqual(["599999.70", "base"])
    expect(lends(langfang, [saved("20000.01")], refinance)).toEqual(["600000.00", "cap"])
  })
})

describe("golden quote: Huizhou, a tier of talents, a share of the price and a last day", () => {
  // 100 / 150万元（至2027-06-30）; II类人才120 / 170; 商转公首套50 / 90; 保障性住房最低首付15%
  const huizhou = "441300"
  it("gives more to tier II only", () => {
    expect(lends(huizhou, [somebody])).toEqual(["1000000.00", "cap"])
    expect(lends(huizhou, [somebody], { talentTier: "II" })).toEqual(["1200000.00", "cap"])
    expect(lends(huizhou, [somebody], { talentTier: "I" })).toEqual(["1000000.00", "cap"])
    expect(lends(huizhou, couple, { talentTier: "II" })).toEqual(["1700000.00", "cap"])
  })
  it("refinances a first home up to 500,000, for two 900,000", () => {
    const refinance = { ...refinancing("2000000.00"), talentTier: "II" }
    expect(lends(huizhou, [somebody], refinance)).toEqual(["500000.00", "cap"])
    expect(lends(huizhou, couple, refinance)).toEqual(["900000.00", "cap"])
  })
  it("lends 85 % of an affordable home", () => {
    // 1,176,470.58 x 0.85 = 999,999.993 -> 999,999.99; 1,176,470.59 x 0.85 = 1,000,000.0015
    const affordable = { circumstances: ["affordableHome"] as const }
    expect(lends(huizhou, [somebody], { ...affordable, price: yuan("1176470.58") })).toEqual([
      "999999.99",
      "loanToValue",
    ])
    expect(lends(huizhou, [somebody], { ...affordable, price: yuan("1176470.59") })).toEqual([
      "1000000.00",
      "cap",
    ])
  })
  it("ends on 30 June 2027", () => {
    expect(lends(huizhou, [somebody], {}, { on: LocalDate.parse("2027-06-30") })).toEqual([
      "1000000.00",
      "cap",
    ])
    expect(refusalIn(huizhou, [somebody], { on: LocalDate.parse("2027-07-01") })).toEqual({
      outcome: "refused",
      rule: "policy-gap",
    })
  })
})

describe("golden quote: Guangzhou, Haikou, Fuzhou and Jiaxing raise the cap differently", () => {
  it("Guangzhou: 一孩10%, 二孩40%, 三孩50%, 好房子30%; 100 / 200万元", () => {
    // 1,000,000 x 1.1, 1.4, 1.5, 1.3; of one child and a good home the higher; two: 2,000,000 x 1.5 = 3,000,000 < 3,600,000
    const raised = [1, 2, 3].map((children) => lends("440100", [somebody], { children })[0])
    expect(raised).toEqual(["1100000.00", "1400000.00", "1500000.00"])
    expect(lends("440100", [somebody], { children: 1, circumstances: ["highQualityHome"] })[0]).toBe(
      "1300000.00",
    )
    expect(lends("440100", couple, { children: 3 })).toEqual(["3000000.00", "cap"])
  })
  it("Haikou: 人才20%, 多子女20%, 二星级以上10%, 保障性住房10%, 叠加后最高192万元", () => {
    // 1,000,000 x 1.6 = 1,600,000; 1,200,000 x 1.6 = 1,920,000; one star gives nothing: 1,200,000 x 1.5 = 1,800,000
    const all = { children: 2, greenStars: 2, circumstances: ["talent", "affordableHome"] as const }
    expect(lends("460100", [somebody], all)).toEqual(["1600000.00", "cap"])
    expect(lends("460100", couple, all)).toEqual(["1920000.00", "cap"])
    expect(lends("460100", couple, { ...all, greenStars: 1 })).toEqual(["1800000.00", "cap"])
  })
  it("Fuzhou: 二孩+20万, 三孩+40万, 二星级以上绿色建筑20%; 60 / 100万元", () => {
    // 600,000 + 200,000; + 400,000; 600,000 x 1.2 = 720,000; the higher of two: 800,000
    expect(lends("350100", [somebody], { children: 2 })).toEqual(["800000.00", "cap"])
    expect(lends("350100", [somebody], { children: 3 })).toEqual(["1000000.00", "cap"])
    expect(lends("350100", [somebody], { greenStars: 2 })).toEqual(["720000.00", "cap"])
    expect(lends("350100", [somebody], { children: 2, greenStars: 2 })).toEqual(["800000.00", "cap"])
    expect(lends("350100", [somebody], { greenStars: 1 })).toEqual(["600000.00", "cap"])
  })
  it("Jiaxing: 首套首次65 / 130万元, 其余50 / 100; 绿色建筑20%, 多孩50%; 连续6个月", () => {
    // 650,000 x 1.2 = 780,000; x 1.5 = 975,000; second home 500,000 x 1.5 = 750,000
    expect(lends("330400", [somebody])).toEqual(["650000.00", "cap"])
    expect(lends("330400", [somebody], { loansBefore: 1 })).toEqual(["500000.00", "cap"])
    expect(lends("330400", [somebody], { greenStars: 1 })).toEqual(["780000.00", "cap"])
    expect(lends("330400", [somebody], { greenStars: 1, children: 2 })).toEqual(["975000.00", "cap"])
    expect(lends("330400", [somebody], { firstHome: false, children: 2 })).toEqual(["750000.00", "cap"])
    expect(lends("330400", couple, { loansBefore: 1, firstHome: false })).toEqual(["1000000.00", "cap"])
    expect(lends("330400", [paid(5, "1.00")])).toEqual(["0.00", "cap", "consecutive-months"])
    expect(lends("330400", [paid(6, "1.00")])).toEqual(["650000.00", "cap"])
  })
})

describe("golden quote: Zhenjiang, Changsha, Xiamen and Xining", () => {
  it("Zhenjiang: 多子女家庭首次申请 +20 / +30万元; 70 / 100万元", () => {
    expect(lends("321100", [somebody], { children: 2 })).toEqual(["900000.00", "cap"])
    expect(lends("321100", [somebody], { children: 3 })).toEqual(["1000000.00", "cap"])
    expect(lends("321100", [somebody], { children: 3, loansBefore: 1 })).toEqual(["700000.00", "cap"])
  })
  it("Changsha: 80万元, 二孩96, 三孩104; 商转公70万元; told for families only", () => {
    // 800,000 x 1.2 = 960,000; x 1.3 = 1,040,000; refinancing has no bonus
    const refinance = { ...refinancing("2000000.00"), children: 3 }
    expect(lends("430100", couple, { children: 2 })).toEqual(["960000.00", "cap"])
    expect(lends("430100", couple, { children: 3 })).toEqual(["1040000.00", "cap"])
    expect(lends("430100", couple, refinance)).toEqual(["700000.00", "cap"])
    expect(() => quoteIn("430100", [somebody])).toThrow("loan-figures-missing")
  })
  it("Xiamen: 120万元 x 流动性调节系数0.8; 前6个月连续足额缴存", () => {
    // 1,200,000 x 0.8 = 960,000
    expect(lends("350200", [somebody], { price: yuan("960000.01") })).toEqual(["960000.00", "cap"])
    expect(lends("350200", [somebody], { price: yuan("959999.99") })).toEqual(["959999.99", "price"])
    expect(lends("350200", [paid(5, "1.00")])).toEqual(["0.00", "cap", "consecutive-months"])
    expect(lends("350200", [paid(6, "1.00")])).toEqual(["960000.00", "cap"])
    expect(lends("350200", [paid(7, "1.00")])).toEqual(["960000.00", "cap"])
  })
  it("Xining: 首套70 / 90万元, 多子女80 / 100; 二套双方60, 多子女70; 职工6个月, 自主缴存12个月", () => {
    expect(lends("630100", [somebody], { children: 2 })).toEqual(["800000.00", "cap"])
    expect(lends("630100", couple)).toEqual(["900000.00", "cap"])
    expect(lends("630100", couple, { firstHome: false })).toEqual(["600000.00", "cap"])
    expect(lends("630100", couple, { firstHome: false, children: 2 })).toEqual(["700000.00", "cap"])
    expect(lends("630100", [paid(5, "1.00")])).toEqual(["0.00", "cap", "consecutive-months"])
    expect(lends("630100", [paid(6, "1.00")])).toEqual(["700000.00", "cap"])
    expect(lends("630100", [paid(11, "1.00", { as: "flexible" })])).toEqual([
      "0.00",
      "cap",
      "consecutive-months",
    ])
    expect(lends("630100", [paid(12, "1.00", { as: "flexible" })])).toEqual(["700000.00", "cap"])
  })
})
