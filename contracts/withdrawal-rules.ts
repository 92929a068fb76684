import type { Rule } from "./rule.ts"

/** Rules of withdrawals. */
export const WITHDRAWAL_RULES = {
  "WDR-001": {
    zh: "提取金额不得超过可提取部分",
    en: "no more leaves than the part that may be withdrawn",
    source: "晋城 五; 昌吉 二(二)7; 辽宁 七",
  },
  "WDR-002": {
    zh: "同一住房事实的提取总额不超过费用减补贴",
    en: "all withdrawals for one fact stay within the cost less the subsidy",
    source: "加装电梯提取: 全家合计不超过费用减补贴",
  },
  "WDR-003": {
    zh: "同一人不得将同一住房事实在两地重复提取",
    en: "nobody uses one fact at two centers",
    source: "hub contract",
  },
  "WDR-004": {
    zh: "同一住房事实的金额、日期和权利人前后一致",
    en: "a fact has the same figures and owner whenever it is used",
    source: "hub contract",
  },
  "WDR-005": {
    zh: "已审批未付款的提取完成前，账户不得销户或转出",
    en: "an account is neither closed nor transferred while an approved withdrawal is unpaid",
    source: "hub contract",
  },
  "WDR-006": {
    zh: "账户存在限制期间不得提取",
    en: "nothing leaves an account while a hold bars it",
    source: "昌吉 二(二)7 个人缴存账户未被冻结",
  },
  "WDR-007": {
    zh: "有异地贷款标识的账户只可提取用于偿还该贷款",
    en: "from a marked account money leaves for the repayment of that loan only",
    source: "建金〔2015〕135号",
  },
  "WDR-008": {
    zh: "提取用途由缴存地政策或国家规定允许；均未规定的由缴存地判断",
    en: "a rule of the home center or of the nation lets the purpose; where neither speaks, the home center judges",
    source: "住房公积金管理条例 第二十四条",
  },
  "WDR-009": {
    zh: "提取所依据的事实已经发生",
    en: "what is withdrawn for has happened",
    source: "hub contract",
  },
  "WDR-010": {
    zh: "提取人为本人或规定的家庭成员",
    en: "the applicant is the principal, or one of the family that the rule names",
    source: "加装电梯提取: 产权人及其配偶、父母、子女",
  },
  "WDR-011": {
    zh: "账户状态符合提取规定",
    en: "the account has a status that the rule asks",
    source: "policy pack: withdrawal",
  },
  "WDR-012": {
    zh: "账户封存满规定月数",
    en: "the account has been sealed for the months that the rule asks",
    source: "辽宁 七 封存满半年",
  },
  "WDR-013": {
    zh: "缴存满规定月数",
    en: "the months that the rule asks are paid",
    source: "policy pack: withdrawal",
  },
  "WDR-014": {
    zh: "在规定期限内提出",
    en: "it is asked within the time that the rule allows",
    source: "policy pack: withdrawal",
  },
  "WDR-015": {
    zh: "两次提取间隔不少于规定月数",
    en: "the months that the rule asks lie between two withdrawals",
    source: "policy pack: withdrawal",
  },
  "WDR-016": {
    zh: "贷款未结清前，相应资金仅可用于偿还该贷款",
    en: "while a loan runs, the money leaves for its repayment only",
    source: "晋城 三(五); 辽宁 七",
  },
  "WDR-017": {
    zh: "房租超过家庭工资收入的规定比例；2026年9月20日起不再要求",
    en: "the rent is more than the share of the family's income; not asked since 2026-09-20",
    source: "住房公积金管理条例 第二十四条 (2019), 国务院令第844号",
  },
  "WDR-018": {
    zh: "家庭在当地无自有住房",
    en: "the family owns no home in that place",
    source: "policy pack: withdrawal",
  },
  "WDR-019": {
    zh: "提取额不超过规定限额",
    en: "the amount is within the limit of the rule",
    source: "policy pack: withdrawal",
  },
  "WDR-020": {
    zh: "灵活就业缴存部分与单位缴存部分分别计算",
    en: "flexible money and employee money are counted apart",
    source: "昌吉 二(二)4、7; 晋城 三(五); 辽宁 五、七",
  },
  "WDR-021": {
    zh: "所偿还的公积金贷款已登记在本人名下",
    en: "the loan of the fund that is repaid is registered as the holder's",
    source: "hub contract",
  },
  "WDR-022": { zh: "账户未销户", en: "the account is open", source: "JGJ/T 320 附A.6" },
  "WDR-023": {
    zh: "同一用途的月份不得重复提取",
    en: "the months of a purpose are withdrawn for once",
    source: "hub contract",
  },
  "WDR-024": {
    zh: "已预约尚未发放的贷款，由缴存地判断是否锁定账户",
    en: "a loan that is reserved and not granted: the home center judges whether it locks the account",
    source: "晋城 三(五); 昌吉 二(二)7; 辽宁 二(七): 未结清的贷款锁定账户，预约尚不是贷款",
  },
  "WDR-025": {
    zh: "提取额不超过实际费用，减去补贴和贷款",
    en: "no more leaves than what the thing cost, less the subsidy and the loan",
    source: "hub contract",
  },
  "WDR-026": {
    zh: "转出金额不得包含已提取而登记余额尚未扣除的资金",
    en: "a transfer does not carry money that was withdrawn and still stands in the record",
    source: "hub contract",
  },
} as const satisfies Record<string, Rule>
