import * as z from "zod"
import { BATCH_PROBLEMS } from "./batch-problems.ts"
import { CALL_PROBLEMS } from "./call-problems.ts"
import { CASE_PROBLEMS } from "./case-problems.ts"
import { DATA_PROBLEMS } from "./data-problems.ts"
import { DOCUMENT_PROBLEMS } from "./document-problems.ts"
import { FLEXIBLE_PROBLEMS } from "./flexible-problems.ts"
import { DESK_PROBLEMS } from "./desk-problems.ts"
import { FEDERATION_PROBLEMS } from "./federation-problems.ts"
import { INVESTIGATION_PROBLEMS } from "./investigation-problems.ts"
import { REPORT_PROBLEMS } from "./report-problems.ts"
import { SUCCESSION_PROBLEMS } from "./succession-problems.ts"
import { SUPERVISION_PROBLEMS } from "./supervision-problems.ts"
import { WARNING_PROBLEMS } from "./warning-problems.ts"
import { namesOf } from "./names-of.ts"
import type { ProblemEntry } from "./problem-entry.ts"
import { RuleId } from "./rules.ts"
import { SERVICE_PROBLEMS } from "./service-problems.ts"
import { WITHDRAWAL_PROBLEMS } from "./withdrawal-problems.ts"

/** Every error the hub can answer with. RFC 9457 type is `/problems/<slug>`. */
export const PROBLEMS = {
  ...CALL_PROBLEMS,
  ...DATA_PROBLEMS,
  ...CASE_PROBLEMS,
  ...SERVICE_PROBLEMS,
  ...WITHDRAWAL_PROBLEMS,
  ...FLEXIBLE_PROBLEMS,
  ...DOCUMENT_PROBLEMS,
  ...BATCH_PROBLEMS,
  ...SUPERVISION_PROBLEMS,
  ...FEDERATION_PROBLEMS,
  ...WARNING_PROBLEMS,
  ...INVESTIGATION_PROBLEMS,
  ...REPORT_PROBLEMS,
  ...DESK_PROBLEMS,
  ...SUCCESSION_PROBLEMS,
} as const satisfies Record<string, ProblemEntry>

export type ProblemSlug = keyof typeof PROBLEMS
export const problemSlugs = namesOf(PROBLEMS)

/** Body of every error answer, RFC 9457, `application/problem+json`. */
export const Problem = z
  .strictObject({
    type: z.string().describe("`/problems/<slug>`, a readable page"),
    title: z.string().describe("what is wrong, in the language of Accept-Language (default zh-CN)"),
    status: z.int().describe("HTTP status"),
    detail: z.string().describe("this occurrence, without anything personal"),
    instance: z.string().describe("id of the call, for support"),
    code: z
      .string()
      .regex(/^[1-5]\d{3}$/)
      .describe(
        "four digits: 1 message, 2 hub, 3 caller's data, 4 transfer-out or home side, 5 transfer-in or receiving side",
      ),
    rule: RuleId.optional().describe("numbered validation rule"),
    field: z.string().optional().describe("JSON pointer into the request body, or the header or query name"),
    retryable: z.boolean().describe("whether the same call may succeed later"),
    caseId: z.string().optional().describe("the case that the call was about"),
    centerId: z.string().optional().describe("the other center that a disclosure names"),
  })
  .meta({ id: "Problem" })
export type Problem = z.infer<typeof Problem>
