import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PurgeQueueCommand, SQSClient } from "@aws-sdk/client-sqs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { TransferList } from "../../contracts/transfers.ts"
import { startHub } from "../../infra/local/start-hub.ts"
import { lineOf, openBatch, readBatch, readLines, uploadFile } from "../fixtures/batch-story.ts"
import {
  centerOf,
  expectStatus,
  I_ID,
  O_ID,
  onboardCenter,
  operatorOf,
  reachedAt,
  staff,
  startFederation,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { contributor, serviceBody } from "../fixtures/service-story.ts"
import { startProcess, type StartedProcess } from "../fixtures/started-process.ts"
import { chinaDay, moving, timeOf } from "../fixtures/transfer-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

const minuteMs = 60_000

describe("a batch of transfers", () => {
  let federation: Federation
  let O: TestCenter
  let I: TestCenter
  let third: TestCenter
  const { pass } = timeOf(() => federation)

  beforeAll(async () => {
    federation = await startFederation()
    O = await federation.onboard(O_ID)
    I = await federation.onboard(I_ID)
    third = await federation.onboard(THIRD_ID)
  })
  afterAll(async () => {
    await federation.stop()
  })

  it("opens a case for each line that is right, and tells of each that is wrong where it is", async () => {
    const stories = [await moving(O, I), await moving(O, I), await moving(O, I)]
    const [first, second, last] = stories.map((story) => lineOf(story))
    const file = [
      first,
      "{",
      lineOf(await moving(O, I), { toAccountNo: "NONE" }),
      second,
      first,
      lineOf(await moving(O, I), { handler: "h-09" }),
      last,
    ].join("\n")
    const { batchNo, status } = await openBatch(I, await uploadFile(I, file))
    expect([batchNo.slice(0, 13), status]).toEqual(["PLZYJXH140500", "running"])
    await federation.hub.settle()

    expect(await readBatch(I, batchNo)).toMatchObject({
      status: "finished",
      lines: 7,
      done: 7,
      accepted: 3,
      refused: 4,
    })
    const { lines } = await readLines(I, batchNo)
    expect(
      lines.map(({ line, outcome, problem, rule, field }) => [line, outcome, problem, rule, field]),
    ).toEqual([
      [1, "accepted", undefined, undefined, undefined],
      [2, "refused", "not-json", "BAT-001", undefined],
      [3, "refused", "account-not-found", "TRF-003", "/toAccountNo"],
      [4, "accepted", undefined, undefined, undefined],
      [5, "refused", "open-transfer-exists", "TRF-004", "/fromCenterId"],
      [6, "refused", "invalid-request", "VAL-007", "/handler"],
      [7, "accepted", undefined, undefined, undefined],
    ])
    const listed = TransferList.parse(expectStatus(await I.call("GET", "/v1/transfers?role=in"), 200))
    const opened = lines.flatMap(({ caseId }) => caseId ?? [])
    expect(new Map(listed.transfers.map(({ transferId, batchNo: of }) => [transferId, of]))).toEqual(
      new Map(opened.map((caseId) => [caseId, batchNo])),
    )
    expect((await I.inbox()).at(-1)).toMatchObject({
      type: "batch.finished",
      subjectId: batchNo,
      status: "finished",
      actionNeeded: true,
    })
    expect(new Set((await O.inbox()).map(({ caseId }) => caseId))).toEqual(new Set(opened))
    expect(federation.hub.counts().stepFunctions.executionsRunning).toBe(3)
  })

  it("of service cases asks for many matters at once, each line as strictly as alone", async () => {
    const { person } = await contributor(O, "BATCH")
    const line = (over: Readonly<Record<string, unknown>> = {}): string => {
      const details = { matter: "informationQuery", topics: ["account"] }
      const { handler: _handler, reviewer: _reviewer, ...body } = serviceBody(O, person, details, over)
      return JSON.stringify({ ...body, mode: "agent" })
    }
    const file = [
      line(),
      line({ homeCenterId: "999999999999999" }),
      line({ details: { matter: "informationQuery", topics: ["account"], amount: "1.00" } }),
    ].join("\n")
    const { batchNo } = await openBatch(I, await uploadFile(I, file), "serviceCases")
    await federation.hub.settle()
    const { lines } = await readLines(I, batchNo)
    expect(lines).toMatchObject([
      { line: 1, outcome: "accepted", caseId: expect.stringMatching(/^svc_/) },
      { line: 2, outcome: "refused", problem: "unknown-center", field: "/homeCenterId" },
      { line: 3, outcome: "refused", problem: "invalid-request", rule: "VAL-007", field: "/details/amount" },
    ])
    const opened = await I.call("GET", `/v1/service-cases/${lines[0]?.caseId ?? ""}`)
    expect(expectStatus(opened, 200)).toMatchObject({ batchNo, status: "submitted" })
  })

  it("shows its lines page by page, all or those of one outcome", async () => {
    const right = lineOf(await moving(O, I))
    const file = [right, ...Array.from({ length: 30 }, () => "[]")].join("\n")
    const { batchNo } = await openBatch(I, await uploadFile(I, file))
    await federation.hub.settle()
    const page = await readLines(I, batchNo, "?limit=20&outcome=refused")
    expect([page.lines.length, page.lines[0]?.line, page.cursor]).toEqual([20, 2, "line.21"])
    const rest = await readLines(I, batchNo, `?limit=20&outcome=refused&cursor=${page.cursor ?? ""}`)
    expect([rest.lines.map(({ line }) => line), rest.cursor]).toEqual([
      [22, 23, 24, 25, 26, 27, 28, 29, 30, 31],
      undefined,
    ])
    expect((await readLines(I, batchNo, "?outcome=accepted")).lines.map(({ line }) => line)).toEqual([1])
    const met = async (query: string) =>
      (await I.problem("GET", `/v1/batches/${batchNo}/lines${query}`)).type.slice("/problems/".length)
    expect([await met("?cursor=x"), await met("?outcome=x"), await met("?limit=101")]).toEqual([
      "cursor-invalid",
      "invalid-request",
      "invalid-request",
    ])
  })

  it("keeps nothing personal: the file is erased, and results name lines, cases and fields", async () => {
    const story = await moving(O, I)
    const documentId = await uploadFile(I, `${lineOf(story)}\n${lineOf(story)}`)
    const { batchNo } = await openBatch(I, documentId)
    await federation.hub.settle()
    await pass(2 * minuteMs)
    expect(
      await I.problem("POST", `/v1/documents/${documentId}/opening`, { purpose: "inspect" }),
    ).toMatchObject({
      type: "/problems/document-erased",
    })
    const table = wholeTable(federation.hub)
    const kept = (await table.items()).filter(({ pk }) => pk.includes(batchNo) || pk.includes(documentId))
    table.close()
    expect(kept).toHaveLength(4)
    const { documentNumber, name } = story.person
    for (const secret of [documentNumber, name, "13900000000"])
      expect(JSON.stringify(kept)).not.toContain(secret)
  })

  it("is its own center's: to any other it does not exist", async () => {
    const { batchNo } = await openBatch(I, await uploadFile(I, "[]"))
    for (const path of [`/v1/batches/${batchNo}`, `/v1/batches/${batchNo}/lines`])
      expect(await third.problem("GET", path)).toMatchObject({ type: "/problems/batch-not-found" })
  })

  it("takes only a file of its own center, uploaded, of the right kind, and that one once", async () => {
    const used = await uploadFile(I, "[]")
    await openBatch(I, used)
    const met = async (documentId: string) => {
      const problem = await I.problem("POST", "/v1/batches", { subject: "transfers", documentId, ...staff })
      return [problem.type.slice("/problems/".length), problem.rule, problem.field]
    }
    await federation.hub.settle()
    expect(await met(used)).toEqual(["document-erased", undefined, "/documentId"])
    expect(await met(await uploadFile(I, "[]", { only: "announced" }))).toEqual([
      "document-missing",
      "DOC-001",
      "/documentId",
    ])
    expect(await met(await uploadFile(third, "[]"))).toEqual(["document-not-found", undefined, "/documentId"])
    expect(await met(await uploadFile(I, "[]", { documentKind: "lease" }))).toEqual([
      "invalid-request",
      "BAT-004",
      "/documentId",
    ])
    expect(await met(await uploadFile(I, "[]", { contentType: "text/csv" }))).toEqual([
      "invalid-request",
      "BAT-004",
      "/documentId",
    ])
  })

  it("is carried once, however often its message comes", async () => {
    const stories = await Promise.all([moving(O, I), moving(O, I), moving(O, I), moving(O, I)])
    const { batchNo } = await openBatch(
      I,
      await uploadFile(I, stories.map((story) => lineOf(story)).join("\n")),
    )
    const message = (number: number) => ({
      Records: [
        {
          messageId: `00000000-0000-4000-8000-00000000000${number}`,
          body: JSON.stringify({ batchNo }),
          attributes: { ApproximateReceiveCount: "1", SentTimestamp: String(federation.hub.clock.now()) },
        },
      ],
    })
    const answers = await Promise.all(
      [1, 2, 3].map((number) => federation.hub.invoke("hpf-hub-run-batch", message(number))),
    )
    await federation.hub.settle()
    expect(answers).toEqual([1, 2, 3].map(() => ({ batchItemFailures: [] })))
    expect(await readBatch(I, batchNo)).toMatchObject({ status: "finished", accepted: 4, refused: 0 })
    const told = (await I.inbox()).filter(({ subjectId }) => subjectId === batchNo)
    expect(told).toHaveLength(1)
  })
})

describe("a hub that is killed while it carries a batch", () => {
  const folder = mkdtempSync(join(tmpdir(), "hpf-batch-"))
  let running: StartedProcess | undefined
  afterAll(async () => {
    await running?.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  it("goes on where it was when the sweeper finds it, each line once", { timeout: 240_000 }, async () => {
    running = await startProcess(folder)
    const reached = reachedAt(running.url)
    const operator = operatorOf(reached, running.operatorKey)
    const [keyOfO, keyOfI] = [await onboardCenter(operator, O_ID), await onboardCenter(operator, I_ID)]
    const [O, I] = [centerOf(reached, O_ID, keyOfO), centerOf(reached, I_ID, keyOfI)]
    const stories = await Promise.all(Array.from({ length: 80 }, () => moving(O, I)))
    const file = stories.map((story) => lineOf(story, { appliedOn: chinaDay(Date.now()) })).join("\n")
    const { batchNo } = await openBatch(I, await uploadFile(I, file))
    for (let done = 0; done < 25;) {
      const batch = await readBatch(I, batchNo)
      expect(batch.status).toBe("running")
      done = batch.done
    }
    await running.kill()
    running = undefined

    const start = new Date(Date.now() + minuteMs).toISOString()
    const hub = await startHub({ dataDirectory: folder, clock: "virtual", start })
    try {
      // What was under way is lost for good: only the sweeper can find the batch now.
      const queue = hub.deployment.queues.find(({ name }) => name.includes("BatchesQueue"))
      const client = new SQSClient({
        endpoint: hub.environment["AWS_ENDPOINT_URL_SQS"] ?? "",
        region: "cn-north-1",
        credentials: { accessKeyId: "local", secretAccessKey: "local" },
      })
      await client.send(new PurgeQueueCommand({ QueueUrl: queue?.url ?? "" }))
      client.destroy()
      const again = centerOf(hub, I_ID, keyOfI, true)
      expect((await readBatch(again, batchNo)).done).toBeLessThan(80)
      await hub.clock.advance(15 * minuteMs)
      expect(await readBatch(again, batchNo)).toMatchObject({ status: "finished", accepted: 80, refused: 0 })
      const table = wholeTable(hub)
      const items = await table.items()
      table.close()
      expect(items.filter(({ sk, ...item }) => sk === "CASE" && item["batchNo"] === batchNo)).toHaveLength(80)
      expect(items.filter(({ pk, sk }) => pk.includes(batchNo) && sk.startsWith("LINE#"))).toHaveLength(80)
      const ended = items.filter((item) => item["subjectId"] === batchNo)
      expect(ended.map((item) => item["type"])).toEqual(["batch.finished"])
    } finally {
      await hub.stop()
    }
  })
})
