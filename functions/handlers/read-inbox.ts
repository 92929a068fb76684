import { serveCenters } from "../edge/serve-centers.ts"
import { readInbox } from "../use-cases/read-inbox.ts"

export const handler = serveCenters("read-inbox", (hub) => ({ readInbox: readInbox(hub) }))
