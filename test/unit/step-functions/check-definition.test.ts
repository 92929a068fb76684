import { describe, expect, it } from "vitest"
import { checkDefinition } from "../../../infra/local/step-functions/check-definition.ts"
import { invoke, machineOf, workTask } from "./local-machine.ts"

const end = { Type: "Succeed" }
const inMap = (inner: Record<string, unknown>, fields = {}) => ({
  Type: "Map",
  ItemProcessor: { StartAt: "Inner", States: { Inner: inner } },
  End: true,
  ...fields,
})

const refused: [why: string, definition: unknown, message: string][] = [
  ["JSONPath as the language", { StartAt: "A", States: { A: end } }, "QueryLanguage"],
  [
    "a first state that is not there",
    machineOf({ A: end }, { StartAt: "B" }),
    '"StartAt": there is no state "B"',
  ],
  ["no first state", { QueryLanguage: "JSONata", States: { A: end } }, "StartAt"],
  ["an unknown type", machineOf({ A: { Type: "Sleep" } }), 'state "A": field "Type"'],
  ["an unknown field", machineOf({ A: { ...end, Colour: 1 } }), 'state "A": field "Colour" is not supported'],
  ["an unknown field of the machine", machineOf({ A: end }, { Colour: 1 }), 'state machine: field "Colour"'],
  ["JSONPath input", machineOf({ A: workTask({ InputPath: "$" }) }), 'state "A": field "InputPath"'],
  ["JSONPath result", machineOf({ A: workTask({ ResultPath: "$.a" }) }), 'state "A": field "ResultPath"'],
  ["JSONPath parameters", machineOf({ A: workTask({ Parameters: {} }) }), 'state "A": field "Parameters"'],
  [
    "an unknown resource",
    machineOf({ A: workTask({ Resource: "arn:aws:states:::sns:publish" }) }),
    'state "A": field "Resource": is not a supported resource',
  ],
  [
    "an unknown argument",
    machineOf({ A: workTask({ Arguments: { FunctionName: "f", Qualifier: "1" } }) }),
    'state "A": field "Arguments.Qualifier"',
  ],
  [
    "a missing argument",
    machineOf({ A: workTask({ Arguments: { Payload: 1 } }) }),
    'state "A": field "Arguments.FunctionName" is missing',
  ],
  [
    "a Next that is not there",
    machineOf({ A: { Type: "Pass", Next: "B" } }),
    'state "A": field "Next": there is no state "B"',
  ],
  ["neither Next nor End", machineOf({ A: { Type: "Pass" } }), 'state "A": needs either "Next" or "End"'],
  ["a state that nothing leads to", machineOf({ A: end, B: end }), 'state "B": no state leads to it'],
  [
    "a Catch that leads nowhere",
    machineOf({ A: workTask({ Catch: [{ ErrorEquals: ["States.ALL"], Next: "B" }] }) }),
    'state "A": field "Catch.0.Next"',
  ],
  [
    "an error name of the service that does not exist",
    machineOf({ A: workTask({ Retry: [{ ErrorEquals: ["States.Timedout"] }] }) }),
    'there is no error "States.Timedout"',
  ],
  [
    "States.ALL before others",
    machineOf({ A: workTask({ Retry: [{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["Busy"] }] }) }),
    'state "A": field "Retry.0.ErrorEquals": States.ALL stands alone and last',
  ],
  [
    "a jitter that draws by chance",
    machineOf({ A: workTask({ Retry: [{ ErrorEquals: ["Busy"], JitterStrategy: "FULL" }] }) }),
    'state "A": field "Retry.0.JitterStrategy"',
  ],
  [
    "a Wait with two ends",
    machineOf({ A: { Type: "Wait", Seconds: 1, Timestamp: "x", End: true } }),
    'state "A": needs either "Seconds" or "Timestamp"',
  ],
  [
    "a timeout of no time",
    machineOf({ A: workTask({ TimeoutSeconds: 0 }) }),
    'state "A": field "TimeoutSeconds"',
  ],
  [
    "broken JSONata",
    machineOf({ A: { ...end, Output: "{% 1 + %}" } }),
    'state "A": field "Output": is not JSONata',
  ],
  [
    "an expression that is wrapped only in part",
    machineOf({ A: { ...end, Output: { a: " {% 1 %}" } } }),
    'state "A": field "Output.a"',
  ],
  [
    "a function that draws by chance",
    machineOf({ A: { ...end, Output: "{% $floor($random() * 6) %}" } }),
    'state "A": field "Output": $random draws by chance',
  ],
  [
    "a result where there is none",
    machineOf({ A: { Type: "Pass", Output: "{% $states.result %}", End: true } }),
    'state "A": field "Output": $states.result is not available here',
  ],
  [
    "a result in the arguments",
    machineOf({ A: workTask({ Arguments: { FunctionName: "f", Payload: "{% $states.result %}" } }) }),
    'state "A": field "Arguments.Payload": $states.result',
  ],
  [
    "a variable named states",
    machineOf({ A: { Type: "Pass", Assign: { states: 1 }, End: true } }),
    'state "A": field "Assign.states"',
  ],
  [
    "an outer variable assigned inside",
    machineOf({ A: inMap({ Type: "Pass", Assign: { n: 1 }, End: true }, { Assign: { n: 2 } }) }),
    'state "Inner": field "Assign.n"',
  ],
  ["a problem inside a Map", machineOf({ A: inMap({ ...end, Colour: 1 }) }), 'state "Inner": field "Colour"'],
  ["a name used twice", machineOf({ Inner: inMap(end) }), 'state "Inner": the name is used more than once'],
  [
    "a distributed Map",
    machineOf({
      A: inMap(end, {
        ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED" }, StartAt: "B", States: { B: end } },
      }),
    }),
    'state "A": field "ItemProcessor.ProcessorConfig.Mode"',
  ],
]

describe("a definition is refused at the start for", () => {
  it.each(refused)("%s", (_, definition, message) => {
    expect(() => checkDefinition(definition)).toThrow(message)
  })
})

const branch = (name: string) => ({
  StartAt: name,
  States: { [name]: { Type: "Pass", Assign: { own: 1 }, End: true } },
})

describe("a definition is accepted", () => {
  it("for any partition", () => {
    const A = workTask({ Resource: invoke.replace("aws-cn", "aws") })
    expect(checkDefinition(machineOf({ A })).StartAt).toBe("A")
  })

  it("when branches of a Parallel use the same variable name, which each has for itself", () => {
    const A = { Type: "Parallel", Branches: [branch("X"), branch("Y")], End: true }
    expect(checkDefinition(machineOf({ A })).StartAt).toBe("A")
  })
})
