import { asking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { listFindings } from "../use-cases/list-findings.ts"
import { readFinding } from "../use-cases/read-finding.ts"

export const handler = serveCenters("read-finding", (hub) => ({
  listFindings: asking(listFindings(hub)),
  readFinding: asking(readFinding(hub)),
}))
