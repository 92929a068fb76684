import { asking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { readInbox } from "../use-cases/read-inbox.ts"

export const handler = serveCenters("read-inbox", (hub) => ({ readInbox: asking(readInbox(hub)) }))
