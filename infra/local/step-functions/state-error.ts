/** An error of the States Language: it has a name that Retry and Catch look at, and ends the execution otherwise. */
export class StateError extends Error {
  readonly errorName: string | undefined
  readonly errorCause: string | undefined

  constructor(errorName: string | undefined, errorCause: string | undefined) {
    super(`${errorName ?? "(no error name)"}: ${errorCause ?? ""}`)
    this.name = "StateError"
    this.errorName = errorName
    this.errorCause = errorCause
  }
}

/** A function answered with an error. `errorType` becomes the error name that Retry and Catch see. */
export class LambdaFunctionError extends Error {
  readonly errorType: string
  readonly trace: readonly string[]

  constructor(errorType: string, errorMessage: string, trace: readonly string[] = []) {
    super(errorMessage)
    this.name = "LambdaFunctionError"
    this.errorType = errorType
    this.trace = trace
  }
}

export function stateErrorOfInvocation(thrown: unknown): StateError {
  if (thrown instanceof StateError) return thrown
  const known =
    thrown instanceof LambdaFunctionError
      ? { errorMessage: thrown.message, errorType: thrown.errorType, trace: thrown.trace }
      : thrown instanceof Error
        ? { errorMessage: thrown.message, errorType: thrown.name }
        : { errorMessage: String(thrown), errorType: "Error" }
  return new StateError(known.errorType, JSON.stringify(known))
}

export function queryError(cause: string): StateError {
  return new StateError("States.QueryEvaluationError", cause)
}

/** Whether a Retry or Catch that lists `names` is meant for this error. */
export function matchesError(names: readonly string[], error: StateError): boolean {
  const name = error.errorName ?? ""
  // These two end an execution whatever wildcard stands there.
  const beyondWildcards = name === "States.DataLimitExceeded" || name === "States.Runtime"
  return names.some((listed) => {
    if (listed === name) return true
    if (listed === "States.Timeout") return name === "States.HeartbeatTimeout"
    if (listed === "States.TaskFailed") return !beyondWildcards && name !== "States.Timeout"
    return listed === "States.ALL" && !beyondWildcards
  })
}
