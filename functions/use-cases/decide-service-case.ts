import type { ServiceCase as ServiceCaseShown, ServiceDecision } from "../../contracts/service-cases.ts"
import type { AccountNo } from "../../contracts/primitives.ts"
import type { Refusal } from "../domain/refusal.ts"
import { decideServiceCase as decide } from "../domain/service-case/decide-service-case.ts"
import type { ServiceContext } from "../domain/service-case/service-decision.ts"
import { viewServiceCase } from "../domain/service-case/view-service-case.ts"
import { foundWith, viewerOf, warningsAboutPeopleAndUnits, type SeenWarningsNeeds } from "./seen-warnings.ts"
import { judgeCase, type JudgeCaseNeeds } from "./judge-case.ts"
import {
  accountNoOf,
  readOwnServiceCase,
  serviceContextOf,
  type OwnServiceCase,
  type ServiceNeeds,
} from "./service-context.ts"
import { accept, hitPoints, type Call, type UseCase } from "./use-case.ts"
import { noticesOn, type SeenNoticesNeeds } from "./seen-notices.ts"
import { withdrawalOf } from "../domain/service-case/service-case.ts"

export type DecideServiceCaseNeeds = ServiceNeeds & JudgeCaseNeeds & SeenWarningsNeeds & SeenNoticesNeeds

/** What the rules say now; a refusal needs no judgment of them. */
const judged = async (
  needs: DecideServiceCaseNeeds,
  { case: serviceCase, sides }: OwnServiceCase,
  decision: ServiceDecision,
  accountNo: AccountNo | undefined,
  context: ServiceContext,
  formerIds: readonly string[] | undefined,
): Promise<ServiceContext | Refusal> => {
  if (decision.outcome === "refused" || accountNo === undefined || !sides.has("home")) return context
  if (context.homeAccount === undefined) return context
  const found = await judgeCase(needs, serviceCase, {
    now: context.now,
    personRef: context.person.personRef,
    accountNo,
    amount: decision.amount,
  })
  if (found === undefined) return context
  if (found.outcome === "refused") return { ...found, caseId: serviceCase.serviceCaseId }
  const viewer = viewerOf(serviceCase.homeCenterId, context.today, formerIds)
  const [warnings, notices] = await Promise.all([
    warningsAboutPeopleAndUnits(needs, [context.person], viewer),
    noticesOn(needs, withdrawalOf(serviceCase), viewer),
  ])
  return {
    ...context,
    judgment: found.judgment,
    warnings,
    notices,
    ...(found.fact === undefined ? {} : { fact: found.fact }),
  }
}

/** H decides: under its own rules, which the hub holds it to where they are written down. */
export const decideServiceCase =
  (needs: DecideServiceCaseNeeds): UseCase<ServiceDecision, ServiceCaseShown> =>
  async (call: Call<ServiceDecision>) => {
    const found = await readOwnServiceCase(needs, call)
    if (found.outcome === "refused") return found
    const { body } = call
    const { handler, reviewer } = body
    const accountNo = (body.outcome === "approved" ? body.accountNo : undefined) ?? accountNoOf(found.case)
    const documents = body.outcome === "approved" ? body.result?.documents : undefined
    const read = await serviceContextOf(
      needs,
      found.case,
      { now: call.now, actor: found.sides, newId: call.newId, staff: { handler, reviewer } },
      { accountNo, documents, field: "/result/documents" },
    )
    const context =
      "outcome" in read ? read : await judged(needs, found, body, accountNo, read, call.formerIds)
    if ("outcome" in context) return context
    const decision = decide(found.case, { action: "decision", body }, context)
    if (decision.outcome === "accepted") {
      const { warnings = [], person } = context
      const accepted = accept(viewServiceCase(decision.case, found.sides), decision.changes)
      if (warnings.length === 0) return accepted
      return {
        ...accepted,
        disclosure: {
          personRefs: [person.personRef],
          purpose: "service",
          points: hitPoints,
          caseId: found.case.serviceCaseId,
          found: foundWith("approved", warnings),
        },
      }
    }
    const tells = decision.problem === "normal-account-exists" || decision.centerId !== undefined
    if (!tells) return decision
    // That another center has an account of the person, or used the fact, is a disclosure, even unnamed.
    return {
      ...decision,
      disclosure: {
        personRefs: [context.person.personRef],
        purpose: "service",
        points: hitPoints,
        caseId: found.case.serviceCaseId,
        found: decision.problem,
      },
    }
  }
