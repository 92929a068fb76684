import * as tables from "./codes.ts"
import type { CodeLabel } from "./codes.ts"
import { CERTIFICATION_REFUSALS, OFFSITE_LOAN_STATUSES } from "./offsite-loan-codes.ts"
import type { FunctionName } from "./environment.ts"

/** What the generated reference says in words. */

export const introduction = `**住房公积金互联平台**：各住房公积金管理中心通过签名消息办理账户查重、开户、封存、异地转移接续、政策与贷款额度测算。
平台不保存明文身份信息，只保存带密钥的摘要；每次披露先留痕后答复。

**Housing provident fund hub**: centers check for duplicates, open and seal accounts, transfer accounts between cities, publish their
policies and quote loans, by signed messages. The hub keeps no identity in clear, and records each disclosure before it answers.

- JSON, UTF-8, \`camelCase\`; unknown fields and duplicate keys are refused; a body has at most 256 KiB.
- Money is text with two places, in yuan. A \`Month\` and a \`LocalDate\` are China Standard Time, an \`Instant\` is UTC with milliseconds.
- Path segments and query values use \`[A-Za-z0-9._~-]\` only; a \`%\` or \`+\` is refused.
- Errors are \`application/problem+json\` in Chinese or English by \`Accept-Language\`. \`code\` has four digits: 1 message and signature, 2 hub, 3 caller's data, 4 transfer-out or home side, 5 transfer-in or receiving side. \`GET /problems/{slug}\` explains each.
- An unsigned 413, 429 or 5xx comes from the gateway and means *outcome unknown*: repeat with the same key.`

export const signatureText = `\`Hub-Signature\`: a detached JWS (RFC 7515 appendix F, RFC 7797 unencoded payload), \`BASE64URL(protected) + ".." + BASE64URL(signature)\`, over the exact bytes of the body (empty for none).

Protected header of a request:
\`\`\`json
{"alg":"Ed25519","b64":false,"crit":["b64"],"typ":"hpf-request+jws","kid":"<key id>","iss":"<centerId>",
 "aud":"<URL of the deployment>","iat":1795255200,"jti":"<128 random bits, base64url>","htm":"POST","htu":"/v1/transfers?x=1",
 "idk":"<Idempotency-Key, when there is one>","ifm":"<If-Match, when there is one>"}
\`\`\`
\`alg\` is \`Ed25519\` or \`ES256\`, the key's own. \`iat\` may be 300 s off. A \`jti\` is used once on a call that changes or discloses something.

The answer is signed in the same way: \`typ\` \`hpf-response+jws\`, \`iss\` \`hpf-hub\`, \`aud\` the caller, \`status\`, and \`req\` = BASE64URL(SHA-256(the request's Hub-Signature value)). Keys: \`GET /.well-known/jwks.json\`. A pushed message has \`typ\` \`hpf-message+jws\` with \`aud\`, \`iat\`, \`jti\`, \`htu\`.`

export const queryTexts: Readonly<Record<string, string>> = {
  actingFor:
    "机构代码 of a former center whose books the caller has taken over: the call counts as that center's, for numbers that it gave itself (accounts, contracts) and for new business in its books",
  on: "a day; the answer is what holds on it (default: today in China)",
  cursor: "as the page before gave it",
  limit: "lines of one page, 1 to 100",
  role: "transfers: `in` or `out`; off-site loans: `loan` or `home`; service cases: `receiving` or `home`; co-investigations: `asking` or `asked`",
  status: "status name of the case",
  version: "number of a version (default: the newest)",
  letterNo: "number of the contact letter (联系函编号)",
  from: "first day in China (default: 1 January)",
  to: "last day in China (default: today)",
  by: "what the rows are",
  province: "GB/T 2260 code of a province",
  federation: "id of a federation",
  center: "机构代码 of a center",
  slice: "one kind of those that the metric divides by",
  format: "`json` (default) or `csv`",
  kind: "`transfer`, `offsiteLoan` or `service`",
  late: "`yes`: only cases whose clock ran out",
  due: "cases whose leg is due by this day",
  accountNo: "number of an account of one's own center",
  list: "`missing`: accounts from before the local plan that lack an agreement; `arrears`: accounts whose arrears are due",
}

export const pathTexts: Readonly<Record<string, string>> = {
  centerId: "机构代码, 15 digits",
  federationId: "`fed_` and a ULID",
  accountNo: "个人账号 of the acting center",
  kid: "key id, unique in the whole hub",
  transferId: "`trf_` and a ULID",
  residualId: "`rsd_` and a ULID",
  serviceCaseId: "`svc_` and a ULID",
  holdId: "`hld_` and a ULID",
  unmatchedFundsId: "`umf_` and a ULID",
  documentId: "`doc_` and a ULID",
  warningId: "`wrn_` and a ULID",
  investigationId: "`inv_` and a ULID",
  noticeId: "`ntc_` and a ULID",
  batchNo: "批次号, `PLZYJXH` and 16 digits",
  effectiveFrom: "first day of the pack",
  month: "calendar month, `2026-10`",
  asset: "file name",
  metric: "name of the metric",
  caseId: "`trf_`, `lnc_` or `svc_` and a ULID",
  year: "calendar year, four digits",
  slug: "slug of the problem type",
}

interface Tag {
  readonly name: string
  readonly description: string
}

const tag = (name: string, zh: string, en: string): Tag => ({ name, description: `${zh} / ${en}` })
const publicTag = tag("public", "公开", "keys, contract, liveness, problem types")
const directoryTag = tag("directory", "机构目录", "centers, keys, receiving accounts, closing days")
const policyTag = tag("policies", "政策与贷款额度", "policy packs and loan quotes")
const accountTag = tag("accounts", "账户", "duplicate checks, accounts, holds, contribution records")
const agreementTag = tag(
  "agreements",
  "灵活就业缴存协议",
  "agreements of flexible contributors and their arrears",
)
const transferTag = tag(
  "transfers",
  "异地转移接续",
  "contact letter, statement, money, completion, negotiation",
)
const loanTag = tag("loans", "贷款登记", "loan checks, reservations, loans and their repayment")
const offsiteLoanTag = tag("offsite-loans", "异地贷款", "consent, certificate, grant, collection, offset")
const serviceTag = tag(
  "service-cases",
  "跨省通办",
  "matters that a person asks for anywhere and the home center decides; their catalogue",
)
const documentTag = tag("documents", "办理材料", "uploaded beside the hub, for the centers of one case")
const batchTag = tag(
  "batches",
  "批量办理",
  "many requests of one center from a file, with a result for each line",
)
const investigationTag = tag(
  "investigations",
  "购房信息协查与异常地区公告",
  "co-investigations of home purchases, notices of regions with abnormal purchases",
)
const warningTag = tag("warnings", "联合惩戒警示", "warnings of joint discipline, objections and removal")
const findingTag = tag("findings", "疑点", "doubts that the centers concerned settle")
const flexibleTag = tag("flexible", "灵活就业", "participation, subsidies, interest and tax statements")
const reportTag = tag("reports", "月报与评价", "what only the centers know of a month, and how each stands")
const federationTag = tag("federations", "联盟", "what centers agree on among themselves, version by version")
const deskTag = tag("desk", "经办页面", "what a center's clerk sees behind a link of 15 minutes")
const messageTag = tag("messages", "消息", "inbox and webhook")

const supervisionTag = tag("supervision", "监管", "figures, cases and clocks, for supervisors")

export const tags: readonly Tag[] = [
  directoryTag,
  accountTag,
  agreementTag,
  transferTag,
  loanTag,
  offsiteLoanTag,
  serviceTag,
  batchTag,
  documentTag,
  findingTag,
  warningTag,
  investigationTag,
  supervisionTag,
  flexibleTag,
  federationTag,
  messageTag,
  deskTag,
  policyTag,
  reportTag,
  publicTag,
]

/** Functions that have no route of their own have no tag either. */
export const tagOfFunction: Partial<Record<FunctionName, Tag>> = {
  "check-health": publicTag,
  "publish-keys": publicTag,
  "serve-docs": publicTag,
  "serve-dashboard": publicTag,
  "read-directory": directoryTag,
  "onboard-center": directoryTag,
  "change-directory": directoryTag,
  "check-participation": flexibleTag,
  "quote-subsidy": flexibleTag,
  "report-subsidy": flexibleTag,
  "quote-interest": flexibleTag,
  "read-tax-statement": flexibleTag,
  "put-report": reportTag,
  "put-policy": policyTag,
  "keep-federations": federationTag,
  "read-policy": policyTag,
  "quote-loan": policyTag,
  "check-account": accountTag,
  "check-withdrawal": accountTag,
  "request-service": serviceTag,
  "act-on-service-case": serviceTag,
  "decide-service-case": serviceTag,
  "read-service-case": serviceTag,
  "read-catalogue": serviceTag,
  "open-account": accountTag,
  "read-account": accountTag,
  "change-account": accountTag,
  "keep-agreements": agreementTag,
  "read-inbox": messageTag,
  "acknowledge-messages": messageTag,
  "change-webhook": messageTag,
  "request-transfer": transferTag,
  "act-on-transfer": transferTag,
  "read-transfer": transferTag,
  "open-identity": transferTag,
  "settle-residual": transferTag,
  "check-loan": loanTag,
  "reserve-loan": loanTag,
  "register-loan": loanTag,
  "read-loan": loanTag,
  "change-loan": loanTag,
  "give-consent": offsiteLoanTag,
  "request-offsite-loan": offsiteLoanTag,
  "act-on-offsite-loan": offsiteLoanTag,
  "quote-offsite-loan": offsiteLoanTag,
  "read-offsite-loan": offsiteLoanTag,
  "announce-document": documentTag,
  "receive-document": documentTag,
  "open-document": documentTag,
  "open-batch": batchTag,
  "read-batch": batchTag,
  "read-finding": findingTag,
  "keep-warnings": warningTag,
  "keep-investigations": investigationTag,
  "state-finding": findingTag,
  "supervise-findings": findingTag,
  "serve-desk": deskTag,
  supervise: supervisionTag,
}

/** Every code table with both names, for programs that show them. */
export const codeTables = (): Readonly<Record<string, Readonly<Record<string, CodeLabel>>>> => ({
  documentType: tables.DOCUMENT_TYPES,
  accountStatus: tables.ACCOUNT_STATUSES,
  transferStatus: tables.TRANSFER_STATUSES,
  refusalReason: tables.REFUSAL_REASONS,
  offsiteLoanStatus: OFFSITE_LOAN_STATUSES,
  certificationRefusalReason: CERTIFICATION_REFUSALS,
  duplicateClass: tables.DUPLICATE_CLASSES,
  ledgerEntryType: tables.LEDGER_ENTRY_TYPES,
  withdrawalReason: tables.WITHDRAWAL_REASONS,
  unitAccountStatus: tables.UNIT_ACCOUNT_STATUSES,
  guaranteeType: tables.GUARANTEE_TYPES,
  repaymentMethod: tables.REPAYMENT_METHODS,
  loanRiskGrade: tables.LOAN_RISK_GRADES,
})
