import type { FederationContent } from "../../../contracts/federations.ts"
import type {
  NationalCatalogue,
  NationalRules,
  NationalWithdrawals,
  TransferRules,
} from "../../../contracts/policies.ts"
import type { CatalogueEntry } from "../../../contracts/service-catalogue.ts"
import type { WithdrawalRule } from "../../../contracts/withdrawal-policies.ts"
import type { RuleId } from "../../../contracts/rules.ts"
import { refuse, type Refusal } from "../refusal.ts"

/** What the nation rules. Two people, one normal account and the like are no data at all: no override can name them. */
export interface NationalLaw {
  readonly rules: Pick<NationalRules, "transfer">
  readonly withdrawals: NationalWithdrawals
  readonly catalogue: NationalCatalogue
}

const contradicts = (rule: RuleId, path: string): Refusal =>
  refuse("federation-contradicts-nation", { rule, field: `/content/overrides/${path}` })

const bars = ["unsettledLoan", "guarantee", "judicialHold"] as const
const months = ["inboundMonths", "outboundSealedMonths"] as const

/** A bar that nobody has lifted for the nation stands everywhere; months that the nation fixes are not changed. */
const transferDefect = (
  transfer: TransferRules | undefined,
  national: TransferRules | undefined,
): Refusal | undefined => {
  const lifted = bars.find(
    (name) => transfer?.[name]?.answer === "allow" && national?.[name]?.answer !== "allow",
  )
  if (lifted !== undefined) return contradicts("FED-004", `transfer/${lifted}/answer`)
  const changed = months.find((name) => {
    const [ours, theirs] = [transfer?.[name], national?.[name]]
    return ours !== undefined && theirs !== undefined && ours.months !== theirs.months
  })
  return changed === undefined ? undefined : contradicts("FED-004", `transfer/${changed}/months`)
}

const looseness = { notAllowed: 0, homeDecides: 1, allowed: 2 } as const

/** Where a rule lets out what the nation keeps. The cost of the home is a limit that no rule raises, so it is not asked here. */
const looserField = (rule: WithdrawalRule, national: WithdrawalRule): string | undefined => {
  if (looseness[rule.answer] > looseness[national.answer]) return "answer"
  // Absent, an unsettled loan bars closing the account: that much always stays.
  if (rule.loan === "ignored" || (national.loan === "bars" && rule.loan !== "bars")) return "loan"
  if (rule.closesAccount === true && national.closesAccount !== true) return "closesAccount"
  if (rule.limit?.fact === "balance" && national.limit?.fact === "cost") return "limit/fact"
  return undefined
}

const shareADay = (
  rule: Pick<WithdrawalRule, "validFrom" | "validTo">,
  other: Pick<WithdrawalRule, "validFrom" | "validTo">,
): boolean =>
  (rule.validFrom ?? "") <= (other.validTo ?? "9") && (other.validFrom ?? "") <= (rule.validTo ?? "9")

const withdrawalDefect = (
  content: FederationContent,
  { withdrawal }: NationalWithdrawals,
): Refusal | undefined => {
  for (const [index, rule] of (content.overrides.withdrawals?.rules ?? []).entries()) {
    if (rule.purpose !== "purchase") return contradicts("FED-005", `withdrawals/rules/${index}/purpose`)
    const field = withdrawal.rules
      .filter((national) => national.purpose === rule.purpose)
      .filter((national) => shareADay(national, rule) && shareADay(national, content))
      .map((national) => looserField(rule, national))
      .find((found) => found !== undefined)
    if (field !== undefined) return contradicts("FED-005", `withdrawals/rules/${index}/${field}`)
  }
  return undefined
}

const legs = ["verification", "decision", "payment", "delivery"] as const

const slowerLeg = (entry: CatalogueEntry, national: CatalogueEntry): string | undefined => {
  if (national.legs.kind === "natural" && entry.legs.kind === "working") return "kind"
  return legs.find((leg) => entry.legs[leg] > national.legs[leg])
}

const matterDefect = (content: FederationContent, { entries }: NationalCatalogue): Refusal | undefined => {
  for (const [index, entry] of (content.overrides.matters ?? []).entries()) {
    const national = entries.find(({ matter }) => matter === entry.matter)
    const leg = national === undefined ? undefined : slowerLeg(entry, national)
    if (leg !== undefined) return contradicts("FED-006", `matters/${index}/legs/${leg}`)
  }
  return undefined
}

/** The first override of a version that contradicts a national rule. */
export const contradictionOf = (content: FederationContent, nation: NationalLaw): Refusal | undefined =>
  transferDefect(content.overrides.transfer, nation.rules.transfer) ??
  withdrawalDefect(content, nation.withdrawals) ??
  matterDefect(content, nation.catalogue)
