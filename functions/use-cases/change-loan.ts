import type { Loan, PayoffRequest, RepaymentFeed, WriteOffRequest } from "../../contracts/loans.ts"
import type { PersonRef } from "../../contracts/primitives.ts"
import type { PersonRecord } from "../domain/account/account-record.ts"
import * as decide from "../domain/loan-registry/change-loan.ts"
import type { LoanContext, LoanDecision } from "../domain/loan-registry/loan-decision.ts"
import type { LoanRecord } from "../domain/loan-registry/loan-record.ts"
import { viewLoan } from "../domain/loan-registry/view-loan.ts"
import { refuse } from "../domain/refusal.ts"
import { loanContextOf, ownLoan, type LoanActionNeeds } from "./loan-action.ts"
import { accept, type Call, type Result, type UseCase } from "./use-case.ts"

export interface ChangeLoanNeeds extends LoanActionNeeds {
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
}

const resultOf = (decided: LoanDecision): Result<Loan> =>
  decided.outcome === "refused" ? decided : accept(viewLoan(decided.loan), decided.changes)

/** A change that the people's partitions bear, too. */
const changeWithPeople = async <Body extends object>(
  needs: ChangeLoanNeeds,
  call: Call<Body>,
  decideOn: (loan: LoanRecord, lines: readonly decide.PartyLine[], context: LoanContext) => LoanDecision,
): Promise<Result<Loan>> => {
  const own = await ownLoan(needs, call)
  if (own.outcome === "refused") return own
  const people = await Promise.all(own.loan.parties.map(({ personRef }) => needs.readPerson(personRef)))
  const lines = decide.partyLines(own.loan, people)
  return lines === undefined ? refuse("busy") : resultOf(decideOn(own.loan, lines, loanContextOf(call)))
}

/** 还款状态 of a month. */
export const feedRepayment =
  (needs: ChangeLoanNeeds): UseCase<RepaymentFeed, Loan> =>
  async (call) => {
    const own = await ownLoan(needs, call)
    return own.outcome === "refused"
      ? own
      : resultOf(decide.feedRepayment(own.loan, call.body, loanContextOf(call)))
  }

/** 结清. */
export const payOffLoan =
  (needs: ChangeLoanNeeds): UseCase<PayoffRequest, Loan> =>
  (call) =>
    changeWithPeople(needs, call, (loan, lines, context) =>
      decide.payOffLoan(loan, lines, call.body, context),
    )

/** 核销. */
export const writeOffLoan =
  (needs: ChangeLoanNeeds): UseCase<WriteOffRequest, Loan> =>
  (call) =>
    changeWithPeople(needs, call, (loan, lines, context) =>
      decide.writeOffLoan(loan, lines, call.body, context),
    )
