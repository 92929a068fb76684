import { AnnounceDocumentRequest } from "../../contracts/documents.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { announceDocument } from "../use-cases/announce-document.ts"

export const handler = serveCenters("announce-document", (hub) => ({
  announceDocument: taking(AnnounceDocumentRequest, announceDocument(hub)),
}))
