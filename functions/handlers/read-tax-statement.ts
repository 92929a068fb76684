import { asking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { readTaxStatement } from "../use-cases/read-tax-statement.ts"

export const handler = serveCenters("read-tax-statement", (hub) => ({
  readTaxStatement: asking(
    readTaxStatement({ readAccount: hub.readAccount, readSegments: hub.readSegments }),
  ),
}))
