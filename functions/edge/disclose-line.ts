import { createHash } from "node:crypto"
import type { CenterId, Instant } from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { chargeDisclosure, recordDisclosure } from "../store/disclosures.ts"
import type { DisclosureIntent } from "../use-cases/use-case.ts"
import type { Runtime } from "./runtime.ts"

interface DisclosingLine {
  readonly batch: { readonly batchNo: string; readonly centerId: CenterId }
  readonly line: number
  readonly now: Instant
}

/** A line bears no message id of its own; this one is the same however often the line is carried. */
const idOfLine = ({ batch, line }: DisclosingLine): string =>
  createHash("sha256").update(`${batch.batchNo} ${line}`).digest().subarray(0, 16).toString("base64url")

/** A line that discloses is recorded and charged like the single call, once. */
export const discloseLine = async (
  runtime: Runtime,
  line: DisclosingLine,
  intent: DisclosureIntent,
): Promise<"recorded" | "budget-exhausted"> => {
  const { table, limits } = runtime
  const { centerId } = line.batch
  const nowMs = Date.parse(line.now)
  const charge = { day: chinaDateOf(line.now), points: intent.points, most: limits.checkBudgetPerDay }
  const disclosure = {
    callerId: centerId,
    jti: idOfLine(line),
    personRefs: intent.personRefs,
    purpose: intent.purpose,
    at: line.now,
    found: intent.found,
    ...(intent.caseId === undefined ? {} : { caseId: intent.caseId }),
  }
  const result = await recordDisclosure(table, disclosure, charge, nowMs)
  if (result !== "replayed") return result
  // Recorded before, by a worker that may have died before it knew whether there was any budget left.
  const free = { ...charge, points: 0 }
  return (await chargeDisclosure(table, centerId, free, nowMs)) ? "recorded" : "budget-exhausted"
}
