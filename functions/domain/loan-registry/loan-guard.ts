import type { Instant } from "../../../contracts/primitives.ts"
import type { PersonRecord } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import { keyOfLoan } from "./loan-count.ts"
import {
  counts,
  guardBars,
  isUnsettled,
  sameLoan,
  type LoanGuard,
  type LoanLine,
  type LoanName,
} from "./loan-record.ts"

type ReservationHolder = Extract<LoanGuard["holder"], { readonly kind: "reservation" }>

interface GuardContext {
  readonly now: Instant
  readonly newId: (prefix: string) => string
}

/** Claims the guard, or takes over one whose reservation has expired; nothing when it bars. */
export const takeGuard = (
  person: PersonRecord,
  holder: LoanGuard["holder"],
  context: GuardContext,
): Change | undefined => {
  const { loanGuard } = person
  if (loanGuard === undefined)
    return {
      kind: "claimLoanGuard",
      guard: { personRef: person.personRef, holder, life: context.newId("grd"), version: 1 },
    }
  return guardBars(loanGuard, context.now) ? undefined : giveGuard(loanGuard, holder)
}

/** The same guard, so the same life, in other hands. */
export const giveGuard = (guard: LoanGuard, holder: LoanGuard["holder"]): Change => ({
  kind: "saveLoanGuard",
  guard: { ...guard, holder, version: guard.version + 1 },
})

/**
 * A loan that the guard does not name is put beside it. The guard is written all the same: a payoff or a release that
 * has not seen the loan must not let go of the guard while it waits, and a join of documents must not miss it.
 */
export const touchGuard = (guard: LoanGuard): Change => giveGuard(guard, guard.holder)

export const namesLoan = (guard: LoanGuard | undefined, loan: LoanName): boolean =>
  guard?.holder.kind === "loan" && sameLoan(guard.holder, loan)

/** The reservation that holds a person now; it bars every center but its own. */
export const liveReservation = (
  { loanGuard }: Pick<PersonRecord, "loanGuard">,
  now: Instant,
): ReservationHolder | undefined =>
  loanGuard?.holder.kind === "reservation" && guardBars(loanGuard, now) ? loanGuard.holder : undefined

export const namesReservation = (guard: LoanGuard | undefined, reservationId: string): boolean =>
  guard?.holder.kind === "reservation" && guard.holder.reservationId === reservationId

const byAge = (left: LoanLine, right: LoanLine): number =>
  `${left.grantedOn} ${keyOfLoan(left)}` < `${right.grantedOn} ${keyOfLoan(right)}` ? -1 : 1

/** Loans that the person owes, the longest granted first. */
export const owedLoans = (person: PersonRecord): readonly LoanLine[] =>
  person.loans.filter((line) => counts(line) && isUnsettled(line)).toSorted(byAge)

/** What held the guard has ended: it is free, or goes to the loan that has waited beside it, which is contested no more. */
export const leaveGuard = (
  person: PersonRecord,
  guard: LoanGuard,
  ended: LoanName | undefined,
): readonly Change[] => {
  const next = owedLoans(person).find(
    (line) => line.contested && (ended === undefined || !sameLoan(line, ended)),
  )
  if (next === undefined) return [{ kind: "releaseLoanGuard", guard }]
  const { centerId, contractNo } = next
  return [
    giveGuard(guard, { kind: "loan", centerId, contractNo }),
    { kind: "saveLoanLine", line: { ...next, contested: false, version: next.version + 1 } },
  ]
}
