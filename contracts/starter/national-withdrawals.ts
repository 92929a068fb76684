import { NationalWithdrawals } from "../policies.ts"
import national from "./national-withdrawals.json" with { type: "json" }

let rules: NationalWithdrawals | undefined

/** Article 24 of the Regulation, by date. Read once, and only by what judges withdrawals. */
export const nationalWithdrawals = (): NationalWithdrawals => (rules ??= NationalWithdrawals.parse(national))
