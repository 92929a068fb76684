import { nationalCatalogue } from "../../contracts/starter/national-catalogue.ts"
import { asking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { readCatalogue } from "../use-cases/read-catalogue.ts"

export const handler = serveCenters("read-catalogue", (hub) => ({
  readCatalogue: asking(readCatalogue({ ...hub, nationalCatalogue })),
}))
