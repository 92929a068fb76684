import { serveCenters } from "../edge/serve-centers.ts"
import { listCenterEntries, readCenterEntry } from "../use-cases/read-directory.ts"

export const handler = serveCenters("read-directory", (hub) => ({
  listCenters: listCenterEntries(hub),
  readCenter: readCenterEntry(hub),
}))
