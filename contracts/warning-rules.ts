import type { Rule } from "./rule.ts"

/** Warnings: joint discipline. */
export const WARNING_RULES = {
  "WRN-001": {
    zh: "骗提、骗贷针对个人，单位欠缴针对单位",
    en: "frauds are a person's, arrears an employer's",
    source: "hub contract",
  },
  "WRN-002": {
    zh: "警示由经办、复核两人用两把密钥签名后生效",
    en: "handler and reviewer sign a warning with two keys",
    source: "内部控制: 经办复核分离",
  },
  "WRN-003": {
    zh: "警示期限不超过默认政策的年限",
    en: "a warning lasts no longer than the default policy says",
    source: "contracts/starter/warning-policy.json",
  },
  "WRN-004": {
    zh: "警示截止日不得早于今天",
    en: "a warning does not end before today",
    source: "hub contract",
  },
  "WRN-005": {
    zh: "每条警示提出一次异议",
    en: "a warning is objected to once",
    source: "hub contract",
  },
  "WRN-006": {
    zh: "只在本中心所在且开通警示共享的联盟内共享",
    en: "a warning is shared in a federation that binds the center and shares warnings",
    source: "苏州 四(五)3 联合惩戒黑名单数据的共享; 长三角 合作框架协议",
  },
} as const satisfies Record<string, Rule>
