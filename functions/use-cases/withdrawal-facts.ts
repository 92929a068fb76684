import type { NationalWithdrawals } from "../../contracts/policies.ts"
import type { AccountNo, CenterId, LocalDate, PersonRef } from "../../contracts/primitives.ts"
import type { WithdrawalRule } from "../../contracts/withdrawal-policies.ts"
import type { WithdrawalDetails } from "../../contracts/withdrawals.ts"
import type { AccountName, AccountRecord, PersonRecord } from "../domain/account/account-record.ts"
import type { SegmentGroup } from "../domain/account/contribution-record.ts"
import type { Agreed } from "../domain/federation/agreed-rules.ts"
import type { KnownPack } from "../domain/policies/accept-policy.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { factOf } from "../domain/withdrawal/housing-fact.ts"
import type { WithdrawalFacts } from "../domain/withdrawal/judge-withdrawal.ts"
import { defectOfDetails } from "../domain/withdrawal/withdrawal-figures.ts"
import type { FactUse, HousingFact, WithdrawalLedger } from "../domain/withdrawal/withdrawal-record.ts"
import { withAgreed, withdrawalRulesOf } from "../domain/withdrawal/withdrawal-rules-of.ts"
import type { Identify } from "./use-case.ts"

export interface WithdrawalFactsNeeds {
  readonly identify: Identify
  readonly readAccount: (
    name: AccountName,
  ) => Promise<{ readonly account: AccountRecord; readonly person: PersonRecord } | undefined>
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readSegments: (name: AccountName) => Promise<readonly SegmentGroup[]>
  readonly readPolicies: (centerId: string) => Promise<readonly KnownPack[]>
  readonly readWithdrawals: (name: AccountName) => Promise<WithdrawalLedger | undefined>
  readonly readFact: (fact: string) => Promise<HousingFact | undefined>
  readonly nationalWithdrawals: () => NationalWithdrawals
}

export interface WithdrawalFactsQuestion {
  readonly centerId: CenterId
  readonly accountNo: AccountNo
  /** Who must be the holder. */
  readonly personRef: PersonRef
  readonly details: WithdrawalDetails
  readonly on: LocalDate
  /** The owner of the home, where the caller has identified that person already and the details are without. */
  readonly principalRef?: PersonRef | undefined
  /** The case that is judged, when one is. */
  readonly caseId?: string | undefined
  /** What the home center has agreed on with the one that asks. */
  readonly agreed?: Agreed<readonly WithdrawalRule[]> | undefined
}

type ReadPerson = WithdrawalFactsNeeds["readPerson"]

/** One person, whatever document named them: documents may have been joined since. */
const isSamePerson = async (readPerson: ReadPerson, left: PersonRef, right: PersonRef): Promise<boolean> => {
  if (left === right) return true
  const [one, other] = await Promise.all([readPerson(left), readPerson(right)])
  return one.personRef === other.personRef
}

/** The uses at other centers, those of the holder's former documents as the holder's own. */
const usesOf = (
  readPerson: ReadPerson,
  { uses }: HousingFact,
  { centerId }: WithdrawalFactsQuestion,
  holder: PersonRef,
): Promise<readonly FactUse[]> =>
  Promise.all(
    uses.map(async (use) =>
      use.centerId !== centerId && (await isSamePerson(readPerson, use.personRef, holder))
        ? { ...use, personRef: holder }
        : use,
    ),
  )

const housingOf = async (
  needs: Pick<WithdrawalFactsNeeds, "identify" | "readFact" | "readPerson">,
  question: WithdrawalFactsQuestion,
  holder: PersonRef,
): Promise<{ readonly outcome: "read"; readonly housing?: WithdrawalFacts["housing"] } | Refusal> => {
  const named = factOf(question.details)
  if (named === undefined) return { outcome: "read" }
  if (named.outcome === "refused") return named
  const { fact, total, principal } = named
  const [known, identified] = await Promise.all([
    needs.readFact(fact),
    question.principalRef === undefined && principal !== undefined ? needs.identify(principal) : undefined,
  ])
  const principalRef = question.principalRef ?? identified?.personRef ?? holder
  if (known === undefined) return { outcome: "read", housing: { fact, total, principalRef } }
  const [isSame, uses] = await Promise.all([
    isSamePerson(needs.readPerson, known.principalRef, principalRef),
    usesOf(needs.readPerson, known, question, holder),
  ])
  return {
    outcome: "read",
    housing: {
      fact,
      total,
      principalRef: isSame ? known.principalRef : principalRef,
      known: { ...known, uses },
    },
  }
}

/**
 * Reads all that a withdrawal is judged by. An account of another person is not found, as one that does not exist: an
 * asking center learns nothing of who holds it.
 */
export const withdrawalFacts = async (
  needs: WithdrawalFactsNeeds,
  question: WithdrawalFactsQuestion,
): Promise<{ readonly outcome: "read"; readonly facts: WithdrawalFacts } | Refusal> => {
  const { centerId, accountNo, personRef, details, on, caseId, principalRef } = question
  const defect = defectOfDetails(details, principalRef !== undefined)
  if (defect !== undefined) return defect
  const name: AccountName = { centerId, accountNo }
  const found = await needs.readAccount(name)
  if (found === undefined || !(await isSamePerson(needs.readPerson, found.person.personRef, personRef)))
    return refuse("account-not-found")
  const holder = found.person.personRef
  const [groups, packs, ledger, housing] = await Promise.all([
    needs.readSegments(name),
    needs.readPolicies(centerId),
    needs.readWithdrawals(name),
    housingOf(needs, question, holder),
  ])
  if (housing.outcome === "refused") return housing
  const resolved = withdrawalRulesOf(packs, needs.nationalWithdrawals(), on)
  if (resolved.outcome === "refused") return resolved
  return {
    outcome: "read",
    facts: {
      account: found.account,
      person: found.person,
      segments: groups.flatMap(({ segments }) => segments),
      ledger,
      rules: withAgreed(resolved.rules, question.agreed, on),
      ...(housing.housing === undefined ? {} : { housing: housing.housing }),
      caseId,
    },
  }
}
