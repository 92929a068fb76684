import { asking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { listServiceCases, readServiceCase } from "../use-cases/read-service-case.ts"

export const handler = serveCenters("read-service-case", (hub) => ({
  readServiceCase: asking(readServiceCase(hub)),
  listServiceCases: asking(listServiceCases(hub)),
}))
