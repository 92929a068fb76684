import { asking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { listAgreements } from "../use-cases/list-agreements.ts"
import { readAgreement } from "../use-cases/read-agreement.ts"
import { readArrears } from "../use-cases/read-arrears.ts"

export const handler = serveCenters("read-agreement", (hub) => ({
  readAgreement: asking(readAgreement(hub)),
  listAgreements: asking(listAgreements(hub)),
  readArrears: asking(readArrears(hub)),
}))
