import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { AnnounceDocumentRequest } from "../../../contracts/documents.ts"
import { CenterId, Instant } from "../../../contracts/primitives.ts"
import type { Change } from "../../../functions/domain/change.ts"
import { announceDocument } from "../../../functions/domain/document/announce-document.ts"
import type { DocumentRecord } from "../../../functions/domain/document/document-record.ts"
import { contentDefect, receiveDocument } from "../../../functions/domain/document/receive-document.ts"
import { eraseDocument, eraseDocumentsOf } from "../../../functions/use-cases/erase-document.ts"
import { usableDocuments } from "../../../functions/use-cases/usable-documents.ts"

const own = CenterId.parse("210100000000000")
const other = CenterId.parse("140500000000000")
const now = Instant.parse("2026-09-01T01:00:00.000Z")
const later = (hours: number): Instant =>
  Instant.parse(new Date(Date.parse(now) + hours * 3_600_000).toISOString())
const minutesLater = (minutes: number): Instant => later(minutes / 60)

const announced = announceDocument(
  AnnounceDocumentRequest.parse({
    documentKind: "purchaseContract",
    contentType: "application/pdf",
    bytes: 12,
    sha256: "0".repeat(64),
  }),
  { by: own, now, newId: () => "doc_01JD0000000000000000000000" },
)
const { documentId } = announced
const received = receiveDocument(announced, now)

/** One record with the condition of its version, and the content beside it. */
const world = (first: DocumentRecord | undefined) => {
  const stands = { record: first, content: true, store: "answers", deletions: 0 }
  const commitChanges = (changes: readonly Change[]): Promise<"committed" | "conflict"> => {
    for (const change of changes) {
      if (change.kind !== "saveDocument") throw new Error("only documents are written here")
      if (change.document.version !== (stands.record?.version ?? 0) + 1) return Promise.resolve("conflict")
      stands.record = change.document
    }
    return Promise.resolve("committed")
  }
  return {
    stands,
    commitChanges,
    readDocument: () => Promise.resolve(stands.record),
    deleteContent: (): Promise<"gone" | "unavailable"> => {
      if (stands.store !== "answers") return Promise.resolve("unavailable")
      stands.content = false
      stands.deletions += 1
      return Promise.resolve("gone")
    },
  }
}

const takenByACase = async (): Promise<DocumentRecord> => {
  const usable = await bind(received)
  const [bound] = usable.outcome === "refused" ? [] : usable.documents
  if (bound === undefined) throw new Error("not bound")
  return bound
}

const bind = (record: DocumentRecord | undefined, caseId = "svc_1", centerId = own) =>
  usableDocuments({ readDocument: () => Promise.resolve(record) }, [documentId], { centerId, caseId })

/** The sweeper looks again and again, and dies after so many effects each time. */
const fallingLooks = async (
  hub: ReturnType<typeof world>,
  crashes: readonly number[],
  at: (look: number) => Instant,
): Promise<void> => {
  for (const [look, effects] of crashes.entries()) {
    let left = effects
    const fragile = <Result>(effect: () => Promise<Result>): Promise<Result> => {
      left -= 1
      return left < 0 ? Promise.reject(new Error("crashed")) : effect()
    }
    const needs = {
      readDocument: hub.readDocument,
      commitChanges: (changes: readonly Change[]) => fragile(() => hub.commitChanges(changes)),
      deleteContent: () => fragile(hub.deleteContent),
    }
    await eraseDocument(needs)(documentId, at(look)).catch(() => false)
  }
}
const crashesOf = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 5 })

describe("a document and its case", () => {
  test("is bound once it is received: the case has it, and its timer is off", async () => {
    const usable = await bind(received)
    if (usable.outcome === "refused") throw new Error(usable.problem)
    const [bound] = usable.documents
    expect(bound).toMatchObject({ caseId: "svc_1", version: received.version + 1 })
    expect(bound).not.toHaveProperty("timerAt")
    expect(usable.changes).toEqual([{ kind: "saveDocument", document: bound }])
    expect(await bind(bound)).toEqual({ outcome: "usable", documents: [bound], changes: [] })
    expect(await bind(bound, "svc_2")).toMatchObject({
      problem: "document-of-another-case",
      rule: "DOC-003",
    })
  })

  test.each([
    ["that is not there", undefined, own, "document-not-found"],
    ["of another center", received, other, "document-not-found"],
    ["that is announced only", announced, own, "document-missing"],
    ["that is erased", { ...received, status: "erased" } as const, own, "document-erased"],
  ])("a document %s is refused by its place in the request", async (_, record, centerId, problem) => {
    expect(await bind(record, "svc_1", centerId)).toMatchObject({
      outcome: "refused",
      problem,
      field: "/documents/0",
    })
  })

  test("what is stored is the announced one in size, type and hash, or the problem names it", () => {
    const { bytes, contentType, sha256 } = announced
    const same = { outcome: "stored", bytes, contentType, sha256 } as const
    expect(contentDefect(announced, same)).toBeUndefined()
    const differing = [{ bytes: 13 }, { contentType: "image/png" }, { sha256: "1".repeat(64) }]
    for (const over of differing) {
      expect(contentDefect(announced, { ...same, ...over })).toMatchObject({
        problem: "document-altered",
        rule: "DOC-002",
        caseId: documentId,
      })
    }
    expect(contentDefect(announced, { outcome: "missing" })).toMatchObject({ problem: "document-missing" })
  })
})

describe("erasing", () => {
  test("waits for the timer, then takes record and content, once", async () => {
    const hub = world(received)
    expect(await eraseDocument(hub)(documentId, later(23))).toBe(false)
    expect(await eraseDocument(hub)(documentId, later(24))).toBe(true)
    expect(hub.stands).toMatchObject({ content: false, deletions: 1, record: { status: "erased" } })
    expect(hub.stands.record).not.toHaveProperty("timerAt")
    expect(await eraseDocument(hub)(documentId, later(25))).toBe(false)
    expect(hub.stands.deletions).toBe(1)
  })

  test("of what a case has never happens by the timer", async () => {
    const usable = await bind(received)
    if (usable.outcome === "refused") throw new Error(usable.problem)
    const hub = world(usable.documents[0])
    expect(await eraseDocument(hub)(documentId, later(1_000))).toBe(false)
    expect(hub.stands.content).toBe(true)
  })

  test("a case that takes the document in the same moment wins or loses as a whole", async () => {
    const hub = world(received)
    const usable = await bind(received)
    if (usable.outcome === "refused") throw new Error(usable.problem)
    // The sweeper has read; the case commits; then the sweeper writes.
    const racing = { ...hub, readDocument: () => Promise.resolve(received) }
    expect(await hub.commitChanges(usable.changes)).toBe("committed")
    expect(await eraseDocument(racing)(documentId, later(24))).toBe(false)
    expect(hub.stands).toMatchObject({ content: true, record: { status: "received", caseId: "svc_1" } })
  })

  test("a store that does not answer is asked again ten minutes later, and nobody can use the document meanwhile", async () => {
    const hub = world(received)
    hub.stands.store = "silent"
    expect(await eraseDocument(hub)(documentId, later(24))).toBe(false)
    expect(hub.stands).toMatchObject({
      content: true,
      record: { status: "erased", timerAt: later(24 + 1 / 6) },
    })
    expect(await bind(hub.stands.record)).toMatchObject({ problem: "document-erased" })
    hub.stands.store = "answers"
    expect(await eraseDocument(hub)(documentId, later(25))).toBe(true)
    expect(hub.stands.content).toBe(false)
  })

  test("an ended case lets its documents go in its own transaction; the sweeper does the rest", async () => {
    const usable = await bind(received)
    if (usable.outcome === "refused") throw new Error(usable.problem)
    const hub = world(usable.documents[0])
    expect(await hub.commitChanges(await eraseDocumentsOf(hub, [documentId], later(500)))).toBe("committed")
    expect(hub.stands).toMatchObject({ content: true, record: { status: "erased" } })
    expect(await eraseDocumentsOf(hub, [documentId], later(500))).toEqual([])
    expect(await eraseDocument(hub)(documentId, later(500))).toBe(true)
    expect(hub.stands.content).toBe(false)
  })

  test("while the address of its upload lives, the content goes now and once more when it is dead", async () => {
    const hub = world(await takenByACase())
    await hub.commitChanges(await eraseDocumentsOf(hub, [documentId], minutesLater(2)))
    expect(await eraseDocument(hub)(documentId, minutesLater(3))).toBe(false)
    expect(hub.stands).toMatchObject({
      content: false,
      record: { status: "erased", timerAt: minutesLater(16) },
    })
    hub.stands.content = true
    expect(await eraseDocument(hub)(documentId, minutesLater(15.9))).toBe(false)
    expect(hub.stands).toMatchObject({ content: true, deletions: 1 })
    expect(await eraseDocument(hub)(documentId, minutesLater(16))).toBe(true)
    expect(hub.stands).toMatchObject({ content: false, deletions: 2 })
    expect(hub.stands.record).not.toHaveProperty("timerAt")
  })

  test("once the address is dead, one removal is enough", async () => {
    const hub = world(await takenByACase())
    await hub.commitChanges(await eraseDocumentsOf(hub, [documentId], minutesLater(15.5)))
    expect(await eraseDocument(hub)(documentId, minutesLater(16))).toBe(true)
    expect(hub.stands).toMatchObject({ content: false, deletions: 1 })
  })

  test("whatever step is lost, the next looks end with the content gone and the record at rest", async () => {
    await fc.assert(
      fc.asyncProperty(crashesOf, async (crashes) => {
        const hub = world(received)
        await fallingLooks(hub, crashes, (look) => later(24 + look))
        await eraseDocument(hub)(documentId, later(100))
        expect(hub.stands).toMatchObject({ content: false, record: { status: "erased" } })
        expect(hub.stands.record).not.toHaveProperty("timerAt")
      }),
    )
  })

  test("whatever step is lost, nothing that was put there again outlives the address", async () => {
    const minute = fc.integer({ min: 0, max: 14 })
    await fc.assert(
      fc.asyncProperty(minute, crashesOf, crashesOf, async (erasedAt, early, late) => {
        const hub = world(await takenByACase())
        await hub.commitChanges(await eraseDocumentsOf(hub, [documentId], minutesLater(erasedAt)))
        await fallingLooks(hub, early, (look) => minutesLater(erasedAt + look / 10))
        hub.stands.content = true
        await fallingLooks(hub, late, (look) => minutesLater(16 + look))
        await eraseDocument(hub)(documentId, minutesLater(60))
        expect(hub.stands).toMatchObject({ content: false, record: { status: "erased" } })
        expect(hub.stands.record).not.toHaveProperty("timerAt")
      }),
    )
  })
})
