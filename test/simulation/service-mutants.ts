import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { Money, PersonRef } from "../../contracts/primitives.ts"
import type { Mutant } from "./mutant.ts"
import { keyOf, setBy, withoutCondition, withoutHolds, type Items } from "./transaction-items.ts"

const isFact = (item: TransactWriteItem): boolean => keyOf(item).pk.startsWith("FACT#")
const isLedger = (item: TransactWriteItem): boolean => keyOf(item).sk === "WITHDRAWALS"

const records = (items: Items, event: string): boolean =>
  items.some((item) => {
    const { pk, sk } = keyOf(item)
    return pk.startsWith("CASE#svc_") && sk.startsWith("HISTORY#") && setBy(item, "event") === event
  })

const bent =
  (bend: (items: Items) => Items): NonNullable<Mutant["transaction"]> =>
  (items) => [bend(items)]

const without =
  (event: string, isIt: (item: TransactWriteItem) => boolean): NonNullable<Mutant["transaction"]> =>
  (items) => [records(items, event) ? items.filter((item) => !isIt(item)) : items]

const isLoanCheck = (item: TransactWriteItem): boolean =>
  item.ConditionCheck !== undefined && keyOf(item).sk === "UNSETTLED_LOAN"

/** Ways in which the service cases of such a hub are broken in earnest. */
export const SERVICE_MUTANTS = {
  "ignore-shared-total": {
    breaks: "what the family has taken for a fact counts for nothing",
    favoursHousehold: "lift",
    factAsRead: (fact) => ({
      ...fact,
      uses: fact.uses.map((use) => ({ ...use, amount: Money.parse("0.00") })),
    }),
  },
  "fact-unconditional": {
    breaks: "a fact is written whatever version was read",
    favoursHousehold: "lift",
    transaction: bent((items) => items.map((item) => (isFact(item) ? withoutCondition(item) : item))),
  },
  "fact-used-elsewhere": {
    breaks: "that a person has used a fact at another center is not seen",
    favoursHousehold: "twice",
    factAsRead: (fact) => ({
      ...fact,
      uses: fact.uses.map((use) => ({ ...use, personRef: PersonRef.parse(`prs_${"0".repeat(22)}`) })),
    }),
  },
  "approve-without-hold": {
    breaks: "approved money does not hold its account",
    favoursHousehold: "moving",
    transaction: bent((items) => items.map((item) => withoutHolds(item, "withdrawal"))),
  },
  "skip-ledger": {
    breaks: "an approval is not written into the ledger",
    favoursHousehold: "double",
    transaction: without("approval", isLedger),
  },
  "pay-anything": {
    breaks: "what is paid is not compared with what was approved",
    favoursHousehold: "double",
    favoursService: "amount-mistyped",
    payments: "unchecked",
  },
  "ignore-loan-guard": {
    breaks: "an approval does not look whether a loan is granted at the same moment",
    favoursHousehold: "borrowing",
    favoursService: "straight",
    slow: "transaction",
    transaction: without("approval", isLoanCheck),
  },
  "return-forgets-ledger": {
    breaks: "money that came back stays paid in the ledger",
    favoursHousehold: "double",
    favoursService: "bounced",
    transaction: without("payment-return", isLedger),
  },
} as const satisfies Record<string, Mutant>
