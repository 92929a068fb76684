import type { Route } from "./route.ts"

/** Many requests of one center at once, from a file. */
export const BATCH_ROUTES = {
  openBatch: {
    method: "POST",
    path: "/v1/batches",
    caller: "center",
    function: "open-batch",
    summary: "Carry a file of requests, each line a call of its own",
    success: 201,
    problems: [
      "document-not-found",
      "document-missing",
      "document-erased",
      "document-of-another-case",
      "batch-serials-exhausted",
      "same-handler-and-reviewer",
    ],
  },
  readBatch: {
    method: "GET",
    path: "/v1/batches/{batchNo}",
    caller: "center",
    function: "read-batch",
    summary: "How far a batch has come",
    success: 200,
    problems: ["batch-not-found"],
  },
  listBatchLines: {
    method: "GET",
    path: "/v1/batches/{batchNo}/lines",
    caller: "center",
    function: "read-batch",
    summary: "What became of each line, in the order of the file",
    query: ["outcome", "cursor", "limit"],
    success: 200,
    problems: ["batch-not-found", "cursor-invalid"],
  },
} as const satisfies Record<string, Route>
