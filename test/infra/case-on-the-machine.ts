import { ParkCasePayload, SUPERSEDED, TickCasePayload, CaseStanding } from "../../contracts/workflows.ts"
import { createVirtualClock } from "../../infra/local/clock.ts"
import { createEngine } from "../../infra/local/step-functions/engine.ts"
import { LambdaFunctionError } from "../../infra/local/step-functions/state-error.ts"
import { offsiteLoanDefinition } from "../../infra/workflows/offsite-loan-definition.ts"
import { serviceDefinition } from "../../infra/workflows/service-definition.ts"
import { transferDefinition } from "../../infra/workflows/transfer-definition.ts"

export const startMs = Date.parse("2026-11-23T01:00:00.000Z")
export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

export const definition = transferDefinition({
  partition: "aws-cn",
  parkCaseArn: "park-case",
  tickTransferArn: "tick-transfer",
})

export const offsiteDefinition = offsiteLoanDefinition({
  partition: "aws-cn",
  parkCaseArn: "park-case",
  tickOffsiteLoanArn: "tick-offsite-loan",
})

export const serviceCaseDefinition = serviceDefinition({
  partition: "aws-cn",
  parkCaseArn: "park-case",
  tickServiceCaseArn: "tick-service-case",
})

type Place = CaseStanding["status"]

interface Kind {
  readonly caseId: string
  readonly definition: unknown
  readonly begins: Place
}

const transfers: Kind = { caseId: "trf_01KAZZZZZZZZZZZZZZZZZZZZZZ", definition, begins: "letterSent" }
const offsiteLoans: Kind = {
  caseId: "lnc_01KAZZZZZZZZZZZZZZZZZZZZZZ",
  definition: offsiteDefinition,
  begins: "requested",
}
const serviceCases: Kind = {
  caseId: "svc_01KAZZZZZZZZZZZZZZZZZZZZZZ",
  definition: serviceCaseDefinition,
  begins: "submitted",
}

interface Beginning {
  readonly status?: Place
  /** Null: the deadline is not known. */
  readonly dueInMs?: number | null
  /** Generation of the case; the execution is always the first. */
  readonly generation?: number
}

/** The real definition in the local interpreter, with a case that is nothing but where it stands. */
const start = (kind: Kind, { status = kind.begins, dueInMs = dayMs, generation = 1 }: Beginning) => {
  const clock = createVirtualClock(startMs)
  const instantIn = (ms: number | null) => (ms === null ? null : new Date(clock.now() + ms).toISOString())
  const standing = { status, dueAt: instantIn(dueInMs), generation }
  const calls: { task: string; atMs: number }[] = []
  let parkedToken: string | undefined
  let failuresLeft = 0
  let onTick: (() => void) | undefined

  const park = (payload: unknown) => {
    const { token, awaited, generation: asked } = ParkCasePayload.parse(payload)
    if (asked !== standing.generation) engine.tokens.sendFailure(token, SUPERSEDED, undefined)
    else if (awaited.some((one) => one === standing.status)) parkedToken = token
    else engine.tokens.sendSuccess(token, JSON.stringify(standing))
    return {}
  }
  const tick = (payload: unknown) => {
    TickCasePayload.parse(payload)
    onTick?.()
    return CaseStanding.parse(standing)
  }

  const engine = createEngine({
    partition: "aws-cn",
    region: "cn-north-1",
    account: "000000000000",
    clock,
    newToken: () => `token-${calls.length}`,
    sendMessage: () => Promise.reject(new Error("this machine sends no message")),
    invokeLambda: (task, payload) => {
      calls.push({ task, atMs: clock.now() - startMs })
      if (failuresLeft > 0) {
        failuresLeft -= 1
        return Promise.reject(new LambdaFunctionError("Error", "a dependency is down"))
      }
      return Promise.resolve(task === "park-case" ? park(payload) : tick(payload))
    },
  })
  clock.waitFor(() => engine.settle())
  const arn = engine.addStateMachine("hpf-hub-cases", kind.definition)
  const input = JSON.stringify({ caseId: kind.caseId, generation: 1, dueAt: standing.dueAt })
  const execution = engine.startExecution(arn, `${kind.caseId}-1`, input)

  return {
    clock,
    execution,
    calls,
    /** A center acts: the commit moves the case on, then wakes the state that waits. */
    act: async (next: Place, nextDueInMs: number | null = dayMs) => {
      await clock.settle()
      Object.assign(standing, { status: next, dueAt: instantIn(nextDueInMs) })
      const token = parkedToken
      parkedToken = undefined
      if (token !== undefined) engine.tokens.sendSuccess(token, JSON.stringify(standing))
      await clock.settle()
    },
    /** What the case decides when its time is up. */
    decideOnTick: (next: Place, nextDueInMs: number | null) => {
      onTick = () => Object.assign(standing, { status: next, dueAt: instantIn(nextDueInMs) })
    },
    restartElsewhere: () => {
      standing.generation += 1
    },
    failCalls: (times: number) => {
      failuresLeft = times
    },
    states: () =>
      execution.history.flatMap(({ type, state }) => (type.endsWith("StateEntered") ? [String(state)] : [])),
  }
}

export const startCase = (beginning: Beginning = {}) => start(transfers, beginning)

export const startOffsiteLoan = (beginning: Beginning = {}) => start(offsiteLoans, beginning)

export const startServiceCase = (beginning: Beginning = {}) => start(serviceCases, beginning)
