import { SUPERSEDED, type CaseStanding } from "../../contracts/workflows.ts"

/** States that the machines of both kinds of case are made of, in Amazon States Language with JSONata. */

/** Standard executions live for one year at most; the sweeper starts the next generation. */
const LONGEST_WAIT_SECONDS = 31_536_000
/** A deadline in a year whose calendar is not yet published is looked at again after this time. */
const UNKNOWN_DEADLINE_WAIT_SECONDS = 30 * 86_400
const TICK_TIMEOUT_SECONDS = 60

const jsonata = (expression: string): string => `{% ${expression} %}`

const CASE_ID = jsonata("$states.context.Execution.Input.caseId")
const GENERATION = jsonata("$states.context.Execution.Input.generation")
const NOW = jsonata("$now()")

const secondsUntilDue = jsonata(
  `$states.input.dueAt = null ? ${UNKNOWN_DEADLINE_WAIT_SECONDS} : ` +
    `$max([1, $min([${LONGEST_WAIT_SECONDS}, $ceil(($toMillis($states.input.dueAt) - $millis()) / 1000)])])`,
)

/** A dependency that fails is asked again for about two minutes; what still fails then is for a human and the sweeper. */
const retried = { IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 6, MaxDelaySeconds: 60 } as const

export interface CaseTasks {
  readonly partition: string
  readonly parkCaseArn: string
  readonly tickArn: string
}

/** The first choice wherever a case is sorted: a later execution has taken over. */
export const superseded = {
  Condition: jsonata("$states.input.generation != $states.context.Execution.Input.generation"),
  Next: "SupersededByRestart",
} as const

/** How an execution ends that is not the case's own end. */
export const supersededByRestart = {
  Type: "Succeed",
  Comment: "A later execution keeps the clock of this case",
} as const
export const broken = <Error extends string>(error: Error) =>
  ({
    Type: "Fail",
    Comment: "Raises an alarm; the sweeper starts the next generation",
    Error: error,
    Cause: "A task failed after its last retry, or the case stands in a status that the flow does not know",
  }) as const

/** A place in the flow that a case may stand in; what no case can stand in does not compile. */
type Place = CaseStanding["status"]

/** The states of one machine. */
export const caseStates = ({ partition, parkCaseArn, tickArn }: CaseTasks) => ({
  /** Sleeps until the case moves on or its time is up. A place that is over already costs one transition. */
  awaitCenter: (place: Place, comment: string, next: string) => ({
    Type: "Task" as const,
    Comment: comment,
    Resource: `arn:${partition}:states:::lambda:invoke.waitForTaskToken`,
    Arguments: {
      FunctionName: parkCaseArn,
      Payload: {
        token: jsonata("$states.context.Task.Token"),
        caseId: CASE_ID,
        generation: GENERATION,
        awaited: [place],
        dueAt: jsonata("$states.input.dueAt"),
        now: NOW,
      },
    },
    TimeoutSeconds: secondsUntilDue,
    Retry: [
      { ErrorEquals: [SUPERSEDED], MaxAttempts: 0 },
      { ErrorEquals: ["States.TaskFailed"], ...retried },
    ],
    Catch: [
      { ErrorEquals: ["States.Timeout"], Next: "EscalateOrExpire" },
      { ErrorEquals: [SUPERSEDED], Next: "SupersededByRestart" },
      { ErrorEquals: ["States.ALL"], Next: "Broken" },
    ],
    Next: next,
  }),
  escalateOrExpire: {
    Type: "Task",
    Comment: "Time is up: the case decides whether to remind, escalate or expire; a clock never consents",
    Resource: `arn:${partition}:states:::lambda:invoke`,
    Arguments: {
      FunctionName: tickArn,
      Payload: { caseId: CASE_ID, generation: GENERATION, now: NOW },
    },
    Output: jsonata("$states.result.Payload"),
    TimeoutSeconds: TICK_TIMEOUT_SECONDS,
    Retry: [{ ErrorEquals: ["States.TaskFailed", "States.Timeout"], ...retried }],
    Catch: [{ ErrorEquals: ["States.ALL"], Next: "Broken" }],
    Next: "WhereItStands",
  } as const,
  when: (places: readonly Place[], next: string) => ({
    Condition: jsonata(places.map((place) => `$states.input.status = "${place}"`).join(" or ")),
    Next: next,
  }),
})
