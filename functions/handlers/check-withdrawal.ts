import { nationalWithdrawals } from "../../contracts/starter/national-withdrawals.ts"
import { WithdrawalCheckRequest } from "../../contracts/withdrawals.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { checkWithdrawal } from "../use-cases/check-withdrawal.ts"

export const handler = serveCenters("check-withdrawal", (hub) => ({
  checkWithdrawal: taking(WithdrawalCheckRequest, checkWithdrawal({ ...hub, nationalWithdrawals })),
}))
