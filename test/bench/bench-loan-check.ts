import { LoanCheckResponse } from "../../contracts/loans.ts"
import type { Person } from "../../contracts/primitives.ts"
import { makePerson } from "../../tools/make-person.ts"
import { expectStatus, openAccount, type TestCenter } from "../fixtures/federation.ts"
import type { BenchFederation } from "./bench-federation.ts"
import { consumptionOf } from "./consumption-of.ts"

export interface CountedLoanCheck {
  readonly dynamoCalls: number
  readonly rru: number
  readonly wru: number
}

export interface Family {
  readonly applicants: readonly Person[]
  readonly spouse: Person
}

export const checkLoan = async (center: TestCenter, { applicants, spouse }: Family): Promise<void> => {
  const body = { applicants, spouse, purpose: "loan" }
  const { verdict } = LoanCheckResponse.parse(
    expectStatus(await center.call("POST", "/v1/loan-checks", body), 200),
  )
  if (verdict !== "clear") throw new Error(`the check of a family without loans says ${verdict}`)
}

/** A family of three with an account each elsewhere, asked about by a center that has published its rules. */
export const countLoanCheck = async ({ hub, O, I }: BenchFederation): Promise<CountedLoanCheck> => {
  const [first, second, spouse] = [0, 1, 2].map((member) => makePerson(`loan-check-${member}`, 1990))
  if (first === undefined || second === undefined || spouse === undefined)
    throw new Error("a family of three")
  for (const [index, person] of [first, second, spouse].entries()) await openAccount(O, person, `LC${index}`)
  const family: Family = { applicants: [first, second], spouse }
  await checkLoan(I, family) // the function starts and learns the center's key
  const { dynamoCalls, rru, wru } = await consumptionOf(hub, () => checkLoan(I, family))
  return { dynamoCalls, rru, wru }
}
