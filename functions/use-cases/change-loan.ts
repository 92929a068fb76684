import type { Loan, PayoffRequest, RepaymentFeed, WriteOffRequest } from "../../contracts/loans.ts"
import type { Change } from "../domain/change.ts"
import * as decide from "../domain/loan-registry/change-loan.ts"
import type { LoanContext, LoanDecision } from "../domain/loan-registry/loan-decision.ts"
import type { LoanRecord } from "../domain/loan-registry/loan-record.ts"
import { viewLoan } from "../domain/loan-registry/view-loan.ts"
import {
  followFeed,
  followPayoff,
  followWriteOff,
  type FollowedContext,
} from "../domain/offsite-loan/follow-loan.ts"
import type { OffsiteLoanCase } from "../domain/offsite-loan/offsite-loan-case.ts"
import { refuse } from "../domain/refusal.ts"
import { loanContextOf, ownLoan, type LoanActionNeeds } from "./loan-action.ts"
import { followedOffsiteLoan, type FollowedNeeds } from "./offsite-context.ts"
import { accept, type Call, type Result, type UseCase } from "./use-case.ts"

export interface ChangeLoanNeeds extends LoanActionNeeds, FollowedNeeds {}

/** What a change of the loan does to the off-site case that carries it. */
interface Following {
  readonly follow: (offsite: OffsiteLoanCase, loan: LoanRecord, context: FollowedContext) => readonly Change[]
  readonly draws: "payoffCertificate" | "nothing"
}

/** The off-site case follows its loan in the same transaction. A refused change draws no certificate number. */
const resultOf = async (
  needs: ChangeLoanNeeds,
  decided: LoanDecision,
  { now, newId, staff }: LoanContext,
  { follow, draws }: Following,
): Promise<Result<Loan>> => {
  if (decided.outcome === "refused") return decided
  const { loan, changes } = decided
  const followed = await followedOffsiteLoan(needs, loan, { now, newId, staff, draws })
  return accept(viewLoan(loan), [
    ...changes,
    ...(followed === undefined ? [] : follow(followed.offsite, loan, followed.context)),
  ])
}

/** A change that the people's partitions bear, too. */
const changeWithPeople = async <Body extends object>(
  needs: ChangeLoanNeeds,
  call: Call<Body>,
  decideOn: (loan: LoanRecord, lines: readonly decide.PartyLine[], context: LoanContext) => LoanDecision,
  following: Following,
): Promise<Result<Loan>> => {
  const own = await ownLoan(needs, call)
  if (own.outcome === "refused") return own
  const people = await Promise.all(own.loan.parties.map(({ personRef }) => needs.readPerson(personRef)))
  const lines = decide.partyLines(own.loan, people)
  if (lines === undefined) return refuse("busy")
  const context = loanContextOf(call)
  return resultOf(needs, decideOn(own.loan, lines, context), context, following)
}

/** 还款状态 of a month. */
export const feedRepayment =
  (needs: ChangeLoanNeeds): UseCase<RepaymentFeed, Loan> =>
  async (call) => {
    const own = await ownLoan(needs, call)
    if (own.outcome === "refused") return own
    const context = loanContextOf(call)
    return resultOf(needs, decide.feedRepayment(own.loan, call.body, context), context, {
      follow: followFeed,
      draws: "nothing",
    })
  }

/** 结清. */
export const payOffLoan =
  (needs: ChangeLoanNeeds): UseCase<PayoffRequest, Loan> =>
  (call) =>
    changeWithPeople(
      needs,
      call,
      (loan, lines, context) => decide.payOffLoan(loan, lines, call.body, context),
      { follow: followPayoff, draws: "payoffCertificate" },
    )

/** 核销. */
export const writeOffLoan =
  (needs: ChangeLoanNeeds): UseCase<WriteOffRequest, Loan> =>
  (call) =>
    changeWithPeople(
      needs,
      call,
      (loan, lines, context) => decide.writeOffLoan(loan, lines, call.body, context),
      { follow: followWriteOff, draws: "nothing" },
    )
