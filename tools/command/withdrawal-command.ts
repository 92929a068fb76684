import { WithdrawalCheckResponse } from "../../contracts/withdrawals.ts"
import { WITHDRAWAL_REASONS } from "../../contracts/codes.ts"
import { text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { personOf } from "./person-arguments.ts"
import { grouped } from "./quote-words.ts"
import { readFields, required } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"
import { printRuleSteps } from "./rule-steps.ts"
import { verdictNames } from "./service-words.ts"
import { isPurpose, purposeList, unknownPurpose, withdrawalOf } from "./withdrawal-fields.ts"

type Fields = Readonly<Record<string, unknown>>

const bodyOf = (session: Session, args: readonly string[]): Fields => {
  const word = argumentAt(args, 0, session.say(text("<用途>", "<purpose>")))
  const {
    handler: _handler,
    reviewer: _reviewer,
    ...typed
  } = readFields(session, /^[@{-]/.test(word) ? args : args.slice(1))
  if (/^[@{-]/.test(word)) return typed
  if (!isPurpose(word)) throw unknownPurpose(word)
  const { accountNo, amount, ...figures } = typed
  const { on, person } = session.flags
  return {
    person: personOf(required(person, "--person")),
    accountNo,
    details: withdrawalOf(session, word, figures),
    ...(amount === undefined ? {} : { amount }),
    ...(on === undefined ? {} : { on }),
  }
}

const runCheck = async (session: Session, args: readonly string[]): Promise<void> => {
  const answer = await session.ask("POST", "/v1/withdrawal-checks", { body: bodyOf(session, args) })
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const found = WithdrawalCheckResponse.parse(answer.body)
  const { language } = session
  session.print(
    `${session.say(verdictNames[found.verdict])}  ${found.withdrawalReason} ${WITHDRAWAL_REASONS[found.withdrawalReason][language]}`,
  )
  session.print(
    session.say(
      text(
        `最多 ${grouped(found.mostAmount)} 元：灵活就业部分 ${grouped(found.most.flexible)}，单位缴存部分 ${grouped(found.most.employee)}`,
        `at most ${grouped(found.mostAmount)}: flexible money ${grouped(found.most.flexible)}, employee money ${grouped(found.most.employee)}`,
      ),
    ),
  )
  if (found.onlyTowardLoan)
    session.print(session.say(text("只可用于偿还未结清的贷款。", "Only toward the loan that runs.")))
  if (found.closesAccount) session.print(session.say(text("提取后销户。", "The account is closed with it.")))
  printRuleSteps(session, found.steps, verdictNames)
  if (found.evidence.length > 0)
    session.print(
      session.say(text(`材料：${found.evidence.join("、")}`, `evidence: ${found.evidence.join(", ")}`)),
    )
  session.print(session.say(text(`查询编号 ${found.checkId}`, `check ${found.checkId}`)))
}

const check: Command = {
  usage:
    'withdrawal check <purpose> accountNo=… [amount=…] [name=value ...] --person "<number> <name>" [--on <day>]',
  summary: text("提取预审：能否、多少、依据", "may money leave, how much, by which rule"),
  help: text(
    `本中心账户能否提取、最多多少、逐条依据。只查不办；查询留痕。

  hub withdrawal check rent accountNo=JC001 region=140500 housing=market monthlyRent=1500.00 ownsHomeThere=false from=2026-01 to=2026-12 \\
    --person "证件号码 姓名" --as 140500000000000
  hub withdrawal check lift accountNo=… amount=5000.00 … --principal "产权人" --relation child
  hub withdrawal check @check.json

用途及其字段：
${purposeList("zh")}`,
    `May money leave an account of this center, how much, and by which rules? Nothing is done; the check is recorded.

  hub withdrawal check rent accountNo=JC001 region=140500 housing=market monthlyRent=1500.00 ownsHomeThere=false from=2026-01 to=2026-12 \\
    --person "<document number> <name>" --as 140500000000000
  hub withdrawal check lift accountNo=... amount=5000.00 ... --principal "<owner>" --relation child
  hub withdrawal check @check.json

Purposes and their fields:
${purposeList("en")}`,
  ),
  run: runCheck,
}

export const withdrawal: Command = {
  usage: check.usage,
  summary: check.summary,
  help: check.help,
  parts: { check },
  run: async (session, args) => {
    const word = argumentAt(args, 0, "check")
    if (word !== "check")
      throw new CommandError(
        text(
          `没有这个命令：withdrawal ${word}。见 hub withdrawal --help；办理提取用 hub service request`,
          `no such command: withdrawal ${word}. See hub withdrawal --help; a withdrawal is asked with hub service request`,
        ),
      )
    await runCheck(session, args.slice(1))
  },
}
