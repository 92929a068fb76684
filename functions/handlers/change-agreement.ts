import { EndAgreementRequest, SignAgreementRequest } from "../../contracts/agreements.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { endAgreement } from "../use-cases/end-agreement.ts"
import { signAgreement } from "../use-cases/sign-agreement.ts"

export const handler = serveCenters("change-agreement", (hub) => ({
  signAgreement: taking(SignAgreementRequest, signAgreement(hub)),
  endAgreement: taking(EndAgreementRequest, endAgreement(hub)),
}))
