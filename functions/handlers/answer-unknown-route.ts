import { serveUnknown } from "../edge/serve-unknown.ts"

export const handler = serveUnknown("answer-unknown-route")
