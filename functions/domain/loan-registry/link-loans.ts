import type { CenterId, Instant } from "../../../contracts/primitives.ts"
import type { PersonRecord } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import { openFinding } from "../finding/open-finding.ts"
import { nameOfLoan } from "./loan-decision.ts"
import { liveReservation, namesLoan, owedLoans, takeGuard, touchGuard } from "./loan-guard.ts"
import { sameLoan, type LoanGuard, type LoanLine } from "./loan-record.ts"

interface LinkContext {
  readonly now: Instant
  readonly by: CenterId
  readonly newId: (prefix: string) => string
}

/**
 * Whether a person is in the middle of something that names the document: a reservation, a certificate, an off-site
 * case that is asked for. It ends by itself, and the documents can be joined afterwards.
 */
export const isMidLoan = (person: PersonRecord, now: Instant): boolean =>
  liveReservation(person, now) !== undefined ||
  person.certificate !== undefined ||
  person.offsiteLoans.length > 0

/** Two members of one family who stand behind one loan are two human beings. */
export const shareLoan = (current: PersonRecord, former: PersonRecord): boolean =>
  former.loans.some((line) => current.loans.some((known) => sameLoan(known, line)))

const loanGuardOf = ({ loanGuard }: PersonRecord): LoanGuard | undefined =>
  loanGuard?.holder.kind === "loan" ? loanGuard : undefined

/** The current document's guard takes the former's loan, unless it has one of its own: then both are owed. */
const currentGuard = (
  current: PersonRecord,
  former: LoanGuard,
  context: LinkContext,
): { readonly change: Change; readonly isRival: boolean } => {
  const taken = takeGuard(current, former.holder, context)
  if (taken !== undefined) return { change: taken, isRival: false }
  if (current.loanGuard === undefined) throw new Error("a guard that nobody holds bars nobody")
  return { change: touchGuard(current.loanGuard), isRival: true }
}

const moved = (line: LoanLine, current: PersonRecord, isContested: boolean): readonly Change[] => [
  { kind: "forgetLoanLine", line },
  {
    kind: "addLoanLine",
    line: {
      ...line,
      personRef: current.personRef,
      contested: isContested,
      version: line.version + 1,
    },
  },
]

/** Two loans that are owed under two documents: one person owes them both, and nobody knew. */
const rivalry = (current: PersonRecord, former: PersonRecord, context: LinkContext): readonly Change[] => {
  const loans = [...owedLoans(current), ...owedLoans(former)]
  return openFinding(
    {
      class: "D4",
      personRef: current.personRef,
      accounts: [],
      loans: loans.map(nameOfLoan),
      centerIds: [...new Set(loans.map(({ centerId }) => centerId))],
    },
    context,
  ).changes
}

/**
 * The loans of a former document move to the one in use, and its guard with them. The marker that stays in the former
 * partition fails every claim that has not seen the join.
 */
export const linkLoans = (
  current: PersonRecord,
  former: PersonRecord,
  context: LinkContext,
): readonly Change[] => {
  const held = loanGuardOf(former)
  const guard = held === undefined ? undefined : currentGuard(current, held, context)
  const isRival = guard?.isRival === true
  return [
    {
      kind: "linkLoanGuard",
      former: former.personRef,
      current: current.personRef,
      ...(former.loanGuard === undefined ? {} : { guard: former.loanGuard }),
    },
    ...(guard === undefined ? [] : [guard.change]),
    ...former.loans.flatMap((line) =>
      moved(line, current, line.contested || (isRival && namesLoan(held, line))),
    ),
    ...(isRival ? rivalry(current, former, context) : []),
  ]
}
