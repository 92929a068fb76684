import { describe, expect, it } from "vitest"
import { Instant } from "../../../contracts/primitives.ts"
import { keys, toWakeOf, type ToWake } from "../../../contracts/table.ts"
import { sweepCases, type SweepCasesNeeds } from "../../../functions/use-cases/sweep-cases.ts"

const now = Instant.parse("2026-12-01T00:00:00.000Z")

const sweepOver = (asked: readonly ToWake[], over: Partial<SweepCasesNeeds>) =>
  sweepCases({
    toWake: (shard) => Promise.resolve(shard === "0" ? asked : []),
    readWatchedCase: () => Promise.resolve(undefined),
    wake: () => Promise.resolve("gone"),
    start: () => Promise.resolve(),
    raiseGeneration: () => Promise.resolve(true),
    restCase: () => Promise.resolve(),
    tick: () => Promise.resolve(),
    lookAgainAt: () => Promise.resolve(),
    ...over,
  })(now)

describe("what asks to be looked at", () => {
  it("is told by its partition key", () => {
    const center = "652300000000000"
    expect(toWakeOf(keys.case.case("trf_1").pk)).toEqual({ kind: "case", caseId: "trf_1" })
    expect(toWakeOf(keys.agreement.record(center, "A-1").pk)).toEqual({
      kind: "agreement",
      centerId: center,
      agreementNo: "A-1",
    })
    expect(toWakeOf(keys.document("doc_1").pk)).toEqual({ kind: "document", documentId: "doc_1" })
    expect(toWakeOf("PERSON#prs_1")).toBeUndefined()
  })

  it("is an agreement: its own clock looks at it, and no case is read", async () => {
    const seen: string[] = []
    const counts = await sweepOver([{ kind: "agreement", centerId: "c", agreementNo: "A-1" }], {
      readWatchedCase: () => Promise.reject(new Error("no case")),
      tickAgreement: ({ centerId, agreementNo }, at) => {
        seen.push(`${centerId} ${agreementNo} ${at}`)
        return Promise.resolve(true)
      },
    })
    expect(seen).toEqual([`c A-1 ${now}`])
    expect(counts).toMatchObject({ looked: 1, ticked: 1 })
  })

  it("is a document: it is erased", async () => {
    const counts = await sweepOver([{ kind: "document", documentId: "doc_1" }], {
      eraseDocument: () => Promise.resolve(true),
    })
    expect(counts).toMatchObject({ looked: 1, erased: 1, ticked: 0 })
  })

  it("is a case that is gone: nothing is counted", async () => {
    expect(await sweepOver([{ kind: "case", caseId: "trf_1" }], {})).toMatchObject({ looked: 0 })
  })
})
