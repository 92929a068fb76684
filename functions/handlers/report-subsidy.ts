import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { SubsidyReport } from "../../contracts/subsidies.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { reportSubsidy } from "../use-cases/report-subsidy.ts"

export const handler = serveCenters("report-subsidy", (hub) => ({
  reportSubsidy: taking(SubsidyReport, reportSubsidy({ ...hub, nationalRules })),
}))
