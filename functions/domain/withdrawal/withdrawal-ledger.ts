import type { ContributorType, Instant, LocalDate, Money } from "../../../contracts/primitives.ts"
import {
  WITHDRAWAL_PURPOSES,
  type MoneyByType,
  type WithdrawalPurpose,
} from "../../../contracts/withdrawals.ts"
import type { AccountName } from "../account/account-record.ts"
import { compareMoney, leastMoney, subtractMoney, sumForLimit, sumMoney, zeroMoney } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { LedgerEntry, WithdrawalLedger, WithdrawalReason } from "./withdrawal-record.ts"

/** Years of rent and repayments; what the record already is without can be forgotten first. */
export const mostEntries = 60

const isRecorded = (entry: LedgerEntry): boolean => entry.recordedAt !== undefined
const isPaid = (entry: LedgerEntry): boolean => entry.paidOn !== undefined

const sumOfTaken = (entries: readonly LedgerEntry[]): MoneyByType => ({
  employee: sumForLimit(entries.map(({ taken }) => taken.employee)),
  flexible: sumForLimit(entries.map(({ taken }) => taken.flexible)),
})

/** No case id has a slash: what was reported can never stand in for what was approved. */
const [reportPrefix, sumPrefix] = ["report/", "sum/"] as const

/** The key of a withdrawal that a center reported. */
export const reportKey = (reference: string): string => `${reportPrefix}${reference}`

const isReported = ({ caseId }: LedgerEntry): boolean =>
  caseId.startsWith(reportPrefix) || caseId.startsWith(sumPrefix)

const latest = (days: readonly LocalDate[]): LocalDate | undefined => days.toSorted().at(-1)

/** Several that were paid, as one: how much of which money, and the latest day. What they were for is forgotten. */
const summed = (entries: readonly LedgerEntry[]): readonly LedgerEntry[] => {
  const [approvedOn, paidOn] = [
    latest(entries.map((entry) => entry.approvedOn)),
    latest(entries.map((entry) => dayOf(entry))),
  ]
  if (approvedOn === undefined || paidOn === undefined) return []
  return [
    {
      caseId: `${sumPrefix}${paidOn}`,
      reason: "99",
      amount: sumForLimit(entries.map(({ amount }) => amount)),
      taken: sumOfTaken(entries),
      approvedOn,
      paidOn,
    },
  ]
}

const without = (entries: readonly LedgerEntry[], gone: readonly LedgerEntry[]): readonly LedgerEntry[] => {
  const all = new Set(gone)
  return entries.filter((entry) => !all.has(entry))
}

/**
 * Forgets the oldest that are recorded. What is paid and still in the record is money that would leave twice if it were
 * forgotten: the oldest become one sum, reported ones first, for a case's may come back from the bank. What awaits its
 * payment stays.
 */
const bounded = (entries: readonly LedgerEntry[]): readonly LedgerEntry[] => {
  const surplus = entries.length - mostEntries
  if (surplus <= 0) return entries
  const kept = without(entries, entries.filter(isRecorded).slice(0, surplus))
  if (kept.length <= mostEntries) return kept
  const paid = kept.filter((entry) => isPaid(entry) && !isRecorded(entry))
  const reportedFirst = [...paid.filter(isReported), ...paid.filter((entry) => !isReported(entry))]
  // One place more than the surplus, for the sum itself.
  const oldest = reportedFirst.slice(0, kept.length - mostEntries + 1)
  return oldest.length < 2 ? kept : [...summed(oldest), ...without(kept, oldest)]
}

const nextOf = (
  ledger: WithdrawalLedger | undefined,
  { centerId, accountNo }: AccountName,
  entries: readonly LedgerEntry[],
): WithdrawalLedger => ({
  centerId,
  accountNo,
  entries: bounded(entries),
  version: (ledger?.version ?? 0) + 1,
})

const changed = (ledger: WithdrawalLedger, entries: readonly LedgerEntry[]): WithdrawalLedger =>
  nextOf(ledger, ledger, entries)

/** Adds a withdrawal as the newest. One case has one entry: a second decision on it stands in for the first. */
export const withEntry = (
  ledger: WithdrawalLedger | undefined,
  name: AccountName,
  entry: LedgerEntry,
): WithdrawalLedger =>
  nextOf(ledger, name, [...(ledger?.entries ?? []).filter(({ caseId }) => caseId !== entry.caseId), entry])

/** The money of a case has left; undefined when the ledger does not know the case. */
export const withPaid = (
  ledger: WithdrawalLedger | undefined,
  caseId: string,
  paidOn: LocalDate,
): WithdrawalLedger | undefined =>
  ledger?.entries.some((entry) => entry.caseId === caseId) === true
    ? changed(
        ledger,
        ledger.entries.map((entry) => (entry.caseId === caseId ? { ...entry, paidOn } : entry)),
      )
    : undefined

/** The bank returned the money of a case: it is approved and not paid, and no record is without it. */
export const withReturned = (
  ledger: WithdrawalLedger | undefined,
  caseId: string,
): WithdrawalLedger | undefined =>
  ledger?.entries.some((entry) => entry.caseId === caseId && isPaid(entry)) === true
    ? changed(
        ledger,
        ledger.entries.map((entry) => {
          if (entry.caseId !== caseId) return entry
          const { paidOn: _paid, recordedAt: _recorded, ...approved } = entry
          return approved
        }),
      )
    : undefined

/** A withdrawal that will not be paid is none; undefined when the ledger does not know the case. */
export const withoutEntry = (
  ledger: WithdrawalLedger | undefined,
  caseId: string,
): WithdrawalLedger | undefined =>
  ledger?.entries.some((entry) => entry.caseId === caseId) === true
    ? changed(
        ledger,
        ledger.entries.filter((entry) => entry.caseId !== caseId),
      )
    : undefined

/**
 * The center put its record: what was paid by then is no longer in it, what is only approved still is. Undefined when
 * that changes nothing, so that nothing is written.
 */
export const recordedBy = (ledger: WithdrawalLedger | undefined, at: Instant): WithdrawalLedger | undefined =>
  ledger?.entries.some((entry) => isPaid(entry) && !isRecorded(entry)) === true
    ? changed(
        ledger,
        ledger.entries.map((entry) =>
          isPaid(entry) && !isRecorded(entry) ? { ...entry, recordedAt: at } : entry,
        ),
      )
    : undefined

/** What was approved or paid and still stands in the record: to be taken off it before anything more is. */
export const openTaken = (ledger: WithdrawalLedger | undefined): MoneyByType =>
  sumOfTaken((ledger?.entries ?? []).filter((entry) => !isRecorded(entry)))

/** Whether money of a case was approved or paid and still stands in the record. */
export const hasOpenCase = (ledger: WithdrawalLedger | undefined): boolean =>
  (ledger?.entries ?? []).some((entry) => !isReported(entry) && !isRecorded(entry))

/** What of a balance is left once the open withdrawals are off it; never below nothing. */
export const lessTaken = (balance: MoneyByType, taken: MoneyByType): MoneyByType => ({
  employee: less(balance.employee, taken.employee),
  flexible: less(balance.flexible, taken.flexible),
})

const less = (from: Money, amount: Money): Money => subtractMoney(from, leastMoney(from, amount))

/** The day of a withdrawal: of its payment, of its approval until it is paid. */
export const dayOf = ({ approvedOn, paidOn = approvedOn }: LedgerEntry): LocalDate => paidOn

const isPurpose = (about: string): about is WithdrawalPurpose => Object.hasOwn(WITHDRAWAL_PURPOSES, about)

/** A report names the national reason only; 99 may be anything, every other reason counts for its purposes. */
const serves = (entry: LedgerEntry, about: WithdrawalPurpose | WithdrawalReason): boolean => {
  if (!isPurpose(about)) return entry.reason === about
  const { reason } = WITHDRAWAL_PURPOSES[about]
  return entry.purpose === undefined ? reason !== "99" && entry.reason === reason : entry.purpose === about
}

/** The withdrawals for a purpose, or with a national reason. */
export const entriesOf = (
  ledger: WithdrawalLedger | undefined,
  about: WithdrawalPurpose | WithdrawalReason,
): readonly LedgerEntry[] => (ledger?.entries ?? []).filter((entry) => serves(entry, about))

/** The latest of them by its day: intervals between two withdrawals count from it. */
export const lastOf = (
  ledger: WithdrawalLedger | undefined,
  about: WithdrawalPurpose | WithdrawalReason,
): LedgerEntry | undefined =>
  entriesOf(ledger, about)
    .toSorted((left, right) => dayOf(left).localeCompare(dayOf(right)))
    .at(-1)

export type SplitMoney = { readonly outcome: "split"; readonly taken: MoneyByType } | Refusal

/** Takes an amount out of what may leave: flexible money first, or the one part that the rule names. */
export const splitByType = (amount: Money, most: MoneyByType, part?: ContributorType): SplitMoney => {
  const flexibleMost = part === "employee" ? zeroMoney : most.flexible
  const employeeMost = part === "flexible" ? zeroMoney : most.employee
  const flexible = leastMoney(amount, flexibleMost)
  const employee = subtractMoney(amount, flexible)
  return compareMoney(employee, employeeMost) > 0
    ? refuse("over-allowed-part", { rule: "WDR-001", field: "/amount" })
    : { outcome: "split", taken: { employee, flexible } }
}

/**
 * What an amount that has left already was taken from: flexible money first. What no record covers is counted as
 * money of the kind that the holder pays in today, for the record may be older than the money.
 */
export const splitOfReported = (
  amount: Money,
  balance: MoneyByType,
  contributorType: ContributorType,
): MoneyByType => {
  const flexible = leastMoney(amount, balance.flexible)
  const employee = leastMoney(subtractMoney(amount, flexible), balance.employee)
  const beyond = subtractMoney(amount, sumMoney([flexible, employee]))
  return contributorType === "flexible"
    ? { employee, flexible: sumMoney([flexible, beyond]) }
    : { employee: sumMoney([employee, beyond]), flexible }
}

/** Two accounts became one: their withdrawals are the living one's, in the order of their days. */
export const mergedLedger = (
  living: WithdrawalLedger | undefined,
  name: AccountName,
  closing: WithdrawalLedger,
): WithdrawalLedger =>
  nextOf(
    living,
    name,
    [...(living?.entries ?? []), ...closing.entries].toSorted((left, right) =>
      dayOf(left).localeCompare(dayOf(right)),
    ),
  )

/** What is left at the account that ended: nothing. */
export const emptied = (ledger: WithdrawalLedger): WithdrawalLedger => changed(ledger, [])
