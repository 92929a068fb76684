import type { HousingFact, WithdrawalLedger } from "./withdrawal-record.ts"

/** Changes of what withdrawals leave behind. */
export type WithdrawalChange =
  /** The first version holds while nobody has used the fact, a later one while the version before stands. */
  | { readonly kind: "saveFact"; readonly fact: HousingFact }
  | { readonly kind: "saveWithdrawals"; readonly ledger: WithdrawalLedger }
