import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { keys } from "../../contracts/table.ts"
import type { Change } from "../domain/change.ts"
import type { LoanGuard, LoanLine } from "../domain/loan-registry/loan-record.ts"
import { absent, put, remove, succeed } from "./item-parts.ts"

type KindOfLoan =
  | "claimLoanGuard"
  | "saveLoanGuard"
  | "releaseLoanGuard"
  | "registerLoan"
  | "saveLoan"
  | "addLoanLine"
  | "saveLoanLine"
  | "forgetLoanLine"
  | "linkLoanGuard"
  | "recordLoanHistory"
  | "openReservation"
  | "saveReservation"
  | "claimCertificate"
  | "releaseCertificate"
  | "saveCertificate"
  | "markOffsiteLoan"
  | "unmarkOffsiteLoan"

/** Changes of the loan registry and of what an off-site loan leaves with a person. */
export type LoanChange = Extract<Change, { readonly kind: KindOfLoan }>

const lineKey = ({ personRef, centerId, contractNo }: LoanLine) =>
  keys.person.loan(personRef, centerId, contractNo)

/** A guard that was released and claimed again counts its versions anew: its life tells it apart. */
const ofThisLife = " AND life = :life"
const asRead = (guard: LoanGuard) => ({ ":version": guard.version, ":life": guard.life })

/** One change, one item, one condition. */
export const itemOfLoanChange = (table: string, change: LoanChange): TransactWriteItem => {
  switch (change.kind) {
    case "claimLoanGuard":
      return put(table, keys.person.unsettledLoan(change.guard.personRef), change.guard, absent)
    case "saveLoanGuard":
      return succeed(table, keys.person.unsettledLoan(change.guard.personRef), change.guard, {
        condition: ofThisLife,
        values: { ":life": change.guard.life },
      })
    case "releaseLoanGuard":
      return remove(
        table,
        keys.person.unsettledLoan(change.guard.personRef),
        `#version = :version${ofThisLife}`,
        asRead(change.guard),
        { "#version": "version" },
      )
    case "linkLoanGuard":
      return put(
        table,
        keys.person.unsettledLoan(change.former),
        { currentPersonRef: change.current, version: 0 },
        change.guard === undefined ? absent : `version = :version${ofThisLife}`,
        change.guard === undefined ? undefined : asRead(change.guard),
      )
    case "registerLoan":
      return put(table, keys.loan.record(change.loan.centerId, change.loan.contractNo), change.loan, absent)
    case "saveLoan":
      return succeed(table, keys.loan.record(change.loan.centerId, change.loan.contractNo), change.loan)
    case "addLoanLine":
      return put(table, lineKey(change.line), change.line, absent)
    case "saveLoanLine":
      return succeed(table, lineKey(change.line), change.line)
    case "forgetLoanLine":
      return remove(
        table,
        lineKey(change.line),
        "#version = :version",
        { ":version": change.line.version },
        { "#version": "version" },
      )
    case "recordLoanHistory":
      return put(
        table,
        keys.loan.history(change.loan.centerId, change.loan.contractNo, change.version),
        change.entry,
        absent,
      )
    case "openReservation":
      return put(table, keys.reservation(change.reservation.reservationId), change.reservation, absent)
    case "saveReservation":
      return succeed(table, keys.reservation(change.reservation.reservationId), change.reservation)
    case "claimCertificate":
      return put(
        table,
        keys.person.certificate(change.guard.personRef),
        change.guard,
        change.replaces === undefined ? absent : "offsiteLoanId = :case",
        change.replaces === undefined ? undefined : { ":case": change.replaces.offsiteLoanId },
      )
    case "releaseCertificate":
      return remove(table, keys.person.certificate(change.guard.personRef), "offsiteLoanId = :case", {
        ":case": change.guard.offsiteLoanId,
      })
    case "saveCertificate":
      return put(table, keys.offsiteLoan.certificate(change.offsiteLoanId), change.certificate, absent)
    case "markOffsiteLoan":
      return put(
        table,
        keys.person.offsiteLoan(change.personRef, change.mark.loanCenterId, change.mark.homeCenterId),
        change.mark,
        absent,
      )
    case "unmarkOffsiteLoan":
      return remove(
        table,
        keys.person.offsiteLoan(change.personRef, change.mark.loanCenterId, change.mark.homeCenterId),
        "offsiteLoanId = :case",
        { ":case": change.mark.offsiteLoanId },
      )
  }
}
