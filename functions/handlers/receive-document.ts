import { asking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { receiveDocument } from "../use-cases/receive-document.ts"

export const handler = serveCenters("receive-document", (hub) => ({
  receiveDocument: asking(receiveDocument(hub)),
}))
