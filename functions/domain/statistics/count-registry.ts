import type { Fact } from "../../../contracts/statistics.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import { isOpen, type AccountRecord, type NormalAccountGuard } from "../account/account-record.ts"
import type { FindingCase } from "../finding/finding-record.ts"
import { isUnsettled, type LoanRecord } from "../loan-registry/loan-record.ts"
import { mostEntries } from "../withdrawal/withdrawal-ledger.ts"
import type { LedgerEntry, WithdrawalLedger } from "../withdrawal/withdrawal-record.ts"
import { fact, fenOf } from "./fact.ts"

/** What lies in one partition of a person: the accounts, and the guard if it lies there. */
export interface OwnLines {
  readonly accounts: readonly AccountRecord[]
  readonly guard?: NormalAccountGuard
}

const ofCenter = (centerId: string): Fact["centers"] => [["own", centerId]]

const accountFacts = (account: AccountRecord, { guard }: OwnLines): readonly Fact[] => {
  if (!isOpen(account)) return []
  const { contributorType, status, contested } = account
  const elsewhere = guard !== undefined && guard.holder.centerId !== account.centerId
  const standing = (metric: string, figures: Record<string, number>, slice?: string): Fact =>
    fact({
      metric,
      day: "now",
      stands: true,
      centers: ofCenter(account.centerId),
      figures,
      ...(slice === undefined ? {} : { slice }),
    })
  return [
    standing("accounts", {
      [`${contributorType}.${status === "01" ? "normal" : "other"}`]: 1,
      ...(status === "02" ? { sealed: 1 } : {}),
      // Sealed while its holder pays in elsewhere: nobody will come back for it unasked.
      ...(status === "02" && elsewhere ? { dormant: 1 } : {}),
      ...(contested ? { contested: 1 } : {}),
    }),
    ...account.holds.map((hold) => standing("holds", { count: 1 }, hold.ground)),
  ]
}

/** Accounts and holds that stand. A hold with a last day counts until the account changes next. */
export const countPerson = (lines: OwnLines): readonly Fact[] =>
  lines.accounts.flatMap((account) => accountFacts(account, lines))

/** A loan on the day it was granted, and what is owed of it now. */
export const countLoan = (loan: LoanRecord): readonly Fact[] => {
  const centers = ofCenter(loan.centerId)
  const slice = loan.offsiteLoanId === undefined ? "local" : "offsite"
  const granted = fact({
    metric: "loans",
    day: loan.grantedOn,
    centers,
    figures: {
      granted: 1,
      amount: fenOf(loan.amount),
      [`${slice}.granted`]: 1,
      [`${slice}.amount`]: fenOf(loan.amount),
    },
  })
  if (!isUnsettled(loan)) return [granted]
  const overdue = fenOf(loan.overdueAmount)
  return [
    granted,
    fact({
      metric: "loanBook",
      day: "now",
      stands: true,
      centers,
      slice,
      figures: {
        count: 1,
        balance: fenOf(loan.balance),
        ...(overdue === 0 ? {} : { overdueCount: 1, overdue }),
      },
    }),
  ]
}

/** A doubt when it was found, when and how it was settled, and as long as it is open. */
export const countFinding = (finding: FindingCase): readonly Fact[] => {
  const centers: Fact["centers"] = [...new Set(finding.centerIds)].map((centerId) => ["own", centerId])
  const slice = finding.class
  const foundOn = chinaDateOf(finding.foundAt)
  const found = fact({ metric: "duplicates", day: foundOn, slice, centers, figures: { found: 1 } })
  if (finding.status === "open")
    return [
      found,
      fact({ metric: "openFindings", day: foundOn, stands: true, slice, centers, figures: { open: 1 } }),
    ]
  const day = chinaDateOf(finding.closedAt ?? finding.foundAt)
  const conclusion = finding.conclusion === undefined ? {} : { [`resolved.${finding.conclusion}`]: 1 }
  return [found, fact({ metric: "duplicates", day, slice, centers, figures: { resolved: 1, ...conclusion } })]
}

const entryFact = (
  centerId: string,
  { caseId, reason, taken, amount, paidOn }: LedgerEntry,
): readonly Fact[] =>
  paidOn === undefined
    ? []
    : [
        fact({
          metric: "withdrawals",
          day: paidOn,
          slice: reason,
          centers: ofCenter(centerId),
          figures: {
            count: 1,
            amount: fenOf(amount),
            employee: fenOf(taken.employee),
            flexible: fenOf(taken.flexible),
          },
          of: caseId,
        }),
      ]

/** Several old entries as one sum: of them no reason is known. */
const isSum = ({ caseId }: LedgerEntry): boolean => caseId.startsWith("sum/")

/** What was counted of entries that the ledger has forgotten bears this in place of their names. */
const forgotten = "forgotten"

/**
 * Withdrawals that were paid from an account, by the national reason and by whose money it was. A full ledger forgets
 * its oldest entries, or keeps their sum only: what was counted of them stays, also when the rest of the ledger moves to
 * the account that this one was merged into.
 */
export const countWithdrawals = (ledger: WithdrawalLedger, before: readonly Fact[]): readonly Fact[] => {
  const names = new Set(ledger.entries.map(({ caseId }) => caseId))
  const forgets = ledger.entries.length >= mostEntries
  const kept = before.flatMap((fact) => {
    if (fact.of === forgotten) return [fact]
    return forgets && fact.of !== undefined && !names.has(fact.of) ? [{ ...fact, of: forgotten }] : []
  })
  return [
    ...kept,
    ...ledger.entries.filter((entry) => !isSum(entry)).flatMap((entry) => entryFact(ledger.centerId, entry)),
  ]
}
