import { expect, it } from "vitest"
import { CenterId } from "../../../contracts/primitives.ts"
import { readOffsiteLoan } from "../../../functions/use-cases/read-offsite-loan.ts"
import { certifiedStage, grant, act, H, L, newId, reserve, start, type Stage } from "./stage.ts"

const laterHome = CenterId.parse("110000000000000")

/** What the center reads of the certificate. */
const certificateFor = async (stage: Stage, callerId: string): Promise<unknown> => {
  const result = await readOffsiteLoan({
    readOffsiteLoan: async () => stage.case,
    readCertificate: async () => stage.certificate,
    readHistory: async () => [],
    listOffsiteLoans: async () => ({ cases: [] }),
  })({
    callerId,
    now: start,
    nowMs: Date.parse(start),
    body: undefined,
    params: { offsiteLoanId: stage.case.offsiteLoanId },
    query: {},
    newId,
    keyRestricted: false,
  })
  return result.outcome === "answered" ? result.answer.certificate?.accountNo : result.outcome
}

const granted = (): Stage => {
  const stage = certifiedStage()
  reserve(stage)
  act(stage, { action: "grant", body: grant() })
  return stage
}

it("shows the certificate to the center that issued it and the one that it is addressed to, and to no later home", async () => {
  const stage = granted()
  expect([await certificateFor(stage, L), await certificateFor(stage, H)]).toEqual(["OFF1", "OFF1"])
  const until = stage.case.appliedOn
  stage.case = { ...stage.case, homeCenterId: laterHome, homes: [{ centerId: H, until }] }
  expect(await certificateFor(stage, laterHome)).toBeUndefined()
  expect(await certificateFor(stage, L)).toBe("OFF1")
  expect(await certificateFor(stage, H)).toBe("refused")
  // The account has come back to where the certificate was issued.
  const homes = [...stage.case.homes, { centerId: laterHome, until }]
  stage.case = { ...stage.case, homeCenterId: H, homes }
  expect(await certificateFor(stage, H)).toBe("OFF1")
})
