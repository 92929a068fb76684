import { CenterId, CheckId } from "../../contracts/primitives.ts"
import type { WithdrawalCheckRequest, WithdrawalCheckResponse } from "../../contracts/withdrawals.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { judgeWithdrawal } from "../domain/withdrawal/judge-withdrawal.ts"
import { hitPoints, type UseCase } from "./use-case.ts"
import { withdrawalFacts, type WithdrawalFactsNeeds } from "./withdrawal-facts.ts"

/** May money leave an account of the asking center, and how much? Nothing changes; what is told is recorded. */
export const checkWithdrawal =
  (needs: WithdrawalFactsNeeds): UseCase<WithdrawalCheckRequest, WithdrawalCheckResponse> =>
  async (call) => {
    const { person, accountNo, details, amount, on = chinaDateOf(call.now) } = call.body
    const who = await needs.identify(person)
    const read = await withdrawalFacts(needs, {
      centerId: CenterId.parse(call.callerId),
      accountNo,
      personRef: who.personRef,
      details,
      on,
    })
    if (read.outcome === "refused") return read
    const judgment = judgeWithdrawal({ details, amount, on }, read.facts)
    return {
      outcome: "disclosed",
      answer: { checkId: CheckId.parse(call.newId("chk")), ...judgment },
      disclosure: {
        personRefs: [read.facts.person.personRef],
        purpose: "withdrawal-check",
        points: hitPoints,
        found: judgment.verdict,
      },
    }
  }
