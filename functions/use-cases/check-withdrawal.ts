import { CenterId, CheckId } from "../../contracts/primitives.ts"
import type { WithdrawalCheckRequest, WithdrawalCheckResponse } from "../../contracts/withdrawals.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { agreedWithdrawals } from "../domain/federation/agreed-rules.ts"
import { judgeWithdrawal } from "../domain/withdrawal/judge-withdrawal.ts"
import { agreedBetween, type AgreedBetweenNeeds } from "./agreed-between.ts"
import { foundWith, viewerOf, warningsAboutPeopleAndUnits, type SeenWarningsNeeds } from "./seen-warnings.ts"
import { hitPoints, type UseCase } from "./use-case.ts"
import { withdrawalFacts, type WithdrawalFactsNeeds } from "./withdrawal-facts.ts"
import { noticesOn, type SeenNoticesNeeds } from "./seen-notices.ts"

export type CheckWithdrawalNeeds = WithdrawalFactsNeeds &
  SeenWarningsNeeds &
  SeenNoticesNeeds &
  AgreedBetweenNeeds

/** May money leave an account of the asking center, and how much? Nothing changes; what is told is recorded. */
export const checkWithdrawal =
  (needs: CheckWithdrawalNeeds): UseCase<WithdrawalCheckRequest, WithdrawalCheckResponse> =>
  async (call) => {
    const { person, accountNo, details, amount, on = chinaDateOf(call.now) } = call.body
    const who = await needs.identify(person)
    const centerId = CenterId.parse(call.callerId)
    const { receivingCenterId } = call.body
    const agreed =
      receivingCenterId === undefined
        ? []
        : await agreedBetween(needs, centerId, receivingCenterId, call.now, on)
    const read = await withdrawalFacts(needs, {
      centerId,
      accountNo,
      personRef: who.personRef,
      details,
      on,
      agreed: agreedWithdrawals(agreed),
    })
    if (read.outcome === "refused") return read
    const judgment = judgeWithdrawal({ details, amount, on }, read.facts)
    // Of today, whatever day the rules are asked for: a warning is information about the person, not a rule.
    const viewer = viewerOf(CenterId.parse(call.callerId), chinaDateOf(call.now), call.formerIds)
    const [warnings, notices] = await Promise.all([
      warningsAboutPeopleAndUnits(needs, [read.facts.person], viewer),
      noticesOn(needs, details, viewer),
    ])
    return {
      outcome: "disclosed",
      answer: { checkId: CheckId.parse(call.newId("chk")), ...judgment, warnings, notices },
      disclosure: {
        personRefs: [read.facts.person.personRef],
        purpose: "withdrawal-check",
        points: hitPoints,
        found: foundWith(judgment.verdict, warnings),
      },
    }
  }
