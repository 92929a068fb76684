import { figures } from "./story-figures.ts"
import { loanFigures } from "./loan-figures.ts"

/**
 * What the supervision chapters use, and what a supervisor must read at the end of the story. Four letters: Chengdu to
 * Jincheng, Shanghai to Beijing (nobody answers, and its clock ends it), Jincheng to Dalian, Shanghai to Shenzhen. Three are
 * booked: 52,714.06 + 27,634.41 + 30,125.50 = 110,473.97; one after a negotiation.
 */
export const supervisionFigures = {
  monthsAsked: 6,
  principal: "30000.00",
  interest: "125.50",
  amount: "30125.50",
  requested: 4,
  completed: 3,
  negotiated: 1,
  expired: 1,
  total: "110473.97",
  parts: [figures.amount, loanFigures.moved, "30125.50"],
  /**
   * D1: Dalian is refused a second flexible account, and the new accounts in Jincheng and Dalian wait for a seal. D4: Dalian
   * may not lend to a family for which Shenyang is reserved.
   */
  prevented: 4,
  /** D3: the months of 2025 that were paid twice. D6: the withdrawal against the mark. */
  found: 2,
  granted: 1,
  lent: loanFigures.amount,
  reportedMonth: "2027-03",
} as const

/** Whom nobody answers. */
export const lateAccounts = { old: "SH-LATE-1", new: "BJ-LATE-1" } as const
export const agreedAccounts = { old: "SH-DELTA-1", new: "SZ-DELTA-1" } as const
export const agreedReference = "SHBANK-DELTA-1"
export const decisionNo = "沪金惩〔2027〕7号"
export const mergedAccountNo = "CJ-EXIT-1"
