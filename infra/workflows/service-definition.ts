import { broken, caseStates, superseded, supersededByRestart } from "./case-states.ts"

/**
 * The flow of a service case in Amazon States Language (JSONata), one for all matters and modes:
 *
 *     AwaitHandling -> AwaitDecision -> AwaitPayment -> AwaitDelivery -> WhereItStands -> Closed
 *           |                |               |               |              |  ^
 *           +----------------+---------------+---------------+       AwaitSupplement
 *                        out of time: EscalateOrExpire ------------------->+
 *
 * Seven transitions for the ordinary case of each mode (the start, four legs, one question, the end): a leg that a mode
 * or a matter does not have is over already when it is entered. Whatever is not ordinary (missing papers, a refusal, a
 * payment that came back, a tick) is sorted by `WhereItStands`.
 */

export interface ServiceTasks {
  readonly partition: string
  readonly parkCaseArn: string
  readonly tickServiceCaseArn: string
}

export const serviceDefinition = ({ partition, parkCaseArn, tickServiceCaseArn }: ServiceTasks) => {
  const { awaitCenter, escalateOrExpire, when } = caseStates({
    partition,
    parkCaseArn,
    tickArn: tickServiceCaseArn,
  })

  return {
    Comment: "跨省通办: keeps the clock of one service case; the case in the table is the truth",
    QueryLanguage: "JSONata",
    StartAt: "AwaitHandling",
    States: {
      AwaitHandling: awaitCenter(
        "submitted",
        "The home center decides; in joint mode the receiving center verifies first",
        "AwaitDecision",
      ),
      AwaitDecision: awaitCenter(
        "deciding",
        "The home center decides over what was verified",
        "AwaitPayment",
      ),
      AwaitPayment: awaitCenter("paying", "The home center pays what it has approved", "AwaitDelivery"),
      AwaitDelivery: awaitCenter("delivering", "The applicant gets the result", "WhereItStands"),
      WhereItStands: {
        Type: "Choice",
        Choices: [
          superseded,
          when(["closed"], "Closed"),
          when(["supplementRequested"], "AwaitSupplement"),
          when(["submitted"], "AwaitHandling"),
          when(["deciding"], "AwaitDecision"),
          when(["paying"], "AwaitPayment"),
          when(["delivering"], "AwaitDelivery"),
          when(["cancelled"], "Cancelled"),
          when(["expired"], "Expired"),
        ],
        Default: "Broken",
      },
      AwaitSupplement: awaitCenter(
        "supplementRequested",
        "The applicant brings the missing papers to the receiving center",
        "WhereItStands",
      ),
      EscalateOrExpire: escalateOrExpire,
      Closed: { Type: "Succeed", Comment: "A rating and the erasure of documents need no execution" },
      Cancelled: { Type: "Succeed" },
      Expired: { Type: "Succeed" },
      SupersededByRestart: supersededByRestart,
      Broken: broken("ServiceClockBroken"),
    },
  } as const
}
