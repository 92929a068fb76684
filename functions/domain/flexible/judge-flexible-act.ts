import type { FlexibleStep, ParticipationCheckRequest } from "../../../contracts/participation.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import type { LocalDate, Month } from "../../../contracts/primitives.ts"
import { isOpen, type AccountRecord, type PersonRecord } from "../account/account-record.ts"
import { loanBarOf } from "../loan-registry/loan-bar.ts"
import { exact } from "../money/money.ts"
import { monthOf } from "../months/month.ts"
import { judgeMonthly, judgeNewBase } from "./contribution-limits.ts"
import { citationOf, stepOf } from "./flexible-step.ts"

export type FlexibleAct = Exclude<ParticipationCheckRequest, { act: "join" }>
type ActOf<Name extends FlexibleAct["act"]> = Extract<FlexibleAct, { act: Name }>

interface ActRules {
  readonly pack: Pick<PolicyPack, "flexible" | "contribution" | "sources">
  readonly today: LocalDate
}

/** A year in advance: the longest that any of the rules knows (按年预缴; 一次性趸缴一个结算年度). */
const mostMonthsAhead = 12

const judgeAccount = (account: AccountRecord): FlexibleStep =>
  stepOf("FLX-031", account.contributorType === "flexible" && isOpen(account) ? "allowed" : "notAllowed")

/** 每年的7月份调整一次 (昌吉 二(二)1). */
const judgeChangeOfBase = ({ on, lastChangedOn }: ActOf<"changeBase">, { pack }: ActRules): FlexibleStep => {
  const asked = pack.flexible?.joining?.baseChangeMonths
  if (asked === undefined) return stepOf("FLX-026", "homeDecides")
  const about = { source: citationOf(asked, pack.sources) }
  const inMonth = asked.months.includes(Number(on.slice(5, 7)))
  const changedThisYear = lastChangedOn?.slice(0, 4) === on.slice(0, 4)
  if (!inMonth || (changedThisYear && asked.timesAYear === 1)) return stepOf("FLX-026", "notAllowed", about)
  return stepOf("FLX-026", changedThisYear ? "homeDecides" : "allowed", about)
}

/** A month that has passed is paid late, whatever the payment is called. */
export const judgeLateness = (
  months: readonly Month[],
  { pack, today }: { readonly pack: Pick<PolicyPack, "flexible" | "sources">; readonly today: LocalDate },
): FlexibleStep => {
  if (months.every((month) => month >= monthOf(today))) return stepOf("FLX-027", "allowed")
  const asked = pack.flexible?.joining?.backPayment
  if (asked === undefined) return stepOf("FLX-027", "homeDecides")
  return stepOf("FLX-027", asked.answer === "allow" ? "allowed" : "notAllowed", {
    source: citationOf(asked, pack.sources),
  })
}

/** 没有办理住房公积金贷款或贷款已结清的，可随时停缴. The loans are the holder's own, wherever they run. */
const judgeStop = (person: Pick<PersonRecord, "loans">, { pack }: ActRules): FlexibleStep => {
  const asked = pack.flexible?.joining?.stopWhileLoan
  const interestSubsidised = asked?.interestSubsidised ?? true
  const loan = loanBarOf(person, { spouse: false, guarantee: false, interestSubsidised })
  if (loan === undefined) return stepOf("FLX-028", "allowed")
  if (asked === undefined) return stepOf("FLX-028", "homeDecides")
  return stepOf("FLX-028", asked.answer === "allow" ? "allowed" : "notAllowed", {
    source: citationOf(asked, pack.sources),
  })
}

/** At most a year ahead of the present month, and within the limits of one month each. */
const judgePayment = ({ months, amount }: ActOf<"contribute">, rules: ActRules): readonly FlexibleStep[] => {
  const isTooMuch = months.filter((month) => month >= monthOf(rules.today)).length > mostMonthsAhead
  return [
    judgeLateness(months, rules),
    stepOf("FLX-034", isTooMuch ? "notAllowed" : "allowed"),
    judgeMonthly(exact(amount).div(months.length), rules.pack),
  ]
}

const stepsOfAct = (
  request: FlexibleAct,
  person: Pick<PersonRecord, "loans">,
  rules: ActRules,
): readonly FlexibleStep[] => {
  switch (request.act) {
    case "changeBase":
      return [judgeChangeOfBase(request, rules), ...judgeNewBase(request, rules.pack)]
    case "backPay":
      return [judgeLateness(request.months, rules)]
    case "stop":
      return [judgeStop(person, rules)]
    case "contribute":
      return judgePayment(request, rules)
  }
}

/** What a flexible contributor may do with the account that exists. */
export const judgeFlexibleAct = (
  request: FlexibleAct,
  about: { readonly account: AccountRecord; readonly person: Pick<PersonRecord, "loans"> },
  rules: ActRules,
): readonly FlexibleStep[] => [judgeAccount(about.account), ...stepsOfAct(request, about.person, rules)]
