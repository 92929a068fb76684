import {
  DUPLICATE_CLASSES,
  REFUSAL_REASONS,
  WITHDRAWAL_REASONS,
  type CodeLabel,
} from "../../../contracts/codes.ts"
import { summariesZh } from "../../../contracts/openapi-summaries.ts"
import { PROBLEMS } from "../../../contracts/problems.ts"
import { ROUTES, routeNames } from "../../../contracts/routes.ts"
import { MATTERS, SERVICE_MODES } from "../../../contracts/service-codes.ts"
import type { MetricName } from "../../../contracts/supervision-metrics.ts"
import { label } from "../../../contracts/codes.ts"

type Labels = Readonly<Record<string, CodeLabel>>

const legs: Labels = {
  letter: label("联系函（3 个工作日）", "letter (3 working days)"),
  stateAndPay: label("信息表与付款（5 个工作日）", "statement and money (5 working days)"),
  completion: label("入账办结（3 个工作日）", "completion (3 working days)"),
  certification: label("出具缴存证明", "certificate of an off-site loan"),
  loanDecision: label("异地贷款审批", "decision on an off-site loan"),
  verification: label("受理地核实", "verification by the receiving center"),
  decision: label("缴存地审批", "decision by the home center"),
}

const grounds: Labels = {
  transferOut: label("转出办理中", "transfer out"),
  incoming: label("转入办理中", "transfer in"),
  judicial: label("司法冻结", "judicial"),
  loanMark: label("异地贷款标识", "loan mark"),
  certificate: label("缴存证明", "certificate"),
  withdrawal: label("提取待付", "withdrawal approved"),
}

/** What the operator did, as the reference names the route. */
const acts: Labels = Object.fromEntries(
  routeNames.map((name) => [name, label(summariesZh[name], ROUTES[name].summary)]),
)

const labels: Readonly<Partial<Record<MetricName, Labels>>> = {
  refusals: REFUSAL_REASONS,
  legs,
  duplicates: DUPLICATE_CLASSES,
  openFindings: DUPLICATE_CLASSES,
  services: MATTERS,
  serviceDays: SERVICE_MODES,
  withdrawals: WITHDRAWAL_REASONS,
  holds: grounds,
  rejections: PROBLEMS,
  operatorActs: acts,
  loanBook: { local: label("本地贷款", "local loans"), offsite: label("异地贷款", "off-site loans") },
}

/** What a slice is called; undefined where its key says it. */
export const sliceLabel = (metric: MetricName, slice: string): CodeLabel | undefined => {
  const known = labels[metric]?.[slice]
  return known === undefined ? undefined : { zh: known.zh, en: known.en }
}
