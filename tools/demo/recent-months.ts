import { AccountNo, LocalDate, Month } from "../../contracts/primitives.ts"
import { addMonths, eachMonth, monthOf } from "../../functions/domain/months/month.ts"
import { fenOf, moneyOf } from "../fen.ts"
import { makePerson } from "../make-person.ts"
import { holdAccount, numberFrom } from "./acting.ts"
import type { BackOffice } from "./back-office.ts"
import { tellLoan } from "./borrow-somewhere.ts"
import { makeSegments } from "./contribution-record.ts"
import { staff } from "./desk.ts"
import { exampleReport } from "./example-report.ts"

/**
 * What a center tells of the months that are over, where the hub takes a past day: its monthly reports, loans that it
 * has granted, and money that has left accounts. A case has the hub's own time, so that no past one is made up.
 */

const loansAMonth = 2
const withdrawalsAMonth = 1

/** From January on; in January those of the year that is over. */
const monthsBefore = (today: LocalDate): readonly Month[] => {
  const last = addMonths(monthOf(today), -1)
  return eachMonth(Month.parse(`${last.slice(0, 4)}-01`), last)
}

const dayIn = (month: Month, seed: string): LocalDate =>
  LocalDate.parse(`${month}-${String(1 + (numberFrom(seed) % 28)).padStart(2, "0")}`)

/** Some of the withdrawals of a year are for rent, some repay a loan, some follow a retirement. */
const reasons = ["07", "06", "07", "03", "01"] as const

const tellWithdrawals = async (
  { ask }: BackOffice,
  accountNo: string,
  principal: string,
  months: readonly Month[],
): Promise<void> => {
  for (const [index, month] of months.entries())
    for (let count = 0; count < withdrawalsAMonth; count += 1) {
      const seed = `${accountNo}-${month}-${count}`
      const body = {
        reference: `DEMO-W-${seed}`,
        amount: moneyOf(fenOf(principal) / 40n + 100n),
        withdrawnOn: dayIn(month, seed),
        withdrawalReason: reasons[index % reasons.length],
        ...staff,
      }
      await ask("POST", `/v1/accounts/${accountNo}/withdrawals`, body, `withdraw-${seed}`)
    }
}

/** Repeated with the same day it does nothing twice. */
export const tellRecentMonths = async (
  office: BackOffice,
  today: LocalDate,
  signal: AbortSignal,
): Promise<void> => {
  const { centerId } = office.center
  const months = monthsBefore(today)
  const code = centerId.slice(0, 6)
  for (const month of months) {
    if (signal.aborted) return
    // The report of a month begins with the balance of the month before.
    await office.ask(
      "PUT",
      `/v1/reports/${month}`,
      { ...exampleReport(centerId, month), ...staff },
      `report-${centerId}-${month}`,
    )
    for (let count = 0; count < loansAMonth; count += 1) {
      const contractNo = `P${code}-${month}-${count}`
      await tellLoan(office, {
        borrower: makePerson(contractNo, 1990),
        contractNo,
        grantedOn: dayIn(month, contractNo),
      })
    }
  }
  const accountNo = AccountNo.parse(`P${code}A`)
  const segments = [...makeSegments(accountNo, today)]
  if (signal.aborted) return
  await holdAccount(office, { person: makePerson(accountNo), accountNo, segments, status: "01" }, today)
  await tellWithdrawals(office, accountNo, segments[0]?.principal ?? "0.00", months)
}
