import * as z from "zod"
import { BATCH_RULES } from "./batch-rules.ts"
import { DOCUMENT_RULES } from "./document-rules.ts"
import { FLEXIBLE_RULES } from "./flexible-rules.ts"
import { DESK_RULES } from "./desk-rules.ts"
import { FEDERATION_RULES } from "./federation-rules.ts"
import { INVESTIGATION_RULES } from "./investigation-rules.ts"
import { REPORT_RULES } from "./report-rules.ts"
import { SUCCESSION_RULES } from "./succession-rules.ts"
import { SUPERVISION_RULES } from "./supervision-rules.ts"
import { WARNING_RULES } from "./warning-rules.ts"
import { namesOf } from "./names-of.ts"
import type { Rule } from "./rule.ts"
import { SERVICE_RULES } from "./service-rules.ts"
import { WITHDRAWAL_RULES } from "./withdrawal-rules.ts"

/** Numbered validation rules. A problem names the rule that was broken. */
export const RULES = {
  ...SERVICE_RULES,
  ...WITHDRAWAL_RULES,
  ...FLEXIBLE_RULES,
  ...DOCUMENT_RULES,
  ...BATCH_RULES,
  ...SUPERVISION_RULES,
  ...FEDERATION_RULES,
  ...WARNING_RULES,
  ...INVESTIGATION_RULES,
  ...REPORT_RULES,
  ...DESK_RULES,
  ...SUCCESSION_RULES,
  "VAL-001": { zh: "字段格式", en: "the field has the agreed form", source: "hub contract" },
  "VAL-002": { zh: "日期真实存在", en: "the date exists", source: "GB/T 7408" },
  "VAL-003": {
    zh: "公民身份号码校验码和出生日期正确",
    en: "the resident number passes its check",
    source: "GB 11643-1999",
  },
  "VAL-004": {
    zh: "统一社会信用代码校验码正确",
    en: "the unit credit code passes its check",
    source: "GB 32100-2015",
  },
  "VAL-005": { zh: "起止月份有序", en: "months are in order", source: "JGJ/T 320-2014" },
  "VAL-006": {
    zh: "金额两位小数、非负、无指数",
    en: "money has two places, no sign, no exponent",
    source: "JGJ/T 320-2014",
  },
  "VAL-007": { zh: "未知字段不被接受", en: "unknown fields are refused", source: "hub contract" },
  "VAL-008": { zh: "必填字段不得缺失", en: "a required field is present", source: "hub contract" },
  "VAL-009": {
    zh: "查询参数符合约定",
    en: "the query parameters are the agreed ones",
    source: "hub contract",
  },
  "VAL-010": { zh: "日期不得晚于今天", en: "the date is not in the future", source: "hub contract" },
  "DUA-001": {
    zh: "涉及资金或状态的操作须经办、复核两人",
    en: "money and status need a handler and another reviewer",
    source: "内部控制: 经办复核分离",
  },
  "ACC-001": {
    zh: "一人全国只能有一个正常状态基本账户",
    en: "one basic account in normal status nationwide",
    source: "昌吉 二(二) 缴存方式; 辽宁 十四",
  },
  "ACC-002": {
    zh: "单位缴存账户须有统一社会信用代码，灵活就业账户须有协议编号",
    en: "an employee account names its unit, a flexible one its agreement",
    source: "晋城 三(二)",
  },
  "ACC-003": {
    zh: "只有正常账户可以封存，只有封存账户可以启封",
    en: "only 01 is sealed, only 02 is unsealed",
    source: "JGJ/T 320 附A.6",
  },
  "ACC-004": {
    zh: "转入办理中的账户不得销户或转出",
    en: "an account with an incoming transfer is neither closed nor transferred",
    source: "异地转移接续业务操作规程",
  },
  "ACC-005": {
    zh: "转出办理中的账户不得提取、销户、变更身份或另行转出",
    en: "an account with an outgoing transfer is neither withdrawn, closed, changed nor transferred again",
    source: "异地转移接续业务操作规程",
  },
  "ACC-006": {
    zh: "司法冻结期间不得销户或转出",
    en: "no closing or transfer while a court holds the account",
    source: "运城、四平 转出条件",
  },
  "ACC-007": {
    zh: "转入分段由平台维护，不得改写",
    en: "transferred-in segments are the hub's and stay",
    source: "昌吉 分类标识、分段管理",
  },
  "ACC-008": {
    zh: "合并的两个账户须属同一中心同一人",
    en: "a merger joins two accounts of one person at one center",
    source: "JGJ/T 320 附A.6 03",
  },
  "ACC-009": {
    zh: "证件号码相同而姓名不同，待核实",
    en: "same document, other name: a human decides",
    source: "重复类别 D7",
  },
  "ACC-010": {
    zh: "补贴含在本金内且不大于本金",
    en: "the subsidy is inside the principal",
    source: "昌吉 二(三)2",
  },
  "TRF-001": { zh: "转入地与转出地不同", en: "from and to differ", source: "异地转移接续业务操作规程" },
  "TRF-002": {
    zh: "独立核算中心之间才可异地转移",
    en: "both centers keep their own books",
    source: "异地转移接续业务操作规程",
  },
  "TRF-003": {
    zh: "新账户已开立且未销户",
    en: "the new account exists and is open",
    source: "异地转移接续业务操作规程",
  },
  "TRF-004": {
    zh: "同一人同一转出中心同类账户只能有一笔在办转移",
    en: "one open case a person, transfer-out center and account kind",
    source: "深圳中心 2021-03-01",
  },
  "TRF-005": { zh: "原账户须已封存", en: "the old account is sealed", source: "运城、四平 转出条件" },
  "TRF-006": {
    zh: "原账户封存满规定月数",
    en: "the old account is sealed for the months the policy asks",
    source: "运城 2024-01-31; 四平 2026-01-20",
  },
  "TRF-007": {
    zh: "转入地缴存满规定月数",
    en: "the months the policy asks are paid at the transfer-in center",
    source: "深圳中心 2021-03-01",
  },
  "TRF-008": {
    zh: "各分段本金之和等于本金",
    en: "segment principals add up to the principal",
    source: "BDC905 TranAmt = OrAcctAmt + Yinter, by segment",
  },
  "TRF-009": {
    zh: "各分段利息之和等于利息",
    en: "segment interests add up to the interest",
    source: "BDC905 by segment",
  },
  "TRF-010": {
    zh: "本金加利息等于转移金额",
    en: "principal plus interest is the amount",
    source: "BDC905 TranAmt = OrAcctAmt + Yinter",
  },
  "TRF-011": {
    zh: "到账减退回等于转移金额",
    en: "money received less money returned is the amount",
    source: "异地转移接续业务操作规程 核对",
  },
  "TRF-012": {
    zh: "付款流水号只能使用一次",
    en: "a payment reference is used once",
    source: "SuperStream PRN; hub contract",
  },
  "TRF-013": {
    zh: "金额为零时无需付款",
    en: "nothing is paid for amount 0.00",
    source: "异地转移接续业务操作规程 核对",
  },
  "TRF-014": {
    zh: "联系函确认后方可出具账户信息表",
    en: "a statement follows the confirmation",
    source: "BDC901 TxFunc 1 before BDC905",
  },
  "TRF-015": {
    zh: "仅未确认的联系函可以撤销",
    en: "only an unconfirmed letter is cancelled",
    source: "BDC903",
  },
  "TRF-016": {
    zh: "有未结清贷款不得转出",
    en: "an unsettled loan bars the transfer",
    source: "运城、四平 转出条件",
  },
  "TRF-017": {
    zh: "开户日期不晚于缴至年月",
    en: "the opening precedes paid-through",
    source: "BDC905 OAcctDate, PayEndDate",
  },
  "TRF-018": { zh: "替代的联系函须已终结", en: "a replaced letter has ended", source: "武汉 2019-08-27" },
  "TRF-019": {
    zh: "新账户须为同一人、同类账户",
    en: "the new account is the same person's and of the same kind",
    source: "异地转移接续业务操作规程",
  },
  "TRF-020": {
    zh: "有异地贷款标识的账户不得销户，也不得脱离标识转出",
    en: "a marked account is neither closed nor transferred without its mark",
    source: "建金〔2015〕135号",
  },
  "TRF-022": {
    zh: "为他人贷款提供担保的不得转出",
    en: "a guarantee for another's loan bars the transfer",
    source: "运城、四平 转出条件",
  },
  "TRF-021": { zh: "退款不得大于到账", en: "no more is returned than was received", source: "hub contract" },
  "DIR-001": { zh: "管理部不独立核算", en: "an office keeps no books", source: "national center list" },
  "DIR-002": { zh: "上级机构须在目录中", en: "the parent is in the directory", source: "BDC909" },
  // DIR-003, the cooling period of a receiving account, refused nothing; its number is not given again.
  "DIR-004": {
    zh: "新密钥24小时内不得变更信任关系：密钥、收款账户、推送地址，也不得签署联合惩戒警示",
    en: "a new key changes nothing of trust for 24 hours: keys, receiving account, webhook; and signs no warning",
    source: "hub contract",
  },
  "POL-001": {
    zh: "政策数据须符合规范并有来源",
    en: "a pack is valid and names its sources",
    source: "hub contract",
  },
  "POL-002": { zh: "政策有效期不得重叠", en: "packs do not overlap in time", source: "hub contract" },
  "LON-001": {
    zh: "申请家庭没有未结清的住房公积金贷款",
    en: "nobody of the family owes a loan of the fund",
    source: "建金〔2015〕135号 三; 晋城 八; 辽宁 十四",
  },
  "LON-002": {
    zh: "一个家庭最多使用两次，首次结清后方可再贷",
    en: "two loans a family in life, the second after the first is paid off",
    source: "乌鲁木齐、鞍山、天津 贷款次数",
  },
  "LON-003": {
    zh: "放款前须预占借款人、共同借款人和配偶",
    en: "borrower, co-borrowers and spouse are reserved before a grant",
    source: "hub contract",
  },
  "LON-004": {
    zh: "贷款余额只减不增",
    en: "a loan's balance does not rise",
    source: "JGJ/T 320 表6.0.5 贷款余额",
  },
  "LON-005": {
    zh: "每月还款状态报送一次，按月递增",
    en: "a month is fed once, in order",
    source: "hub contract",
  },
  "LON-006": { zh: "余额为零方可结清", en: "payoff needs a balance of 0.00", source: "JGJ/T 320 附A.15 06" },
  "LON-007": {
    zh: "贷款次数、累计金额、未清偿余额相符",
    en: "the certificate's count, total and unsettled balance agree",
    source: "建金〔2015〕135号 附件 缴存使用证明",
  },
  "LON-008": {
    zh: "证明的月份、分段与余额相符，并与账户和已登记的缴存记录一致",
    en: "the certificate's months, segments and balance agree with each other, the account and the registered record",
    source: "建金〔2015〕135号 三",
  },
  "LON-009": {
    zh: "缴存使用证明一人一份，单次有效，在有效期内使用",
    en: "one live certificate a person, used once, before its last day",
    source: "建金〔2015〕135号; 亮码可办",
  },
  "LON-010": {
    zh: "冲还贷和扣划不得大于贷款余额",
    en: "an offset or deduction is not larger than the loan's balance",
    source: "hub contract",
  },
  "LON-011": {
    zh: "有异地贷款标识的账户须随转移重新标识",
    en: "the mark of an off-site loan follows the account, in one transaction",
    source: "建金〔2015〕135号 五",
  },
  "LON-012": {
    zh: "未结清贷款按中心政策锁定账户",
    en: "an unsettled loan locks the account as the center's policy says",
    source: "晋城 五; 昌吉 三; 辽宁 九",
  },
  "LON-013": {
    zh: "授权码当日有效，使用一次",
    en: "a consent is used once, on its day",
    source: "住建部 亮码可办 2024-07",
  },
  "LON-014": {
    zh: "一个家庭中每人只列一次，借款人只有一名配偶",
    en: "each person of a family is named once, and the borrower has one spouse",
    source: "hub contract",
  },
  "QUO-001": { zh: "申请人一至四名", en: "one to four applicants", source: "hub contract" },
  "QUO-002": {
    zh: "读取其他中心记录需在办业务或授权",
    en: "another center's record needs a live case or consent",
    source: "个人信息保护法 第六条",
  },
  "QUO-003": { zh: "不超过最高额度", en: "within the cap", source: "policy pack: cap" },
  "QUO-004": {
    zh: "不超过缴存测算额度",
    en: "within what the contributions carry",
    source: "policy pack: base",
  },
  "QUO-005": { zh: "不超过还款能力", en: "within what the income repays", source: "policy pack: repayment" },
  "QUO-006": {
    zh: "不超过贷款成数",
    en: "within the share of the price",
    source: "policy pack: loanToValue",
  },
  "QUO-007": { zh: "不超过房价", en: "within the price", source: "hub contract" },
  "QUO-008": { zh: "符合贷款条件", en: "every condition of the center is met", source: "policy pack" },
  "QUO-009": {
    zh: "不超过原商业贷款余额",
    en: "within the commercial loan's balance",
    source: "商转公: 不超过原商业贷款余额",
  },
} as const satisfies Record<string, Rule>

export type RuleId = keyof typeof RULES
export const RuleId = z.enum(namesOf(RULES))
