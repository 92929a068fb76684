import * as z from "zod"
import { RuleId } from "./rules.ts"

interface ProblemEntry {
  readonly status: number
  /** 1xxx message and signature, 2xxx hub, 3xxx caller's data, 4xxx transfer-out or home side, 5xxx transfer-in or receiving side. */
  readonly code: string
  readonly zh: string
  readonly en: string
  /** True when the same call, sent again later with the same key, may succeed. */
  readonly retryable: boolean
}

const entry = (
  status: number,
  code: string,
  zh: string,
  en: string,
  retry: "retryable" | "final" = "final",
): ProblemEntry => ({
  status,
  code,
  zh,
  en,
  retryable: retry === "retryable",
})

/** Every error the hub can answer with. RFC 9457 type is `/problems/<slug>`. */
export const PROBLEMS = {
  "signature-missing": entry(401, "1001", "缺少签名", "The call bears no signature"),
  "signature-malformed": entry(401, "1002", "签名格式不正确", "The signature is not a strict detached JWS"),
  "algorithm-mismatch": entry(401, "1003", "签名算法与密钥不符", "The algorithm is not the key's own"),
  "key-unknown": entry(401, "1004", "签名密钥未登记", "The key is not in the directory"),
  "key-revoked": entry(401, "1005", "签名密钥已吊销", "The key is revoked"),
  "key-not-yet-valid": entry(401, "1006", "签名密钥尚未生效", "The key is not valid yet"),
  "key-expired": entry(401, "1007", "签名密钥已过期", "The key is no longer valid"),
  "key-of-another-center": entry(
    401,
    "1008",
    "签名密钥属于其他中心",
    "The key belongs to another center than the issuer",
  ),
  "audience-mismatch": entry(
    401,
    "1009",
    "签名的接收方不是本平台",
    "The signature is meant for another deployment",
  ),
  "method-mismatch": entry(401, "1010", "签名的方法与请求不符", "The signed method is not the request's"),
  "target-mismatch": entry(
    401,
    "1011",
    "签名的路径与请求不符",
    "The signed path and query are not the request's",
  ),
  "type-mismatch": entry(401, "1012", "签名类型不正确", "The signature is of another type"),
  "critical-header-mismatch": entry(
    401,
    "1013",
    "签名关键头不正确",
    "The critical header members are not the agreed ones",
  ),
  "signature-expired": entry(
    401,
    "1014",
    "签名时间超出允许范围",
    "The signature's time is outside the tolerance",
  ),
  "idempotency-key-mismatch": entry(
    401,
    "1015",
    "签名的幂等键与请求头不符",
    "The signed idempotency key is not the header's",
  ),
  "if-match-mismatch": entry(
    401,
    "1016",
    "签名的版本条件与请求头不符",
    "The signed version condition is not the header's",
  ),
  "message-replayed": entry(401, "1017", "消息编号已使用", "The message id was used before"),
  "signature-invalid": entry(401, "1018", "签名验证失败", "The signature does not verify"),
  "center-suspended": entry(403, "1019", "中心已被暂停", "The center is suspended"),
  "key-restricted": entry(
    403,
    "1020",
    "新密钥在24小时内不能变更密钥、收款账户或推送地址",
    "A new key cannot change keys, the receiving account or the webhook for 24 hours",
  ),
  "idempotency-key-missing": entry(400, "1021", "缺少幂等键", "The Idempotency-Key header is missing"),
  "idempotency-key-malformed": entry(
    400,
    "1022",
    "幂等键格式不正确",
    "The Idempotency-Key header is malformed",
  ),
  "idempotency-key-reused": entry(
    422,
    "1023",
    "幂等键已用于不同的请求",
    "The idempotency key was used for another request",
  ),
  "media-type-unsupported": entry(
    415,
    "1024",
    "内容类型不受支持",
    "The media type is not application/json in UTF-8",
  ),
  "target-malformed": entry(
    400,
    "1025",
    "路径或查询含有不允许的字符",
    "The path or query has a character that is not allowed",
  ),
  "possession-unproven": entry(422, "1026", "未能证明持有新密钥", "Possession of the new key is not proved"),
  "token-invalid": entry(401, "1027", "监管令牌无效", "The supervisor's token is not valid"),
  "caller-not-permitted": entry(403, "1028", "该调用方无权使用此接口", "The caller may not use this route"),

  "not-found": entry(404, "2001", "没有此接口", "There is no such route"),
  "method-not-allowed": entry(405, "2002", "此接口不支持该方法", "The route does not have this method"),
  "internal-error": entry(
    500,
    "2003",
    "平台内部错误，结果未知，请用同一幂等键重试",
    "The hub failed; the outcome is unknown, repeat with the same key",
    "retryable",
  ),
  busy: entry(
    503,
    "2004",
    "平台繁忙，请用同一幂等键重试",
    "The hub is busy; repeat with the same key",
    "retryable",
  ),
  "too-many-requests": entry(429, "2005", "请求过于频繁", "Too many requests", "retryable"),
  "disclosure-budget-exhausted": entry(
    429,
    "2006",
    "今日查询额度已用完",
    "Today's budget of checks is used up",
    "retryable",
  ),
  "letter-serials-exhausted": entry(
    409,
    "2007",
    "当日联系函编号已用完",
    "The letter serials of this day are used up",
    "retryable",
  ),

  "not-json": entry(400, "3001", "请求体不是JSON", "The body is not JSON"),
  "duplicate-key": entry(400, "3002", "JSON含有重复的键", "The JSON has a duplicate key"),
  "too-deep": entry(400, "3003", "JSON嵌套过深", "The JSON is nested too deeply"),
  "invalid-encoding": entry(400, "3004", "请求体不是有效的UTF-8", "The body is not valid UTF-8"),
  "body-too-large": entry(413, "3005", "请求体过大", "The body is too large"),
  "invalid-request": entry(400, "3006", "请求内容不符合接口约定", "The request does not match the contract"),
  "same-handler-and-reviewer": entry(
    422,
    "3007",
    "经办人与复核人不能为同一人",
    "Handler and reviewer must be two people",
  ),
  "version-stale": entry(412, "3008", "版本已变化，请重新读取", "The version has changed; read again"),
  "version-required": entry(428, "3009", "缺少版本条件", "The If-Match header is missing"),
  "unknown-center": entry(422, "3010", "中心不在目录中", "The center is not in the directory"),
  "center-not-active": entry(422, "3011", "对方中心当前不可用", "The other center is not active"),
  "office-keeps-no-books": entry(422, "3012", "该管理部不独立核算", "The office keeps no books of its own"),
  "internal-transfer": entry(
    422,
    "3013",
    "转入地与转出地为同一核算中心，应办理内部转移",
    "From and to share their books: an internal transfer",
  ),
  "account-not-found": entry(404, "3014", "本中心没有此账户", "The center has no such account"),
  "transfer-not-found": entry(404, "3015", "没有此转移业务", "There is no such transfer"),
  "account-exists": entry(409, "3016", "账号已登记", "The account number is registered already"),
  "normal-account-exists": entry(
    409,
    "3017",
    "该缴存人已有正常状态账户",
    "The person has a normal account already",
  ),
  "account-status-conflict": entry(
    409,
    "3018",
    "账户状态不允许此操作",
    "The account's status does not allow this",
  ),
  "account-held": entry(
    409,
    "3019",
    "账户存在限制，不允许此操作",
    "A hold on the account does not allow this",
  ),
  "hold-not-found": entry(404, "3020", "没有此限制", "There is no such hold"),
  "segments-inconsistent": entry(422, "3021", "缴存分段数据不一致", "The segments contradict each other"),
  "policy-not-found": entry(404, "3022", "没有此日期有效的政策", "No policy is in force on that day"),
  "policy-gap": entry(
    409,
    "3023",
    "该日期没有生效的政策，不能沿用旧政策",
    "The policies leave a gap on that day; the old one is not used",
  ),
  "policy-invalid": entry(422, "3024", "政策数据不符合规范", "The policy pack is not valid"),
  "center-exists": entry(409, "3025", "中心已登记", "The center is registered already"),
  "center-not-found": entry(404, "3026", "没有此中心", "There is no such center"),
  "key-exists": entry(409, "3027", "密钥编号已登记", "The key id is registered already"),
  "key-not-found": entry(404, "3028", "没有此密钥", "There is no such key"),
  "last-key": entry(409, "3029", "不能吊销最后一个有效密钥", "The last valid key cannot be revoked"),
  "persons-not-linkable": entry(
    409,
    "3030",
    "两个证件的账户记录不能合并",
    "The two documents cannot be joined",
  ),
  "consent-missing": entry(
    403,
    "3031",
    "读取其他中心的缴存记录需要在办业务或授权",
    "Reading another center's record needs a live case or consent",
  ),
  "webhook-refused": entry(422, "3032", "推送地址不被接受", "The webhook address is not accepted"),
  "webhook-not-found": entry(404, "3033", "未登记推送地址", "No webhook is registered"),
  "cursor-invalid": entry(400, "3034", "分页游标无效", "The cursor is not valid"),
  "standing-unchanged": entry(409, "3035", "中心已处于该状态", "The center already has that standing"),
  "problem-not-found": entry(404, "3036", "没有此问题类型", "There is no such problem type"),
  "loan-figures-missing": entry(
    409,
    "3037",
    "该中心的政策数据没有可据以计算额度的数字",
    "The center's policy gives no figure that limits a loan",
  ),

  "identity-erased": entry(
    410,
    "3038",
    "业务终结后身份信息已清除",
    "The identity was erased after the case had ended",
  ),
  "loan-not-found": entry(404, "3039", "本中心没有此贷款", "The center has no such loan"),
  "loan-exists": entry(409, "3040", "借款合同编号已登记", "The contract number is registered already"),
  "loan-ended": entry(409, "3041", "贷款已结清", "The loan is paid off"),
  "reservation-not-found": entry(404, "3042", "本中心没有此贷款预占", "The center has no such reservation"),
  "reservation-missing": entry(
    409,
    "3043",
    "没有有效的贷款预占，或预占的人员不符",
    "No live reservation holds these people for the center",
  ),
  "unsettled-loan-exists": entry(
    409,
    "3044",
    "申请家庭有未结清的住房公积金贷款或贷款预占",
    "The family has an unsettled loan of the fund, or is reserved for one",
  ),
  "loan-count-exceeded": entry(
    409,
    "3045",
    "申请家庭的住房公积金贷款次数已用完",
    "The family has used all loans of the fund that it may",
  ),
  "feed-out-of-order": entry(
    409,
    "3046",
    "该月还款状态已报送，或早于已报送月份",
    "The month is fed already, or is earlier than one that is",
  ),
  "balance-rises": entry(409, "3047", "贷款余额不得增加", "The balance of a loan does not rise"),
  "balance-outstanding": entry(409, "3048", "贷款余额不为零，不能办理结清", "The loan still has a balance"),
  "consent-invalid": entry(
    409,
    "3049",
    "授权码无效、已使用、已过期，或与人员、用途不符",
    "The consent code is unknown, used, expired, or meant for another person, center or purpose",
  ),
  "finding-not-found": entry(404, "3050", "没有此疑点", "There is no such finding"),
  "offsite-loan-not-found": entry(404, "3051", "没有此异地贷款业务", "There is no such off-site loan"),
  "internal-loan": entry(
    422,
    "3052",
    "贷款地与缴存地为同一核算中心，应办理本地贷款",
    "Loan center and home center share their books: a local loan",
  ),
  "unsettled-loan-bars": entry(
    409,
    "3053",
    "有未结清贷款或担保责任，不得销户",
    "An unsettled loan or guarantee bars closing the account",
  ),
  "persons-link-later": entry(
    409,
    "3054",
    "有在办的贷款预占、异地贷款申请或缴存证明，办结后方可合并两个证件",
    "A loan is reserved, requested or certified: the two documents can be joined when that has ended",
    "retryable",
  ),

  "open-transfer-exists": entry(
    409,
    "4001",
    "该缴存人在该转出中心已有在办转移",
    "The person has an open transfer from that center",
  ),
  "account-not-registered": entry(
    409,
    "4002",
    "原账户未在平台登记，请先登记，或以账户不存在拒绝",
    "The old account is not registered; register it, or refuse the letter as account-not-found",
  ),
  "account-of-another-person": entry(
    409,
    "4003",
    "该账号登记为其他人",
    "The account number belongs to another person",
  ),
  "account-already-closed": entry(409, "4004", "原账户已销户", "The old account is closed"),
  "account-not-sealed": entry(409, "4005", "原账户未封存", "The old account is not sealed"),
  "sealed-too-short": entry(
    409,
    "4006",
    "原账户封存时间不足",
    "The old account has not been sealed long enough",
  ),
  "loan-mark": entry(
    409,
    "4007",
    "原账户有人工设置的贷款标识",
    "The old account bears a loan mark that was put by hand",
  ),
  "own-loan": entry(409, "4008", "有未结清的住房公积金贷款", "A housing provident fund loan is unsettled"),
  "judicial-hold": entry(409, "4009", "原账户被司法冻结", "A court holds the old account"),
  "action-not-allowed": entry(
    409,
    "4010",
    "当前状态不允许此操作",
    "The case's status does not allow this action",
  ),
  "wrong-party": entry(403, "4011", "此操作应由另一方中心办理", "The other center of the case must do this"),
  "statement-inconsistent": entry(422, "4012", "账户信息表数据不一致", "The statement contradicts itself"),
  "payment-reference-used": entry(409, "4013", "付款流水号已使用", "The payment reference was used before"),
  "payment-not-due": entry(409, "4014", "本业务无需付款", "No payment is due"),
  "payment-unknown": entry(409, "4015", "没有此付款", "There is no such payment"),
  "open-offsite-loan-exists": entry(
    409,
    "4016",
    "该缴存人在该两地间已有在办异地贷款",
    "The person has an open off-site loan case between these centers",
  ),
  "certificate-exists": entry(
    409,
    "4017",
    "该缴存人已有有效的缴存使用证明",
    "The person has a live certificate already",
  ),
  "certificate-inconsistent": entry(
    422,
    "4018",
    "缴存使用证明的数据不一致",
    "The certificate contradicts itself or the registered record",
  ),
  "guarantee-liability": entry(
    409,
    "4020",
    "为他人的住房公积金贷款承担担保责任",
    "The holder guarantees another's loan of the fund",
  ),
  "offset-exceeds-balance": entry(
    409,
    "4019",
    "金额大于贷款余额",
    "The amount is larger than the balance of the loan",
  ),

  "new-account-not-open": entry(409, "5001", "转入账户未开立或已销户", "The new account is not open"),
  "amount-mismatch": entry(
    409,
    "5002",
    "到账金额与账户信息表不符",
    "The money does not add up to the statement",
  ),
  "inbound-months-short": entry(
    409,
    "5003",
    "转入地缴存月数不足",
    "Too few months are paid at the transfer-in center",
  ),
  "receiving-account-missing": entry(
    409,
    "5004",
    "转入中心没有生效的资金接收账户",
    "The transfer-in center has no receiving account in force",
  ),
  "residual-not-found": entry(404, "5005", "没有此补转业务", "There is no such residual"),
  "unmatched-funds-not-found": entry(404, "5006", "没有此待匹配资金", "There are no such unmatched funds"),
  "certificate-missing": entry(
    409,
    "5007",
    "缴存地尚未出具证明，或证明编号不符",
    "The home center has issued no such certificate",
  ),
  "certificate-used": entry(409, "5008", "证明只能使用一次", "The certificate was used before"),
  "certificate-expired": entry(409, "5009", "证明已过有效期", "The certificate is no longer valid"),
  "quote-missing": entry(
    409,
    "5010",
    "尚未测算额度，也未说明理由",
    "There is no quote in the case, and no reason to do without",
  ),
  "over-quote": entry(
    409,
    "5011",
    "贷款金额超过测算额度，且未说明理由",
    "More is lent than the quote says, and no reason is given",
  ),
  "not-overdue": entry(409, "5012", "贷款没有逾期", "The loan is not overdue"),
} as const satisfies Record<string, ProblemEntry>

export type ProblemSlug = keyof typeof PROBLEMS
export const problemSlugs = Object.keys(PROBLEMS).filter((slug): slug is ProblemSlug => slug in PROBLEMS)

/** Body of every error answer, RFC 9457, `application/problem+json`. */
export const Problem = z
  .strictObject({
    type: z.string().describe("`/problems/<slug>`, a readable page"),
    title: z.string().describe("what is wrong, in the language of Accept-Language (default zh-CN)"),
    status: z.int().describe("HTTP status"),
    detail: z.string().describe("this occurrence, without anything personal"),
    instance: z.string().describe("id of the call, for support"),
    code: z
      .string()
      .regex(/^[1-5]\d{3}$/)
      .describe(
        "four digits: 1 message, 2 hub, 3 caller's data, 4 transfer-out or home side, 5 transfer-in or receiving side",
      ),
    rule: RuleId.optional().describe("numbered validation rule"),
    field: z.string().optional().describe("JSON pointer into the request body, or the header or query name"),
    retryable: z.boolean().describe("whether the same call may succeed later"),
    caseId: z.string().optional().describe("the case that the call was about"),
    centerId: z.string().optional().describe("the other center that a disclosure names"),
  })
  .meta({ id: "Problem" })
export type Problem = z.infer<typeof Problem>
