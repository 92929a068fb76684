import { OpenDeskRequest } from "../../contracts/desk.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { openDesk } from "../use-cases/open-desk.ts"

export const handler = serveCenters("open-desk", (hub) => ({
  openDesk: taking(OpenDeskRequest, openDesk(hub)),
}))
