import * as z from "zod"
import { FederationContent, ProposeFederationRequest } from "./federations.ts"

/**
 * A federation as its public agreements have it, for the operator to propose. It is data: it binds nobody, and what no
 * source confirms is said beside it.
 */
export const FederationDraft = z.strictObject({
  draft: z
    .string()
    .regex(/^[a-z]{3,40}$/)
    .describe("name of the file"),
  status: z.literal("draft").describe("never in force: each member must accept what the operator proposes"),
  zh: ProposeFederationRequest.shape.zh,
  en: ProposeFederationRequest.shape.en,
  content: FederationContent.describe("what would be proposed; its first day is a suggestion"),
  unconfirmed: z
    .array(
      z.strictObject({
        zh: z.string().min(4).max(300).describe("in Chinese"),
        en: z.string().min(4).max(400).describe("in English"),
      }),
    )
    .max(20)
    .describe("what was inferred, or left out, because no source gives it"),
})
export type FederationDraft = z.infer<typeof FederationDraft>
