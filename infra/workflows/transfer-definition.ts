import { broken, caseStates, superseded, supersededByRestart } from "./case-states.ts"

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

export interface TransferTasks {
  readonly partition: string
  readonly parkCaseArn: string
  readonly tickTransferArn: string
}

export const transferDefinition = ({ partition, parkCaseArn, tickTransferArn }: TransferTasks) => {
  const { awaitCenter, escalateOrExpire, when } = caseStates({
    partition,
    parkCaseArn,
    tickArn: tickTransferArn,
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
          superseded,
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
      EscalateOrExpire: escalateOrExpire,
      Completed: { Type: "Succeed" },
      ClosedAsRefused: { Type: "Succeed" },
      Cancelled: { Type: "Succeed" },
      Expired: { Type: "Succeed" },
      SupersededByRestart: supersededByRestart,
      Broken: broken("TransferClockBroken"),
    },
  } as const
}
