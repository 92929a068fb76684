import { warningPolicy } from "../../../contracts/starter/warning-policy.ts"
import {
  CenterId,
  FederationId,
  Instant,
  LocalDate,
  PersonRef,
  StaffId,
  WarningId,
} from "../../../contracts/primitives.ts"
import type { RegisterWarningRequest } from "../../../contracts/warnings.ts"
import { chinaDateOf } from "../../../functions/domain/calendar/china-date.ts"
import { calendarFor } from "../../../functions/domain/calendar/working-days.ts"
import type { WarningContext, WarningDecision } from "../../../functions/domain/warning/accepted-warning.ts"
import { confirmWarning, registerWarning } from "../../../functions/domain/warning/register-warning.ts"
import type { WarningLine, WarningRecord } from "../../../functions/domain/warning/warning-record.ts"

export const center = CenterId.parse("210100000000000")
export const other = CenterId.parse("140500000000000")
export const third = CenterId.parse("320500000000000")
export const federationId = FederationId.parse("fed_01JD0000000000000000000000")
export const warningId = WarningId.parse("wrn_01JD0000000000000000000000")
export const personRef = PersonRef.parse("prs_AAAAAAAAAAAAAAAAAAAAAA")
export const day = (text: string) => LocalDate.parse(text)
export const at = (text: string) => Instant.parse(`${text}T02:00:00.000Z`)
export const handler = StaffId.parse("h-01")
export const reviewer = StaffId.parse("r-02")

let ids = 0
export const contextAt = (now: Instant, over: Partial<WarningContext> = {}): WarningContext => ({
  now,
  today: chinaDateOf(now),
  newId: (prefix) => `${prefix}_01JD${String((ids += 1)).padStart(22, "0")}`,
  policy: warningPolicy(),
  calendar: calendarFor({}),
  subject: { kind: "person", personRef },
  by: center,
  ...over,
})

export const requestOf = (over: Partial<RegisterWarningRequest> = {}): RegisterWarningRequest => ({
  ground: "falseWithdrawal",
  subject: {
    kind: "person",
    person: { documentType: "01", documentNumber: "990401196907056075", name: "演卯平" },
  },
  decisionNo: "某金惩〔2026〕3号",
  documentHash: "ab".repeat(32),
  from: day("2026-08-20"),
  scope: "nation",
  handler,
  ...over,
})

export const register = (
  over: Partial<RegisterWarningRequest> = {},
  context: WarningContext = contextAt(at("2026-09-01")),
  lines: readonly WarningLine[] = [],
): WarningDecision =>
  registerWarning({ warningId, centerId: center, kid: "key-1", request: requestOf(over), lines }, context)

export const accepted = (decision: WarningDecision) => {
  if (decision.outcome === "refused") throw new Error(decision.problem)
  return decision
}

/** A warning that both have signed, in effect. */
export const inForce = (over: Partial<RegisterWarningRequest> = {}): WarningRecord =>
  accepted(
    confirmWarning(
      accepted(register(over)).warning,
      { reviewer, kid: "key-2", lines: [] },
      contextAt(at("2026-09-01")),
    ),
  ).warning
