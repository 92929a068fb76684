import type * as z from "zod"
import type {
  Center,
  CenterStanding,
  OnboardCenterRequest,
  StandingRequest,
} from "../../contracts/directory.ts"
import type { PublicKeyJwk } from "../../contracts/signature.ts"
import type { CenterRecord, KeyRecord } from "../domain/directory/center-record.ts"
import { changeStanding } from "../domain/directory/change-standing.ts"
import { onboardCenter as decideOnboarding } from "../domain/directory/onboard-center.ts"
import { refuse } from "../domain/refusal.ts"
import { shownCenter } from "./read-directory.ts"
import { accept, type UseCase } from "./use-case.ts"

export interface OnboardCenterNeeds {
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
  readonly readKey: (kid: string) => Promise<KeyRecord | undefined>
  /** False for a point that is not on its curve, or of small order. */
  readonly isUsableKey: (publicKey: PublicKeyJwk) => boolean
}

/** The operator brings a center in. A key id that another transaction takes meanwhile is found on the second look. */
export const onboardCenter =
  (needs: OnboardCenterNeeds): UseCase<OnboardCenterRequest, Center> =>
  async (call) => {
    const { centerId, parentCenterId, firstKey, receivingAccount } = call.body
    if (firstKey !== undefined && !needs.isUsableKey(firstKey.publicKey))
      return refuse("invalid-request", { rule: "VAL-001", field: "/firstKey/publicKey" })
    const [center, parent, key] = await Promise.all([
      needs.readCenter(centerId),
      parentCenterId === undefined ? undefined : needs.readCenter(parentCenterId),
      firstKey === undefined ? undefined : needs.readKey(firstKey.kid),
    ])
    const decision = decideOnboarding(call.body, { center, parent, firstKey: key }, call.now)
    if (decision.outcome === "refused") return decision
    const account =
      receivingAccount === undefined ? undefined : { ...receivingAccount, effectiveAt: call.now }
    return accept(shownCenter(decision.center, account), decision.changes)
  }

/** Suspends or reinstates: the next look at the directory, at most 20 s later in any function, heeds it. */
export const setStanding =
  (
    needs: Pick<OnboardCenterNeeds, "readCenter">,
    standing: CenterRecord["standing"],
  ): UseCase<z.infer<typeof StandingRequest>, z.infer<typeof CenterStanding>> =>
  async (call) => {
    const center = await needs.readCenter(call.params["centerId"] ?? "")
    if (center === undefined) return refuse("center-not-found")
    const changed = changeStanding(center, { standing, reason: call.body.reason, at: call.now })
    if ("outcome" in changed) return changed
    return accept({ centerId: changed.centerId, standing, since: call.now }, [
      { kind: "saveCenter", center: changed },
    ])
  }
