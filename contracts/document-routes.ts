import type { Route } from "./route.ts"

export const DOCUMENT_ROUTES = {
  announceDocument: {
    method: "POST",
    path: "/v1/documents",
    caller: "center",
    function: "announce-document",
    summary: "Announces a document of a case or batch and gives the address of its upload",
    success: 201,
    problems: [],
  },
  receiveDocument: {
    method: "POST",
    path: "/v1/documents/{documentId}/receipt",
    caller: "center",
    function: "receive-document",
    summary: "The upload is done: the hub holds it against what was announced",
    success: 200,
    problems: ["document-not-found", "document-missing", "document-altered", "document-erased"],
  },
  openDocument: {
    method: "POST",
    path: "/v1/documents/{documentId}/opening",
    caller: "center",
    function: "open-document",
    summary: "The address of a document for the centers of its case, recorded",
    idempotency: "no",
    success: 200,
    problems: [
      "document-not-found",
      "document-missing",
      "document-altered",
      "document-erased",
      "disclosure-budget-exhausted",
      "message-replayed",
    ],
  },
} as const satisfies Record<string, Route>
