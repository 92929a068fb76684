import { PayoffRequest, RepaymentFeed, WriteOffRequest } from "../../contracts/loans.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { feedRepayment, payOffLoan, writeOffLoan } from "../use-cases/change-loan.ts"

export const handler = serveCenters("change-loan", (hub) => ({
  feedRepayment: taking(RepaymentFeed, feedRepayment(hub)),
  payOffLoan: taking(PayoffRequest, payOffLoan(hub)),
  writeOffLoan: taking(WriteOffRequest, writeOffLoan(hub)),
}))
