import { expectStatus, type TestCenter } from "../fixtures/federation.ts"

/** Makes the calls of a flow as centers make them, and counts them. */
export interface FlowMeter {
  /** A call that changes something. */
  readonly write: <Answer>(call: () => Promise<Answer>) => Promise<Answer>
  /** Reads the inbox of a center and acknowledges every message. */
  readonly emptyInbox: (center: TestCenter) => Promise<void>
  readonly counted: () => FlowCounts
}

export interface FlowCounts {
  readonly writingCalls: number
  /** Read and acknowledged by the centers. */
  readonly messages: number
  readonly httpRequests: number
  /** The client's whole wait for each call. */
  readonly waitsMs: readonly number[]
}

export const createFlowMeter = (): FlowMeter => {
  const waitsMs: number[] = []
  let writingCalls = 0
  let messages = 0
  const timed = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    const startMs = performance.now()
    const answer = await call()
    waitsMs.push(performance.now() - startMs)
    return answer
  }
  return {
    write: (call) => {
      writingCalls += 1
      return timed(call)
    },
    emptyInbox: async (center) => {
      const messageIds = (await timed(() => center.inbox())).map((message) => message.messageId)
      if (messageIds.length === 0) throw new Error("no message came")
      messages += messageIds.length
      const acknowledged = await timed(() =>
        center.call("POST", "/v1/inbox/acknowledgements", { messageIds }),
      )
      expectStatus(acknowledged, 200)
    },
    counted: () => ({ writingCalls, messages, httpRequests: waitsMs.length, waitsMs }),
  }
}
