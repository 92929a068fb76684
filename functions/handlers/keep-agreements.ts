import { EndAgreementRequest, SignAgreementRequest } from "../../contracts/agreements.ts"
import { asking, taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { endAgreement } from "../use-cases/end-agreement.ts"
import { listAgreements } from "../use-cases/list-agreements.ts"
import { readAgreement } from "../use-cases/read-agreement.ts"
import { readArrears } from "../use-cases/read-arrears.ts"
import { signAgreement } from "../use-cases/sign-agreement.ts"

export const handler = serveCenters("keep-agreements", (hub) => ({
  signAgreement: taking(SignAgreementRequest, signAgreement(hub)),
  endAgreement: taking(EndAgreementRequest, endAgreement(hub)),
  readAgreement: asking(readAgreement(hub)),
  listAgreements: asking(listAgreements(hub)),
  readArrears: asking(readArrears(hub)),
}))
