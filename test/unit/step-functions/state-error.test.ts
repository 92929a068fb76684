import { describe, expect, it } from "vitest"
import { matchesError, StateError } from "../../../infra/local/step-functions/state-error.ts"

const matches = (listed: string, name: string) => matchesError([listed], new StateError(name, undefined))

describe("a Retry or Catch", () => {
  it.each([
    ["Busy", "Busy", true],
    ["Busy", "Other", false],
    ["States.ALL", "Busy", true],
    ["States.ALL", "States.Timeout", true],
    ["States.ALL", "States.DataLimitExceeded", false],
    ["States.ALL", "States.Runtime", false],
    ["States.DataLimitExceeded", "States.DataLimitExceeded", true],
    ["States.TaskFailed", "Busy", true],
    ["States.TaskFailed", "States.Timeout", false],
    ["States.TaskFailed", "States.Runtime", false],
    ["States.Timeout", "States.HeartbeatTimeout", true],
    ["States.HeartbeatTimeout", "States.Timeout", false],
  ])("for %s looks at %s: %s", (listed, name, expected) => {
    expect(matches(listed, name)).toBe(expected)
  })
})
