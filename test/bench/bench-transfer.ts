import { makePerson } from "../../tools/make-person.ts"
import {
  actOn,
  expectStatus,
  newReference,
  openAccount,
  requestTransfer,
  statementBody,
  type TestCenter,
} from "../fixtures/federation.ts"
import type { Hub } from "../../infra/local/start-hub.ts"
import type { BenchFederation } from "./bench-federation.ts"
import { consumptionOf, minus, plus, type Counted } from "./consumption-of.ts"
import { usdPer1000 } from "./list-prices.ts"
import { median } from "./median.ts"

export interface TransferBench {
  readonly stateTransitions: number
  readonly wru: number
  readonly rru: number
  readonly lambdaInvocations: number
  readonly httpRequests: number
  readonly writingCalls: number
  /** Read and acknowledged by the two centers. */
  readonly messages: number
  readonly usdPer1000: number
  /** The client's whole wait for a call, for comparison with the assumed billed time. */
  readonly measuredMsPerCall: number
}

interface Flow {
  readonly consumed: Counted
  readonly writingCalls: number
  readonly messages: number
  readonly httpRequests: number
  readonly waitsMs: readonly number[]
}

/** Golden case 2 from letter to completion; each center reads its inbox and acknowledges every message. */
const runTransfer = async ({ hub, O, I }: BenchFederation, seed: string): Promise<Flow> => {
  const person = makePerson(seed)
  const [fromAccountNo, toAccountNo] = [`O-${seed}`, `I-${seed}`]
  await openAccount(O, person, fromAccountNo, { status: "02" })
  await openAccount(I, person, toAccountNo)

  const waitsMs: number[] = []
  let writingCalls = 0
  let messages = 0
  const timed = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    const startMs = performance.now()
    const answer = await call()
    waitsMs.push(performance.now() - startMs)
    return answer
  }
  const write = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    writingCalls += 1
    return timed(call)
  }
  const emptyInbox = async (center: TestCenter): Promise<void> => {
    const messageIds = (await timed(() => center.inbox())).map((message) => message.messageId)
    if (messageIds.length === 0) throw new Error("no message came")
    messages += messageIds.length
    const acknowledged = await timed(() => center.call("POST", "/v1/inbox/acknowledgements", { messageIds }))
    expectStatus(acknowledged, 200)
  }

  const consumed = await consumptionOf(hub, async () => {
    const { transferId } = await write(() => requestTransfer(I, person, { fromAccountNo, toAccountNo }))
    await emptyInbox(O)
    await write(() => actOn(O, transferId, "letter-confirmation"))
    await emptyInbox(I)
    // Centers act hours apart: the workflow has parked again before the next call.
    await hub.settle()
    const payment = { reference: newReference(), amount: statementBody.amount, paidOn: "2026-09-01" }
    await write(() => actOn(O, transferId, "statement", { ...statementBody, payment }))
    await emptyInbox(I)
    await hub.settle()
    const { reference, amount } = payment
    const received = { reference, amount, receivedOn: "2026-09-01", bankSerial: `SN-${reference}` }
    await write(() => actOn(I, transferId, "completion", { payments: [received] }))
    await emptyInbox(O)
    await emptyInbox(I)
  })
  return { consumed, writingCalls, messages, httpRequests: waitsMs.length, waitsMs }
}

/** The sweeper looks at what changed a minute ago and more. */
const sweep = (hub: Hub): Promise<Counted> =>
  consumptionOf(hub, () =>
    hub.invoke(functionNamed(hub, "sweep-cases"), {
      time: new Date(hub.clock.now() + 61_000).toISOString(),
    }),
  )

const functionNamed = (hub: Hub, label: string): string => {
  const plan = hub.deployment.functions.find((candidate) => candidate.label === label)
  if (plan === undefined) throw new Error(`the deployment has no ${label}`)
  return plan.name
}

/**
 * Everything that one transfer makes the hub do: its calls, parks, wakes, acknowledgements, and the sweeper's visit of
 * the ended case. The sweeper runs each minute whether a case waits or not, so an idle run is not the case's.
 */
export const benchTransfer = async (federation: BenchFederation): Promise<TransferBench> => {
  const { hub } = federation
  // The first transfer starts every function and lets it learn the centers' keys.
  await runTransfer(federation, "warm-up")
  await sweep(hub)
  const flow = await runTransfer(federation, "transfer")
  const visit = minus(await sweep(hub), await sweep(hub))
  const { stateTransitions, wru, rru, lambdaInvocations } = plus(flow.consumed, visit)
  const used = { stateTransitions, wru, rru, lambdaInvocations, httpRequests: flow.httpRequests }
  const lambdaMemoryMb = Math.max(...hub.deployment.functions.map((plan) => plan.memoryMb))
  return {
    ...used,
    writingCalls: flow.writingCalls,
    messages: flow.messages,
    usdPer1000: usdPer1000({ ...used, lambdaMemoryMb, queueRequests: 0 }),
    measuredMsPerCall: Math.round(median(flow.waitsMs)),
  }
}
