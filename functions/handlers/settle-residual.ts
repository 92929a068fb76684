import { ReportResidualRequest, ResidualCompletion } from "../../contracts/transfers.ts"
import { ExplainUnmatchedFundsRequest, ReportUnmatchedFundsRequest } from "../../contracts/unmatched-funds.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { completeResidual, reportResidual } from "../use-cases/settle-residual.ts"
import { explainUnmatchedFunds, reportUnmatchedFunds } from "../use-cases/settle-unmatched-funds.ts"

export const handler = serveCenters("settle-residual", (hub) => ({
  reportResidual: taking(ReportResidualRequest, reportResidual(hub)),
  completeResidual: taking(ResidualCompletion, completeResidual(hub)),
  reportUnmatchedFunds: taking(ReportUnmatchedFundsRequest, reportUnmatchedFunds(hub)),
  explainUnmatchedFunds: taking(ExplainUnmatchedFundsRequest, explainUnmatchedFunds(hub)),
}))
