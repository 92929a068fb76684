import { serveCenters } from "../edge/serve-centers.ts"
import { completeResidual, reportResidual } from "../use-cases/settle-residual.ts"
import { explainUnmatchedFunds, reportUnmatchedFunds } from "../use-cases/settle-unmatched-funds.ts"

export const handler = serveCenters("settle-residual", (hub) => ({
  reportResidual: reportResidual(hub),
  completeResidual: completeResidual(hub),
  reportUnmatchedFunds: reportUnmatchedFunds(hub),
  explainUnmatchedFunds: explainUnmatchedFunds(hub),
}))
