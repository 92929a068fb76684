import type * as z from "zod"
import type { Call, Result, UseCase } from "../use-cases/use-case.ts"
import type { ProblemOccurrence } from "./problem-answer.ts"
import { readBody } from "./read-body.ts"

/** The call as it is known before its body is read. */
export type BareCall = Call

export type Prepared =
  | { readonly outcome: "ready"; readonly run: (call: BareCall) => Promise<Result<unknown>> }
  | { readonly outcome: "refused"; readonly problem: ProblemOccurrence }

/** A use case behind the reading of its body: the edge knows neither the schema nor the type. */
export type Operation = (body: Uint8Array, contentType: string | undefined) => Prepared

/** For routes that take a body: it is parsed once, by this schema, and reaches the use case as what it is. */
export const taking =
  <Body>(schema: z.ZodType<Body>, useCase: UseCase<Body, unknown>): Operation =>
  (bytes, contentType) => {
    const read = readBody(bytes, contentType, schema)
    return read.outcome === "refused"
      ? read
      : { outcome: "ready", run: (call) => useCase({ ...call, body: read.body }) }
  }

/** For routes without a body. */
export const asking =
  (useCase: UseCase<undefined, unknown>): Operation =>
  () => ({ outcome: "ready", run: useCase })
