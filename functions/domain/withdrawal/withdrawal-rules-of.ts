import type { NationalWithdrawals } from "../../../contracts/policies.ts"
import type { PolicySource } from "../../../contracts/policy-figures.ts"
import type { FederationReference } from "../../../contracts/federation-reference.ts"
import type { PolicyReference } from "../../../contracts/policy-reference.ts"
import type { ContributorType, LocalDate } from "../../../contracts/primitives.ts"
import type { WithdrawalPolicy, WithdrawalRule } from "../../../contracts/withdrawal-policies.ts"
import type { WithdrawalDetails } from "../../../contracts/withdrawals.ts"
import type { Agreed } from "../federation/agreed-rules.ts"
import { ownLoansBar, type LoanBarRule } from "../loan-registry/loan-bar.ts"
import type { KnownPack } from "../policies/accept-policy.ts"
import { policyInForce } from "../policies/policy-in-force.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { contributorTypes } from "./parts-of-balance.ts"
import { sourceOf, type StepSource } from "./withdrawal-step.ts"

/** A rule with the document that it comes from. */
export interface CitedRule {
  readonly rule: WithdrawalRule
  readonly source?: StepSource
}

/** The rules of one day, of all purposes. */
export interface WithdrawalRulesInForce {
  /** What the receiving center and the home center have agreed on; it stands before the rest. */
  readonly agreed?: { readonly rules: readonly CitedRule[]; readonly federation: FederationReference }
  readonly own: readonly CitedRule[]
  readonly national: readonly CitedRule[]
  /** Whose loans lock an account here. */
  readonly loanBar: LoanBarRule
  readonly loanBarSource?: StepSource
  /** Absent: the center has no pack yet, and the national rules hold alone. */
  readonly policy?: PolicyReference
}

/** The rules of a federation beside those of the home center. */
export const withAgreed = (
  rules: WithdrawalRulesInForce,
  agreed: Agreed<readonly WithdrawalRule[]> | undefined,
  on: LocalDate,
): WithdrawalRulesInForce =>
  agreed === undefined
    ? rules
    : {
        ...rules,
        agreed: {
          rules: citedRules({ rules: [...agreed.rules] }, agreed.sources, on),
          federation: agreed.federation,
        },
      }

const holdsOn = ({ validFrom, validTo }: WithdrawalRule, on: LocalDate): boolean =>
  (validFrom === undefined || validFrom <= on) && (validTo === undefined || on <= validTo)

const citedRules = (
  policy: WithdrawalPolicy | undefined,
  sources: readonly PolicySource[],
  on: LocalDate,
): readonly CitedRule[] =>
  (policy?.rules ?? [])
    .filter((rule) => holdsOn(rule, on))
    .map((rule) => {
      const source = sourceOf(rule, sources)
      return { rule, ...(source === undefined ? {} : { source }) }
    })

/**
 * What a center lets out on a day: the pack that holds then, beside the nation's rules. A center that has published
 * nothing yet falls under the nation's alone; a gap between its packs is an answer, and never bridged by the old pack.
 */
export const withdrawalRulesOf = (
  known: readonly KnownPack[],
  nation: NationalWithdrawals,
  on: LocalDate,
): { readonly outcome: "resolved"; readonly rules: WithdrawalRulesInForce } | Refusal => {
  const national = citedRules(nation.withdrawal, nation.sources, on)
  const begun = known.filter(({ pack }) => pack.effectiveFrom <= on)
  if (begun.length === 0) return { outcome: "resolved", rules: { own: [], national, loanBar: ownLoansBar } }
  const found = policyInForce(
    begun.map(({ pack }) => pack),
    on,
  )
  if (found.outcome === "refused") return refuse("policy-gap", { field: "/on" })
  const { pack } = found
  const stored = begun.find((one) => one.pack === pack)
  const loanBarSource = pack.loanBar === undefined ? undefined : sourceOf(pack.loanBar, pack.sources)
  return {
    outcome: "resolved",
    rules: {
      own: citedRules(pack.withdrawal, pack.sources, on),
      national,
      loanBar: pack.loanBar ?? ownLoansBar,
      ...(loanBarSource === undefined ? {} : { loanBarSource }),
      ...(stored === undefined
        ? {}
        : {
            policy: {
              centerId: pack.centerId,
              effectiveFrom: pack.effectiveFrom,
              version: pack.version,
              hash: stored.hash,
            },
          }),
    },
  }
}

const isForHolder = ({ rule }: CitedRule, holderType: ContributorType): boolean =>
  rule.contributorType === undefined || rule.contributorType === holderType

const covers = ({ rule }: CitedRule, part: ContributorType): boolean =>
  rule.part === undefined || rule.part === part

const isForDetails = ({ rule }: CitedRule, details: WithdrawalDetails): boolean =>
  rule.purpose === details.purpose &&
  (rule.housing === undefined || (details.purpose === "rent" && details.housing === rule.housing))

/** How much a rule narrows itself; the narrower stands before the wider. */
const narrowness = ({ rule }: CitedRule): number =>
  [rule.part, rule.contributorType, rule.housing].filter((one) => one !== undefined).length

/** A rule, and the kinds of money that it speaks of for this withdrawal. */
export interface RuleForParts extends CitedRule {
  readonly parts: readonly ContributorType[]
}

/**
 * The rule for each kind of money: the federation's narrowest for the purpose, else the center's, else the nation's.
 * Money of which no rule speaks is in none of them.
 */
export const rulesForParts = (
  { agreed, own, national }: Pick<WithdrawalRulesInForce, "agreed" | "own" | "national">,
  details: WithdrawalDetails,
  holderType: ContributorType,
): readonly RuleForParts[] => {
  const ordered = [agreed?.rules ?? [], own, national].flatMap((level) =>
    level
      .filter((cited) => isForDetails(cited, details) && isForHolder(cited, holderType))
      .toSorted((left, right) => narrowness(right) - narrowness(left)),
  )
  const chosen = contributorTypes.map((part) => ({ part, cited: ordered.find((one) => covers(one, part)) }))
  return ordered.flatMap((cited) => {
    const parts = chosen.filter((one) => one.cited === cited).map(({ part }) => part)
    return parts.length === 0 ? [] : [{ ...cited, parts }]
  })
}

/** A rule by which money of these kinds leaves toward the loan only, whatever it is asked for (晋城 三(五); 辽宁 七). */
export const locksOf = (
  { own, national }: Pick<WithdrawalRulesInForce, "own" | "national">,
  holderType: ContributorType,
): readonly RuleForParts[] =>
  [...own, ...national]
    .filter((cited) => cited.rule.loan === "onlyTowardLoan" && isForHolder(cited, holderType))
    .map((cited) => ({ ...cited, parts: contributorTypes.filter((part) => covers(cited, part)) }))
