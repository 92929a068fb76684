import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import type { Mutant } from "./mutant.ts"
import { keyOf, withoutCondition, type Items } from "./transaction-items.ts"

/** What says that a commit or a subject was counted. */
const tellsOfCounting = (item: TransactWriteItem): boolean => {
  const { pk, sk } = keyOf(item)
  return pk.startsWith("COUNTED#") || sk === "MARK" || (sk === "JTI" && item.Update !== undefined)
}

const unconditional = (items: Items): readonly Items[] => [
  items.map((item) => (tellsOfCounting(item) ? withoutCondition(item) : item)),
]

/** Ways in which the counting of such a hub is broken in earnest. */
export const STATISTICS_MUTANTS = {
  "count-twice": {
    breaks: "figures are written whether or not somebody has counted the same meanwhile",
    statistics: "without-conditions",
    slow: "statistician",
    transaction: unconditional,
  },
  "forget-former-figures": {
    breaks: "what was counted of a subject before is not taken off again",
    statistics: "former-forgotten",
  },
  "lose-mark": {
    breaks: "nobody looks for commits whose message was lost",
    statistics: "marks-lost",
  },
  "state-before-counted": {
    breaks: "the state is read before what was counted of it, and may be older",
    statistics: "state-first",
    slow: "statistician",
  },
  "believe-message": {
    breaks: "what a commit left is counted from its message, whichever comes last",
    statistics: "message-believed",
  },
} as const satisfies Record<string, Mutant>
