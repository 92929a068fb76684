import type { FederationReference } from "../../../contracts/federation-reference.ts"
import type { CounterpartyRules, TransferPolicy, TransferRules } from "../../../contracts/policies.ts"
import type { CenterId, LocalDate } from "../../../contracts/primitives.ts"

/** Where a rule was found, the strongest first. `hub`: nobody rules, the cautious answer holds. */
export type RuleLevel = "federation" | "counterparty" | "center" | "national" | "hub"

export interface ResolvedRule<Value> {
  readonly value: Value
  readonly level: RuleLevel
  /** Source id inside the pack of that level. */
  readonly source: string | undefined
}

export interface ResolvedTransferRules {
  readonly inboundMonths: ResolvedRule<number>
  readonly outboundSealedMonths: ResolvedRule<number>
  readonly unsettledLoan: ResolvedRule<"refuse" | "allow">
  readonly guarantee: ResolvedRule<"refuse" | "allow">
  readonly judicialHold: ResolvedRule<"refuse" | "allow">
  /** The federation version that at least one of the rules comes from. */
  readonly federation?: FederationReference
}

const holdsOn = (rule: CounterpartyRules, on: LocalDate): boolean =>
  rule.validFrom <= on && (rule.validTo === undefined || on <= rule.validTo)

/** What a center's pack says of transfers with another center on a day. */
const counterpartyRules = (
  policy: TransferPolicy | undefined,
  counterparty: CenterId,
  on: LocalDate,
): TransferRules | undefined =>
  policy?.counterparties?.find((rule) => rule.centerIds.includes(counterparty) && holdsOn(rule, on))
    ?.overrides

/**
 * Resolves who may transfer between two centers: federation override, then counterparty rule, then center rule,
 * then national rule, key by key. Where nobody rules, no months are asked and debts, guarantees and court orders bar.
 * `policy` is the pack of the center that must check (inbound months: transfer-in, the rest: transfer-out).
 */
export const resolveTransferRules = (question: {
  /** What the two centers have agreed on, and in which version. */
  readonly federation?:
    | { readonly rules: TransferRules; readonly federation: FederationReference }
    | undefined
  readonly policy: TransferPolicy | undefined
  readonly counterparty: CenterId
  readonly on: LocalDate
  readonly national?: TransferRules | undefined
}): ResolvedTransferRules => {
  const { policy } = question
  const levels: readonly (readonly [RuleLevel, TransferRules | undefined])[] = [
    ["federation", question.federation?.rules],
    ["counterparty", counterpartyRules(policy, question.counterparty, question.on)],
    ["center", policy],
    ["national", question.national],
  ]
  const monthsOf = (key: "inboundMonths" | "outboundSealedMonths"): ResolvedRule<number> => {
    for (const [level, rules] of levels) {
      const rule = rules?.[key]
      if (rule !== undefined) return { value: rule.months, level, source: rule.source }
    }
    return { value: 0, level: "hub", source: undefined }
  }
  const barOf = (key: "unsettledLoan" | "guarantee" | "judicialHold"): ResolvedRule<"refuse" | "allow"> => {
    for (const [level, rules] of levels) {
      const rule = rules?.[key]
      if (rule !== undefined) return { value: rule.answer, level, source: rule.source }
    }
    return { value: "refuse", level: "hub", source: undefined }
  }
  const rules = {
    inboundMonths: monthsOf("inboundMonths"),
    outboundSealedMonths: monthsOf("outboundSealedMonths"),
    unsettledLoan: barOf("unsettledLoan"),
    guarantee: barOf("guarantee"),
    judicialHold: barOf("judicialHold"),
  }
  const isUsed = Object.values(rules).some(({ level }) => level === "federation")
  return {
    ...rules,
    ...(isUsed && question.federation !== undefined ? { federation: question.federation.federation } : {}),
  }
}
