import { asking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { listOffsiteLoans, readOffsiteLoan } from "../use-cases/read-offsite-loan.ts"

export const handler = serveCenters("read-offsite-loan", (hub) => ({
  readOffsiteLoan: asking(readOffsiteLoan(hub)),
  listOffsiteLoans: asking(listOffsiteLoans(hub)),
}))
