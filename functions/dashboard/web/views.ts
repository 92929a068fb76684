import { label, type CodeLabel } from "../../../contracts/codes.ts"
import type { Breakdown, MetricName } from "../../../contracts/supervision-metrics.ts"

/** A metric on a page: how it is broken down unless the reader says otherwise. */
export interface Section {
  readonly metric: MetricName
  readonly by: Breakdown
}

export interface View extends CodeLabel {
  /** What is drawn generically. A view of its own kind has further parts in `view/`. */
  readonly sections: readonly Section[]
  /** Not in the list of views: one comes here from another. */
  readonly inner?: true
  /** The metric whose kinds the page offers as a filter. */
  readonly sliceOf?: MetricName
}

/** Every page of supervisors, in the order of the list. */
export const VIEWS = {
  overview: { ...label("总览", "Overview"), sections: [] },
  transfers: {
    ...label("转移接续", "Transfers"),
    sections: [
      { metric: "transfers", by: "month" },
      { metric: "legs", by: "slice" },
      { metric: "refusals", by: "slice" },
      { metric: "flows", by: "total" },
    ],
  },
  transit: {
    ...label("在途资金", "Money in transit"),
    sections: [
      { metric: "transit", by: "age" },
      { metric: "transit", by: "center" },
      { metric: "unmatched", by: "age" },
    ],
  },
  late: { ...label("逾期与收件箱", "Late and inbox"), sections: [{ metric: "openCases", by: "age" }] },
  duplicates: {
    ...label("重复账户和贷款", "Duplicates"),
    sections: [
      { metric: "openFindings", by: "slice" },
      { metric: "duplicates", by: "slice" },
      { metric: "duplicates", by: "month" },
    ],
  },
  loans: {
    ...label("贷款", "Loans"),
    sections: [
      { metric: "offsiteLoans", by: "month" },
      { metric: "loans", by: "month" },
      { metric: "loanBook", by: "slice" },
    ],
  },
  services: {
    ...label("跨省通办", "Services"),
    sliceOf: "services",
    sections: [
      { metric: "services", by: "slice" },
      { metric: "services", by: "month" },
      { metric: "serviceDays", by: "slice" },
    ],
  },
  withdrawals: {
    ...label("提取", "Withdrawals"),
    sliceOf: "withdrawals",
    sections: [
      { metric: "withdrawals", by: "slice" },
      { metric: "withdrawals", by: "month" },
    ],
  },
  accounts: {
    ...label("账户与灵活就业", "Accounts"),
    sections: [
      { metric: "accounts", by: "province" },
      { metric: "holds", by: "slice" },
    ],
  },
  indicators: {
    ...label("监管指标", "Indicators"),
    sections: [
      { metric: "indicators", by: "month" },
      { metric: "indicators", by: "province" },
    ],
  },
  centers: { ...label("中心", "Centers"), sections: [] },
  federation: { ...label("联盟", "Federations"), sections: [] },
  availability: {
    ...label("可用性", "Availability"),
    sections: [
      { metric: "availability", by: "center" },
      { metric: "rejections", by: "slice" },
    ],
  },
  cost: {
    ...label("平台成本", "Cost"),
    sections: [
      { metric: "cost", by: "slice" },
      { metric: "cost", by: "month" },
      { metric: "operatorActs", by: "slice" },
    ],
  },
  center: {
    ...label("中心详情", "Center"),
    inner: true,
    sections: [
      { metric: "legs", by: "slice" },
      { metric: "openCases", by: "age" },
    ],
  },
  case: { ...label("业务详情", "Case"), inner: true, sections: [] },
} as const satisfies Record<string, View>
export type ViewName = keyof typeof VIEWS

const isViewName = (name: string): name is ViewName => Object.hasOwn(VIEWS, name)
export const viewNames = Object.keys(VIEWS).filter(isViewName)
export const viewOf = (name: ViewName): View => VIEWS[name]
