import { investigationPolicy } from "../../contracts/starter/investigation-policy.ts"
import { warningPolicy } from "../../contracts/starter/warning-policy.ts"
import { caseKindOf } from "../../contracts/table.ts"
import { clockWrites } from "../edge/clock-writes.ts"
import { tellOfTick } from "../edge/follow-up.ts"
import { serveSchedule } from "../edge/serve-task.ts"
import { uncountedMarks } from "../edge/uncounted-marks.ts"
import { watchedCases } from "../edge/watched-cases.ts"
import { eraseDocument } from "../use-cases/erase-document.ts"
import { remindBatch } from "../use-cases/remind-batch.ts"
import { remindStatistics } from "../use-cases/remind-statistics.ts"
import { sweepCases } from "../use-cases/sweep-cases.ts"
import { tickAgreement } from "../use-cases/tick-agreement.ts"
import { tickInvestigation } from "../use-cases/tick-investigation.ts"
import { tickOffsiteLoan } from "../use-cases/tick-offsite-loan.ts"
import { tickServiceCase } from "../use-cases/tick-service-case.ts"
import { tickWarning } from "../use-cases/tick-warning.ts"

export const handler = serveSchedule("sweep-cases", ({ hub, runtime }) => {
  const clock = { ...hub, ...clockWrites(runtime, hub) }
  const kept = { ...clock, readCenter: hub.readKeptCenter, investigationPolicy, warningPolicy }
  const ticks = { svc: tickServiceCase(clock), lnc: tickOffsiteLoan(clock) }
  const remind = remindStatistics(uncountedMarks(runtime))
  const sweep = sweepCases({
    ...watchedCases(runtime),
    tick: async (caseId, generation, now) => {
      const kind = caseKindOf(caseId)
      // A transfer never rests before its end, and then for ever.
      if (kind === "trf") return
      await tellOfTick(runtime(), "sweep-cases", await ticks[kind]({ caseId, generation, now }))
    },
    tickAgreement: tickAgreement(clock),
    tickInvestigation: tickInvestigation(kept),
    tickWarning: tickWarning(kept),
    eraseDocument: (documentId, now) =>
      eraseDocument({
        ...clock,
        deleteContent: (id) => runtime().documents().deleteContent(id, Date.parse(now)),
      })(documentId, now),
    remindBatch: remindBatch({ ...clock, sendOn: (message) => runtime().batchQueue.send(message) }),
  })
  return async (now) => ({ ...(await sweep(now)), reminded: await remind(now) })
})
