import type { AccountNo, Instant } from "../../contracts/primitives.ts"
import type { WithdrawalJudgment } from "../../contracts/withdrawals.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { withdrawalOf, type ServiceCase } from "../domain/service-case/service-case.ts"
import type { ServiceContext } from "../domain/service-case/service-decision.ts"
import { judgeWithdrawal } from "../domain/withdrawal/judge-withdrawal.ts"
import { agreedWithdrawals } from "../domain/federation/agreed-rules.ts"
import type { FederationVersion } from "../domain/federation/federation-record.ts"
import type { KnownPack } from "../domain/policies/accept-policy.ts"
import type { PersonRecord } from "../domain/account/account-record.ts"
import type { PersonRef } from "../../contracts/primitives.ts"
import type { Money } from "../../contracts/primitives.ts"
import { withdrawalFacts, type WithdrawalFactsNeeds } from "./withdrawal-facts.ts"

export interface JudgeCaseNeeds extends WithdrawalFactsNeeds {
  readonly readPolicyByHash: (centerId: string, hash: string) => Promise<KnownPack | undefined>
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readFederationVersion: (id: string, version: number) => Promise<FederationVersion | undefined>
}

/** What the rules say of the withdrawal of a case, and the housing fact that it uses. */
export interface JudgedCase {
  readonly outcome: "judged"
  readonly judgment: WithdrawalJudgment
  readonly fact?: NonNullable<ServiceContext["fact"]>
}

/** The pack of the day on which the case began, by its content; none when the home center had none. */
const pinnedPacks = async (needs: JudgeCaseNeeds, { policy }: ServiceCase): Promise<readonly KnownPack[]> => {
  if (policy === undefined) return []
  const pinned = await needs.readPolicyByHash(policy.centerId, policy.hash)
  if (pinned === undefined) throw new Error("a pinned pack is kept for ever")
  return [pinned]
}

/** What the two centers had agreed on when the case began, by the version that the case names. */
const pinnedAgreement = async (needs: JudgeCaseNeeds, { federation }: ServiceCase) => {
  if (federation === undefined) return undefined
  const pinned = await needs.readFederationVersion(federation.federationId, federation.version)
  if (pinned === undefined) throw new Error("a federation's version is kept for ever")
  return agreedWithdrawals([{ ...federation, ...pinned.content }])
}

/**
 * Judges the withdrawal of a case by the rules of its first day, over what is known now. Undefined for a case about
 * anything else, or about an account that is not the applicant's: then nothing is judged and nothing told.
 */
export const judgeCase = async (
  needs: JudgeCaseNeeds,
  serviceCase: ServiceCase,
  asked: {
    readonly now: Instant
    readonly personRef: PersonRef
    readonly accountNo: AccountNo
    readonly amount?: Money | undefined
  },
): Promise<JudgedCase | Refusal | undefined> => {
  const details = withdrawalOf(serviceCase)
  if (details === undefined) return undefined
  const on = chinaDateOf(serviceCase.openedAt)
  const [packs, agreed] = await Promise.all([
    pinnedPacks(needs, serviceCase),
    pinnedAgreement(needs, serviceCase),
  ])
  // Under the document in use now, should the principal's have been joined to another since.
  const principalRef =
    serviceCase.principalRef === undefined
      ? undefined
      : (await needs.readPerson(serviceCase.principalRef)).personRef
  const read = await withdrawalFacts(
    { ...needs, readPolicies: () => Promise.resolve(packs) },
    {
      centerId: serviceCase.homeCenterId,
      accountNo: asked.accountNo,
      personRef: asked.personRef,
      details,
      on,
      caseId: serviceCase.serviceCaseId,
      principalRef,
      agreed,
    },
  )
  if (read.outcome === "refused") return read.problem === "account-not-found" ? undefined : inCase(read)
  const { housing } = read.facts
  return {
    outcome: "judged",
    judgment: judgeWithdrawal(
      { details, on, amount: asked.amount, today: chinaDateOf(asked.now) },
      read.facts,
    ),
    ...(housing === undefined
      ? {}
      : {
          fact: {
            key: housing.fact,
            total: housing.total,
            principalRef: housing.principalRef,
            ...(housing.known === undefined ? {} : { known: housing.known }),
          },
        }),
  }
}

/** The same defect, where the request of a case has the figures. */
export const inCase = ({ problem, field, ...about }: Refusal): Refusal =>
  refuse(problem, {
    ...about,
    ...(field === undefined ? {} : { field: field.replace(/^\/details/u, "/details/withdrawal") }),
  })
