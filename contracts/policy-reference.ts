import * as z from "zod"
import { CenterId, LocalDate } from "./primitives.ts"

/** SHA-256 of the canonical JSON of a pack, lower-case hexadecimal. */
export const PolicyHash = z.string().regex(/^[0-9a-f]{64}$/)
export type PolicyHash = z.infer<typeof PolicyHash>

export const PolicyReference = z
  .strictObject({
    centerId: CenterId,
    effectiveFrom: LocalDate,
    version: z.int().min(1).describe("of the pack with this first day"),
    hash: PolicyHash.describe("SHA-256 of the pack's canonical JSON: says which figures were used"),
  })
  .meta({ id: "PolicyReference" })
export type PolicyReference = z.infer<typeof PolicyReference>

/** Answer of PUT /v1/policies/{effectiveFrom}. */
export const PolicyState = PolicyReference.extend({ effectiveTo: LocalDate.optional() }).meta({
  id: "PolicyState",
})
export type PolicyState = z.infer<typeof PolicyState>
