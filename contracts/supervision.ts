import * as z from "zod"
import { CaseId, CenterId, FederationId, Instant, LocalDate } from "./primitives.ts"
import { breakdowns, metricNames } from "./supervision-metrics.ts"

/** What supervisors read: counted figures, never a person. */

const Text = z.strictObject({
  zh: z.string().describe("in Chinese"),
  en: z.string().describe("in English"),
})

export const ProvinceCode = z.string().regex(/^\d{6}$/)

/** Whose figures: of the nation when nothing is named. */
export const SupervisedScope = z.strictObject({
  province: ProvinceCode.optional().describe("GB/T 2260 code of the province"),
  center: CenterId.optional().describe("机构代码 of one center"),
  federation: FederationId.optional().describe("members in force on the last day"),
})
export type SupervisedScope = z.infer<typeof SupervisedScope>

export const SupervisionColumn = z.strictObject({
  name: z.string().describe("name of the figure in the rows"),
  unit: z
    .enum(["count", "money", "workingDays", "ratio", "instant", "hours", "usd", "mean"])
    .describe(
      "money is yuan with two places; a ratio is plain, a mean is in what it averages; both with six places",
    ),
  label: Text.describe("for people"),
})
export type SupervisionColumn = z.infer<typeof SupervisionColumn>

const figures = z
  .record(z.string(), z.union([z.string(), z.int()]))
  .describe(
    "by the names of the columns: whole numbers, or decimal text; a figure that is absent is 0, an absent ratio has no denominator",
  )

export const SupervisionRow = z.strictObject({
  key: z.string().describe("day, month, center, province, federation, kind or class of age"),
  label: Text.optional().describe("for people, where the key is a code"),
  figures,
})
export type SupervisionRow = z.infer<typeof SupervisionRow>

export const SupervisionTable = z
  .strictObject({
    metric: z.enum(metricNames).describe("what was asked"),
    by: z.enum(breakdowns).describe("what the rows are"),
    from: LocalDate.describe("first day in China; of what stands now: today"),
    to: LocalDate.describe("last day in China"),
    scope: SupervisedScope.describe("whose figures"),
    columns: z.array(SupervisionColumn).describe("of all rows, in their order"),
    rows: z.array(SupervisionRow).describe("in the order of their keys"),
    total: figures.describe("of all rows, ratios divided anew; absent where rows overlap").optional(),
    countedThrough: Instant.describe("every change until then is counted"),
    reported: z.literal(true).optional().describe("reported by centers, not measured by the hub"),
    note: Text.optional().describe("what a reader must know"),
  })
  .meta({ id: "SupervisionTable" })
export type SupervisionTable = z.infer<typeof SupervisionTable>

/** The first page: what moved, where, and what is late. */
export const SupervisionOverview = z
  .strictObject({
    from: LocalDate.describe("first day in China"),
    to: LocalDate.describe("last day in China"),
    scope: SupervisedScope.describe("whose figures"),
    columns: z.array(SupervisionColumn).describe("of headline and months"),
    headline: figures.describe("of the whole range, and what stands now"),
    months: z.array(SupervisionRow).describe("each month of the range"),
    flows: z
      .array(
        z.strictObject({
          from: CenterId.describe("转出中心"),
          to: CenterId.describe("转入中心"),
          count: z.int().describe("completed transfers"),
          amount: z.string().describe("yuan"),
        }),
      )
      .describe("the largest flows between cities, largest first, whole months"),
    countedThrough: Instant.describe("every change until then is counted"),
  })
  .meta({ id: "SupervisionOverview" })
export type SupervisionOverview = z.infer<typeof SupervisionOverview>

const caseKinds = z.enum(["transfer", "offsiteLoan", "service"])

/** A case as a supervisor sees it: its centers, its clock, and nothing of the person. */
export const SupervisedCase = z.strictObject({
  caseId: CaseId.describe("names the case"),
  kind: caseKinds.describe("转移接续, 异地贷款, 跨省通办"),
  status: z.string().describe("status name of its kind"),
  asking: CenterId.describe("transfer-in, loan or receiving center"),
  answering: CenterId.describe("transfer-out or home center"),
  matter: z.string().optional().describe("of a service case"),
  mode: z.string().optional().describe("of a service case"),
  openedAt: Instant,
  changedAt: Instant,
  waitsFor: CenterId.optional().describe("the center that must act"),
  leg: z.string().optional().describe("what it must do"),
  dueAt: Instant.optional().describe("until when"),
  escalations: z.int().min(0).describe("how often it was escalated"),
})
export type SupervisedCase = z.infer<typeof SupervisedCase>

export const SupervisedCaseList = z
  .strictObject({
    cases: z.array(SupervisedCase).describe("late ones: longest overdue first; of a center: newest first"),
    cursor: z.string().optional().describe("pass it on to read the next page; absent on the last one"),
  })
  .meta({ id: "SupervisedCaseList" })
export type SupervisedCaseList = z.infer<typeof SupervisedCaseList>

export const SupervisedCaseDetail = SupervisedCase.extend({
  history: z
    .array(
      z.strictObject({
        at: Instant,
        event: z.string().describe("the action, or what the clock did"),
        by: z.string().describe("机构代码 of the acting center, or `clock`"),
        status: z.string().optional().describe("of the case after the event"),
      }),
    )
    .describe("办理过程, oldest first; what centers wrote to each other stays between them"),
}).meta({ id: "SupervisedCaseDetail" })
export type SupervisedCaseDetail = z.infer<typeof SupervisedCaseDetail>

/** 监管收件箱: clocks that ran out, and alarms. */
export const Escalation = z.strictObject({
  escalationId: z.string().describe("names the entry; newest first"),
  at: Instant,
  type: z.string().describe("message type, such as `transfer.escalated`"),
  caseId: z.string().optional().describe("the case"),
  centerIds: z.array(CenterId).describe("the centers concerned; the first one is late"),
  leg: z.string().optional().describe("what was not done in time"),
  dueAt: Instant.optional().describe("when it was due"),
})
export type Escalation = z.infer<typeof Escalation>
export const EscalationList = z
  .strictObject({
    escalations: z.array(Escalation).describe("newest first; a page may be short"),
    cursor: z.string().optional().describe("pass it on to read the next page; absent on the last one"),
  })
  .meta({ id: "EscalationList" })
export type EscalationList = z.infer<typeof EscalationList>

/** What the bearer of a token may look at, and what there is to look at. */
export const SupervisionProfile = z
  .strictObject({
    nation: z.boolean().describe("sees the whole country"),
    provinces: z.array(ProvinceCode).describe("provinces of the token"),
    federations: z.array(FederationId).describe("federations of the token"),
    centers: z
      .array(
        z.strictObject({
          centerId: CenterId,
          name: Text.describe("机构名称"),
          provinceCode: ProvinceCode.describe("GB/T 2260 code of its province"),
        }),
      )
      .describe("of the directory, as far as the bearer sees"),
    knownFederations: z
      .array(
        z.strictObject({
          federationId: FederationId.describe("names the federation"),
          name: Text.describe("of the federation"),
        }),
      )
      .describe("as far as the bearer sees"),
  })
  .meta({ id: "SupervisionProfile" })
export type SupervisionProfile = z.infer<typeof SupervisionProfile>

/** How the page signs a supervisor in: by the issuer of the deployment, or by a token that is pasted. */
export const DashboardSettings = z
  .strictObject({
    issuer: z.url().optional().describe("OIDC issuer; absent: a token is pasted"),
    clientId: z.string().optional().describe("public client of the page"),
    scopes: z.array(z.string()).describe("scopes that the page asks for"),
  })
  .meta({ id: "DashboardSettings" })
export type DashboardSettings = z.infer<typeof DashboardSettings>
