import { ReservationId, type LocalDate, type OffsiteLoanId } from "../../../contracts/primitives.ts"
import type { PersonRecord } from "../account/account-record.ts"
import { addDays, endOfChinaDay } from "../calendar/china-date.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { countedLoans, familyLoans, type LoanCountRule } from "./loan-count.ts"
import type { LoanContext } from "./loan-decision.ts"
import { owedLoans, takeGuard } from "./loan-guard.ts"
import { guardBars, type LoanGuard, type LoanParty, type ReservationRecord } from "./loan-record.ts"

/** A member of the family as the request names them. */
export interface FamilyMember {
  readonly party: LoanParty
  readonly person: PersonRecord
  /** JSON pointer to the person in the request. */
  readonly field: string
}

export interface ReserveLoanContext extends LoanContext {
  readonly count: LoanCountRule
  readonly offsiteLoanId?: OffsiteLoanId
}

export type ReserveLoanDecision =
  | {
      readonly outcome: "accepted"
      readonly reservation: ReservationRecord
      readonly changes: readonly Change[]
    }
  | Refusal

const reservedDays = 60

/** 24:00 China time of the sixtieth day after the one of the reservation. */
const expiryOf = (today: LocalDate) => endOfChinaDay(addDays(today, reservedDays))

/** Where a member owes a loan or is reserved for one; a contested loan is owed too. */
const barOf = ({ person }: FamilyMember, context: ReserveLoanContext) => {
  const { loanGuard } = person
  return loanGuard !== undefined && guardBars(loanGuard, context.now)
    ? loanGuard.holder.centerId
    : owedLoans(person)[0]?.centerId
}

const refusedBy = (family: readonly FamilyMember[], context: ReserveLoanContext): Refusal | undefined => {
  for (const member of family) {
    const centerId = barOf(member, context)
    if (centerId !== undefined)
      return refuse("unsettled-loan-exists", {
        rule: "LON-001",
        field: member.field,
        ...(centerId === context.by ? {} : { centerId }),
      })
  }
  const counted = countedLoans(familyLoans(family.map(({ person }) => person)), context.count)
  return counted >= context.count.most ? refuse("loan-count-exceeded", { rule: "LON-002" }) : undefined
}

/** Holds borrower, co-borrowers and spouse for a loan that is approved: all of them in one transaction, or none. */
export const reserveLoan = (
  family: readonly FamilyMember[],
  context: ReserveLoanContext,
): ReserveLoanDecision => {
  const refusal = refusedBy(family, context)
  if (refusal !== undefined) return refusal
  const reservation: ReservationRecord = {
    reservationId: ReservationId.parse(context.newId("lrs")),
    centerId: context.by,
    status: "held",
    reservedAt: context.now,
    expiresAt: expiryOf(context.today),
    parties: family.map(({ party }) => party),
    loansBefore: familyLoans(family.map(({ person }) => person)).length,
    ...(context.offsiteLoanId === undefined ? {} : { offsiteLoanId: context.offsiteLoanId }),
    acts: [{ at: context.now, event: "reservation", ...context.staff }],
    version: 1,
  }
  const { reservationId, centerId, expiresAt } = reservation
  const holder: LoanGuard["holder"] = { kind: "reservation", centerId, reservationId, expiresAt }
  const guards = family.flatMap(({ person }) => takeGuard(person, holder, context) ?? [])
  return { outcome: "accepted", reservation, changes: [{ kind: "openReservation", reservation }, ...guards] }
}
