import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { DocumentId } from "../../contracts/primitives.ts"
import { readDocument } from "../../functions/store/documents.ts"
import {
  announce,
  announcementOf,
  contentOf,
  deposit,
  letGo,
  open,
  openingOf,
  putIntoCase,
  receiptOf,
  receive,
  tableOf,
  upload,
} from "../fixtures/document-story.ts"
import {
  I_ID,
  O_ID,
  startFederation,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { contributor, jointPurchase, serviceBody } from "../fixtures/service-story.ts"
import { moving, sendLetter } from "../fixtures/transfer-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Two days pass below: a sweep each minute of them would show nothing that one in ten minutes does not. */
const sweepMs = 10 * minuteMs

let federation: Federation
let O: TestCenter
let I: TestCenter
let third: TestCenter

beforeAll(async () => {
  federation = await startFederation({ start: "2026-09-01T01:00:00.000Z", schedulePeriodFloorMs: sweepMs })
  O = await federation.onboard(O_ID)
  I = await federation.onboard(I_ID)
  third = await federation.onboard(THIRD_ID)
})
afterAll(() => federation.stop())

const slugOf = async (center: TestCenter, path: string, body?: unknown) =>
  (await center.problem("POST", path, body)).type.replace("/problems/", "")

/** The object's own address, without the signature. */
const bareOf = (url: string): URL => {
  const bare = new URL(url)
  bare.search = ""
  return bare
}

/** Somebody who has the store itself in hand writes past every address. */
const tamper = async (url: string, content: Uint8Array, contentType = "application/pdf") => {
  const headers = { authorization: "the store's own operator", "content-type": contentType }
  expect((await fetch(bareOf(url), { method: "PUT", headers, body: Buffer.from(content) })).status).toBe(200)
}

const stored = async (url: string) => {
  return (await fetch(bareOf(url), { method: "HEAD", headers: { authorization: "look" } })).status
}

const at = (field: string) => `/problems/invalid-request ${field}`

describe("a document on its way to the hub", () => {
  test("is announced, uploaded beside the hub, and found to be what was announced", async () => {
    const content = contentOf("arrives")
    const announced = await announce(I, content)
    expect(announced.upload.headers).toMatchObject({ "if-none-match": "*", "content-length": "2000" })
    expect(new URL(announced.upload.url).pathname.split("/").at(-1)).toBe(announced.documentId)
    expect(await upload(announced, content)).toBe(200)
    const received = await receive(I, announced.documentId)
    expect(received).toMatchObject({ status: "received", bytes: 2000, usableUntil: announced.usableUntil })
    // Said again, under a key of its own.
    expect(await receive(I, announced.documentId)).toEqual(received)
  })

  test("of the largest size arrives, a byte more is not even announced", async () => {
    const mebibytes = 1_048_576
    await deposit(I, contentOf("largest", 10 * mebibytes))
    const tooLarge = await I.problem("POST", "/v1/documents", {
      ...announcementOf(contentOf("large")),
      bytes: 10 * mebibytes + 1,
    })
    expect(tooLarge).toMatchObject({ type: "/problems/invalid-request", rule: "DOC-005", field: "/bytes" })
    const batch = { contentType: "text/csv", bytes: 5 * mebibytes + 1 }
    const file = await I.problem("POST", "/v1/documents", announcementOf(contentOf("file"), batch))
    expect(file).toMatchObject({ rule: "DOC-005", field: "/bytes" })
  })

  test("what bad announcements get", async () => {
    const body = announcementOf(contentOf("bad"))
    const met = async (over: object) => {
      const { type, field } = await I.problem("POST", "/v1/documents", { ...body, ...over })
      return `${type} ${field ?? ""}`
    }
    expect(await met({ contentType: "text/html" })).toBe(at("/contentType"))
    expect(await met({ bytes: 0 })).toBe(at("/bytes"))
    expect(await met({ sha256: "A".repeat(64) })).toBe(at("/sha256"))
    expect(await met({ documentKind: "合同-演卯平.pdf" })).toBe(at("/documentKind"))
    expect(await met({ fileName: "contract.pdf" })).toBe(at("/fileName"))
  })

  test("the store refuses everything but what was announced", async () => {
    const content = contentOf("signed")
    const announced = await announce(I, content)
    const altered = Buffer.from(content)
    altered[altered.length - 1] = 0
    expect(await upload(announced, altered)).toBe(400)
    const longer = contentOf("signed", 2_001)
    expect(await upload(announced, longer, { "content-length": "2001" })).toBe(403)
    expect(await upload(announced, content, { "content-type": "text/html" })).toBe(403)
    const { "x-amz-checksum-sha256": checksum = "", ...rest } = announced.upload.headers
    expect(checksum).toHaveLength(44)
    const without = { ...announced, upload: { ...announced.upload, headers: rest } }
    expect(await upload(without, content)).toBe(403)
    const other = await announce(I, contentOf("other"))
    const elsewhere = announced.upload.url.replace(announced.documentId, other.documentId)
    expect(await upload({ ...announced, upload: { ...announced.upload, url: elsewhere } }, content)).toBe(403)
    expect(await upload(announced, content)).toBe(200)
    expect(await upload(announced, content)).toBe(412)
  })

  test("the address of an upload is dead after fifteen minutes", async () => {
    const content = contentOf("late")
    const announced = await announce(I, content)
    await federation.hub.clock.advance(15 * minuteMs + 1_000)
    expect(await upload(announced, content)).toBe(403)
  })

  test("nobody reads the bucket without an address of the hub", async () => {
    const content = contentOf("closed")
    const announced = await announce(I, content)
    expect(await upload(announced, content)).toBe(200)
    expect((await fetch(bareOf(announced.upload.url))).status).toBe(403)
    expect((await fetch(announced.upload.url)).status).toBe(403)
  })
})

describe("what the hub finds in the store", () => {
  test("nothing: the problem names the document", async () => {
    const { documentId } = await announce(I, contentOf("never"))
    const problem = await I.problem("POST", receiptOf(documentId))
    expect(problem).toMatchObject({
      type: "/problems/document-missing",
      rule: "DOC-001",
      caseId: documentId,
    })
  })

  test("other content, another size or another type: the problem names the document", async () => {
    const content = contentOf("tampered")
    const cases = [
      [contentOf("TAMPERED"), "application/pdf"],
      [contentOf("tampered", 2_001), "application/pdf"],
      [contentOf("tampered", 100), "application/pdf"],
      [content, "image/png"],
    ] as const
    for (const [stored, contentType] of cases) {
      const { documentId, upload: place } = await announce(I, content)
      await tamper(place.url, stored, contentType)
      expect(await I.problem("POST", receiptOf(documentId))).toMatchObject({
        type: "/problems/document-altered",
        rule: "DOC-002",
        caseId: documentId,
      })
    }
  })

  test("a document that was altered after its receipt is not opened", async () => {
    const content = contentOf("swapped")
    const announced = await announce(I, content)
    await upload(announced, content)
    await receive(I, announced.documentId)
    const { transferId } = await sendLetter(O, I, await moving(O, I))
    expect(await putIntoCase(federation.hub, I, [announced.documentId], transferId)).toBe("committed")
    await tamper(announced.upload.url, contentOf("SWAPPED"))
    expect(await slugOf(O, openingOf(announced.documentId), { purpose: "check" })).toBe("document-altered")
  })

  test("a stored document without a checksum is read and hashed", async () => {
    const content = contentOf("unsummed")
    const { documentId, upload: place } = await announce(I, content)
    await tamper(place.url, content)
    expect((await receive(I, documentId)).status).toBe("received")
  })
})

describe("who may do what with a document", () => {
  test("another center's does not exist, and nothing is opened before a case has it", async () => {
    const documentId = await deposit(I, contentOf("mine"))
    expect(await slugOf(O, receiptOf(documentId))).toBe("document-not-found")
    expect(await slugOf(I, openingOf(documentId), { purpose: "check" })).toBe("document-not-found")
    expect(await slugOf(I, receiptOf(DocumentId.parse("doc_01JD0000000000000000000000")))).toBe(
      "document-not-found",
    )
  })

  test("both centers of its case open it, a third does not; each opening is recorded with its purpose", async () => {
    const content = contentOf("shared")
    const documentId = await deposit(I, content)
    const { transferId } = await sendLetter(O, I, await moving(O, I))
    expect(await putIntoCase(federation.hub, I, [documentId], transferId)).toBe("committed")
    for (const party of [I, O]) {
      const { download } = await open(party, documentId)
      const answer = await fetch(download.url)
      expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(content))).toBe(true)
      await federation.hub.clock.advance(2 * minuteMs + 1_000)
      expect((await fetch(download.url)).status).toBe(403)
    }
    expect(await slugOf(third, openingOf(documentId), { purpose: "check" })).toBe("document-not-found")
    expect(await slugOf(O, openingOf(documentId), { purpose: "curiosity" })).toBe("invalid-request")
    const table = wholeTable(federation.hub)
    const records = (await table.items()).filter((item) => item["found"] === documentId)
    table.close()
    expect(records.map((item) => [item["purpose"], item["caseId"]])).toEqual([
      ["check", transferId],
      ["check", transferId],
    ])
  })

  test("a case takes its own center's documents that are there, and each is in one case only", async () => {
    const [first, second] = [
      await sendLetter(O, I, await moving(O, I)),
      await sendLetter(O, I, await moving(O, I)),
    ]
    const there = await deposit(I, contentOf("there"))
    const { documentId: announced } = await announce(I, contentOf("announced"))
    const others = await deposit(O, contentOf("others"))
    const into = (ids: readonly DocumentId[], caseId: string = first.transferId) =>
      putIntoCase(federation.hub, I, ids, caseId)
    expect(await into([there, announced])).toBe("document-missing DOC-001 /documents/1")
    expect(await into([others])).toBe("document-not-found  /documents/0")
    expect(await into([there])).toBe("committed")
    expect(await into([there])).toBe("has them")
    expect(await into([there], second.transferId)).toBe("document-of-another-case DOC-003 /documents/0")
  })
})

describe("a document of a service case", () => {
  test("is opened by the receiving and the home center, and by no other", async () => {
    const content = contentOf("service")
    const documentId = await deposit(I, content)
    const { opened } = await jointPurchase(I, O, "docs-opened", { documents: [documentId] })
    expect(opened.documents).toEqual([documentId])
    for (const party of [I, O]) {
      const { download } = await open(party, documentId)
      expect(await (await fetch(download.url)).text()).toBe(Buffer.from(content).toString())
    }
    expect(await slugOf(third, openingOf(documentId), { purpose: "decide" })).toBe("document-not-found")
  })

  test("that cannot be used refuses the case by its place in it, and nothing is opened or bound", async () => {
    const there = await deposit(I, contentOf("good"))
    const foreign = await deposit(O, contentOf("foreign"))
    const { documentId: absent } = await announce(I, contentOf("absent"))
    const { person } = await contributor(O, "docs-refused")
    const details = { matter: "informationQuery", topics: ["account"] }
    const asked = (documents: readonly DocumentId[]) => {
      const body = serviceBody(O, person, details, { mode: "agent", documents })
      return I.problem("POST", "/v1/service-cases", body)
    }
    expect(await asked([there, absent])).toMatchObject({
      type: "/problems/document-missing",
      rule: "DOC-001",
      field: "/documents/1",
    })
    expect(await asked([foreign])).toMatchObject({
      type: "/problems/document-not-found",
      field: "/documents/0",
    })
    expect(await asked([there, there])).toMatchObject({ rule: "DOC-004", field: "/documents" })
    await jointPurchase(I, O, "docs-taken", { documents: [there] })
    expect(await asked([there])).toMatchObject({
      type: "/problems/document-of-another-case",
      rule: "DOC-003",
      field: "/documents/0",
    })
  })
})

describe("the end of a document", () => {
  test("what no case took within a day is erased, and its content with it", async () => {
    const content = contentOf("unbound")
    const announced = await announce(I, content)
    await upload(announced, content)
    await receive(I, announced.documentId)
    await federation.hub.clock.advance(23 * hourMs)
    expect(await stored(announced.upload.url)).toBe(200)
    await federation.hub.clock.advance(hourMs + sweepMs)
    expect(await stored(announced.upload.url)).toBe(404)
    expect(await slugOf(I, receiptOf(announced.documentId))).toBe("document-erased")
    const { transferId } = await sendLetter(O, I, await moving(O, I))
    expect(await putIntoCase(federation.hub, I, [announced.documentId], transferId)).toBe(
      "document-erased  /documents/0",
    )
    const record = await readDocument(tableOf(federation.hub), announced.documentId)
    expect(record).toMatchObject({ status: "erased" })
    expect(record).not.toHaveProperty("timerAt")
  })

  test("what a case has stays for as long as the case keeps it, and goes with it", async () => {
    const content = contentOf("bound")
    const announced = await announce(I, content)
    const { documentId } = announced
    await upload(announced, content)
    await receive(I, documentId)
    const { transferId } = await sendLetter(O, I, await moving(O, I))
    await putIntoCase(federation.hub, I, [documentId], transferId)
    await federation.hub.clock.advance(25 * hourMs)
    expect(await stored(announced.upload.url)).toBe(200)
    expect(await letGo(federation.hub, [documentId])).toBe("committed")
    expect(await slugOf(O, openingOf(documentId), { purpose: "check" })).toBe("document-erased")
    await federation.hub.clock.advance(sweepMs)
    expect(await stored(announced.upload.url)).toBe(404)
  })

  test("what is put there again through the address that still lives goes when the address is dead", async () => {
    const content = contentOf("again")
    const announced = await announce(I, content)
    const { documentId } = announced
    await upload(announced, content)
    await receive(I, documentId)
    const { transferId } = await sendLetter(O, I, await moving(O, I))
    await putIntoCase(federation.hub, I, [documentId], transferId)
    expect(await letGo(federation.hub, [documentId])).toBe("committed")
    await federation.hub.clock.advance(sweepMs)
    expect(await stored(announced.upload.url)).toBe(404)
    expect(await upload(announced, content)).toBe(200)
    expect(await slugOf(I, receiptOf(documentId))).toBe("document-erased")
    await federation.hub.clock.advance(5 * minuteMs + 1_000)
    expect(await upload(announced, content)).toBe(403)
    await federation.hub.clock.advance(minuteMs + sweepMs)
    expect(await stored(announced.upload.url)).toBe(404)
    const record = await readDocument(tableOf(federation.hub), documentId)
    expect(record).toMatchObject({ status: "erased" })
    expect(record).not.toHaveProperty("timerAt")
  })

  test("the table holds no content, ever", async () => {
    const table = wholeTable(federation.hub)
    const text = JSON.stringify(await table.items())
    table.close()
    expect(text).toContain("DOCUMENT#doc_")
    expect(text).not.toContain("SYNTHETIC")
    expect(text).not.toContain(Buffer.from("SYNTHETIC").toString("base64").slice(0, 11))
  })
})
