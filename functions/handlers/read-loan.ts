import { asking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { readLoan } from "../use-cases/read-loan.ts"

export const handler = serveCenters("read-loan", (hub) => ({
  readLoan: asking(readLoan({ readLoan: hub.readLoan })),
}))
