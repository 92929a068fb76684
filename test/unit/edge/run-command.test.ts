import { describe, expect, it } from "vitest"
import { OperatingLimits } from "../../../contracts/environment.ts"
import { Instant, LocalDate, Money } from "../../../contracts/primitives.ts"
import { requestHashOf, runCommand } from "../../../functions/edge/run-command.ts"
import type { Runtime } from "../../../functions/edge/runtime.ts"
import { refuse } from "../../../functions/domain/refusal.ts"
import { TableBusyError } from "../../../functions/store/table.ts"
import { accept } from "../../../functions/use-cases/use-case.ts"
import { faultyDatabase, type Fault } from "./faulty-database.ts"

const now = Instant.parse("2026-09-01T01:00:00.000Z")

const runtimeOf = (table: Runtime["table"]): Runtime => ({
  table,
  audience: "https://hub.example",
  limits: OperatingLimits.parse({}),
  secret: () => Promise.reject(new Error("no secret is needed")),
  workflow: {
    start: () => Promise.resolve(),
    wake: () => Promise.resolve("gone"),
    supersede: () => Promise.resolve(),
  },
  webhookQueue: { send: () => Promise.resolve() },
  batchQueue: { send: () => Promise.resolve() },
  statisticsQueue: { send: () => Promise.resolve() },
  documents: () => {
    throw new Error("no document is kept here")
  },
})

let messages = 0

/** One call of a center under a key; what it decides writes one item. */
const command = (
  table: Runtime["table"],
  idempotencyKey = "key-00000001",
  /** What happens elsewhere between the look for a stored outcome and the decision; `refused` decides so. */
  meanwhile: () => Promise<"nothing" | "refused"> = () => Promise.resolve("nothing"),
) => {
  const decided = { times: 0 }
  messages += 1
  const request = {
    functionName: "change-webhook",
    jti: `jti-${messages}`,
    idempotencyKey,
    requestHash: requestHashOf("PUT", "/v1/webhook", Buffer.from("{}")),
    successStatus: 200,
    call: {
      callerId: "140500000000000",
      now,
      nowMs: Date.parse(now),
      body: {},
      params: {},
      query: {},
      newId: (prefix: string) => `${prefix}_1`,
      keyRestricted: false,
    },
  }
  return {
    decided,
    run: () =>
      runCommand(runtimeOf(table), request, async () => {
        decided.times += 1
        if ((await meanwhile()) === "refused") return refuse("action-not-allowed")
        return accept({ on: LocalDate.parse("2026-09-01") }, [
          {
            kind: "claimPaymentReference",
            reference: "PAY-1",
            caseId: "trf_1",
            amount: Money.parse("1.00"),
          },
        ])
      }),
  }
}

const afterFaults = (faults: readonly Fault[]) => {
  const database = faultyDatabase(faults)
  return { database, ...command(database.table) }
}

describe("a command whose database fails", () => {
  it("two transactions in conflict: tried again under the same token, decided once", async () => {
    const { database, decided, run } = afterFaults(["conflict", "conflict"])
    expect(await run()).toMatchObject({ outcome: "answered", replayed: false })
    expect([database.tokens.length, new Set(database.tokens).size, decided.times]).toEqual([3, 1, 1])
    expect(database.waits[1]).toBeGreaterThan(database.waits[0] ?? 0)
  })

  it("throttled once: tried again", async () => {
    const { database, run } = afterFaults(["throttled"])
    expect(await run()).toMatchObject({ outcome: "answered" })
    expect(new Set(database.tokens).size).toBe(1)
  })

  it.each(["conflict", "throttled"] as const)(
    "%s for ever: a bounded number of tries, then busy, nothing written",
    async (fault) => {
      const { database, run } = afterFaults(Array.from({ length: 50 }, () => fault))
      await expect(run()).rejects.toBeInstanceOf(TableBusyError)
      expect([database.tokens.length, new Set(database.tokens).size, database.stored.size]).toEqual([6, 1, 0])
      expect(database.waits).toEqual(database.waits.toSorted((left, right) => left - right))
      expect(database.waits).toHaveLength(5)
    },
  )

  it("a failure that no retry mends: thrown at once, nothing written", async () => {
    const { database, run } = afterFaults(["broken"])
    await expect(run()).rejects.toThrow("injected")
    expect([database.tokens.length, database.stored.size]).toEqual([1, 0])
  })

  it("refused by what its own twin has just done: it gets the twin's outcome", async () => {
    const database = faultyDatabase([])
    const late = command(database.table, "key-00000001", async () => {
      await command(database.table).run()
      return "refused"
    })
    expect(await late.run()).toMatchObject({ outcome: "answered", status: 200, replayed: true })
    const other = command(database.table, "key-00000002", () => Promise.resolve("refused"))
    expect(await other.run()).toMatchObject({ outcome: "refused", problem: "action-not-allowed" })
  })

  it("committed, but the answer was lost: the caller's repetition under the same key gets the stored outcome", async () => {
    const { database, run } = afterFaults(["committed-but-unanswered"])
    await expect(run()).rejects.toThrow("injected")
    const written = [...database.stored.keys()]
    const again = command(database.table)
    expect(await again.run()).toMatchObject({
      outcome: "answered",
      status: 200,
      replayed: true,
      body: '{"on":"2026-09-01"}',
    })
    expect(again.decided.times).toBe(0)
    expect([...database.stored.keys()]).toEqual(written)
  })

  it("the same payment reference under another key: refused by its own problem", async () => {
    const { database, run } = afterFaults([])
    await run()
    expect(await command(database.table, "key-00000002").run()).toEqual({
      outcome: "refused",
      problem: "payment-reference-used",
      rule: "TRF-012",
    })
  })
})
