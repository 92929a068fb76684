import { Consent } from "../../contracts/consents.ts"
import { AccountNo, type LocalDate, type Person } from "../../contracts/primitives.ts"
import { moneyOf } from "../fen.ts"
import { makePerson, makePhone } from "../make-person.ts"
import { daysBefore, holdAccount, numberFrom, type Act } from "./acting.ts"
import type { BackOffice } from "./back-office.ts"
import { makeSegments } from "./contribution-record.ts"
import { staff } from "./desk.ts"

/** Young enough that no center's rule on age stands in the way. */
const bornIn = 1992

/** Somebody buys a home elsewhere: an account with its record, a code shown to the lender, and the request. */
export const borrowElsewhere: Act = async ({ seed, from: home, to: lender, today }) => {
  const person = makePerson(seed, bornIn)
  const accountNo = AccountNo.parse(`L${seed}A`)
  const segments = [...makeSegments(seed, today)]
  await holdAccount(home, { person, accountNo, segments, status: "01" }, today)
  const given = await home.ask("POST", "/v1/consents", {
    person,
    purpose: "offsiteLoan",
    grantedTo: lender.center.centerId,
    verifiedBy: "face",
  })
  await lender.ask("POST", "/v1/loan-checks", { applicants: [person], purpose: "loan" })
  await lender.ask(
    "POST",
    "/v1/offsite-loans",
    {
      person,
      homeCenterId: home.center.centerId,
      homeAccountNo: accountNo,
      consent: Consent.parse(given).consentCode,
      contact: { phone: makePhone(seed) },
      appliedOn: today,
      ...staff,
    },
    `loan-${accountNo}-${today}`,
  )
}

const termMonths = 240

interface LoanToTell {
  readonly borrower: Person
  readonly contractNo: string
  readonly grantedOn: LocalDate
}

/** A center tells of a loan of its own. */
export const tellLoan = (lender: BackOffice, { borrower, contractNo, grantedOn }: LoanToTell) =>
  lender.ask(
    "POST",
    "/v1/loans",
    {
      borrower,
      contractNo,
      kind: "hpf",
      amount: moneyOf(BigInt(200 + (numberFrom(contractNo) % 800)) * 100_000n),
      termMonths,
      yearlyRate: "0.026",
      grantedOn,
      ...staff,
    },
    `grant-${contractNo}`,
  )

/** A loan where the borrower pays in, some days old when the hub hears of it. */
export const borrowAtHome: Act = async ({ seed, number, to, today }) => {
  const loan = {
    borrower: makePerson(seed, bornIn),
    contractNo: `H${seed}`,
    grantedOn: daysBefore(today, number % 5),
  }
  await tellLoan(to, loan)
}

/** Two cities lend to one person before either has heard of the other: a doubt that both must settle. */
export const borrowTwice: Act = async ({ seed, from, to, today }) => {
  const borrower = makePerson(seed, bornIn)
  await tellLoan(from, { borrower, contractNo: `T${seed}A`, grantedOn: daysBefore(today, 3) })
  await tellLoan(to, { borrower, contractNo: `T${seed}B`, grantedOn: daysBefore(today, 1) })
}
