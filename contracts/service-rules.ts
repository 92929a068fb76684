import type { Rule } from "./rule.ts"

/** Rules of service cases (跨省通办). */
export const SERVICE_RULES = {
  "SVC-001": {
    zh: "受理地与缴存地不同，全程网办除外",
    en: "receiving and home center differ, except online",
    source: "商丘中心 跨省通办 办理模式",
  },
  "SVC-002": {
    zh: "事项按缴存地目录规定的模式办理",
    en: "a matter is handled in a mode that the home center offers",
    source: "商丘中心 跨省通办 办理模式",
  },
  "SVC-003": {
    zh: "审批权属不变，由缴存地审批",
    en: "the home center decides, whoever receives",
    source: "苏州 五(六)1 审批权属不变",
  },
  "SVC-004": {
    zh: "两地联办先由受理地核实",
    en: "in joint mode the receiving center verifies first",
    source: "商丘中心 两地联办",
  },
  "SVC-005": {
    zh: "审批通过后方可付款，金额一致",
    en: "a payment follows the approval, for what was approved",
    source: "内部控制: 先审批后付款",
  },
  "SVC-006": {
    zh: "同一人同一事项只能有一笔在办业务",
    en: "one open case a person, home center and matter",
    source: "hub contract",
  },
  "SVC-007": {
    zh: "邮寄送达须有邮寄单号",
    en: "delivery by post carries a tracking number",
    source: "苏州 五(六)1 批件快递送达",
  },
  "SVC-008": {
    zh: "办结后评价一次，差评须答复",
    en: "one rating of a closed case, a bad one is answered",
    source: "苏州 四(六)2 好差评",
  },
  "SVC-009": {
    zh: "提取用途与事项、办事情形相符",
    en: "the purpose of a withdrawal fits its matter and its situation",
    source: "hub contract",
  },
  "SVC-010": {
    zh: "规则未定的须写明理由",
    en: "where no rule decides, the decision gives a reason",
    source: "hub contract",
  },
  "SVC-011": {
    zh: "同一业务最多要求补正三次",
    en: "papers are asked for three times at most in one case",
    source: "hub contract",
  },
  "SVC-012": {
    zh: "审批金额不得大于申请金额",
    en: "no more is approved than was asked for",
    source: "hub contract",
  },
} as const satisfies Record<string, Rule>
