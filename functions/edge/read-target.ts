import * as z from "zod"
import {
  AccountNo,
  BatchNo,
  CaseId,
  CenterId,
  ContractNo,
  DocumentId,
  FederationId,
  FindingId,
  HoldId,
  InvestigationId,
  LocalDate,
  Month,
  OffsiteLoanId,
  ReservationId,
  ResidualId,
  ServiceCaseId,
  TransferId,
  UnmatchedFundsId,
  NoticeId,
  WarningId,
} from "../../contracts/primitives.ts"
import { KeyId } from "../../contracts/signature.ts"
import { Year } from "../../contracts/year.ts"
import { metricNames } from "../../contracts/supervision-metrics.ts"
import type { ProblemSlug } from "../../contracts/problems.ts"
import type { ProblemOccurrence } from "./problem-answer.ts"

/** What a path parameter must look like, and what a caller hears who names something that cannot exist. */
const PARAMS: Readonly<
  Record<string, { readonly schema: z.ZodType<string>; readonly problem: ProblemSlug }>
> = {
  centerId: { schema: CenterId, problem: "center-not-found" },
  accountNo: { schema: AccountNo, problem: "account-not-found" },
  holdId: { schema: HoldId, problem: "hold-not-found" },
  kid: { schema: KeyId, problem: "key-not-found" },
  transferId: { schema: TransferId, problem: "transfer-not-found" },
  residualId: { schema: ResidualId, problem: "residual-not-found" },
  unmatchedFundsId: { schema: UnmatchedFundsId, problem: "unmatched-funds-not-found" },
  contractNo: { schema: ContractNo, problem: "loan-not-found" },
  reservationId: { schema: ReservationId, problem: "reservation-not-found" },
  serviceCaseId: { schema: ServiceCaseId, problem: "service-case-not-found" },
  offsiteLoanId: { schema: OffsiteLoanId, problem: "offsite-loan-not-found" },
  batchNo: { schema: BatchNo, problem: "batch-not-found" },
  documentId: { schema: DocumentId, problem: "document-not-found" },
  warningId: { schema: WarningId, problem: "warning-not-found" },
  investigationId: { schema: InvestigationId, problem: "investigation-not-found" },
  noticeId: { schema: NoticeId, problem: "notice-not-found" },
  federationId: { schema: FederationId, problem: "federation-not-found" },
  findingId: { schema: FindingId, problem: "finding-not-found" },
  metric: { schema: z.enum(metricNames), problem: "metric-unknown" },
  caseId: { schema: CaseId, problem: "case-not-found" },
  effectiveFrom: { schema: LocalDate, problem: "invalid-request" },
  year: { schema: Year, problem: "invalid-request" },
  month: { schema: Month, problem: "invalid-request" },
}

type Values = { readonly values: Readonly<Record<string, string>> } | { readonly defect: ProblemOccurrence }

/** Path segments and query values use unreserved characters only: what is signed has one spelling. */
export const targetDefect = (target: string): ProblemOccurrence | undefined =>
  /^\/[A-Za-z0-9._~/-]*(\?[A-Za-z0-9._~=&-]*)?$/.test(target) ? undefined : { problem: "target-malformed" }

export const readParams = (template: string, target: string): Values => {
  const values: Record<string, string> = {}
  const parts = (target.split("?", 1)[0] ?? "").split("/")
  for (const [position, part] of template.split("/").entries()) {
    const name = /^\{([A-Za-z]+)\}$/.exec(part)?.[1]
    if (name === undefined) continue
    const param = PARAMS[name]
    const value = parts[position] ?? ""
    if (param === undefined || !param.schema.safeParse(value).success)
      return { defect: { problem: param?.problem ?? "not-found" } }
    values[name] = value
  }
  return { values }
}

/** Each name once, and only names that the route has. */
export const readQuery = (allowed: readonly string[], target: string): Values => {
  const mark = target.indexOf("?")
  const values: Record<string, string> = {}
  if (mark < 0) return { values }
  for (const pair of target.slice(mark + 1).split("&")) {
    const [name = "", value, ...rest] = pair.split("=")
    if (value === undefined || rest.length > 0 || !allowed.includes(name) || name in values)
      return {
        defect: {
          problem: "invalid-request",
          rule: "VAL-009",
          ...(allowed.includes(name) ? { field: name } : {}),
        },
      }
    values[name] = value
  }
  return { values }
}
