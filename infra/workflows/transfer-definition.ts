import type { TransferStatus } from "../../contracts/codes.ts"
import { type AWAITED_STATUSES, SUPERSEDED } from "../../contracts/workflows.ts"

/**
 * The transfer flow in Amazon States Language (JSONata). It reads as the business flow:
 *
 *     AwaitConfirmation -> AwaitStatement -> AwaitCompletion -> WhereItStands -> Completed
 *            |                  |                 |                |  ^
 *            +------------------+-----------------+   AwaitNegotiation, AwaitAcknowledgement
 *                   out of time: EscalateOrExpire ------------------->+
 *
 * The legs follow each other without a question in between, because a park whose status has moved on answers at
 * once: the ordinary case costs six transitions (the start, three legs, one question, the end), and a restart finds
 * its leg by walking through those that are over. Only what is not ordinary (a refusal, a dispute, a tick, a later
 * payment) is sorted by `WhereItStands`.
 *
 * Every state hands on the same small value, where the case stands (`CaseStanding`); what is constant
 * comes from the execution's own input. So there is nothing to carry in paths, and no state that only sets variables.
 */

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

type AwaitedStatus = (typeof AWAITED_STATUSES)[number]

export interface TransferTasks {
  readonly partition: string
  readonly parkCaseArn: string
  readonly tickTransferArn: string
}

export const transferDefinition = ({ partition, parkCaseArn, tickTransferArn }: TransferTasks) => {
  const awaitCenter = (status: AwaitedStatus, comment: string, next: string) => ({
    Type: "Task",
    Comment: comment,
    Resource: `arn:${partition}:states:::lambda:invoke.waitForTaskToken`,
    Arguments: {
      FunctionName: parkCaseArn,
      Payload: {
        token: jsonata("$states.context.Task.Token"),
        caseId: CASE_ID,
        generation: GENERATION,
        awaited: [status],
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
  })

  const when = (statuses: readonly TransferStatus[], next: string) => ({
    Condition: jsonata(statuses.map((status) => `$states.input.status = "${status}"`).join(" or ")),
    Next: next,
  })

  return {
    Comment: "异地转移接续: keeps the clock of one transfer; the case in the table is the truth",
    QueryLanguage: "JSONata",
    StartAt: "AwaitConfirmation",
    States: {
      AwaitConfirmation: awaitCenter(
        "letterSent",
        "The transfer-out center confirms that the contact letter arrived",
        "AwaitStatement",
      ),
      AwaitStatement: awaitCenter(
        "letterConfirmed",
        "The transfer-out center closes the old account and states it, or refuses",
        "AwaitCompletion",
      ),
      AwaitCompletion: awaitCenter(
        "statementSent",
        "The transfer-in center receives the money and books it, or disputes",
        "WhereItStands",
      ),
      WhereItStands: {
        Type: "Choice",
        Choices: [
          {
            Condition: jsonata("$states.input.generation != $states.context.Execution.Input.generation"),
            Next: "SupersededByRestart",
          },
          when(["completed", "completedAfterNegotiation"], "Completed"),
          when(["negotiating"], "AwaitNegotiation"),
          when(["refused"], "AwaitAcknowledgement"),
          when(["letterSent"], "AwaitConfirmation"),
          when(["letterConfirmed"], "AwaitStatement"),
          when(["statementSent"], "AwaitCompletion"),
          when(["closedAsRefused"], "ClosedAsRefused"),
          when(["cancelled"], "Cancelled"),
          when(["expired"], "Expired"),
        ],
        Default: "Broken",
      },
      AwaitNegotiation: awaitCenter(
        "negotiating",
        "Both centers settle a dispute; never expires, the supervisor is told every five working days",
        "WhereItStands",
      ),
      AwaitAcknowledgement: awaitCenter(
        "refused",
        "The transfer-in center takes note of the refusal, or three working days pass",
        "WhereItStands",
      ),
      EscalateOrExpire: {
        Type: "Task",
        Comment: "Time is up: the case decides whether to remind, escalate or expire; a clock never consents",
        Resource: `arn:${partition}:states:::lambda:invoke`,
        Arguments: {
          FunctionName: tickTransferArn,
          Payload: { caseId: CASE_ID, generation: GENERATION, now: NOW },
        },
        Output: jsonata("$states.result.Payload"),
        TimeoutSeconds: TICK_TIMEOUT_SECONDS,
        Retry: [{ ErrorEquals: ["States.TaskFailed", "States.Timeout"], ...retried }],
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Broken" }],
        Next: "WhereItStands",
      },
      Completed: { Type: "Succeed" },
      ClosedAsRefused: { Type: "Succeed" },
      Cancelled: { Type: "Succeed" },
      Expired: { Type: "Succeed" },
      SupersededByRestart: { Type: "Succeed", Comment: "A later execution keeps the clock of this case" },
      Broken: {
        Type: "Fail",
        Comment: "Raises an alarm; the sweeper starts the next generation",
        Error: "TransferClockBroken",
        Cause:
          "A task failed after its last retry, or the case stands in a status that the flow does not know",
      },
    },
  } as const
}
