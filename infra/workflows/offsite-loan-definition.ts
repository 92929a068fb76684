import { broken, caseStates, superseded, supersededByRestart } from "./case-states.ts"

/**
 * The flow of an off-site loan in Amazon States Language (JSONata). It reads as the business flow:
 *
 *     AwaitCertification -> AwaitDecision -> WhereItStands -> Granted
 *             |                  |             |  ^
 *             +------------------+        AwaitServicing
 *                out of time: EscalateOrExpire -->+
 *
 * Five transitions to `Granted` (the start, two legs, one question, the end). A granted loan runs for years, so its
 * execution ends: while a center has something to do (a collection, an offset), a later generation keeps the clock in
 * `AwaitServicing` and ends when it is done. The monthly feed is watched by the sweeper, which needs no execution.
 */

export interface OffsiteLoanTasks {
  readonly partition: string
  readonly parkCaseArn: string
  readonly tickOffsiteLoanArn: string
}

export const offsiteLoanDefinition = ({ partition, parkCaseArn, tickOffsiteLoanArn }: OffsiteLoanTasks) => {
  const { awaitCenter, escalateOrExpire, when } = caseStates({
    partition,
    parkCaseArn,
    tickArn: tickOffsiteLoanArn,
  })

  return {
    Comment: "异地贷款: keeps the clock of one off-site loan; the case in the table is the truth",
    QueryLanguage: "JSONata",
    StartAt: "AwaitCertification",
    States: {
      AwaitCertification: awaitCenter(
        "requested",
        "The home center issues the certificate and holds the account, or refuses",
        "AwaitDecision",
      ),
      AwaitDecision: awaitCenter(
        "certified",
        "The loan center grants or rejects the loan while the certificate is valid",
        "WhereItStands",
      ),
      WhereItStands: {
        Type: "Choice",
        Choices: [
          superseded,
          when(["granted"], "Granted"),
          when(["servicing"], "AwaitServicing"),
          when(["requested"], "AwaitCertification"),
          when(["certified"], "AwaitDecision"),
          when(["paidOff"], "PaidOff"),
          when(["converted"], "Converted"),
          when(["refused"], "Refused"),
          when(["rejected"], "Rejected"),
          when(["cancelled"], "Cancelled"),
          when(["expired"], "Expired"),
        ],
        Default: "Broken",
      },
      AwaitServicing: awaitCenter(
        "servicing",
        "The home center answers a collection, or the loan center books an offset",
        "WhereItStands",
      ),
      EscalateOrExpire: escalateOrExpire,
      Granted: {
        Type: "Succeed",
        Comment: "The loan runs; what a center must do later has its own execution",
      },
      PaidOff: { Type: "Succeed" },
      Converted: { Type: "Succeed" },
      Refused: { Type: "Succeed" },
      Rejected: { Type: "Succeed" },
      Cancelled: { Type: "Succeed" },
      Expired: { Type: "Succeed" },
      SupersededByRestart: supersededByRestart,
      Broken: broken("OffsiteLoanClockBroken"),
    },
  } as const
}
