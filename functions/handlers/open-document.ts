import { OpenDocumentRequest } from "../../contracts/documents.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { openDocument } from "../use-cases/open-document.ts"

export const handler = serveCenters("open-document", (hub) => ({
  openDocument: taking(OpenDocumentRequest, openDocument(hub)),
}))
