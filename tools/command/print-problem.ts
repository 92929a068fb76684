import { Problem } from "../../contracts/problems.ts"
import { RULES } from "../../contracts/rules.ts"
import type { HubAnswer } from "../hub-client.ts"
import { text, type Language, type Text } from "../language.ts"

/** What to do next, where more can be said than the title says. */
const nextSteps: Readonly<Record<string, Text>> = {
  "key-unknown": text(
    "用 --key 指定已登记的密钥，或请平台运营方登记公钥（hub keygen 生成）。",
    "Name a registered key with --key, or have the operator register yours (hub keygen makes one).",
  ),
  "key-revoked": text("换用仍有效的密钥（--key）。", "Use a key that is still valid (--key)."),
  "audience-mismatch": text(
    "--url 应写平台自己公布的地址，或用 --audience 指明。",
    "Give the URL that the hub calls itself by, or name it with --audience.",
  ),
  "signature-expired": text(
    "校准本机时钟：与平台相差不能超过 300 秒。",
    "Set this machine's clock: it may differ from the hub's by 300 s.",
  ),
  "key-restricted": text(
    "用登记满 24 小时的密钥来签（--key），或等新密钥满 24 小时。",
    "Sign with a key older than 24 hours (--key), or wait until the new one is.",
  ),
  "account-not-found": text(
    "核对账号、人员和 --as：本中心没有这个账户，或这个人在本中心没有账户。",
    "Check number, person and --as: this center has no such account, or none of this person.",
  ),
  "transfer-not-found": text(
    "核对业务编号和 --as；只有转出、转入两个中心能看到这笔业务。",
    "Check the case and --as: only its two centers see it.",
  ),
  "not-found": text("接口一览见平台的 /docs。", "The hub's /docs lists what there is."),
  "center-suspended": text("联系平台运营方。", "Ask the operator of the hub."),
  "caller-not-permitted": text(
    "用 --as 换成有权的一方：中心用 15 位机构代码，运营方用 operator。",
    "Act as the one who may with --as: a center's 15 digits, or operator.",
  ),
  "version-stale": text(
    "重新读取后，以新的版本号作 --if-match 再试。",
    "Read again and repeat with the new version in --if-match.",
  ),
  "version-required": text(
    "先读取，把 version 写在 --if-match 里。",
    "Read first and give its version in --if-match.",
  ),
  "normal-account-exists": text(
    "请缴存人先在所示中心封存原账户；单位缴存可以直接开户等待封存（X2）。",
    "Have the named center seal the old account first; an employee account may be opened and waits for the seal (X2).",
  ),
  "action-not-allowed": text(
    "用 hub transfer show、offsite-loan show、service show 或 finding show 查看当前状态和应办方。",
    "See with hub transfer show, offsite-loan show, service show or finding show where it stands and who must act.",
  ),
  "account-held": text(
    "hub account show 看是哪项限制；异地贷款标识随结清解除，证明的限制随放款、不批或到期解除。",
    "hub account show tells which hold it is; a loan mark ends with the payoff, the hold of a certificate with grant, rejection or its last day.",
  ),
  "loan-not-found": text(
    "核对合同编号和 --as：hub loan show 只能看本中心登记的贷款。",
    "Check the contract number and --as: a center sees the loans that it registered.",
  ),
  "offsite-loan-not-found": text(
    "核对业务编号和 --as：只有贷款地和现在的缴存地能看到（hub offsite-loan list）。",
    "Check the case and --as: only its lender and its present home center see it (hub offsite-loan list).",
  ),
  "finding-not-found": text(
    "核对编号和 --as：只有有关中心能看到（hub finding list）。",
    "Check the id and --as: only the centers concerned see it (hub finding list).",
  ),
  "reservation-missing": text(
    "先预占：hub loan reserve；预占须有效，并包括申请人。",
    "Reserve first: hub loan reserve. It must be in force and hold the applicant.",
  ),
  "unsettled-loan-exists": text(
    "该家庭有未结清贷款或已被预占（见“中心”）；请申请人先结清，或等对方解除预占。",
    "The family owes a loan or is reserved (see center); have it paid off, or wait until that center releases it.",
  ),
  "loan-count-exceeded": text(
    "不能再贷；向申请家庭说明次数（hub loan check）。",
    "No further loan is possible; hub loan check tells the counts.",
  ),
  "consent-invalid": text(
    "请缴存人到缴存地重新取得授权码：当日有效，只用一次，并且人员、用途、中心都要相符。",
    "Have the contributor get a new code from the home center: it is for one day, one use, one person, one purpose and one center.",
  ),
  "consent-missing": text(
    "请缴存人出示缴存地给的授权码，写在其 person 旁的 consent 里。",
    "Have the contributor show a code of the home center; it stands beside person as consent.",
  ),
  "certificate-missing": text(
    "用 hub offsite-loan show 查看证明编号；没有证明不能放款。",
    "hub offsite-loan show has the number of the certificate; without one nothing is granted.",
  ),
  "certificate-used": text(
    "这份证明已经用过；另一笔贷款须重新申请：hub offsite-loan request。",
    "This certificate was used; another loan needs another request: hub offsite-loan request.",
  ),
  "certificate-expired": text(
    "请申请人重新取得授权码并申请：hub offsite-loan request。",
    "Have the applicant get a new code and apply again: hub offsite-loan request.",
  ),
  "certificate-exists": text(
    "该缴存人已有一份有效证明；等它用掉、作废或到期。",
    "The person has a live certificate; wait until it is used, void or expired.",
  ),
  "certificate-inconsistent": text(
    "对照规则核对余额、分段、状态、次数：hub account show。",
    "Hold balance, segments, status and counts against the rule: hub account show.",
  ),
  "quote-missing": text(
    "先测算：hub offsite-loan quote；或写明 overrideReason=理由。",
    "Quote first: hub offsite-loan quote; or state overrideReason=...",
  ),
  "over-quote": text(
    "降到测算额度以内（hub offsite-loan show），或写明 overrideReason=理由。",
    "Lend no more than the quote (hub offsite-loan show), or state overrideReason=...",
  ),
  "not-overdue": text(
    "先报送逾期：hub loan feed <合同> month=… balance=… overduePeriods=1 overdueAmount=…",
    "Feed the overdue month first: hub loan feed <contractNo> month=... balance=... overduePeriods=1 overdueAmount=...",
  ),
  "balance-rises": text(
    "余额只减不增：对照 hub loan show 的上次余额。",
    "A balance does not rise: see what hub loan show says was fed last.",
  ),
  "balance-outstanding": text(
    "先报送余额 0.00：hub loan feed，再办结清。",
    "Feed a balance of 0.00 first: hub loan feed, then pay off.",
  ),
  "feed-out-of-order": text(
    "每月一次，按月递增：hub loan show 有上次报送的月份。",
    "A month once, in order: hub loan show has the last one that was fed.",
  ),
  "offset-exceeds-balance": text(
    "不得大于贷款余额（在途的冲还贷也计入）：hub offsite-loan show。",
    "No more than the loan's balance, less what is on its way: hub offsite-loan show.",
  ),
  "payment-reference-used": text(
    "每笔付款的编号只用一次：核对是否已经办过，否则换一个编号。",
    "The reference of a payment is used once: see whether it was done already, else take another.",
  ),
  "open-offsite-loan-exists": text(
    "同一人在两个中心之间已有一笔进行中的申请：hub offsite-loan list。",
    "A request for this person between the two centers is running: hub offsite-loan list.",
  ),
  "wrong-party": text("这一步由另一方中心办理。", "This step is the other center's."),
  "amount-mismatch": text(
    "核对银行流水；确有差额时提出协商：hub transfer dispute。",
    "Check the bank's record; if it does differ, open a negotiation: hub transfer dispute.",
  ),
  "account-not-registered": text(
    "先登记原账户：hub account import 或 hub account open。",
    "Register the old account first: hub account import or hub account open.",
  ),
  "same-handler-and-reviewer": text(
    "经办人和复核人写两个不同的工号（--handler、--reviewer）。",
    "Name two different staff ids (--handler, --reviewer).",
  ),
  "service-case-not-found": text(
    "核对业务编号和 --as：只有受理地和缴存地能看到（hub service list）。",
    "Check the case and --as: only its receiving and its home center see it (hub service list).",
  ),
  "internal-service": text(
    "本中心自己的缴存人用 --mode online，或核对 --home。",
    "For a contributor of one's own take --mode online, or check --home.",
  ),
  "matter-not-offered": text(
    "看缴存地办什么：hub service catalogue <缴存地机构代码>。",
    "See what the home center offers: hub service catalogue <home center>.",
  ),
  "mode-not-allowed": text(
    "换一种模式（--mode）：hub service catalogue <缴存地机构代码>。",
    "Take another --mode: hub service catalogue <home center>.",
  ),
  "situation-unknown": text(
    "换一种情形（--situation）：hub service catalogue <缴存地机构代码>。",
    "Take another --situation: hub service catalogue <home center>.",
  ),
  "open-service-case-exists": text(
    "先办完或撤销在办的那一笔：hub service list；别处受理的，请申请人回忆在哪里提出。",
    "Finish or take back the open one: hub service list; if it is not ours, ask the applicant where it was asked.",
  ),
  "reason-missing": text(
    "预审没有规则可依：审批写明 reason=理由。",
    "No rule decides it: write reason=... with the decision.",
  ),
  "withdrawal-not-allowed": text(
    "逐条看依据：hub withdrawal check；不予办理用 hub service decide <业务> refuse。",
    "See each rule with hub withdrawal check; to say no: hub service decide <id> refuse.",
  ),
  "over-allowed-part": text(
    "降到预审的“最多”以内：hub service show，或 hub withdrawal check。",
    "Take no more than the check's most: hub service show, or hub withdrawal check.",
  ),
  "shared-total-exceeded": text(
    "全家还剩多少：hub withdrawal check（写上同一权利人和费用）；降到余额以内再批。",
    "hub withdrawal check, with the same owner and cost, tells what is left for the family; approve no more.",
  ),
  "fact-used": text(
    "同一人不能凭同一合同或楼栋在两个中心提取；不予办理：hub service decide <业务> refuse reasonCode=fact-used。",
    "One person does not withdraw for one contract or building at two centers; to say no: hub service decide <id> refuse reasonCode=fact-used.",
  ),
  "fact-differs": text(
    "对照证件核对编号、费用、补贴和权利人：家人先前登记的不同。",
    "Hold number, cost, subsidy and owner against the papers: what the family registered before differs.",
  ),
  "payment-not-due": text(
    "先看状态和金额：hub service show。",
    "See first where it stands and what was approved: hub service show.",
  ),
  "document-missing": text(
    "先上传：hub document put <文件> --kind <种类>，或 --document <种类>=<文件>；缺哪种见 hub service catalogue。",
    "Upload it first: hub document put <file> --kind <kind>, or --document <kind>=<file>; hub service catalogue names the kinds.",
  ),
  "agreement-not-found": text(
    "先签订：hub flexible agreement sign <账号> …",
    "Sign one first: hub flexible agreement sign <accountNo> ...",
  ),
  "agreement-running": text(
    "先看现有协议：hub flexible agreement <账号>；要换新的，先终止：hub flexible agreement end <账号> …",
    "See the present one: hub flexible agreement <accountNo>; for another, end it first: hub flexible agreement end <accountNo> ...",
  ),
  "monthly-record-missing": text(
    "逐月登记缴存记录：hub call PUT /v1/accounts/<账号>/segments @segments.json，每段写 contributionsByMonth。",
    "Register the record month by month: hub call PUT /v1/accounts/<accountNo>/segments @segments.json, each segment with contributionsByMonth.",
  ),
  "disclosure-budget-exhausted": text(
    "明日再查，或联系平台运营方调整额度。",
    "Check again tomorrow, or ask the operator for a larger budget.",
  ),
}

const commandsByPrefix: Readonly<Record<string, string>> = {
  trf_: "transfer",
  lnc_: "offsite-loan",
  svc_: "service",
}

/** Where a case or a doubt stands is shown by the command of its kind; the path of the call is not in the problem. */
const stepByCase = (slug: string, { caseId, rule }: Problem): Text | undefined => {
  const command = commandsByPrefix[caseId?.slice(0, 4) ?? ""]
  if (caseId === undefined || command === undefined) return undefined
  if (slug === "action-not-allowed" && rule === "SVC-004")
    return text(
      "核实不符的不能批准：hub service decide <业务> refuse reasonCode=fact-not-verified。",
      "What was not verified is not approved: hub service decide <id> refuse reasonCode=fact-not-verified.",
    )
  if (slug === "document-missing")
    return text(
      `缺必交材料（hub ${command} show ${caseId} 列出种类）：要求补正 hub service ask，补交 hub service supplement。`,
      `A required document is missing; hub ${command} show ${caseId} names the kinds. H asks for it: hub service ask; R supplies it: hub service supplement.`,
    )
  if (slug === "wrong-party")
    return text(
      `由另一方办理；谁该办什么见 hub ${command} show ${caseId}。`,
      `The other center must do it; hub ${command} show ${caseId} tells who must do what.`,
    )
  if (slug === "amount-mismatch" && command === "service")
    return text(
      `金额以审批为准：hub service show ${caseId}。`,
      `Pay what was approved: hub service show ${caseId}.`,
    )
  if (slug !== "action-not-allowed") return undefined
  return text(
    `用 hub ${command} show ${caseId} 查看当前状态和应办方。`,
    `See with hub ${command} show ${caseId} where the case stands and who must act.`,
  )
}

const fallbackStep = (problem: Problem): Text | undefined =>
  problem.retryable
    ? text(
        "稍后用同一幂等键重试，不会重复办理。",
        "Repeat later with the same idempotency key; nothing is done twice.",
      )
    : problem.field === undefined
      ? undefined
      : problem.field === "/handler" || problem.field === "/reviewer"
        ? text(
            "写明经办人、复核人的工号：--handler、--reviewer。",
            "Name handler and reviewer: --handler, --reviewer.",
          )
        : problem.rule === "VAL-001"
          ? text(
              `更正 ${problem.field} 后重试；可写的值见该命令的 --help 或 /docs。`,
              `Correct ${problem.field} and try again; --help of the command or /docs tells what may stand there.`,
            )
          : text(`更正 ${problem.field} 后重试。`, `Correct ${problem.field} and try again.`)

/** A problem as a clerk reads it: what, which rule, where, what next. */
export const problemLines = (answer: HubAnswer, language: Language): readonly string[] => {
  const parsed = Problem.safeParse(answer.body)
  const zh = language === "zh"
  if (!parsed.success)
    return [
      zh
        ? `平台以 ${answer.status} 应答，但没有说明原因；结果未知时用同一幂等键重试。`
        : `The hub answered ${answer.status} without a reason; if the outcome is unknown, repeat with the same key.`,
    ]
  const problem = parsed.data
  const slug = problem.type.replace("/problems/", "")
  const next = stepByCase(slug, problem) ?? nextSteps[slug] ?? fallbackStep(problem)
  const rule = problem.rule === undefined ? undefined : RULES[problem.rule]
  const line = (zhName: string, enName: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [zh ? `  ${zhName}：${value}` : `  ${enName}: ${value}`]
  return [
    `✗ ${problem.title}`,
    ...line("代码", "code", `${problem.code}  ${slug}  (HTTP ${problem.status})`),
    ...line(
      "规则",
      "rule",
      rule === undefined
        ? undefined
        : `${problem.rule} ${rule[language]}${language === "en" ? ` (${rule.source})` : `（${rule.source}）`}`,
    ),
    ...line("字段", "field", problem.field),
    ...line("中心", "center", problem.centerId),
    ...line("业务", "case", problem.caseId),
    ...line("下一步", "next", next?.[language]),
    ...line("查询编号", "support id", problem.instance),
  ]
}
