import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import type { Mutant } from "./mutant.ts"
import { keyOf, setBy, withoutCondition, withoutHolds, type Items } from "./transaction-items.ts"

const isLoanCase = (item: TransactWriteItem): boolean => {
  const { pk, sk } = keyOf(item)
  return pk.startsWith("CASE#lnc_") && sk === "CASE"
}
const isTransferCase = (item: TransactWriteItem): boolean => {
  const { pk, sk } = keyOf(item)
  return pk.startsWith("CASE#trf_") && sk === "CASE"
}
const isGuard = (item: TransactWriteItem): boolean => keyOf(item).sk === "UNSETTLED_LOAN"
const isLoan = (item: TransactWriteItem): boolean => keyOf(item).sk === "LOAN"

const sets = (items: Items, isIt: (item: TransactWriteItem) => boolean, status: string): boolean =>
  items.some((item) => isIt(item) && setBy(item, "status") === status)

const isCompletion = (items: Items): boolean =>
  sets(items, isTransferCase, "completed") || sets(items, isTransferCase, "completedAfterNegotiation")

/** The transfer knows nothing of the loan: the case stays as it is and the new account gets no mark. */
const withoutRemark = (items: Items): Items =>
  isCompletion(items)
    ? items
        .filter((item) => !keyOf(item).pk.startsWith("CASE#lnc_"))
        .map((item) => withoutHolds(item, "loanMark"))
    : items

/** Whoever ends the holds of a transfer ends the marks beside them, too. */
const endsMarks = (items: Items): Items =>
  items.some(isTransferCase) && !isCompletion(items)
    ? items.map((item) => withoutHolds(item, "loanMark"))
    : items

/** A payoff looks for the mark where it was put first: an account that has moved meanwhile keeps it. */
const endsFirstMark = (items: Items): Items => {
  const ends = items.find((item) => isLoanCase(item) && setBy(item, "status") === "paidOff")
  const homes: unknown = ends === undefined ? [] : setBy(ends, "homes")
  return Array.isArray(homes) && homes.length > 0
    ? items.filter((item) => !keyOf(item).sk.startsWith("ACCOUNT#"))
    : items
}

/** The release of the mark on the old account is written a second time, to the account that the case has followed. */
const endsBothMarks = (items: Items): Items =>
  isCompletion(items) ? items.map((item) => withoutHolds(item, "loanMark")) : items

const borrowerOnly = (items: Items): Items => {
  if (!items.some((item) => keyOf(item).pk.startsWith("RESERVATION#") && item.Put !== undefined)) return items
  const [first] = items.filter(isGuard)
  return items.filter((item) => !isGuard(item) || item === first)
}

const keepsGuard = (items: Items): Items =>
  sets(items, isLoan, "paidOff") ? items.filter((item) => !isGuard(item)) : items

/** What is written off counts as settled. */
const freesGuard = (items: Items): Items =>
  sets(items, isLoan, "writtenOff")
    ? [
        ...items,
        ...items.flatMap((item): Items => {
          const { pk, sk } = keyOf(item)
          return sk.startsWith("LOAN#") && item.Put !== undefined
            ? [
                {
                  Delete: {
                    TableName: item.Put.TableName,
                    Key: { pk: { S: pk }, sk: { S: "UNSETTLED_LOAN" } },
                  },
                },
              ]
            : []
        }),
      ]
    : items

/** A grant looks at the certificate before it decides, and no more when it is written. */
const unconditional = (items: Items): Items =>
  sets(items, isLoanCase, "granted") && items.some((item) => isLoan(item) && setBy(item, "version") === 1)
    ? items.map((item) => {
        const { pk, sk } = keyOf(item)
        return pk.startsWith("REQUEST#") || pk.startsWith("JTI#") || sk === "LOAN"
          ? item
          : withoutCondition(item)
      })
    : items

const bent =
  (bend: (items: Items) => Items): NonNullable<Mutant["transaction"]> =>
  (items) => [bend(items)]

/** Ways in which the loans of such a hub are broken in earnest. */
export const LOAN_MUTANTS = {
  "skip-remark": {
    only: "borrowers",
    breaks: "a completed transfer leaves the loan mark behind",
    transaction: bent(withoutRemark),
  },
  "end-mark-with-transfer": {
    breaks: "the loan mark ends with the holds of a transfer",
    transaction: bent(endsMarks),
  },
  "mark-left-after-move": {
    breaks: "a payoff ends the mark where it was first put, though it has moved",
    only: "borrowers",
    favoursLoan: "repaid-slowly",
    transaction: bent(endsFirstMark),
  },
  "end-mark-twice": {
    only: "borrowers",
    breaks: "a completed transfer ends the mark on the old account, and once more on the new one",
    transaction: bent(endsBothMarks),
  },
  "reserve-borrower-only": {
    only: "borrowers",
    breaks: "a reservation holds the borrower without the spouse",
    transaction: bent(borrowerOnly),
  },
  "payoff-keeps-guard": {
    only: "borrowers",
    breaks: "a payoff leaves the family barred",
    transaction: bent(keepsGuard),
  },
  "write-off-frees": {
    only: "borrowers",
    breaks: "who is written off may borrow again",
    favoursLoan: "written-off",
    transaction: bent(freesGuard),
  },
  "certificate-twice": {
    only: "borrowers",
    breaks: "a grant is written whatever became of its certificate",
    favoursLoan: "two-grants",
    slow: "transaction",
    transaction: bent(unconditional),
  },
  "never-resume": {
    only: "borrowers",
    breaks: "an off-site loan gets no execution after its first",
    restarts: "lost",
  },
} as const satisfies Record<string, Mutant>
