import { ground, label, type CodeLabel, type RefusalGround } from "./codes.ts"

/** Statuses of an off-site loan case; the hub's own names, the paper procedure has none. */
export const OFFSITE_LOAN_STATUSES = {
  requested: label("待缴存地出具证明", "awaits the home center's certificate"),
  certified: label("证明已出具", "certified"),
  granted: label("已放款", "granted"),
  paidOff: label("已结清", "paid off"),
  converted: label("转为本地贷款", "became a loan of the account's own center"),
  refused: label("不予出具证明", "the home center certified nothing"),
  rejected: label("贷款未获批准", "the loan center lent nothing"),
  cancelled: label("已撤销", "cancelled"),
  expired: label("逾期失效", "expired"),
} as const satisfies Record<string, CodeLabel>

export type OffsiteLoanStatus = keyof typeof OFFSITE_LOAN_STATUSES

/** The closed list of grounds on which a home center may refuse the certificate (建金〔2015〕135号 三). */
export const CERTIFICATION_REFUSALS = {
  "identity-mismatch": ground(
    "correctable",
    "身份信息不符",
    "identity differs",
    "核对姓名、证件号码，必要时先办理证件关联",
    "check name and document; link changed documents first",
  ),
  "account-not-found": ground(
    "correctable",
    "账户不存在",
    "no such account",
    "核对缴存地后重新申请",
    "check where the applicant pays in, then apply again",
  ),
  "account-not-normal": ground(
    "correctable",
    "账户非正常缴存状态",
    "the account is not in normal status",
    "恢复正常缴存后重新申请",
    "apply again when contributions go on",
  ),
  "months-short": ground(
    "correctable",
    "缴存月数不足",
    "too few months are paid",
    "缴存满规定月数后重新申请",
    "apply again when the months are paid",
  ),
  "loan-unsettled": ground(
    "correctable",
    "有未结清的住房公积金贷款",
    "a loan of the fund is unsettled",
    "结清贷款后重新申请",
    "pay the loan off, then apply again",
  ),
  "loan-count-exhausted": ground(
    "final",
    "住房公积金贷款次数已用完",
    "the family has used its loans",
    "不能再次使用住房公积金贷款",
    "no further loan of the fund is possible",
  ),
  "judicial-hold": ground(
    "correctable",
    "司法冻结",
    "a court holds the account",
    "解除冻结后重新申请",
    "apply again when the court has released it",
  ),
  "other-hold": ground(
    "correctable",
    "账户存在其他限制",
    "another hold stands",
    "解除限制后重新申请",
    "apply again when the hold is released",
  ),
  "transfer-in-progress": ground(
    "correctable",
    "账户正在办理转移",
    "the account is being transferred",
    "转移办结后向新缴存地申请",
    "apply at the new home center when the transfer is done",
  ),
  "fraud-record": ground(
    "final",
    "有骗提骗贷记录且在惩戒期内",
    "a fraud record within its term",
    "惩戒期满后重新申请",
    "apply again when the term is over",
  ),
  "withdrawn-by-applicant": ground(
    "correctable",
    "申请人放弃",
    "the applicant asked to stop",
    "如需继续请重新申请",
    "apply again to go on",
  ),
} as const satisfies Record<string, RefusalGround>

export type CertificationRefusalCode = keyof typeof CERTIFICATION_REFUSALS
