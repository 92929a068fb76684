import type { HistoryEvent } from "./execution-run.ts"

/** An event as GetExecutionHistory answers it. */
export function answerHistoryEvent(event: HistoryEvent, index: number) {
  return {
    id: index + 1,
    previousEventId: index,
    timestamp: event.atMs / 1000,
    type: event.type,
    ...detailsOf(event),
  }
}

function detailsOf(event: HistoryEvent): Record<string, unknown> {
  const reason = { error: event.error, cause: event.cause }
  const output = JSON.stringify(event.output)
  if (event.type.endsWith("StateEntered")) {
    return { stateEnteredEventDetails: { name: event.state, input: JSON.stringify(event.input) } }
  }
  if (event.type.endsWith("StateExited")) return { stateExitedEventDetails: { name: event.state, output } }
  switch (event.type) {
    case "ExecutionStarted":
      return { executionStartedEventDetails: { input: JSON.stringify(event.input) } }
    case "ExecutionSucceeded":
      return { executionSucceededEventDetails: { output } }
    case "ExecutionFailed":
      return { executionFailedEventDetails: reason }
    case "ExecutionTimedOut":
      return { executionTimedOutEventDetails: reason }
    case "ExecutionAborted":
      return { executionAbortedEventDetails: reason }
    case "TaskFailed":
      return { taskFailedEventDetails: { resourceType: "task", resource: event.state, ...reason } }
    case "TaskTimedOut":
      return { taskTimedOutEventDetails: { resourceType: "task", resource: event.state, ...reason } }
    default:
      return {}
  }
}
