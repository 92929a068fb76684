import type * as z from "zod"
import type { NationalCatalogue, PolicyPack } from "../../contracts/policies.ts"
import { CenterId, type LocalDate } from "../../contracts/primitives.ts"
import type { Catalogue } from "../../contracts/service-catalogue.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { policyInForce } from "../domain/policies/policy-in-force.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { catalogueOf } from "../domain/service-case/catalogue.ts"
import { agreedBetween, type AgreedBetweenNeeds } from "./agreed-between.ts"
import { dayOf, isRefusal } from "./query-values.ts"
import { answer, type UseCase } from "./use-case.ts"

export interface ReadCatalogueNeeds extends AgreedBetweenNeeds {
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
  readonly readPolicies: (centerId: string) => Promise<readonly { readonly pack: PolicyPack }[]>
  readonly nationalCatalogue: () => NationalCatalogue
}

/**
 * The pack whose catalogue holds on a day. A center that has published nothing yet offers the national list; a gap
 * between its packs is an answer, and never bridged by the old pack.
 */
export const catalogueQuestionOf = async (
  needs: Pick<ReadCatalogueNeeds, "readPolicies" | "nationalCatalogue">,
  centerId: CenterId,
  on: LocalDate,
): Promise<
  | {
      readonly outcome: "resolved"
      readonly pack: PolicyPack | undefined
      readonly catalogue: NationalCatalogue
      readonly on: LocalDate
    }
  | Refusal
> => {
  const catalogue = needs.nationalCatalogue()
  const stored = await needs.readPolicies(centerId)
  const begun = stored.map(({ pack }) => pack).filter((pack) => pack.effectiveFrom <= on)
  if (begun.length === 0) return { outcome: "resolved", pack: undefined, catalogue, on }
  const found = policyInForce(begun, on)
  return found.outcome === "refused"
    ? refuse("policy-gap", { centerId })
    : { outcome: "resolved", pack: found.pack, catalogue, on }
}

export const readCatalogue =
  (needs: ReadCatalogueNeeds): UseCase<undefined, z.infer<typeof Catalogue>> =>
  async (call) => {
    const asked = dayOf(call.query)
    if (isRefusal(asked)) return asked
    const center = await needs.readCenter(call.params["centerId"] ?? "")
    if (center === undefined) return refuse("unknown-center")
    const on = asked ?? chinaDateOf(call.now)
    const question = await catalogueQuestionOf(needs, center.centerId, on)
    if (question.outcome === "refused") return question
    const asking = CenterId.safeParse(call.callerId)
    const agreed = asking.success
      ? await agreedBetween(needs, asking.data, center.centerId, call.now, on)
      : []
    const { entries, sources } = catalogueOf({ ...question, agreed })
    return answer({ centerId: center.centerId, on, entries: [...entries], sources: [...sources] })
  }
