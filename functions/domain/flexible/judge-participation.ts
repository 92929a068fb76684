import { toldByDocument, type FlexibleStep, type Join } from "../../../contracts/participation.ts"
import type { NationalRules, PolicyPack } from "../../../contracts/policies.ts"
import type { CenterId, LocalDate } from "../../../contracts/primitives.ts"
import { findingsFor } from "../account/account-findings.ts"
import { isOpen, type PersonRecord } from "../account/account-record.ts"
import { judgeContribution } from "./contribution-limits.ts"
import { citationOf, stepOf, type CitedFigure } from "./flexible-step.ts"
import { birthdayOf, formerAgesOf, retirementDayOf } from "./retirement-age.ts"

export interface JoiningRules {
  readonly pack: Pick<PolicyPack, "flexible" | "contribution" | "sources">
  readonly national: Pick<NationalRules, "retirementAges" | "sources">
  readonly by: CenterId
  readonly today: LocalDate
}

interface Participant {
  readonly bornOn: LocalDate
  readonly sex: "male" | "female"
}

/** By the document where it tells; else as the center says, which the contract asks for then. */
const participantOf = ({ person, bornOn, sex }: Join): Participant | undefined =>
  toldByDocument(person) ?? (bornOn === undefined || sex === undefined ? undefined : { bornOn, sex })

/** A condition that the center itself has looked at: asked, answered or not. */
const judgeStated = (
  rule: "FLX-029" | "FLX-030",
  stated: boolean | undefined,
  asked: CitedFigure | undefined,
  { pack }: JoiningRules,
): readonly FlexibleStep[] => {
  if (asked === undefined) return []
  const verdict = stated === undefined ? "homeDecides" : stated ? "allowed" : "notAllowed"
  return [stepOf(rule, verdict, { source: citationOf(asked, pack.sources) })]
}

const judgeAge = ({ bornOn }: Participant, request: Join, rules: JoiningRules): FlexibleStep => {
  const { leastAge, leastAgeOnOwnLivelihood } = rules.pack.flexible?.joining ?? {}
  const asked =
    request.ownLivelihood === true && leastAgeOnOwnLivelihood !== undefined
      ? leastAgeOnOwnLivelihood
      : leastAge
  if (asked === undefined)
    return stepOf("FLX-020", "homeDecides", { zh: "政策包没有年龄规定", en: "the pack names no age" })
  const about = { source: citationOf(asked, rules.pack.sources) }
  if (birthdayOf(bornOn, asked.years) <= rules.today) return stepOf("FLX-020", "allowed", about)
  const mayBe =
    request.ownLivelihood === undefined &&
    leastAgeOnOwnLivelihood !== undefined &&
    birthdayOf(bornOn, leastAgeOnOwnLivelihood.years) <= rules.today
  return mayBe
    ? stepOf("FLX-020", "homeDecides", {
        ...about,
        zh: "须说明是否以自己的劳动收入为主要生活来源",
        en: "say whether the person lives on their own work",
      })
    : stepOf("FLX-020", "notAllowed", about)
}

/** 民法典 第十八条: adults, and those of 16 who live on their own work. */
const judgeCapacity = ({ bornOn }: Participant, { ownLivelihood }: Join, today: LocalDate): FlexibleStep => {
  if (birthdayOf(bornOn, 18) <= today) return stepOf("FLX-021", "allowed")
  if (birthdayOf(bornOn, 16) > today) return stepOf("FLX-021", "notAllowed")
  if (ownLivelihood === undefined) return stepOf("FLX-021", "homeDecides")
  return stepOf("FLX-021", ownLivelihood ? "allowed" : "notAllowed")
}

/** The day itself is reached. A woman who does not say her former age is judged where both ages say the same. */
const judgeRetirement = (who: Participant, request: Join, rules: JoiningRules): FlexibleStep => {
  const ages = formerAgesOf(who.sex, request.formerRetirementAge)
  const { retirementAges = [], sources } = rules.national
  const found = ages.map((formerAge) => retirementDayOf({ ...who, formerAge }, retirementAges, rules.today))
  const reached = found.map((known) => (known === undefined ? undefined : known.day <= rules.today))
  const about = { source: citationOf(found[0]?.rule, sources) }
  if (reached.every((isReached) => isReached === false)) return stepOf("FLX-022", "allowed", about)
  // A city whose plan does not speak of the retirement age has not said no.
  const isAsked = rules.pack.flexible?.joining?.notPastRetirementAge !== undefined
  if (reached.every((isReached) => isReached === true))
    return stepOf("FLX-022", isAsked ? "notAllowed" : "homeDecides", about)
  return stepOf("FLX-022", "homeDecides", {
    ...about,
    zh: "须说明原法定退休年龄",
    en: "say the former retirement age",
  })
}

const judgeResidence = ({ residence }: Join, { pack }: JoiningRules): FlexibleStep => {
  const asked = pack.flexible?.joining?.residence
  if (asked === undefined) return stepOf("FLX-023", residence === "mainland" ? "allowed" : "homeDecides")
  return stepOf("FLX-023", asked.classes.includes(residence) ? "allowed" : "notAllowed", {
    source: citationOf(asked, pack.sources),
  })
}

/** 同一缴存人在全国范围内只能有一个正常住房公积金账户: elsewhere, or here already. */
const judgeUniqueness = (
  person: PersonRecord,
  nameMac: string,
  { by, today }: JoiningRules,
): { readonly step: FlexibleStep; readonly centerId?: CenterId } => {
  const { verdict, findings } = findingsFor(person, nameMac, by, today)
  const elsewhere = findings.find((finding) => finding.class === "normalAccount")
  if (elsewhere !== undefined) return { step: stepOf("FLX-024", "notAllowed"), centerId: elsewhere.centerId }
  const here = person.accounts.some(
    (account) =>
      account.accountKind === "basic" &&
      isOpen(account) &&
      (account.status === "01" || account.status === "X2"),
  )
  const guarded = person.guard !== undefined && person.guard.holder.centerId !== by
  if (here)
    return {
      step: stepOf("FLX-024", "notAllowed", {
        zh: "本中心已有正常账户",
        en: "there is a normal account here already",
      }),
    }
  if (guarded) return { step: stepOf("FLX-024", "notAllowed"), centerId: person.guard.holder.centerId }
  return { step: stepOf("FLX-024", verdict === "clear" ? "allowed" : "homeDecides") }
}

/** May the person join as a flexible contributor? Every rule is looked at, so that all that is missing is told at once. */
export const judgeJoining = (
  request: Join,
  known: { readonly person: PersonRecord; readonly nameMac: string },
  rules: JoiningRules,
): { readonly steps: readonly FlexibleStep[]; readonly centerId?: CenterId } => {
  const who = participantOf(request)
  const joining = rules.pack.flexible?.joining
  const { step, centerId } = judgeUniqueness(known.person, known.nameMac, rules)
  return {
    steps: [
      ...(who === undefined
        ? []
        : [
            judgeAge(who, request, rules),
            judgeCapacity(who, request, rules.today),
            judgeRetirement(who, request, rules),
          ]),
      judgeResidence(request, rules),
      ...judgeStated("FLX-029", request.livesOrWorksHere, joining?.livesOrWorksHere, rules),
      ...judgeStated("FLX-030", request.creditGood, joining?.creditGood, rules),
      step,
      ...judgeContribution(request.contribution, rules.pack),
    ],
    ...(centerId === undefined ? {} : { centerId }),
  }
}
