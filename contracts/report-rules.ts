import type { Rule } from "./rule.ts"

/** Monthly reports of centers, and report cards. */
export const REPORT_RULES = {
  "RPT-001": {
    zh: "分项之和等于合计",
    en: "the parts add up to their total",
    source: "hub contract: reports.ts",
  },
  "RPT-002": {
    zh: "期初余额＋缴存额＋结息－提取额＝期末余额，到分",
    en: "opening + deposits + interest - withdrawals = closing, to the fen",
    source: "全国住房公积金年度报告 2022-2024: 上年余额＋缴存额－提取额＝年末余额",
  },
  "RPT-003": {
    zh: "期初余额等于上月月报的期末余额",
    en: "the opening balance is the closing balance of the month before",
    source: "hub contract: reports.ts",
  },
  "RPT-004": {
    zh: "其中项不大于总项",
    en: "a share is not more than its whole",
    source: "hub contract: reports.ts",
  },
  "RPT-005": {
    zh: "待归还的调配资金不大于累计调配额，累计调配额不减少",
    en: "no more is still to return than was lent, and what was lent so far never falls",
    source: "昌吉 三(一)",
  },
  "RPT-006": {
    zh: "月份已结束",
    en: "the month has ended",
    source: "hub contract: PUT /v1/reports/{month}",
  },
  "RPT-007": {
    zh: "月份不早于中心在目录中的起始月份",
    en: "the month is not before the center's first in the directory",
    source: "directory: validFrom",
  },
  "RPT-008": {
    zh: "灵活就业贷款风险准备金不低于其贷款余额的2%；低于的照收并标示",
    en: "the flexible pool's reserve is 2 % of its loans at least; less is accepted and shown",
    source: "昌吉 三(一)",
  },
  "RPT-009": {
    zh: "期末余额等于下月月报的期初余额；更正后不等的照收并标示，待下月更正",
    en: "the closing balance is the next month's opening; a correction that breaks it is accepted and shown",
    source: "hub contract: reports.ts",
  },
  "RPT-010": {
    zh: "并入余额仅在接管其他中心账簿的当月填报，等于被并中心上月月报的期末余额之和",
    en: "a balance is taken over in the month of a merger only, as those centers closed the month before",
    source: "directory: formerCenters",
  },
} as const satisfies Record<string, Rule>
