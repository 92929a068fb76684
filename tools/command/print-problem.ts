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
    "核对账号和 --as；hub account show 只能看本中心的账户。",
    "Check the number and --as: a center sees its own accounts.",
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
    "用 hub transfer show 查看当前状态和应办方。",
    "See with hub transfer show where the case stands and who must act.",
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
  "disclosure-budget-exhausted": text(
    "明日再查，或联系平台运营方调整额度。",
    "Check again tomorrow, or ask the operator for a larger budget.",
  ),
}

const fallbackStep = (problem: Problem): Text | undefined =>
  problem.retryable
    ? text(
        "稍后用同一幂等键重试，不会重复办理。",
        "Repeat later with the same idempotency key; nothing is done twice.",
      )
    : problem.field === undefined
      ? undefined
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
  const next = nextSteps[slug] ?? fallbackStep(problem)
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
