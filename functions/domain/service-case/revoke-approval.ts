import type { ServiceRevocation } from "../../../contracts/service-cases.ts"
import { isOpen, withoutHoldsOf } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import { releaseUse } from "../withdrawal/use-fact.ts"
import { withoutEntry } from "../withdrawal/withdrawal-ledger.ts"
import { from } from "./decide-service.ts"
import type { ServiceCase } from "./service-case.ts"
import {
  acceptedService,
  serviceAccountHistory,
  tellService,
  type ServiceAccepted,
  type ServiceContext,
} from "./service-decision.ts"

/** What the approval took hold of goes back: the account, its ledger and the family's total. */
const givenBack = ({ serviceCaseId }: ServiceCase, context: ServiceContext): readonly Change[] => {
  const { homeAccount, ledger, usedFact } = context
  const entry = withoutEntry(ledger, serviceCaseId)
  const fact = usedFact === undefined ? undefined : releaseUse(usedFact, serviceCaseId)
  const account =
    homeAccount === undefined || !isOpen(homeAccount) ? undefined : withoutHoldsOf(homeAccount, serviceCaseId)
  return [
    ...(account === undefined
      ? []
      : [
          { kind: "saveAccount" as const, account },
          serviceAccountHistory(account, "withdrawal-revocation", context),
        ]),
    ...(entry === undefined ? [] : [{ kind: "saveWithdrawals" as const, ledger: entry }]),
    ...(fact === undefined ? [] : [{ kind: "saveFact" as const, fact }]),
  ]
}

/**
 * H takes its approval back while nothing has been paid, or after the bank returned the money: approved by mistake,
 * forbidden by a court since, or not wanted any more. The case is refused, with the ground that is given.
 */
export const revokeApproval = (
  serviceCase: ServiceCase,
  { reasonCode, reason }: ServiceRevocation,
  context: ServiceContext,
): ServiceAccepted => {
  const { decision, factKey: _factKey, ...rest } = serviceCase
  if (decision === undefined) throw new Error("an approved case has a decision")
  const { amount: _amount, result: _result, ...kept } = decision
  return acceptedService(
    serviceCase,
    {
      ...rest,
      status: "refused",
      decision: {
        ...kept,
        outcome: "refused",
        rule: "SVC-003",
        reasonCode,
        reason,
        ...context.staff,
        decidedOn: context.today,
      },
    },
    "revocation",
    context,
    (saved, by) => [
      ...givenBack(serviceCase, context),
      ...tellService(saved, "receiving", "service.refused", {
        now: context.now,
        newId: context.newId,
        ...from(by),
      }),
    ],
  )
}
