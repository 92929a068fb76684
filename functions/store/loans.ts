import { keys } from "../../contracts/table.ts"
import type { LoanName, LoanRecord, ReservationRecord } from "../domain/loan-registry/loan-record.ts"
import type { CertificateRecord } from "../domain/offsite-loan/offsite-loan-case.ts"
import { recordOf } from "./record.ts"
import type { Table } from "./table.ts"

export const readLoan = async (table: Table, name: LoanName): Promise<LoanRecord | undefined> => {
  const item = await table.get(keys.loan.record(name.centerId, name.contractNo))
  return item === undefined ? undefined : recordOf<LoanRecord>(item)
}

export const readReservation = async (
  table: Table,
  reservationId: string,
): Promise<ReservationRecord | undefined> => {
  const item = await table.get(keys.reservation(reservationId))
  return item === undefined ? undefined : recordOf<ReservationRecord>(item)
}

export const readCertificate = async (
  table: Table,
  offsiteLoanId: string,
): Promise<CertificateRecord | undefined> => {
  const item = await table.get(keys.offsiteLoan.certificate(offsiteLoanId))
  return item === undefined ? undefined : recordOf<CertificateRecord>(item)
}
