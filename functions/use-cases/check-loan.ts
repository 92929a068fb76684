import type { LoanCheckRequest, LoanCheckResponse } from "../../contracts/loans.ts"
import type { NationalRules } from "../../contracts/policies.ts"
import { CenterId, CheckId, type Person } from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { loanFindingsFor, type CheckedPerson } from "../domain/loan-registry/loan-findings.ts"
import { loanBarRuleOf, loanCountOf } from "./loan-rules-of.ts"
import { pointsOfPeople, type ReadLoanFamilyNeeds } from "./read-loan-family.ts"
import { foundWith, viewerOf, warningsAboutPeopleAndUnits, type SeenWarningsNeeds } from "./seen-warnings.ts"
import { transferRulesOf, type ReadPolicies } from "./transfer-rules-of.ts"
import type { UseCase } from "./use-case.ts"

export interface CheckLoanNeeds extends ReadLoanFamilyNeeds, SeenWarningsNeeds {
  readonly readPolicies: ReadPolicies
  readonly nationalRules: () => NationalRules
}

const readChecked = async (
  needs: CheckLoanNeeds,
  asked: readonly Person[],
): Promise<readonly CheckedPerson[]> => {
  const people = await Promise.all(
    asked.map(async (person, index): Promise<CheckedPerson> => {
      const { personRef, nameMac } = await needs.identify(person)
      return { person: await needs.readPerson(personRef), nameMac, number: index + 1 }
    }),
  )
  return people.filter(
    ({ person }, index) => people.findIndex((other) => other.person.personRef === person.personRef) === index,
  )
}

/** Does anybody of the family owe a loan of the fund, or is anything in its way? One query a person, one record. */
export const checkLoan =
  (needs: CheckLoanNeeds): UseCase<LoanCheckRequest, LoanCheckResponse> =>
  async (call) => {
    const { applicants, spouse, purpose } = call.body
    const today = chinaDateOf(call.now)
    const by = CenterId.parse(call.callerId)
    const [people, packs] = await Promise.all([
      readChecked(needs, [...applicants, ...(spouse === undefined ? [] : [spouse])]),
      needs.readPolicies(call.callerId),
    ])
    const rule = loanBarRuleOf(packs, today)
    const forLoan = purpose === "loan" || purpose === "offsiteCertificate"
    if (rule.outcome === "refused" && !forLoan) return rule
    // No counterparty is named: what the center's rules say of transfers to any other.
    const outbound = await transferRulesOf(() => Promise.resolve(packs), by, by, today)
    const found = loanFindingsFor(people, {
      purpose,
      by,
      now: call.now,
      today,
      count: loanCountOf(packs, needs.nationalRules(), today),
      ...(rule.outcome === "refused" ? {} : { bar: rule.bar }),
      ...(outbound.outcome === "refused"
        ? {}
        : {
            outbound: {
              owed: outbound.rules.unsettledLoan.value,
              guaranteed: outbound.rules.guarantee.value,
            },
          }),
    })
    const warnings = await warningsAboutPeopleAndUnits(
      needs,
      people.map(({ person }) => person),
      viewerOf(by, today, call.formerIds),
    )
    return {
      outcome: "disclosed",
      answer: { checkId: CheckId.parse(call.newId("chk")), ...found, warnings },
      disclosure: {
        personRefs: people.map(({ person }) => person.personRef),
        purpose: `loan-check-${purpose}`,
        points: pointsOfPeople(people),
        found: foundWith(found.verdict, warnings),
      },
    }
  }
