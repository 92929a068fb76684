/**
 * National code tables as the standard writes them (JGJ/T 320-2014 annex A, the 2017 transfer platform),
 * with names in both languages. Values that begin with X are the hub's own.
 */
export interface CodeLabel {
  readonly zh: string
  readonly en: string
}
type CodeTable = Readonly<Record<string, CodeLabel>>
export const label = (zh: string, en: string): CodeLabel => ({ zh, en })

/** 附A.1 证件类型. */
export const DOCUMENT_TYPES = {
  "01": label("居民身份证", "resident identity card"),
  "02": label("军官证", "military officer card"),
  "03": label("护照", "passport"),
  "04": label("外国人永久居留身份证", "permanent residence card of a foreigner"),
  "05": label(
    "港澳台居民居住证",
    "residence permit of a Hong Kong, Macau or Taiwan resident (exported as 99)",
  ),
  "99": label("其他", "other"),
} as const satisfies CodeTable

/** 附A.6 个人账户状态. */
export const ACCOUNT_STATUSES = {
  "01": label("正常", "normal"),
  "02": label("封存", "sealed"),
  "03": label("合并销户", "closed by merger"),
  "04": label("外部转出销户", "closed by transfer out"),
  "05": label("提取销户", "closed by withdrawal"),
  "06": label("冻结", "frozen"),
  "99": label("其他", "other"),
  X2: label("待原账户封存", "awaiting the seal of the old account"),
} as const satisfies CodeTable

/** Case statuses of the transfer (AppPrStatus), with the hub's readable names. */
export const TRANSFER_STATUSES = {
  letterSent: { code: "01", ...label("联系函复核通过", "letter sent") },
  letterConfirmed: { code: "02", ...label("联系函确认接收", "letter confirmed") },
  statementSent: { code: "08", ...label("账户信息复核通过", "statement sent") },
  negotiating: { code: "06", ...label("协商中", "negotiating") },
  refused: { code: "13", ...label("转出审核不通过", "refused by the transfer-out center") },
  completed: { code: "00", ...label("正常办结", "completed") },
  completedAfterNegotiation: { code: "20", ...label("协商后业务办结", "completed after negotiation") },
  closedAsRefused: { code: "40", ...label("转出失败业务办结", "closed as refused") },
  cancelled: { code: "05", ...label("转入撤销业务办结", "cancelled") },
  expired: { code: "X1", ...label("逾期失效", "expired") },
} as const

export type TransferStatus = keyof typeof TRANSFER_STATUSES

/** 附A.5 归集和提取业务明细类型. Not to be mixed up with 附A.7. */
export const LEDGER_ENTRY_TYPES = {
  "01": label("汇缴", "regular contribution"),
  "02": label("补缴", "back payment"),
  "03": label("开户", "opening"),
  "04": label("启封", "unseal"),
  "05": label("封存", "seal"),
  "06": label("内部转移", "internal transfer"),
  "07": label("外部转出", "transfer out"),
  "08": label("外部转入", "transfer in"),
  "09": label("年终结息", "annual interest credit"),
  "10": label("基数调整", "change of base"),
  "11": label("部分提取", "partial withdrawal"),
  "12": label("销户提取", "closing withdrawal"),
  "13": label("缓缴处理", "deferral"),
  "14": label("冻结", "hold"),
  "15": label("解冻", "release"),
  "99": label("其他", "other"),
} as const satisfies CodeTable

/** 附A.7 提取/销户原因. Order of 06 to 09 as on the transfer platform (the sources disagree). */
export const WITHDRAWAL_REASONS = {
  "01": label("购买住房", "purchase of a home"),
  "02": label("建造、翻建、大修", "building, rebuilding, major repair"),
  "03": label("离休、退休", "retirement"),
  "04": label("完全丧失劳动能力并终止劳动关系", "total incapacity"),
  "05": label("户口迁出或出境定居", "leaving for good"),
  "06": label("偿还贷款本息", "repayment of a housing loan"),
  "07": label("房租超比例", "rent"),
  "08": label("死亡", "death"),
  "09": label("大病", "serious illness"),
  "99": label("其他", "other"),
} as const satisfies CodeTable

/** 附A.4 单位账户状态. */
export const UNIT_ACCOUNT_STATUSES = {
  "01": label("正常", "normal"),
  "02": label("开户", "opened"),
  "03": label("缓缴", "deferred"),
  "04": label("销户", "closed"),
  "05": label("封存", "sealed"),
  "99": label("其他", "other"),
} as const satisfies CodeTable

/** 附A.10 贷款担保. */
export const GUARANTEE_TYPES = {
  "01": label("抵押", "mortgage"),
  "02": label("质押", "pledge"),
  "03": label("保证", "surety"),
  "99": label("其他", "other"),
} as const satisfies CodeTable

/** 附A.11 还款方式. */
export const REPAYMENT_METHODS = {
  "01": label("等额本息", "equal instalments"),
  "02": label("等额本金", "equal principal"),
  "03": label("一次还本付息", "bullet"),
  "04": label("自由还款", "free"),
  "99": label("其他", "other"),
} as const satisfies CodeTable

/** 附A.14 贷款风险等级. */
export const LOAN_RISK_GRADES = {
  "01": label("正常", "normal"),
  "02": label("关注", "special mention"),
  "03": label("次级", "substandard"),
  "04": label("可疑", "doubtful"),
  "05": label("损失", "loss"),
  "99": label("其他", "other"),
} as const satisfies CodeTable

/** Duplicate classes of the hub. */
export const DUPLICATE_CLASSES = {
  D1: label("不同中心两个正常账户", "two normal accounts at two centers"),
  D2: label("同一中心一人多户", "several accounts at one center"),
  D3: label("同一月份重复缴存", "one month paid twice"),
  D4: label(
    "一人两笔未结清贷款，或超过次数",
    "two unsettled loans of one person, or more than the count allows",
  ),
  D5: label("异地贷款而缴存地未作标识", "an off-site loan without a mark at the home center"),
  D6: label(
    "违反贷款标识或超出登记余额的提取",
    "a withdrawal against a loan mark, or of more than the record has",
  ),
  D7: label("证件或姓名不一致，待核实", "documents or names differ: a human decides"),
} as const satisfies CodeTable

/** Why a center refuses, and what the applicant can do about it. */
export interface RefusalGround extends CodeLabel {
  readonly correctable: boolean
  readonly guidance: CodeLabel
}
export const ground = (
  correctable: "correctable" | "final",
  zh: string,
  en: string,
  guidanceZh: string,
  guidanceEn: string,
): RefusalGround => ({
  zh,
  en,
  correctable: correctable === "correctable",
  guidance: label(guidanceZh, guidanceEn),
})

interface RefusalReason extends RefusalGround {
  readonly category: "person" | "account" | "rule" | "holder" | "other"
}
const reason = (category: RefusalReason["category"], ...about: Parameters<typeof ground>): RefusalReason => ({
  category,
  ...ground(...about),
})

/** The closed list of grounds on which a transfer-out center may refuse a letter. */
export const REFUSAL_REASONS = {
  "identity-mismatch": reason(
    "person",
    "correctable",
    "身份信息不符",
    "identity differs",
    "核对姓名、证件号码，必要时先办理证件关联",
    "check name and document; link changed documents first",
  ),
  "account-not-found": reason(
    "account",
    "correctable",
    "账户不存在",
    "no such account",
    "核对原个人账号后重新发函（替代原函）",
    "check the account number and send a new letter that replaces this one",
  ),
  "wrong-center": reason(
    "account",
    "correctable",
    "非本中心账户",
    "another center keeps the account",
    "向建议的中心重新发函",
    "send a new letter to the suggested center",
  ),
  "internal-transfer": reason(
    "account",
    "correctable",
    "属本中心内部转移",
    "an internal transfer",
    "在本中心办理内部转移",
    "use the internal transfer of the center",
  ),
  "not-sealed": reason(
    "account",
    "correctable",
    "原账户未封存",
    "the old account is not sealed",
    "请原单位办理封存后重新申请",
    "have the former employer seal the account, then apply again",
  ),
  "sealed-too-short": reason(
    "rule",
    "correctable",
    "封存时间不足",
    "sealed for too short a time",
    "封存满规定月数后重新申请",
    "apply again when the months are over",
  ),
  "inbound-months-short": reason(
    "rule",
    "correctable",
    "转入地缴存月数不足",
    "too few months paid at the new center",
    "在转入地缴存满规定月数后重新申请",
    "apply again when the months are paid",
  ),
  "own-loan": reason(
    "rule",
    "correctable",
    "有未结清贷款",
    "a loan is unsettled",
    "结清贷款后重新申请",
    "pay the loan off, then apply again",
  ),
  guarantee: reason(
    "rule",
    "correctable",
    "为他人贷款提供担保",
    "the holder guarantees another's loan",
    "解除担保后重新申请",
    "have the guarantee released, then apply again",
  ),
  "judicial-hold": reason(
    "account",
    "correctable",
    "司法冻结",
    "a court holds the account",
    "解除冻结后重新申请",
    "apply again when the court has released it",
  ),
  "other-hold": reason(
    "account",
    "correctable",
    "其他限制",
    "another hold stands",
    "解除限制后重新申请",
    "apply again when the hold is released",
  ),
  "duplicate-accounts-here": reason(
    "account",
    "correctable",
    "本中心一人多户，需先合并",
    "several accounts here, to be merged first",
    "先在原中心合并账户",
    "have the old center merge the accounts first",
  ),
  "already-closed": reason(
    "account",
    "final",
    "账户已销户",
    "the account is closed",
    "原账户已无余额可转",
    "there is nothing left to transfer",
  ),
  "holder-deceased": reason(
    "holder",
    "final",
    "缴存人已死亡",
    "the holder has died",
    "由继承人在原中心办理提取",
    "heirs withdraw at the old center",
  ),
  "stopped-by-applicant": reason(
    "holder",
    "correctable",
    "申请人要求停止",
    "the applicant asked to stop",
    "如需继续请重新申请",
    "apply again to go on",
  ),
  other: reason("other", "correctable", "其他原因", "another reason", "见备注", "see the note"),
} as const satisfies Record<string, RefusalReason>

export type RefusalReasonCode = keyof typeof REFUSAL_REASONS
