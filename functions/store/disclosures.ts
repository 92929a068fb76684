import { keys, TTL_ATTRIBUTE } from "../../contracts/table.ts"
import { messageLifeSeconds } from "./commit.ts"
import type { Table } from "./table.ts"

/** Who asked about whom and why. The person is named by reference only; kept for three years (个人信息保护法 第五十六条). */
export interface Disclosure {
  readonly callerId: string
  readonly jti: string
  readonly personRefs: readonly string[]
  readonly purpose: string
  readonly at: string
  readonly caseId?: string
  readonly found?: string
  /** Who of the center looked, where the clerk's page knows it. */
  readonly handler?: string
}

const disclosureYears = 3

/** Days of a budget item's life; yesterday's spending is of no use. */
const budgetDays = 3

export type DisclosureResult = "recorded" | "replayed" | "budget-exhausted"

const keptSeconds = disclosureYears * 366 * 86_400

/** The record of a disclosure, for a transaction that stores the answer as well. */
export const evidenceOf = ({ callerId: _callerId, jti: _jti, ...record }: Disclosure) => ({
  record,
  keptSeconds,
})

interface Charge {
  readonly day: string
  readonly points: number
  readonly most: number
}

/** Charges the asking center; false when its budget of the day is used up. */
export const chargeDisclosure = async (
  table: Table,
  callerId: string,
  charge: Charge,
  nowMs: number,
): Promise<boolean> => {
  const charged = await table.update(keys.disclosureBudget(callerId, charge.day), {
    set: { [TTL_ATTRIBUTE]: Math.floor(nowMs / 1000) + budgetDays * 86_400 },
    add: { spent: charge.points },
    condition: "attribute_not_exists(spent) OR spent < :most",
    values: { ":most": charge.most },
  })
  return charged !== undefined
}

/**
 * Records a disclosure before it is answered and charges the asking center: two plain writes, one after
 * the other. The record claims the message id first, so a copied request is neither answered nor charged.
 */
export const recordDisclosure = async (
  table: Table,
  disclosure: Disclosure,
  charge: Charge,
  nowMs: number,
): Promise<DisclosureResult> => {
  const { callerId, jti } = disclosure
  const recorded = await table.put(
    {
      ...evidenceOf(disclosure).record,
      ...keys.message(callerId, jti),
      [TTL_ATTRIBUTE]: Math.floor(nowMs / 1000) + Math.max(messageLifeSeconds, keptSeconds),
    },
    "attribute_not_exists(pk)",
  )
  if (!recorded) return "replayed"
  return (await chargeDisclosure(table, callerId, charge, nowMs)) ? "recorded" : "budget-exhausted"
}
