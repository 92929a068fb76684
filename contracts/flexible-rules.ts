import type { Rule } from "./rule.ts"

/** Rules of flexible employment. */
export const FLEXIBLE_RULES = {
  "FLX-001": {
    zh: "灵活就业人员须签订缴存使用协议",
    en: "a flexible contributor has signed an agreement",
    source: "晋城 三(二); 昌吉 二(二)2; 辽宁 二",
  },
  "FLX-002": {
    zh: "灵活就业缴存协议只与灵活就业缴存账户签订，未在单位正常缴存",
    en: "only a flexible account has an agreement; its holder does not contribute through a unit",
    source: "昌吉 二(一); 晋城 三(一)",
  },
  "FLX-003": {
    zh: "月缴存额等于缴存基数乘以缴存比例，取整差额不足一元",
    en: "the monthly contribution is base times rate, to within one yuan of rounding",
    source: "昌吉 二(二)1",
  },
  "FLX-004": {
    zh: "一个账户同时只有一份有效协议，重新缴存须先终止原协议",
    en: "an account has one running agreement; the next is signed when it has ended",
    source: "昌吉 二(二)6",
  },
  "FLX-005": {
    zh: "重新缴存自签约当月起，协议终止后至重新签约前的月份不得补缴",
    en: "a new agreement begins with its month; the months without agreement are not paid later",
    source: "昌吉 二(二)6",
  },
  "FLX-006": {
    zh: "连续欠缴、停缴超过规定月数，协议终止，由中心办理",
    en: "more unpaid months in a row than allowed end the agreement, by act of the center",
    source: "昌吉 二(二)5",
  },
  "FLX-007": {
    zh: "连续未缴存达到规定月数且账户余额为零，由中心办理账户注销",
    en: "so many unpaid months in a row and a balance of zero close the account, by act of the center",
    source: "辽宁 五(十四)",
  },
  "FLX-020": {
    zh: "年满规定年龄",
    en: "the person has reached the age that the center asks",
    source: "晋城 三(一); 昌吉 二(一); 辽宁 一(一)",
  },
  "FLX-021": {
    zh: "具有完全民事行为能力：年满18周岁，或年满16周岁并以自己的劳动收入为主要生活来源",
    en: "full civil capacity: 18, or 16 and living on one's own work",
    source: "民法典 第十八条; 辽宁 一(一)",
  },
  "FLX-022": {
    zh: "未达到法定退休年龄",
    en: "not past the legal retirement age",
    source: "昌吉 二(一); 辽宁 一(一); 国务院关于渐进式延迟法定退休年龄的办法",
  },
  "FLX-023": {
    zh: "内地居民、港澳台人员或取得永久居留权的外国人",
    en: "of a class of residence that may join",
    source: "昌吉 二(一); 辽宁 一(一)",
  },
  "FLX-024": {
    zh: "全国没有其他正常状态的住房公积金账户",
    en: "no other normal account nationwide",
    source: "昌吉 二(二)2; 晋城 三(八); 辽宁 五(十四)",
  },
  "FLX-025": {
    zh: "月缴存额在规定的上下限内",
    en: "the monthly contribution is within the limits",
    source: "晋城 三(三); 昌吉 二(二)1; 辽宁 一(四)",
  },
  "FLX-026": {
    zh: "缴存基数和比例每年7月可调整一次",
    en: "base and rate change once a year, in July",
    source: "昌吉 二(二)1",
  },
  "FLX-027": {
    zh: "不得补缴欠缴的住房公积金",
    en: "no back payment of unpaid months",
    source: "昌吉 二(二)6",
  },
  "FLX-028": {
    zh: "有未结清贷款的不得停缴",
    en: "no stopping while a loan runs",
    source: "昌吉 二(二)5; 晋城 三(五)",
  },
  "FLX-029": {
    zh: "在本市灵活就业",
    en: "the person works flexibly in the center's place",
    source: "晋城 三(一); 昌吉 二(一)",
  },
  "FLX-030": { zh: "信用良好", en: "good credit", source: "昌吉 二(一)" },
  "FLX-031": {
    zh: "仅适用于未销户的灵活就业账户",
    en: "only for flexible accounts that are open",
    source: "晋城 三(二); 昌吉 二(二)2",
  },
  "FLX-032": {
    zh: "性别、出生日期、居民类别与证件一致",
    en: "sex, birthday and residence agree with the document",
    source: "GB 11643-1999",
  },
  "FLX-033": {
    zh: "逐月缴存在分段起止月份内，每月一次，合计与分段一致",
    en: "months of the record lie in the segment, once each, and add up",
    source: "hub contract",
  },
  "FLX-034": {
    zh: "按月、季、半年、年预缴，最多一个年度",
    en: "paid in advance for a year at most",
    source: "昌吉 二(二)2; 辽宁 一(四); 晋城 三(三)",
  },
  "FLX-040": {
    zh: "连续、足额缴存满规定月数",
    en: "so many continuous months, in full",
    source: "昌吉 二(三)2-3",
  },
  "FLX-041": { zh: "账户资金未使用", en: "nothing was withdrawn", source: "昌吉 二(三)2-3" },
  "FLX-042": { zh: "属于补贴对象", en: "of a category that gets the subsidy", source: "昌吉 二(三)3" },
  "FLX-043": {
    zh: "单位缴存部分及外中心转入部分不计",
    en: "employee money and money from other centers do not count",
    source: "昌吉 二(三)2(2)",
  },
  "FLX-044": {
    zh: "同一补贴全国只发放一次",
    en: "one subsidy is paid once, nationwide",
    source: "昌吉 二(三)3",
  },
  "FLX-045": { zh: "发放金额不超过测算金额", en: "no more is paid than is due", source: "昌吉 二(三)2-3" },
  "FLX-046": {
    zh: "中心政策规定该补贴",
    en: "the center's policy has the subsidy",
    source: "policy pack: subsidy",
  },
  "FLX-047": {
    zh: "按灵活就业资金当年利息计算",
    en: "of the year's interest on the flexible money",
    source: "policy pack: subsidy",
  },
  "FLX-050": {
    zh: "提取不超过账户余额",
    en: "no more is withdrawn than the account has",
    source: "hub contract",
  },
  "FLX-051": {
    zh: "按国家规定的存款利率分段计息，每年6月30日结息",
    en: "at the dated national rate, credited each 30 June",
    source: "银发〔2016〕43号; 昌吉 二(二)3",
  },
} as const satisfies Record<string, Rule>
