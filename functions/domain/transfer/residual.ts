import type { Segment } from "../../../contracts/accounts.ts"
import type {
  AccountNo,
  CenterId,
  Instant,
  LocalDate,
  Money,
  ResidualId,
  TransferId,
  UnmatchedFundsId,
} from "../../../contracts/primitives.ts"

/** Two people of each acting center, in the order of the acts. */
export interface ActingStaff {
  readonly handler: string
  readonly reviewer: string
}

/** Late contributions, corrections and interest that reach the old account after the transfer follow it. */
export interface Residual {
  readonly residualId: ResidualId
  readonly transferId: TransferId
  readonly kind: "backPayment" | "correction" | "overpaidContribution"
  readonly amount: Money
  readonly status: "sent" | "booked"
  readonly payingCenterId: CenterId
  readonly receivingCenterId: CenterId
  readonly receivingAccountNo: AccountNo
  readonly reference: string
  readonly segment?: Segment
  readonly months?: readonly string[]
  readonly at: Instant
  readonly staff: readonly ActingStaff[]
}

/** Money that arrived without a letter; the paying center explains it or gets it back. */
export interface UnmatchedFunds {
  readonly unmatchedFundsId: UnmatchedFundsId
  readonly payingCenterId: CenterId
  readonly receivingCenterId: CenterId
  readonly amount: Money
  readonly receivedOn: LocalDate
  readonly bankSerial: string
  readonly status: "reported" | "explained" | "returned"
  readonly reference?: string
  readonly transferId?: TransferId
  readonly at: Instant
  readonly staff: readonly ActingStaff[]
}
