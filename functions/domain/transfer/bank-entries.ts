import type { Completion } from "../../../contracts/transfers.ts"
import type { Change } from "../change.ts"

/** Each entry of the receiving center's bank account is booked once ever, whichever case it is named in. */
export const bankEntryClaims = (
  payments: Completion["payments"],
  centerId: string,
  caseId: string,
): readonly Change[] =>
  payments.map(({ bankSerial, amount }) => ({
    kind: "claimBankEntry",
    centerId,
    bankSerial,
    caseId,
    amount,
    field: "/payments",
  }))
