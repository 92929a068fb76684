import { followUp, tellOfTick } from "../edge/follow-up.ts"
import { newIdAt } from "../edge/new-id.ts"
import { serveSchedule } from "../edge/serve-task.ts"
import { watchedCases } from "../edge/watched-cases.ts"
import { lookAgainAt, raiseGeneration, readWatchedCase, restCase, toWake } from "../store/cases.ts"
import { commit } from "../store/commit.ts"
import { eraseDocument } from "../use-cases/erase-document.ts"
import { remindBatch } from "../use-cases/remind-batch.ts"
import { sweepCases } from "../use-cases/sweep-cases.ts"
import { tickAgreement } from "../use-cases/tick-agreement.ts"
import { tickOffsiteLoan } from "../use-cases/tick-offsite-loan.ts"

export const handler = serveSchedule("sweep-cases", ({ hub, runtime }) => {
  const tick = tickOffsiteLoan({
    ...hub,
    commit: (changes) => commit(runtime().table, changes),
    newId: (prefix, nowMs) => newIdAt(nowMs)(prefix),
  })
  const lookAt = tickAgreement({
    ...hub,
    commit: (changes) => commit(runtime().table, changes),
    newId: (prefix, nowMs) => newIdAt(nowMs)(prefix),
  })
  return sweepCases({
    ...watchedCases(runtime),
    tick: async (caseId, generation, now) => {
      await tellOfTick(runtime(), "sweep-cases", await tick({ caseId, generation, now }))
    },
    lookAgainAt: (id, version, wakeBy) => lookAgainAt(runtime().table, id, version, wakeBy),
    tickAgreement: async (name, now) => {
      const changes = await lookAt(name, now)
      await followUp(runtime(), "sweep-cases", changes)
      return changes.length > 0
    },
    remindBatch: remindBatch({
      readBatch: hub.readBatch,
      commitChanges: (changes) => hub.commitPart("sweep-cases", changes),
      sendOn: (message) => runtime().batchQueue.send(message),
    }),
    eraseDocument: (documentId, now) =>
      eraseDocument({
        readDocument: hub.readDocument,
        commitChanges: (changes) => hub.commitPart("sweep-cases", changes),
        deleteContent: (id) => runtime().documents().deleteContent(id, Date.parse(now)),
      })(documentId, now),
  })
})
