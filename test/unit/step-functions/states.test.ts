import { describe, expect, it } from "vitest"
import { createLocalEngine, outcomeOf, second, start, startMs, workTask } from "./local-machine.ts"

const pass = (fields: Record<string, unknown> = {}) => ({
  Type: "Pass",
  ...("Next" in fields ? {} : { End: true }),
  ...fields,
})

describe("Pass", () => {
  it("hands its input on when it has no Output", async () => {
    expect(await outcomeOf({ A: pass() }, { caseId: "c1" })).toEqual({
      status: "SUCCEEDED",
      output: { caseId: "c1" },
    })
  })

  it("evaluates expressions at any depth of Output and keeps other strings", async () => {
    const Output = { list: ["{% $states.input.n + 1 %}", "a {% 1 %} b"], plain: "$states.input.n" }
    expect(await outcomeOf({ A: pass({ Output }) }, { n: 1 })).toMatchObject({
      output: { list: [2, "a {% 1 %} b"], plain: "$states.input.n" },
    })
  })

  it("evaluates Output from the variables of before its own Assign", async () => {
    const states = {
      A: pass({ Assign: { n: 1 }, Next: "B" }),
      B: pass({ Assign: { n: "{% $n + 1 %}", m: "{% $n %}" }, Output: "{% $n %}", Next: "C" }),
      C: pass({ Output: { input: "{% $states.input %}", n: "{% $n %}", m: "{% $m %}" } }),
    }
    expect(await outcomeOf(states)).toMatchObject({ output: { input: 1, n: 2, m: 1 } })
  })

  it("fails the execution when an expression returns nothing", async () => {
    expect(await outcomeOf({ A: pass({ Output: "{% $states.input.missing %}" }) })).toMatchObject({
      status: "FAILED",
      error: "States.QueryEvaluationError",
    })
  })

  it("fails the execution when its output is longer than 256 KiB", async () => {
    const Output = "{% $pad('', 262145, 'x') %}"
    expect(await outcomeOf({ A: pass({ Output }) })).toMatchObject({ error: "States.DataLimitExceeded" })
  })
})

describe("the context and the clock", () => {
  it("shows the execution, the state and the machine", async () => {
    const Output = "{% $states.context %}"
    const { output } = await outcomeOf({ A: pass({ Output }) }, { caseId: "c1" })
    expect(output).toMatchObject({
      Execution: {
        Id: "arn:aws-cn:states:cn-north-1:000000000000:execution:machine:one",
        Name: "one",
        Input: { caseId: "c1" },
        StartTime: "2026-03-02T01:00:00.000Z",
      },
      State: { Name: "A", EnteredTime: "2026-03-02T01:00:00.000Z" },
      StateMachine: {
        Id: "arn:aws-cn:states:cn-north-1:000000000000:stateMachine:machine",
        Name: "machine",
      },
    })
  })

  it("tells the injected time by $now and $millis", async () => {
    const Output = ["{% $now() %}", "{% $millis() %}", "{% $now('[Y0001]-[M01]', '+0800') %}"]
    expect(await outcomeOf({ A: pass({ Output }) })).toMatchObject({
      output: ["2026-03-02T01:00:00.000Z", startMs, "2026-03"],
    })
  })

  it("has the functions that Step Functions adds to JSONata", async () => {
    const Output = [
      "{% $parse('{\"a\":1}').a %}",
      "{% $partition([1,2,3], 2) %}",
      "{% $range(0, 6, 3) %}",
      "{% $hash('a', 'SHA-256') %}",
    ]
    expect(await outcomeOf({ A: pass({ Output }) })).toMatchObject({
      output: [
        1,
        [[1, 2], [3]],
        [0, 3, 6],
        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
      ],
    })
  })
})

describe("Choice", () => {
  const states = {
    Choose: {
      Type: "Choice",
      Choices: [
        { Condition: "{% $states.input.n > 9 %}", Next: "End", Output: "large", Assign: { by: "rule 1" } },
        { Condition: "{% $states.input.n > 4 %}", Next: "End", Assign: { by: "rule 2" } },
      ],
      Default: "End",
      Output: "small",
      Assign: { by: "default" },
    },
    End: pass({ Output: ["{% $states.input %}", "{% $by %}"] }),
  }

  it("takes the first rule that holds, with the Output and Assign of that rule", async () => {
    expect(await outcomeOf(states, { n: 10 })).toMatchObject({ output: ["large", "rule 1"] })
  })

  it("hands its input on when the rule has no Output", async () => {
    expect(await outcomeOf(states, { n: 5 })).toMatchObject({ output: [{ n: 5 }, "rule 2"] })
  })

  it("takes the Output and Assign of the state with its Default", async () => {
    expect(await outcomeOf(states, { n: 1 })).toMatchObject({ output: ["small", "default"] })
  })

  it("fails when no rule holds and there is no Default", async () => {
    const A = { Type: "Choice", Choices: [{ Condition: false, Next: "B" }] }
    expect(await outcomeOf({ A, B: pass() })).toMatchObject({ error: "States.NoChoiceMatched" })
  })

  it("fails when a condition is neither true nor false", async () => {
    const A = { Type: "Choice", Choices: [{ Condition: "{% 1 %}", Next: "B" }] }
    expect(await outcomeOf({ A, B: pass() })).toMatchObject({ error: "States.QueryEvaluationError" })
  })
})

describe("Succeed and Fail", () => {
  it("Succeed ends with its Output", async () => {
    const A = { Type: "Succeed", Output: { done: "{% $states.input.n %}" } }
    expect(await outcomeOf({ A }, { n: 1 })).toEqual({ status: "SUCCEEDED", output: { done: 1 } })
  })

  it("Fail ends with the Error and Cause that its expressions answer", async () => {
    const A = { Type: "Fail", Error: "Refused", Cause: "{% 'case ' & $states.input.caseId %}" }
    expect(await outcomeOf({ A }, { caseId: "c1" })).toEqual({
      status: "FAILED",
      error: "Refused",
      cause: "case c1",
    })
  })
})

async function endedAfter(wait: Record<string, unknown>, input: unknown = {}) {
  const { clock, engine } = createLocalEngine()
  const execution = start(engine, { W: { Type: "Wait", ...wait, End: true } }, input)
  await clock.advance(100 * 24 * 3600 * second)
  expect(execution.status).toBe("SUCCEEDED")
  return ((execution.endedMs ?? 0) - startMs) / second
}

describe("Wait", () => {
  it("waits the seconds it names or evaluates", async () => {
    expect(await endedAfter({ Seconds: 90 })).toBe(90)
    expect(await endedAfter({ Seconds: "{% $states.input.s * 2 %}" }, { s: 30 })).toBe(60)
  })

  it("waits until its Timestamp, beyond what one timer of the platform can hold", async () => {
    expect(await endedAfter({ Timestamp: "2026-04-01T01:00:00Z" })).toBe(30 * 24 * 3600)
  })

  it("goes on at once when its Timestamp is past", async () => {
    expect(await endedAfter({ Timestamp: "{% $states.input.at %}" }, { at: "2020-01-01T00:00:00Z" })).toBe(0)
  })
})

describe("Task", () => {
  it("answers a Lambda call as Payload, StatusCode and ExecutedVersion", async () => {
    const { Output: _, ...plain } = workTask()
    expect(await outcomeOf({ A: plain }, { n: 1 })).toMatchObject({
      output: { Payload: { n: 1 }, StatusCode: 200, ExecutedVersion: "$LATEST" },
    })
  })

  it("lets Assign and Output see the result", async () => {
    const states = {
      A: workTask({ Assign: { n: "{% $states.result.Payload.n %}" }, Next: "B" }),
      B: pass({ Output: "{% $n %}" }),
    }
    expect(await outcomeOf(states, { n: 7 })).toMatchObject({ output: 7 })
  })

  it("sends a queue message, an object as JSON text", async () => {
    const sent: unknown[] = []
    const sendMessage = (queueUrl: string, body: string) => {
      sent.push([queueUrl, body])
      return Promise.resolve({ MessageId: "m1" })
    }
    const A = {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Arguments: { QueueUrl: "http://queue", MessageBody: { n: "{% $states.input.n %}" } },
      End: true,
    }
    expect(await outcomeOf({ A }, { n: 1 }, { sendMessage })).toMatchObject({ output: { MessageId: "m1" } })
    expect(sent).toEqual([["http://queue", '{"n":1}']])
  })
})

describe("Parallel", () => {
  it("gives each branch its Arguments and answers the outputs in order", async () => {
    const A = {
      Type: "Parallel",
      Arguments: { n: "{% $states.input.n + 1 %}" },
      Branches: [
        { StartAt: "Slow", States: { Slow: { Type: "Wait", Seconds: 60, End: true } } },
        { StartAt: "Fast", States: { Fast: pass({ Output: "fast" }) } },
      ],
      End: true,
    }
    const { clock, engine } = createLocalEngine()
    const execution = start(engine, { A }, { n: 1 })
    await clock.advance(60 * second)
    expect(execution.output).toEqual([{ n: 2 }, "fast"])
  })

  it("lets a branch read outer variables and forgets those it assigned", async () => {
    const states = {
      A: pass({ Assign: { outer: 1 }, Next: "B" }),
      B: {
        Type: "Parallel",
        Branches: [
          {
            StartAt: "X",
            States: {
              X: pass({ Assign: { inner: "{% $outer + 1 %}" }, Next: "Y" }),
              Y: pass({ Output: "{% $inner %}" }),
            },
          },
          { StartAt: "Z", States: { Z: pass({ Output: "{% $exists($inner) %}" }) } },
        ],
        Assign: { outer: "{% $sum($states.result[0]) + 40 %}" },
        Next: "C",
      },
      C: pass({
        Output: { was: "{% $states.input %}", outer: "{% $outer %}", inner: "{% $exists($inner) %}" },
      }),
    }
    expect(await outcomeOf(states)).toMatchObject({ output: { was: [2, false], outer: 42, inner: false } })
  })

  it("stops the other branches when one fails, and can catch that", async () => {
    const invoked: string[] = []
    const invokeLambda = (name: string) => Promise.resolve(invoked.push(name))
    const A = {
      Type: "Parallel",
      Branches: [
        {
          StartAt: "Slow",
          States: { Slow: { Type: "Wait", Seconds: 60, Next: "Later" }, Later: workTask() },
        },
        { StartAt: "Bad", States: { Bad: { Type: "Fail", Error: "Broken" } } },
      ],
      Catch: [{ ErrorEquals: ["Broken"], Next: "B", Assign: { error: "{% $states.errorOutput.Error %}" } }],
      End: true,
    }
    const { clock, engine } = createLocalEngine({ invokeLambda })
    const execution = start(engine, { A, B: pass({ Output: "{% $error %}" }) })
    await clock.advance(120 * second)
    expect(execution).toMatchObject({ status: "SUCCEEDED", output: "Broken" })
    expect(invoked).toEqual([])
  })
})

describe("Map", () => {
  it("runs its states for each item, shaped by ItemSelector, and keeps the order", async () => {
    const A = {
      Type: "Map",
      Items: "{% $states.input.items %}",
      ItemSelector: { v: "{% $states.context.Map.Item.Value %}", i: "{% $states.context.Map.Item.Index %}" },
      MaxConcurrency: 2,
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: "I",
        States: {
          I: { Type: "Wait", Seconds: "{% 10 - $states.input.v %}", Next: "O" },
          O: pass({ Assign: { own: "{% $states.input.v %}" }, Next: "P" }),
          P: pass({ Output: "{% $own * 10 + $states.input.i %}" }),
        },
      },
      End: true,
    }
    const { clock, engine } = createLocalEngine()
    const execution = start(engine, { A }, { items: [1, 5, 3] })
    await clock.advance(100 * second)
    expect(execution.output).toEqual([10, 51, 32])
    // Two lanes: 9 seconds for the first item, 5 + 7 for the others.
    expect((execution.endedMs ?? 0) - startMs).toBe(12 * second)
  })

  it("takes its input as the items and answers an empty list for none", async () => {
    const A = { Type: "Map", ItemProcessor: { StartAt: "I", States: { I: pass() } }, End: true }
    expect(await outcomeOf({ A }, [])).toMatchObject({ output: [] })
    expect(await outcomeOf({ A }, ["x"])).toMatchObject({ output: ["x"] })
    expect(await outcomeOf({ A }, { no: "list" })).toMatchObject({ error: "States.QueryEvaluationError" })
  })
})
