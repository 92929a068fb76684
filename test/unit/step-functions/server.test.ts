import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import type { StepFunctionsServer } from "../../../infra/local/step-functions/server.ts"
import { startStepFunctionsServer } from "../../../infra/local/step-functions/server.ts"
import { createLocalEngine, machineOf, parkTask, second } from "./local-machine.ts"

let local: ReturnType<typeof createLocalEngine>
let server: StepFunctionsServer
let sfn: SFNClient
let stateMachineArn: string

beforeEach(async () => {
  local = createLocalEngine()
  stateMachineArn = local.engine.addStateMachine(
    "hub-transfer",
    machineOf({ Park: parkTask({ HeartbeatSeconds: 60 }) }),
  )
  server = await startStepFunctionsServer(local.engine)
  vi.stubEnv("AWS_ENDPOINT_URL_SFN", server.url)
  sfn = new SFNClient({
    region: "cn-north-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  })
})

afterEach(async () => {
  sfn.destroy()
  await server.stop()
  vi.unstubAllEnvs()
})

const startOne = (input: string, name = "case-1") =>
  sfn.send(new StartExecutionCommand({ stateMachineArn, name, input }))

describe("the SDK client", () => {
  it("starts an execution, wakes it with its token and reads how it ended", async () => {
    const { executionArn, startDate } = await startOne('{"caseId":"case"}')
    expect(executionArn).toBe("arn:aws-cn:states:cn-north-1:000000000000:execution:hub-transfer:case-1")
    expect(startDate).toEqual(new Date("2026-03-02T01:00:00.000Z"))
    await local.clock.advance(30 * second)
    await sfn.send(new SendTaskHeartbeatCommand({ taskToken: "token-1" }))
    await local.clock.advance(40 * second)
    await sfn.send(new SendTaskSuccessCommand({ taskToken: "token-1", output: '{"status":"confirmed"}' }))
    await local.clock.settle()

    const described = await sfn.send(new DescribeExecutionCommand({ executionArn }))
    expect(described).toMatchObject({
      status: "SUCCEEDED",
      input: '{"caseId":"case"}',
      output: '{"status":"confirmed"}',
      stopDate: new Date("2026-03-02T01:01:10.000Z"),
    })
    const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }))
    expect(events?.map(({ type }) => type)).toEqual([
      "ExecutionStarted",
      "TaskStateEntered",
      "TaskStateExited",
      "ExecutionSucceeded",
    ])
  })

  it("fails a task by its token", async () => {
    const { executionArn } = await startOne("{}")
    await local.clock.settle()
    await sfn.send(new SendTaskFailureCommand({ taskToken: "token-1", error: "Superseded", cause: "2" }))
    await local.clock.settle()
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: "FAILED",
      error: "Superseded",
      cause: "2",
    })
  })

  it("stops and lists executions, page by page, newest first", async () => {
    const { executionArn } = await startOne("{}", "one")
    await startOne("{}", "two")
    await startOne("{}", "three")
    await sfn.send(new StopExecutionCommand({ executionArn, error: "ByHand" }))
    const running = { stateMachineArn, statusFilter: "RUNNING", maxResults: 1 } as const
    const first = await sfn.send(new ListExecutionsCommand(running))
    expect(first.executions?.map(({ name }) => name)).toEqual(["three"])
    const next = await sfn.send(
      new ListExecutionsCommand({ ...running, ...(first.nextToken && { nextToken: first.nextToken }) }),
    )
    expect(next).toMatchObject({ executions: [{ name: "two" }] })
    expect(next.nextToken).toBeUndefined()
    const aborted = await sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: "ABORTED" }))
    expect(aborted.executions?.map(({ name }) => name)).toEqual(["one"])
  })

  it("describes and lists state machines", async () => {
    const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))
    expect(described).toMatchObject({ name: "hub-transfer", status: "ACTIVE", type: "STANDARD" })
    const { stateMachines } = await sfn.send(new ListStateMachinesCommand({}))
    expect(stateMachines).toMatchObject([{ stateMachineArn, name: "hub-transfer" }])
  })
})

describe("a name", () => {
  it("starts once: the same start again gets the same answer", async () => {
    const first = await startOne('{"n":1}')
    await local.clock.advance(1 * second)
    const again = await startOne('{"n":1}')
    expect([again.executionArn, again.startDate]).toEqual([first.executionArn, first.startDate])
    expect(local.engine.counts().executionsStarted).toBe(1)
  })

  it("is refused with another input while it runs", async () => {
    await startOne('{"n":1}')
    await expect(startOne('{"n":2}')).rejects.toMatchObject({ name: "ExecutionAlreadyExists" })
  })

  it("is refused for 90 days after its end, even with the same input", async () => {
    const { executionArn } = await startOne("{}")
    await sfn.send(new StopExecutionCommand({ executionArn }))
    await local.clock.advance(90 * 24 * 3600 * second - 1)
    await expect(startOne("{}")).rejects.toMatchObject({ name: "ExecutionAlreadyExists" })
    await local.clock.advance(1)
    expect(await startOne("{}")).toMatchObject({ executionArn })
  })

  it("is made when none is given", async () => {
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }))
    expect(executionArn).toMatch(/:execution:hub-transfer:token-\d+$/)
  })
})

describe("the SDK client sees the refusal", () => {
  const token = { taskToken: "token-1" }
  const refused: [string, (input: { executionArn: string }) => Promise<unknown>][] = [
    ["InvalidName", () => startOne("{}", "a/b")],
    ["InvalidName", () => startOne("{}", "x".repeat(81))],
    ["InvalidExecutionInput", () => startOne("{not json")],
    [
      "StateMachineDoesNotExist",
      () => sfn.send(new StartExecutionCommand({ stateMachineArn: `${stateMachineArn}x` })),
    ],
    ["ExecutionDoesNotExist", () => sfn.send(new DescribeExecutionCommand({ executionArn: "arn:none" }))],
    ["TaskDoesNotExist", () => sfn.send(new SendTaskSuccessCommand({ taskToken: "other", output: "{}" }))],
    ["InvalidToken", () => sfn.send(new SendTaskHeartbeatCommand({ taskToken: "" }))],
    ["InvalidOutput", () => sfn.send(new SendTaskSuccessCommand({ ...token, output: "{" }))],
    [
      "TaskTimedOut",
      async ({ executionArn }) => {
        await sfn.send(new StopExecutionCommand({ executionArn }))
        await sfn.send(new SendTaskSuccessCommand({ ...token, output: "{}" }))
      },
    ],
  ]

  it.each(refused)("%s", async (name, request) => {
    const { executionArn = "" } = await startOne("{}")
    await local.clock.settle()
    await expect(request({ executionArn })).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 400 },
    })
  })
})
