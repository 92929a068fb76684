import type { ImportedLoan, LoanImport, LoanImportReport } from "../../contracts/loans.ts"
import type { NationalRules } from "../../contracts/policies.ts"
import type { Change } from "../domain/change.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { booksDefect } from "../domain/directory/own-books.ts"
import type { LoanCountRule } from "../domain/loan-registry/loan-count.ts"
import { sameTerms } from "../domain/loan-registry/same-terms.ts"
import { sameLoan, type LoanRecord } from "../domain/loan-registry/loan-record.ts"
import { registerLoan as decide } from "../domain/loan-registry/register-loan.ts"
import type { FamilyMember } from "../domain/loan-registry/reserve-loan.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { loanContextOf, type LoanActionNeeds } from "./loan-action.ts"
import { loanCountOf } from "./loan-rules-of.ts"
import { readLoanFamily, type ReadLoanFamilyNeeds } from "./read-loan-family.ts"
import type { ReadPolicies } from "./transfer-rules-of.ts"
import { accept, type Call, type UseCase } from "./use-case.ts"

export interface ImportLoansNeeds extends ReadLoanFamilyNeeds, LoanActionNeeds {
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
  readonly readPolicies: ReadPolicies
  readonly nationalRules: () => NationalRules
  /** Writes one line in a transaction of its own; `conflict` when something it depends on has changed meanwhile. */
  readonly commitLine: (changes: readonly Change[]) => Promise<"committed" | "conflict">
}

type ReportedLine = LoanImportReport["lines"][number]
type Outcome = Omit<ReportedLine, "line" | "contractNo">

/** A line that loses a race is decided again from what the winner left. */
const mostDecisions = 8

const refusedLine = ({ problem, rule }: Refusal): Outcome => ({
  outcome: "refused",
  problem,
  ...(rule === undefined ? {} : { rule }),
  findings: [],
})

/** The loan as it stands here, in its terms, its people, its status and its balance. What has happened since is told by feed and payoff. */
const isSameLoan = (known: LoanRecord, line: ImportedLoan, people: readonly FamilyMember[]): boolean =>
  sameTerms(known, line) &&
  known.status === line.status &&
  known.balance === line.balance &&
  known.endedOn === line.endedOn &&
  known.parties.length === people.length &&
  people.every(({ person, party }) =>
    person.loans.some((loan) => sameLoan(loan, known) && loan.role === party.role),
  )

const decideLine = (
  call: Call<LoanImport>,
  line: ImportedLoan,
  known: LoanRecord | undefined,
  people: readonly FamilyMember[],
  count: LoanCountRule,
): { readonly done: Outcome; readonly changes: readonly Change[] } => {
  if (known !== undefined)
    return {
      done: isSameLoan(known, line, people)
        ? { outcome: "known", findings: [...known.findings] }
        : refusedLine(refuse("loan-exists")),
      changes: [],
    }
  const {
    borrower: _borrower,
    coBorrowers: _coBorrowers,
    spouse: _spouse,
    guarantors: _guarantors,
    ...rest
  } = line
  const { endedOn, ...terms } = rest
  const decided = decide({ ...terms, ...(endedOn === undefined ? {} : { endedOn }) }, people, {
    ...loanContextOf(call),
    count,
  })
  return decided.outcome === "refused"
    ? { done: refusedLine(decided), changes: [] }
    : { done: { outcome: "registered", findings: [...decided.loan.findings] }, changes: decided.changes }
}

const importLine = async (
  needs: ImportLoansNeeds,
  call: Call<LoanImport>,
  line: ImportedLoan,
  count: LoanCountRule,
): Promise<Outcome> => {
  const { by: centerId } = loanContextOf(call)
  for (let round = 1; round <= mostDecisions; round += 1) {
    const [known, family] = await Promise.all([
      needs.readLoan({ centerId, contractNo: line.contractNo }),
      readLoanFamily(needs, line),
    ])
    if (family.outcome === "refused") return refusedLine(family)
    const { done, changes } = decideLine(call, line, known, family.members, count)
    if (changes.length === 0 || (await needs.commitLine(changes)) === "committed") return done
  }
  return { outcome: "refused", problem: "busy", findings: [] }
}

/**
 * Loans from before the hub. Each line is a transaction of its own, so that one bad line costs no other, and a line
 * that is there already is left as it is: an import that broke off is simply sent again.
 */
export const importLoans =
  (needs: ImportLoansNeeds): UseCase<LoanImport, LoanImportReport> =>
  async (call) => {
    const defect = booksDefect(await needs.readCenter(call.callerId))
    if (defect !== undefined) return defect
    const packs = await needs.readPolicies(call.callerId)
    const count = loanCountOf(packs, needs.nationalRules(), loanContextOf(call).today)
    const lines: ReportedLine[] = []
    // One after the other: two lines of one file may be about one person.
    for (const [index, line] of call.body.loans.entries())
      lines.push({
        line: index + 1,
        contractNo: line.contractNo,
        ...(await importLine(needs, call, line, count)),
      })
    const refused = lines.filter(({ outcome }) => outcome === "refused").length
    return accept({ registered: lines.length - refused, refused, lines }, [])
  }
