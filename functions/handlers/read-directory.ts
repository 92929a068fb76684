import { asking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { listCenterEntries, readCenterEntry } from "../use-cases/read-directory.ts"

export const handler = serveCenters("read-directory", (hub) => ({
  listCenters: asking(listCenterEntries(hub)),
  readCenter: asking(readCenterEntry(hub)),
}))
