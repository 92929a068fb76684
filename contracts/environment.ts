import * as z from "zod"

/**
 * The deployed functions: the environment each reads and what it may touch. Infrastructure derives
 * permissions from `needs`, handlers parse their environment with the schema: one list for both.
 */
export const Need = z.enum([
  "batch-queue:send",
  "statistics-queue:send",
  "table:read",
  "table:write",
  "table:delete",
  "transfer-workflow:start",
  "transfer-workflow:answer",
  "offsite-loan-workflow:start",
  "offsite-loan-workflow:answer",
  "service-workflow:start",
  "service-workflow:answer",
  "webhook-queue:send",
  "documents:upload",
  "documents:read",
  "documents:erase",
  "secret",
])
export type Need = z.infer<typeof Need>

interface FunctionContract {
  readonly needs: readonly Need[]
  readonly purpose: string
  readonly timeoutSeconds?: number
}

const signed = ["table:read", "secret"] as const satisfies readonly Need[]
const writing = [...signed, "table:write", "statistics-queue:send"] as const satisfies readonly Need[]
const acting = [...writing, "table:delete", "webhook-queue:send"] as const satisfies readonly Need[]
/** Whoever changes a case of an off-site loan wakes its clock, or starts the next one of a loan that ran quietly. */
const servicing = [
  ...acting,
  "offsite-loan-workflow:start",
  "offsite-loan-workflow:answer",
] as const satisfies readonly Need[]

export const FUNCTIONS = {
  "check-health": { purpose: "liveness", needs: [] },
  "publish-keys": { purpose: "the hub's public keys", needs: ["secret"] },
  "serve-dashboard": { purpose: "the pages of supervisors and of clerks", needs: [] },
  "serve-docs": { purpose: "contract, reference and problem pages", needs: [] },
  "answer-unknown-route": { purpose: "signed 404 and 405", needs: signed },
  "read-directory": { purpose: "centers, effective-dated", needs: signed },
  "onboard-center": { purpose: "operator onboards, suspends and reinstates centers", needs: writing },
  "change-directory": { purpose: "a center's own keys, receiving account and closing days", needs: acting },
  "check-loan": { purpose: "loan check of a family", needs: writing },
  "reserve-loan": { purpose: "reservations of people for a loan", needs: acting },
  "register-loan": { purpose: "registers granted loans, one by one and by import", needs: acting },
  "read-loan": { purpose: "a center's own loan", needs: signed },
  "change-loan": { purpose: "repayments, payoff, write-off", needs: servicing },
  "give-consent": { purpose: "codes with which a contributor lets another center read", needs: writing },
  "keep-investigations": {
    purpose: "co-investigations of home purchases, and notices of regions",
    needs: acting,
  },
  "keep-warnings": { purpose: "warnings of joint discipline, their objections and trace", needs: acting },
  "read-finding": { purpose: "doubts that concern a center", needs: signed },
  "state-finding": { purpose: "a center's side of a doubt", needs: acting },
  "supervise-findings": { purpose: "open doubts, for supervisors", needs: ["table:read"] },
  "count-statistics": {
    purpose: "counts what commits have marked",
    needs: ["table:read", "table:write", "table:delete"],
    timeoutSeconds: 30,
  },
  supervise: { purpose: "figures, cases and clocks, for supervisors", needs: ["table:read"] },
  "request-offsite-loan": {
    purpose: "asks a home center for a certificate",
    needs: [...acting, "offsite-loan-workflow:start"],
  },
  "act-on-offsite-loan": {
    purpose: "all actions of the two centers of an off-site loan",
    needs: servicing,
  },
  "quote-offsite-loan": {
    purpose: "the quote that an off-site loan is judged by",
    needs: [...acting, "offsite-loan-workflow:answer"],
  },
  "request-service": {
    purpose: "a person asks for a matter of the home center",
    needs: [...acting, "service-workflow:start"],
  },
  "act-on-service-case": {
    purpose: "actions of the two centers of a service case, all but the decision",
    needs: [...acting, "service-workflow:start", "service-workflow:answer"],
  },
  "decide-service-case": {
    purpose: "the home center's decision, judged by its rules",
    needs: [...acting, "service-workflow:answer"],
  },
  "read-service-case": { purpose: "service cases of a center", needs: signed },
  "read-catalogue": { purpose: "matters that a home center offers", needs: signed },
  "tick-service-case": {
    purpose: "a leg's time is up",
    needs: ["table:read", "table:write", "table:delete", "webhook-queue:send", "statistics-queue:send"],
  },
  "read-offsite-loan": { purpose: "off-site loan cases of a center", needs: signed },
  "announce-document": {
    purpose: "announced documents and the address of their upload",
    needs: [...writing, "documents:upload"],
  },
  "receive-document": {
    purpose: "holds an uploaded document against what was announced",
    needs: [...writing, "documents:read"],
  },
  "open-document": {
    purpose: "the address of a document for the centers of its case, recorded",
    needs: [...writing, "documents:read"],
  },
  "keep-agreements": {
    purpose: "agreements of flexible contributors, what is in arrears, and who lacks one",
    needs: acting,
  },
  "check-participation": {
    purpose: "who may join as a flexible contributor, and what one may do",
    needs: writing,
  },
  "quote-subsidy": { purpose: "subsidies that are due", needs: writing },
  "report-subsidy": { purpose: "subsidies that were paid", needs: acting },
  "quote-interest": { purpose: "interest at the dated rate", needs: signed },
  "read-tax-statement": { purpose: "own contributions of a year", needs: signed },
  "put-report": { purpose: "monthly reports of a center and its report card", needs: writing },
  "keep-federations": {
    purpose: "federations: proposed by the operator, accepted and left by members, compared",
    needs: acting,
  },
  "put-policy": { purpose: "a center's own policy pack", needs: writing },
  "read-policy": { purpose: "the policy pack in force", needs: signed },
  "check-account": { purpose: "duplicate check", needs: writing },
  "check-withdrawal": { purpose: "what may leave an account", needs: writing },
  "open-account": { purpose: "registers accounts, one by one and by import", needs: acting },
  "read-account": { purpose: "an account with segments and holds", needs: signed },
  "change-account": {
    purpose: "seal, unseal, closure, merger, type change, holds, segments, person links",
    needs: acting,
  },
  "quote-loan": { purpose: "loan quote with its steps", needs: writing },
  "read-inbox": { purpose: "unacknowledged messages", needs: [...signed, "table:write"] },
  "acknowledge-messages": { purpose: "removes messages that the center has", needs: acting },
  "change-webhook": { purpose: "optional push of messages", needs: acting },
  "request-transfer": { purpose: "the contact letter", needs: [...acting, "transfer-workflow:start"] },
  "act-on-transfer": {
    purpose: "all actions of the two centers of a transfer; a booked one may move an off-site loan's home",
    needs: [...servicing, "transfer-workflow:answer"],
  },
  "read-transfer": { purpose: "cases of a center", needs: signed },
  "open-identity": { purpose: "identity and contact of a case, recorded", needs: writing },
  "settle-residual": { purpose: "residuals and unmatched funds", needs: acting },
  "park-case": {
    purpose: "stores the task token of a waiting state",
    needs: [
      "table:read",
      "table:write",
      "transfer-workflow:answer",
      "offsite-loan-workflow:answer",
      "service-workflow:answer",
    ],
  },
  "tick-transfer": {
    purpose: "a leg's time is up",
    needs: ["table:read", "table:write", "table:delete", "webhook-queue:send", "statistics-queue:send"],
  },
  "sweep-cases": {
    purpose: "wakes what was lost",
    needs: [
      "table:read",
      "table:write",
      "table:delete",
      "transfer-workflow:start",
      "transfer-workflow:answer",
      "offsite-loan-workflow:start",
      "offsite-loan-workflow:answer",
      "service-workflow:start",
      "service-workflow:answer",
      "documents:erase",
      "webhook-queue:send",
      "batch-queue:send",
      "statistics-queue:send",
    ],
    timeoutSeconds: 55,
  },
  "tick-offsite-loan": {
    purpose: "a leg's or a certificate's time is up",
    needs: ["table:read", "table:write", "table:delete", "webhook-queue:send", "statistics-queue:send"],
  },
  "open-batch": { purpose: "takes a file of requests", needs: [...writing, "batch-queue:send"] },
  "run-batch": {
    purpose: "carries the lines of a batch",
    needs: [
      ...acting,
      "transfer-workflow:start",
      "service-workflow:start",
      "batch-queue:send",
      "documents:read",
    ],
    timeoutSeconds: 60,
  },
  "read-batch": { purpose: "progress and lines of a batch", needs: signed },
  "serve-desk": { purpose: "links to the clerk's page, the page and what it asks", needs: writing },
  "deliver-webhook": { purpose: "pushes a message", needs: [...signed, "table:write"], timeoutSeconds: 15 },
} as const satisfies Record<string, FunctionContract>

export type FunctionName = keyof typeof FUNCTIONS

/** Names of the variables; a function gets those that its needs call for. */
export const Environment = z.object({
  TABLE_NAME: z.string().min(3),
  SECRET_ID: z.string().min(1),
  HUB_AUDIENCE: z.url().describe("the deployment's URL, the `aud` of every signed request"),
  TRANSFER_STATE_MACHINE_ARN: z.string().startsWith("arn:"),
  OFFSITE_LOAN_STATE_MACHINE_ARN: z.string().startsWith("arn:"),
  SERVICE_STATE_MACHINE_ARN: z.string().startsWith("arn:"),
  WEBHOOK_QUEUE_URL: z.string().min(1),
  BATCH_QUEUE_URL: z.string().min(1),
  STATISTICS_QUEUE_URL: z.string().min(1),
  DOCUMENT_BUCKET_NAME: z.string().min(3),
  DOCUMENT_BUCKET_DOMAIN: z.string().min(1).describe("regional host name of the bucket, of its partition"),
  DASHBOARD_ISSUER: z.url().optional().describe("OIDC issuer that supervisors sign in with on the page"),
  DASHBOARD_CLIENT_ID: z.string().min(1).optional().describe("public client of the page at that issuer"),
  DASHBOARD_SCOPES: z.string().optional().describe("scopes that the page asks for, with spaces between"),
  DASHBOARD_TOKEN_ORIGIN: z
    .url()
    .optional()
    .describe("host of the issuer's token endpoint, where it is not the issuer's own"),
  HUB_RULES: z
    .string()
    .optional()
    .describe("JSON with operating limits that differ from the defaults of `OperatingLimits`"),
})
export type Environment = z.infer<typeof Environment>

/** Limits that an operator may set; the defaults are what the contract promises. */
export const OperatingLimits = z.strictObject({
  coolingHours: z
    .int()
    .min(0)
    .default(24)
    .describe("hours until a changed receiving account or a new key takes full hold"),
  checkBudgetPerDay: z
    .int()
    .min(1)
    .default(20_000)
    .describe("points of a center a China day; a hit costs 1, a miss 5"),
  inboxPollSeconds: z.int().min(1).default(2).describe("least interval of polling"),
  identityErasureDays: z
    .int()
    .min(1)
    .default(15)
    .describe("days after a case ends until its identity is erased"),
})
export type OperatingLimits = z.infer<typeof OperatingLimits>
