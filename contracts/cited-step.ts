import * as z from "zod"
import { RuleId } from "./rules.ts"

/** What one rule says to a question, and where that is written: the fields of a step. */
export const citedStep = <Verdict extends z.ZodType>(verdict: Verdict, withoutSource: string) => ({
  rule: RuleId.describe("numbered rule"),
  verdict: verdict.describe("what this rule says"),
  zh: z.string().describe("in Chinese, without anything personal"),
  en: z.string().describe("in English"),
  source: z
    .strictObject({
      title: z.string().describe("title and number of the document"),
      clause: z.string().optional().describe("clause of it"),
      url: z.string().optional().describe("address of it"),
    })
    .optional()
    .describe(`where the figure comes from; absent: ${withoutSource}`),
})
