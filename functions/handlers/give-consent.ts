import { GiveConsentRequest } from "../../contracts/consents.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { giveConsent } from "../use-cases/give-consent.ts"

export const handler = serveCenters("give-consent", (hub) => ({
  giveConsent: taking(GiveConsentRequest, giveConsent(hub)),
}))
