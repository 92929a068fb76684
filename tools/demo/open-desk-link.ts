import { DeskLinkOpened } from "../../contracts/desk.ts"
import { staff } from "./desk.ts"
import { HubRefusedError, slugOf } from "./hub-refused.ts"
import type { DemoCenter } from "./seed-demo.ts"

/** Jincheng, where the first cases of a new data folder go. */
export const shownFirst = "140500000000000"

/** The clerk's page of the center that has the first cases: the center's own signed call opens it. */
export const openDeskLink = async (centers: readonly DemoCenter[]): Promise<string | undefined> => {
  const center = centers.find(({ centerId }) => centerId === shownFirst)
  if (center === undefined) return undefined
  const body = { handler: { id: staff.handler, name: "演示经办" } }
  const answer = await center.client.call("POST", "/v1/desk-links", { body })
  if (answer.status >= 400)
    throw new HubRefusedError("POST /v1/desk-links", answer.status, slugOf(answer.body))
  return DeskLinkOpened.parse(answer.body).url
}
