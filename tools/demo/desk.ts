import { createHash } from "node:crypto"
import type * as z from "zod"
import type { TransferDetail } from "../../contracts/transfers.ts"
import type { Method } from "../hub-client.ts"
import type { BankBook, Book, CenterBook } from "./books.ts"
import { HubRefusedError, slugOf } from "./hub-refused.ts"
import type { DemoCenter } from "./seed-demo.ts"

export type Case = z.infer<typeof TransferDetail>

/** What a clerk did with a message: all that it asks for, or not yet. */
export type Handled = "done" | "later"

/** What a clerk of a simulated center has at hand. */
export interface Desk {
  readonly center: DemoCenter
  readonly book: Book<CenterBook>
  readonly bank: Book<BankBook>
  readonly nowMs: () => number
  /** Calls the hub; a refusal is an error that the caller may look at. */
  readonly ask: (
    method: Method,
    path: string,
    body?: unknown,
    idempotencyKey?: string,
    ifMatch?: number,
  ) => Promise<unknown>
  readonly act: (transfer: Case, action: string, body: object) => Promise<unknown>
}

export const staff = { handler: "demo-jb01", reviewer: "demo-fh02" } as const

export const setUpDesk = (has: Omit<Desk, "ask" | "act">): Desk => {
  const ask: Desk["ask"] = async (method, path, body, idempotencyKey, ifMatch) => {
    const answer = await has.center.client.call(method, path, {
      ...(body === undefined ? {} : { body }),
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      ...(ifMatch === undefined ? {} : { ifMatch }),
    })
    if (answer.status >= 400)
      throw new HubRefusedError(`${method} ${path}`, answer.status, slugOf(answer.body))
    return answer.body
  }
  return {
    ...has,
    ask,
    act: (transfer, action, body) =>
      ask(
        "POST",
        `/v1/transfers/${transfer.transferId}/${action}`,
        { ...body, ...staff },
        undefined,
        transfer.version,
      ),
  }
}

/** How long a clerk takes: some seconds, another number for each message. */
const thinkMs = (messageId: string, step: string): number =>
  3_000 + (createHash("sha256").update(`${messageId} ${step}`).digest().readUInt16BE(0) % 5_000)

/** Whether a clerk who has looked at it since then is still thinking. */
export const stillThinks = (desk: Desk, since: string, messageId: string, step: string): boolean =>
  desk.nowMs() - Date.parse(since) < thinkMs(messageId, step)

/** One in so many, the same one at each start. */
export const draws = (seed: string, oneIn: number): boolean =>
  createHash("sha256").update(seed).digest().readUInt32BE(0) % oneIn === 0
