import { describe, expect, it } from "vitest"
import { ParticipationCheckRequest, toldByDocument, type Join } from "../../../contracts/participation.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import { LocalDate, Person, residentNumberCheck } from "../../../contracts/primitives.ts"
import { nationalRules } from "../../../contracts/starter/national-rules.ts"
import type { AccountRecord, PersonRecord } from "../../../functions/domain/account/account-record.ts"
import { verdictOf } from "../../../functions/domain/flexible/flexible-step.ts"
import { judgeJoining } from "../../../functions/domain/flexible/judge-participation.ts"
import { changji, jincheng, liaoning } from "../../fixtures/flexible-packs.ts"
import { anAccount, aPerson } from "./flexible-person.ts"

const day = (text: string) => LocalDate.parse(text)

/** Invented: no region begins with 99. The seventeenth digit tells the sex. */
const bornOn = (birthday: string, sex: "male" | "female" = "male"): Person => {
  const first17 = `990101${birthday.replaceAll("-", "")}00${sex === "male" ? 1 : 2}`
  return Person.parse({
    documentType: "01",
    documentNumber: `${first17}${residentNumberCheck(first17)}`,
    name: "示例甲",
  })
}

const joining = (over: object): Join => {
  const request = ParticipationCheckRequest.parse({
    act: "join",
    person: bornOn("1990-03-07"),
    residence: "mainland",
    livesOrWorksHere: true,
    creditGood: true,
    contribution: { base: "5000.00", rate: "0.20" },
    ...over,
  })
  if (request.act !== "join") throw new Error("another act")
  return request
}

const judge = (pack: PolicyPack, today: string, over: object = {}, person: PersonRecord = aPerson()) =>
  judgeJoining(
    joining(over),
    { person, nameMac: "name" },
    { pack, national: nationalRules(), by: pack.centerId, today: day(today) },
  )

type Row = readonly [
  clause: string,
  pack: PolicyPack,
  today: string,
  over: object,
  rule: string,
  verdict: "allowed" | "notAllowed" | "homeDecides",
]

const young = { person: bornOn("2010-05-20") }
const onOwnWork = { ...young, ownLivelihood: true }
const man = { person: bornOn("1965-01-15") }
const woman = { person: bornOn("1970-01-15", "female") }
const monthly = (monthlyContribution: string) => ({ contribution: { monthlyContribution } })
const baseAndRate = (base: string, rate: string) => ({ contribution: { base, rate } })
const foreigner = {
  person: { documentType: "03", documentNumber: "E1234567", name: "Sample" },
  sex: "female",
  bornOn: "1990-01-01",
  residence: "permanentForeigner",
}

const rows: readonly Row[] = [
  ["昌吉 二(一) 年满16周岁, the day before", changji, "2026-05-19", onOwnWork, "FLX-020", "notAllowed"],
  ["昌吉 二(一) 年满16周岁, the birthday", changji, "2026-05-20", onOwnWork, "FLX-020", "allowed"],
  ["昌吉 二(一) 视为具有完全民事行为能力", changji, "2026-05-20", onOwnWork, "FLX-021", "allowed"],
  [
    "昌吉 二(一), not on own work",
    changji,
    "2026-05-20",
    { ...young, ownLivelihood: false },
    "FLX-021",
    "notAllowed",
  ],
  ["民法典 第十八条, not said", changji, "2026-05-20", young, "FLX-021", "homeDecides"],
  [
    "民法典 第十八条, the day before 18",
    changji,
    "2028-05-19",
    { ...young, ownLivelihood: false },
    "FLX-021",
    "notAllowed",
  ],
  [
    "民法典 第十八条, the day of 18",
    changji,
    "2028-05-20",
    { ...young, ownLivelihood: false },
    "FLX-021",
    "allowed",
  ],
  [
    "辽宁 一(一) 18, the day before",
    liaoning,
    "2028-05-19",
    { ...young, ownLivelihood: false },
    "FLX-020",
    "notAllowed",
  ],
  [
    "辽宁 一(一) 18, the birthday",
    liaoning,
    "2028-05-20",
    { ...young, ownLivelihood: false },
    "FLX-020",
    "allowed",
  ],
  ["辽宁 一(一) 16 on own work, the day before", liaoning, "2026-05-19", onOwnWork, "FLX-020", "notAllowed"],
  ["辽宁 一(一) 16 on own work, the birthday", liaoning, "2026-05-20", onOwnWork, "FLX-020", "allowed"],
  ["辽宁 一(一) 16, not said", liaoning, "2026-05-20", young, "FLX-020", "homeDecides"],
  ["晋城 三(一) 法定就业年龄, the day before", jincheng, "2026-05-19", onOwnWork, "FLX-020", "notAllowed"],
  ["晋城 三(一) 法定就业年龄, the birthday", jincheng, "2026-05-20", onOwnWork, "FLX-020", "allowed"],
  ["延迟退休 男 1965-01, the day before", changji, "2025-02-14", man, "FLX-022", "allowed"],
  ["延迟退休 男 1965-01, the day", changji, "2025-02-15", man, "FLX-022", "notAllowed"],
  [
    "延迟退休 女55 1970-01, the day before",
    changji,
    "2025-02-14",
    { ...woman, formerRetirementAge: 55 },
    "FLX-022",
    "allowed",
  ],
  [
    "延迟退休 女55 1970-01, the day",
    changji,
    "2025-02-15",
    { ...woman, formerRetirementAge: 55 },
    "FLX-022",
    "notAllowed",
  ],
  [
    "延迟退休 女50 1975-01, the day before",
    changji,
    "2025-02-14",
    { person: bornOn("1975-01-15", "female"), formerRetirementAge: 50 },
    "FLX-022",
    "allowed",
  ],
  [
    "延迟退休 女50 1975-01, the day",
    changji,
    "2025-02-15",
    { person: bornOn("1975-01-15", "female"), formerRetirementAge: 50 },
    "FLX-022",
    "notAllowed",
  ],
  [
    "延迟退休 女, age not said, between 50 and 55",
    changji,
    "2026-06-01",
    { person: bornOn("1973-01-15", "female") },
    "FLX-022",
    "homeDecides",
  ],
  [
    "延迟退休 女, age not said, under both",
    changji,
    "2026-06-01",
    { person: bornOn("1985-01-15", "female") },
    "FLX-022",
    "allowed",
  ],
  ["延迟退休 女, age not said, past both", changji, "2026-06-01", woman, "FLX-022", "notAllowed"],
  ["晋城 三(一) says nothing of retirement", jincheng, "2026-06-01", man, "FLX-022", "homeDecides"],
  ["昌吉 二(一) 取得永久居留权的外籍人员", changji, "2026-06-01", foreigner, "FLX-023", "allowed"],
  ["晋城 says nothing of foreigners", jincheng, "2026-06-01", foreigner, "FLX-023", "homeDecides"],
  ["昌吉 二(一) 在昌吉州区域内", changji, "2026-06-01", { livesOrWorksHere: false }, "FLX-029", "notAllowed"],
  ["昌吉 二(一) 信用良好", changji, "2026-06-01", {}, "FLX-030", "allowed"],
  ["昌吉 二(一) 信用不良", changji, "2026-06-01", { creditGood: false }, "FLX-030", "notAllowed"],
  ["昌吉 二(一) 信用, not said", changji, "2026-06-01", { creditGood: undefined }, "FLX-030", "homeDecides"],
  ["昌吉 二(二)1 基数下限", changji, "2026-06-01", baseAndRate("2000.00", "0.10"), "FLX-025", "allowed"],
  [
    "昌吉 二(二)1 基数低于下限",
    changji,
    "2026-06-01",
    baseAndRate("1999.99", "0.10"),
    "FLX-025",
    "notAllowed",
  ],
  [
    "昌吉 二(二)1 基数上限, 24%",
    changji,
    "2026-06-01",
    baseAndRate("30000.00", "0.24"),
    "FLX-025",
    "allowed",
  ],
  [
    "昌吉 二(二)1 基数高于上限",
    changji,
    "2026-06-01",
    baseAndRate("30000.01", "0.24"),
    "FLX-025",
    "notAllowed",
  ],
  [
    "昌吉 二(二)1 比例低于10%",
    changji,
    "2026-06-01",
    baseAndRate("5000.00", "0.0999"),
    "FLX-025",
    "notAllowed",
  ],
  [
    "昌吉 二(二)1 比例高于24%",
    changji,
    "2026-06-01",
    baseAndRate("5000.00", "0.2401"),
    "FLX-025",
    "notAllowed",
  ],
  [
    "昌吉 二(二)1 月缴存额 at 10% of the least base",
    changji,
    "2026-06-01",
    monthly("200.00"),
    "FLX-025",
    "allowed",
  ],
  ["昌吉 二(二)1 月缴存额 under it", changji, "2026-06-01", monthly("199.99"), "FLX-025", "notAllowed"],
  [
    "昌吉 二(二)1 月缴存额 at 24% of the most",
    changji,
    "2026-06-01",
    monthly("7200.00"),
    "FLX-025",
    "allowed",
  ],
  ["昌吉 二(二)1 月缴存额 over it", changji, "2026-06-01", monthly("7200.01"), "FLX-025", "notAllowed"],
  ["晋城 三(三) 月缴存额下限", jincheng, "2026-06-01", monthly("216.00"), "FLX-025", "allowed"],
  ["晋城 三(三) 低于下限", jincheng, "2026-06-01", monthly("215.99"), "FLX-025", "notAllowed"],
  ["晋城 三(三) 月缴存额上限", jincheng, "2026-06-01", monthly("5804.00"), "FLX-025", "allowed"],
  ["晋城 三(三) 高于上限", jincheng, "2026-06-01", monthly("5804.01"), "FLX-025", "notAllowed"],
  ["辽宁 一(四), the pack has no limits", liaoning, "2026-06-01", monthly("1.00"), "FLX-025", "homeDecides"],
]

describe("who may join", () => {
  it.each(rows)("%s", (_clause, pack, today, over, rule, verdict) => {
    const steps = judge(pack, today, over).steps.filter((step) => step.rule === rule)
    expect(verdictOf(steps)).toBe(verdict)
  })

  it("cites the clause of the pack that decided, and the law of the retirement age", () => {
    const { steps } = judge(changji, "2026-06-01")
    expect(steps.find(({ rule }) => rule === "FLX-020")?.source?.clause).toBe("二(一)")
    expect(steps.find(({ rule }) => rule === "FLX-022")?.source?.title).toContain("渐进式延迟法定退休年龄")
    expect(verdictOf(steps)).toBe("allowed")
  })

  it("never echoes the birthday or the document", () => {
    const said = JSON.stringify(judge(changji, "2026-06-01", man))
    expect(said).not.toContain("1965")
    expect(said).not.toContain("990101")
  })
})

const withAccount = (over: Partial<AccountRecord>): PersonRecord => aPerson([anAccount(over)])
const elsewhere = liaoning.centerId

const met = (person: PersonRecord) => {
  const { steps, centerId } = judge(changji, "2026-06-01", {}, person)
  return [steps.find(({ rule }) => rule === "FLX-024")?.verdict, centerId]
}

describe("同一缴存人在全国范围内只能有一个正常住房公积金账户 (昌吉 二(二)2)", () => {
  it("names the center of a normal account elsewhere", () => {
    expect(met(withAccount({ centerId: elsewhere }))).toEqual(["notAllowed", elsewhere])
  })
  it("counts one here too, whoever pays it (昌吉 二(一) 未在单位正常缴存)", () => {
    expect(met(withAccount({ centerId: changji.centerId, contributorType: "employee" }))).toEqual([
      "notAllowed",
      undefined,
    ])
  })
  it.each(["02", "03", "05"] as const)("passes an account in status %s", (status) => {
    expect(met(withAccount({ centerId: elsewhere, status }))).toEqual(["allowed", undefined])
  })
  it("passes a supplementary account", () => {
    expect(met(withAccount({ centerId: elsewhere, accountKind: "supplementary" }))).toEqual([
      "allowed",
      undefined,
    ])
  })
  it("leaves another name under the same document to people", () => {
    expect(met(withAccount({ centerId: elsewhere, status: "02", nameMac: "other" }))[0]).toBe("homeDecides")
  })
})

const rulesOf = (over: object) =>
  ParticipationCheckRequest.safeParse({
    act: "join",
    person: bornOn("1990-03-07"),
    residence: "mainland",
    livesOrWorksHere: true,
    contribution: { monthlyContribution: "500.00" },
    ...over,
  }).error?.issues.map((issue) => [issue.path.join("/"), "params" in issue ? issue.params?.["rule"] : ""])

describe("what a request may not say", () => {
  it("is what the document contradicts", () => {
    expect(toldByDocument(bornOn("1990-03-07", "female"))).toEqual({ bornOn: "1990-03-07", sex: "female" })
    expect(rulesOf({ sex: "female" })).toEqual([["sex", "FLX-032"]])
    expect(rulesOf({ bornOn: "1990-03-08" })).toEqual([["bornOn", "FLX-032"]])
    expect(rulesOf({ residence: "hkMacauTaiwan" })).toEqual([["residence", "FLX-032"]])
    expect(rulesOf({ formerRetirementAge: 55 })).toEqual([["formerRetirementAge", "FLX-032"]])
    expect(rulesOf({ sex: "male", bornOn: "1990-03-07", formerRetirementAge: 60 })).toBeUndefined()
  })
  it("leaves nothing out that the document does not tell", () => {
    const { sex: _sex, bornOn: _born, ...silent } = foreigner
    expect(rulesOf(silent)).toEqual([
      ["sex", "VAL-008"],
      ["bornOn", "VAL-008"],
    ])
  })
  it("is both an amount and a base", () => {
    expect(
      rulesOf({ contribution: { monthlyContribution: "1.00", base: "1.00", rate: "0.1" } }),
    ).toBeDefined()
  })
})
