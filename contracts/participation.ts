import * as z from "zod"
import { citedStep } from "./cited-step.ts"
import { PolicyReference } from "./policy-reference.ts"
import {
  AccountNo,
  CenterId,
  CheckId,
  isResidentNumber,
  LocalDate,
  Money,
  Month,
  normalisedDocumentNumber,
  Person,
} from "./primitives.ts"
import { Share } from "./policy-figures.ts"
import { shownWarnings } from "./shown-warning.ts"

/** 参加住房公积金制度: may somebody join as a flexible contributor, and what may be done with such an account. */

export const Sex = z.enum(["male", "female"])
export type Sex = z.infer<typeof Sex>

export const Residence = z
  .enum(["mainland", "hkMacauTaiwan", "permanentForeigner"])
  .describe("内地居民, 港澳台人员, 取得永久居留权的外国人")
export type Residence = z.infer<typeof Residence>

/** What a resident number says of its bearer; nothing for documents of another form. Never echoed, never stored. */
export const toldByDocument = ({
  documentType,
  documentNumber,
}: Pick<Person, "documentType" | "documentNumber">):
  | { readonly bornOn: LocalDate; readonly sex: Sex }
  | undefined => {
  const number = normalisedDocumentNumber(documentType, documentNumber)
  if ((documentType !== "01" && documentType !== "05") || !isResidentNumber(number)) return undefined
  const bornOn = LocalDate.safeParse(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`)
  return bornOn.success
    ? { bornOn: bornOn.data, sex: Number(number[16]) % 2 === 1 ? "male" : "female" }
    : undefined
}

const Contribution = z
  .union([
    z.strictObject({ monthlyContribution: Money.describe("月缴存额, yuan") }),
    z.strictObject({
      base: Money.describe("缴存基数 a month, yuan"),
      rate: Share.describe("缴存比例, the whole rate"),
    }),
  ])
  .describe("what the person wants to pay a month: the amount, or base and rate")
export type Contribution = z.infer<typeof Contribution>

const Join = z.strictObject({
  act: z.literal("join").describe("参加"),
  person: Person.describe("who wants to join"),
  residence: Residence,
  livesOrWorksHere: z.boolean().describe("在本市灵活就业: the center has seen that"),
  ownLivelihood: z
    .boolean()
    .optional()
    .describe("以自己的劳动收入为主要生活来源; asked of those between 16 and 18 (民法典 第十八条)"),
  sex: Sex.optional().describe("only for documents whose number does not tell it"),
  bornOn: LocalDate.optional().describe("birthday, only for documents whose number does not tell it"),
  formerRetirementAge: z
    .union([z.literal(50), z.literal(55), z.literal(60)])
    .optional()
    .describe("原法定退休年龄: 60 for men, 55 or 50 for women"),
  contribution: Contribution,
  creditGood: z.boolean().optional().describe("信用良好, where the center asks it (昌吉 二(一))"),
})
export type Join = z.infer<typeof Join>

const monthsOnce = z
  .array(Month)
  .min(1)
  .max(36)
  .refine((months) => new Set(months).size === months.length, {
    message: "a month twice",
    params: { rule: "FLX-033" },
  })

const own = { accountNo: AccountNo.describe("account of the asking center") }

const ChangeBase = z.strictObject({
  act: z.literal("changeBase").describe("调整缴存基数和比例"),
  ...own,
  on: LocalDate.describe("day on which it would change"),
  newBase: Money.describe("new 缴存基数 a month, yuan"),
  newRate: Share.optional().describe("new 缴存比例; absent: as before"),
  lastChangedOn: LocalDate.optional().describe("day of the change before; absent: none this year"),
})
const BackPay = z.strictObject({
  act: z.literal("backPay").describe("补缴"),
  ...own,
  months: monthsOnce.describe("months that would be paid later"),
})
const Stop = z.strictObject({ act: z.literal("stop").describe("停缴"), ...own })
const Contribute = z.strictObject({
  act: z.literal("contribute").describe("缴存, for one month or in advance"),
  ...own,
  months: monthsOnce.describe("months that the amount is for"),
  amount: Money.describe("yuan, for all of these months together"),
})

/** Where a rule is broken: the field, and the rule. */
type Defect = readonly [field: string, rule: "VAL-008" | "FLX-032" | "VAL-005"]

const defectsOfJoin = ({ person, residence, sex, bornOn, formerRetirementAge }: Join): readonly Defect[] => {
  const told = toldByDocument(person)
  const found: Defect[] = []
  if (told === undefined) {
    if (sex === undefined) found.push(["sex", "VAL-008"])
    if (bornOn === undefined) found.push(["bornOn", "VAL-008"])
  } else {
    if (sex !== undefined && sex !== told.sex) found.push(["sex", "FLX-032"])
    if (bornOn !== undefined && bornOn !== told.bornOn) found.push(["bornOn", "FLX-032"])
    if (residence !== (person.documentType === "01" ? "mainland" : "hkMacauTaiwan"))
      found.push(["residence", "FLX-032"])
  }
  const isMan = (told?.sex ?? sex) === "male"
  if (formerRetirementAge !== undefined && isMan !== (formerRetirementAge === 60))
    found.push(["formerRetirementAge", "FLX-032"])
  return found
}

/** POST /v1/participation-checks. */
export const ParticipationCheckRequest = z
  .discriminatedUnion("act", [Join, ChangeBase, BackPay, Stop, Contribute])
  .superRefine((request, context) => {
    const defects: readonly Defect[] =
      request.act === "join"
        ? defectsOfJoin(request)
        : request.act === "changeBase" &&
            request.lastChangedOn !== undefined &&
            request.lastChangedOn > request.on
          ? [["lastChangedOn", "VAL-005"]]
          : []
    for (const [field, rule] of defects)
      context.addIssue({ code: "custom", path: [field], message: "contradiction", params: { rule } })
  })
  .meta({ id: "ParticipationCheckRequest" })
export type ParticipationCheckRequest = z.infer<typeof ParticipationCheckRequest>

/** `homeDecides`: the hub's data say neither yes nor no; the center judges. */
export const ParticipationVerdict = z
  .enum(["allowed", "notAllowed", "homeDecides"])
  .describe("可以, 不可以, 由中心判断")
export type ParticipationVerdict = z.infer<typeof ParticipationVerdict>

export const FlexibleStep = z
  .strictObject(citedStep(ParticipationVerdict, "the hub's own record, or nobody rules"))
  .meta({ id: "FlexibleStep" })
export type FlexibleStep = z.infer<typeof FlexibleStep>

export const ParticipationCheckResponse = z
  .strictObject({
    checkId: CheckId.describe("names this check in the disclosure record"),
    verdict: ParticipationVerdict.describe("no as soon as one step says no"),
    steps: z.array(FlexibleStep).describe("each rule that was looked at, in order"),
    warnings: shownWarnings,
    centerId: CenterId.optional().describe("the center of the normal account elsewhere"),
    policy: PolicyReference.optional().describe("the pack that was used; absent: the center has none"),
  })
  .meta({ id: "ParticipationCheckResponse" })
export type ParticipationCheckResponse = z.infer<typeof ParticipationCheckResponse>
