import type { Rule } from "./rule.ts"

/** Co-investigation of home purchases, and notices of regions with abnormal purchases. */
export const INVESTIGATION_RULES = {
  "INV-001": {
    zh: "购房信息协查只在开通该服务的联盟成员之间进行",
    en: "a co-investigation runs between members of a federation that has it switched on",
    source: "长三角住房公积金一体化战略合作框架协议 ① 跨地区购房信息协查",
  },
  "INV-002": {
    zh: "警示公告只对开通该服务的联盟成员发布",
    en: "a notice is for members of a federation that has notices switched on",
    source: "长三角住房公积金一体化战略合作框架协议 ③ 购房提取异常地区警示公告",
  },
  "INV-003": {
    zh: "警示公告针对本中心所在省的地区",
    en: "a notice is about a place of the center's own province",
    source: "hub contract",
  },
  "INV-004": {
    zh: "警示公告期限不超过一年，且未届满",
    en: "a notice lasts a year at most and is not over",
    source: "hub contract",
  },
} as const satisfies Record<string, Rule>
