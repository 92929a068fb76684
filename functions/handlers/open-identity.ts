import { OpenIdentityRequest } from "../../contracts/transfers.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { openApplicant, openIdentity, openServiceApplicant } from "../use-cases/open-identity.ts"

export const handler = serveCenters("open-identity", (hub) => ({
  openIdentity: taking(OpenIdentityRequest, openIdentity(hub)),
  openApplicant: taking(OpenIdentityRequest, openApplicant(hub)),
  openServiceApplicant: taking(OpenIdentityRequest, openServiceApplicant(hub)),
}))
