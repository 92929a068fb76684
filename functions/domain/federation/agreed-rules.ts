import type { FederationReference } from "../../../contracts/federation-reference.ts"
import type { TransferRules } from "../../../contracts/policies.ts"
import type { PolicySource } from "../../../contracts/policy-figures.ts"
import type { CatalogueEntry } from "../../../contracts/service-catalogue.ts"
import type { MatterName } from "../../../contracts/service-codes.ts"
import type { WithdrawalRule } from "../../../contracts/withdrawal-policies.ts"
import { referenceOf, type BoundVersion } from "./membership.ts"

/** What two centers have agreed on for one question, and which version says so. */
export interface Agreed<Rules> {
  readonly rules: Rules
  readonly federation: FederationReference
  readonly sources: readonly PolicySource[]
}

/** What a version says, whether it lies with a center or under its own key. */
export type RulingVersion = FederationReference & Pick<BoundVersion, "services" | "overrides" | "sources">

/** The first version, the latest agreement first, that rules the question at all. */
const firstThatRules = <Rules>(
  agreed: readonly RulingVersion[],
  rulesOf: (version: RulingVersion) => Rules | undefined,
): Agreed<Rules> | undefined => {
  for (const version of agreed) {
    const rules = rulesOf(version)
    if (rules !== undefined) return { rules, federation: referenceOf(version), sources: version.sources }
  }
  return undefined
}

export const agreedTransferRules = (agreed: readonly RulingVersion[]): Agreed<TransferRules> | undefined =>
  firstThatRules(agreed, ({ services, overrides }) =>
    services.includes("inboundTransfer") ? overrides.transfer : undefined,
  )

/** 证明互认: the loan center asks for no papers beside the hub's certificate. */
export const agreedRecognition = (agreed: readonly RulingVersion[]): FederationReference | undefined =>
  firstThatRules(agreed, ({ services, overrides }) =>
    services.includes("certificateRecognition") ? overrides.certificates : undefined,
  )?.federation

export const agreedWithdrawals = (
  agreed: readonly RulingVersion[],
): Agreed<readonly WithdrawalRule[]> | undefined =>
  firstThatRules(agreed, ({ services, overrides }) =>
    services.includes("jointWithdrawal") ? overrides.withdrawals?.rules : undefined,
  )

/**
 * The one version that a service case is under: the latest that rules its matter or, of a purchase, what may leave.
 * It alone speaks in the case, so that a case names one agreement.
 */
export const agreedForCase = (
  agreed: readonly RulingVersion[],
  matter: MatterName,
  purpose: WithdrawalRule["purpose"] | undefined,
): RulingVersion | undefined =>
  agreed.find(
    (version) =>
      agreedMatter([version], matter) !== undefined ||
      agreedWithdrawals([version])?.rules.some((rule) => rule.purpose === purpose) === true,
  )

/** The entry of a matter that members offer one another. */
export const agreedMatter = (
  agreed: readonly RulingVersion[],
  matter: MatterName,
): Agreed<CatalogueEntry> | undefined =>
  firstThatRules(agreed, ({ services, overrides }) =>
    services.includes("extraMatters")
      ? overrides.matters?.find((entry) => entry.matter === matter)
      : undefined,
  )
