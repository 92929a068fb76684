import * as z from "zod"
import { PolicyHash } from "./policy-reference.ts"
import { FederationId } from "./primitives.ts"

/** The version of a federation that a decision used, or that binds a center. */
export const FederationReference = z
  .strictObject({
    federationId: FederationId.describe("the federation"),
    version: z.int().min(1).describe("its version, from 1"),
    contentHash: PolicyHash.describe("SHA-256 of the version's canonical JSON: what was agreed, exactly"),
  })
  .meta({ id: "FederationReference" })
export type FederationReference = z.infer<typeof FederationReference>
