import type { StatisticsSubject } from "../../../contracts/statistics.ts"
import { keys } from "../../../contracts/table.ts"
import { caseIdOf } from "../case/hub-case.ts"
import type { Change } from "../change.ts"

type Kind = Change["kind"]
type SubjectsOf = {
  readonly [K in Kind]?: (change: Extract<Change, { kind: K }>) => readonly StatisticsSubject[]
}

const person = (personRef: string): StatisticsSubject => keys.person.partition(personRef)
const ofAccount = ({ account }: { readonly account: { readonly personRef: string } }) => [
  person(account.personRef),
]
const ofGuard = ({ guard }: { readonly guard: { readonly personRef: string } }) => [person(guard.personRef)]
const ofCase = (change: Extract<Change, { kind: "openCase" | "saveCase" }>) => [
  keys.case.partition(caseIdOf(change.case)),
]
const ofLoan = ({ loan }: { readonly loan: { readonly centerId: string; readonly contractNo: string } }) => [
  keys.loan.record(loan.centerId, loan.contractNo).pk,
]
const ofFinding = ({ finding }: { readonly finding: { readonly findingId: string } }) => [
  keys.finding.case(finding.findingId).pk,
]

/** Changes that bear on a figure; what is not named is in none. */
const subjects: SubjectsOf = {
  openCase: ofCase,
  saveCase: ofCase,
  registerAccount: ofAccount,
  saveAccount: ofAccount,
  forgetAccount: ofAccount,
  claimGuard: ofGuard,
  saveGuard: ofGuard,
  releaseGuard: ofGuard,
  linkPerson: ({ former, current }) => [person(former), person(current)],
  registerLoan: ofLoan,
  saveLoan: ofLoan,
  openFindingCase: ofFinding,
  saveFindingCase: ofFinding,
  saveUnmatchedFunds: ({ funds }) => [keys.unmatchedFunds(funds.unmatchedFundsId).pk],
  saveWithdrawals: ({ ledger }) => [keys.account.partition(ledger.centerId, ledger.accountNo)],
}

const subjectsOfChange = <K extends Kind>(
  change: Extract<Change, { kind: K }>,
): readonly StatisticsSubject[] => {
  const own: SubjectsOf[K] = subjects[change.kind]
  return own?.(change) ?? []
}

/** What a commit must have counted, each once. */
export const subjectsOf = (changes: readonly Change[]): readonly StatisticsSubject[] => [
  ...new Set(changes.flatMap((change) => subjectsOfChange(change))),
]
