import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { Transfer } from "../../contracts/transfers.ts"
import { startHub } from "../../infra/local/start-hub.ts"
import {
  actOn,
  centerOf,
  expectStatus,
  I_ID,
  letterBody,
  newReference,
  O_ID,
  onboardCenter,
  operatorOf,
  reachedAt,
  statementBody,
  type TestCenter,
} from "../fixtures/federation.ts"
import { startProcess, type StartedProcess } from "../fixtures/started-process.ts"
import {
  chinaDay,
  moving,
  paidOn,
  readAccount,
  readCase,
  received,
  sendLetter,
  toldOf,
} from "../fixtures/transfer-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

const minuteMs = 60_000

describe("a hub that is killed", () => {
  const folder = mkdtempSync(join(tmpdir(), "hpf-restart-"))
  let running: StartedProcess | undefined
  afterAll(async () => {
    await running?.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  it(
    "kill -9 twice: nothing that was answered is lost, and the open cases go on to their end",
    { timeout: 180_000 },
    async () => {
      running = await startProcess(folder)
      const first = reachedAt(running.url)
      const operator = operatorOf(first, running.operatorKey)
      const keys = {
        O: await onboardCenter(operator, O_ID),
        I: await onboardCenter(operator, I_ID),
      }
      const at = (hub: typeof first, isVirtual = false): { O: TestCenter; I: TestCenter } => ({
        O: centerOf(hub, O_ID, keys.O, isVirtual),
        I: centerOf(hub, I_ID, keys.I, isVirtual),
      })
      const before = at(first)
      const today = chinaDay(Date.now())
      const inTransit = await sendLetter(before.O, before.I, await moving(before.O, before.I), {
        appliedOn: today,
      })
      await actOn(before.O, inTransit.transferId, "letter-confirmation")
      const payment = paidOn(Date.now())
      await actOn(before.O, inTransit.transferId, "statement", { ...statementBody, payment })
      const story = await moving(before.O, before.I)
      const body = letterBody(story.person, {
        fromAccountNo: story.oldNo,
        toAccountNo: story.newNo,
        appliedOn: today,
      })
      const letterKey = { idempotencyKey: "restart-letter-1" }
      const letter = Transfer.parse(
        expectStatus(await before.I.call("POST", "/v1/transfers", body, letterKey), 201),
      )
      await running.kill()

      running = await startProcess(folder)
      const again = at(reachedAt(running.url))
      const replayed = await again.I.call("POST", "/v1/transfers", body, letterKey)
      expect([replayed.status, replayed.body, replayed.headers.get("idempotent-replay")]).toEqual([
        201,
        letter,
        "true",
      ])
      const done = await actOn(again.I, inTransit.transferId, "completion", {
        payments: [received(Date.now(), payment.reference)],
      })
      expect(done.statusCode).toBe("00")
      expect((await readAccount(again.I, inTransit.toAccountNo)).segments).toHaveLength(2)
      expect(await toldOf(again.O, inTransit.transferId)).toEqual([
        "transfer.letter-sent",
        "transfer.completed",
      ])
      await actOn(again.O, letter.transferId, "letter-confirmation")
      await running.kill()
      running = undefined

      // The same folder under a clock that the test moves: the sweeper finds the case whose workflow died.
      const hub = await startHub({
        dataDirectory: folder,
        clock: "virtual",
        start: new Date(Date.now() + minuteMs).toISOString(),
      })
      try {
        await hub.clock.advance(3 * minuteMs)
        const table = wholeTable(hub)
        const item = (await table.items()).find(
          (known) => known.sk === "CASE" && known["transferId"] === letter.transferId,
        )
        table.close()
        expect(item).toMatchObject({
          status: "letterConfirmed",
          generation: expect.toSatisfy((generation) => Number(generation) >= 2),
        })
        expect(hub.counts().stepFunctions.executionsRunning).toBe(1)
        const after = at(hub, true)
        const late = { reference: newReference(), amount: statementBody.amount, paidOn: today }
        await actOn(after.O, letter.transferId, "statement", { ...statementBody, payment: late })
        await actOn(after.I, letter.transferId, "completion", {
          payments: [received(Date.now(), late.reference)],
        })
        await hub.settle()
        expect((await readCase(after.I, letter.transferId)).statusCode).toBe("00")
        expect(await readAccount(after.I, letter.toAccountNo)).toMatchObject({ holds: [] })
        expect(hub.counts().stepFunctions.executionsRunning).toBe(0)
      } finally {
        await hub.stop()
      }
    },
  )
})
