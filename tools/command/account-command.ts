import { createHash } from "node:crypto"
import { Account, AccountCheckResponse, AccountState } from "../../contracts/accounts.ts"
import { AccountImportReport, ImportedAccount } from "../../contracts/account-imports.ts"
import { ACCOUNT_STATUSES, DUPLICATE_CLASSES } from "../../contracts/codes.ts"
import { text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { factLines, tableLines } from "./print-table.ts"
import { argumentAt, csvCells, decodeText, jsonOf, readBodyArgument, readFileOr } from "./read-input.ts"

/** As many as the hub takes in one call. */
const batchSize = 50

const typeNames = { employee: text("单位缴存", "employee"), flexible: text("灵活就业", "flexible") } as const

const showState = (session: Session, body: unknown): void => {
  const state = AccountState.safeParse(body)
  if (session.flags.json === true || !state.success)
    return session.print(JSON.stringify(body, null, session.flags.json === true ? 0 : 2))
  const { accountNo, status, version, awaitingSealOf } = state.data
  session.print(`${accountNo}  ${status} ${ACCOUNT_STATUSES[status][session.language]}  v${version}`)
  if (awaitingSealOf !== undefined)
    session.print(
      session.say(
        text(
          `等待 ${awaitingSealOf} 封存原账户；封存后自动转为正常。`,
          `Waits for ${awaitingSealOf} to seal the old account; becomes normal by itself then.`,
        ),
      ),
    )
}

const check = async (session: Session, argument: string): Promise<void> => {
  const answer = await session.ask("POST", "/v1/account-checks", { body: readBodyArgument(argument) })
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const { verdict, findings } = AccountCheckResponse.parse(answer.body)
  const verdicts = {
    clear: text("未发现：可以办理", "clear"),
    blocked: text("不能办理：其他中心已有正常账户", "blocked: a normal account stands elsewhere"),
    review: text("需人工核查", "review: a human decides"),
  }
  session.print(session.say(verdicts[verdict]))
  for (const finding of findings) {
    const what =
      finding.class === "normalAccount"
        ? text("正常账户", "normal account")
        : DUPLICATE_CLASSES[finding.class]
    session.print(
      `  ${finding.centerId}  ${what[session.language]}  ${finding.accountStatus} ${ACCOUNT_STATUSES[finding.accountStatus][session.language]}  ${session.say(text("自", "since"))} ${finding.since}`,
    )
  }
}

const show = async (session: Session, accountNo: string): Promise<void> => {
  const answer = await session.ask("GET", `/v1/accounts/${accountNo}`)
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const account = Account.parse(answer.body)
  const zh = session.language === "zh"
  const facts = factLines([
    [zh ? "账号" : "account", account.accountNo],
    [
      zh ? "状态" : "status",
      `${account.status} ${ACCOUNT_STATUSES[account.status][session.language]}（${account.statusSince}）`,
    ],
    [zh ? "开户" : "opened", account.openedOn],
    [zh ? "身份" : "type", session.say(typeNames[account.contributorType])],
    [
      zh ? "限制" : "holds",
      account.holds.length === 0
        ? undefined
        : account.holds.map((hold) => `${hold.ground} ${hold.from}`).join("; "),
    ],
    [zh ? "版本" : "version", String(account.version)],
  ])
  for (const line of facts) session.print(line)
  if (account.segments.length === 0) return
  session.print("")
  const headings = zh
    ? ["身份", "来源", "起", "止", "本金", "利息", "补贴"]
    : ["type", "origin", "from", "to", "principal", "interest", "subsidy"]
  const rows = account.segments.map((segment) => [
    session.say(typeNames[segment.contributorType]),
    segment.origin.kind === "local" ? session.say(text("本地", "local")) : segment.origin.fromCenterId,
    segment.from,
    segment.to,
    segment.principal,
    segment.interest,
    segment.subsidy,
  ])
  for (const line of tableLines(headings, rows)) session.print(line)
}

const personColumns = ["documentType", "documentNumber", "name"] as const

const accountOfCells = (header: readonly string[], line: string): unknown => {
  const cells = csvCells(line)
  const given = Object.fromEntries(
    header.flatMap((name, index) =>
      cells[index] === undefined || cells[index] === "" ? [] : [[name, cells[index]]],
    ),
  )
  const person = Object.fromEntries(personColumns.map((name) => [name, given[name]]))
  const rest = Object.fromEntries(
    Object.entries(given).filter(([name]) => !personColumns.some((column) => column === name)),
  )
  return { person, ...rest }
}

interface Line {
  readonly line: number
  readonly value: unknown
}

const linesOf = (file: string): readonly Line[] => {
  const content = decodeText(readFileOr(file)).replace(/^\ufeff/, "")
  if (/^\s*[{[]/.test(content)) {
    const json = jsonOf(Buffer.from(content))
    const accounts: unknown = Array.isArray(json)
      ? json
      : typeof json === "object" && json !== null && "accounts" in json
        ? json.accounts
        : undefined
    if (!Array.isArray(accounts))
      throw new CommandError(
        text(
          'JSON 应为账户数组，或 {"accounts": […]}',
          'the JSON is an array of accounts, or {"accounts": [...]}',
        ),
      )
    return accounts.map((value: unknown, index) => ({ line: index + 1, value }))
  }
  const [heading = "", ...rows] = content.split(/\r?\n/)
  const header = csvCells(heading)
  return rows.flatMap((row, index) =>
    row.trim() === "" ? [] : [{ line: index + 2, value: accountOfCells(header, row) }],
  )
}

const importAccounts = async (session: Session, file: string): Promise<void> => {
  const refused: { line: number; reason: string }[] = []
  const accounts: { line: number; account: ImportedAccount }[] = []
  for (const { line, value } of linesOf(file)) {
    const parsed = ImportedAccount.safeParse(value)
    if (parsed.success) accounts.push({ line, account: parsed.data })
    else
      refused.push({
        line,
        reason: parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "),
      })
  }
  const totals = { registered: 0, unchanged: 0, contested: 0 }
  const findings: string[] = []
  for (let start = 0; start < accounts.length; start += batchSize) {
    const batch = accounts.slice(start, start + batchSize)
    const body = JSON.stringify({ accounts: batch.map(({ account }) => account) })
    const answer = await session.ask("POST", "/v1/account-imports", {
      body,
      idempotencyKey: `import-${createHash("sha256").update(body).update(String(Date.now())).digest("base64url").slice(0, 32)}`,
    })
    const report = AccountImportReport.parse(answer.body)
    totals.registered += report.registered
    totals.unchanged += report.unchanged
    totals.contested += report.contested
    for (const [index, result] of report.lines.entries()) {
      const line = batch[index]?.line ?? 0
      if (result.outcome === "refused") refused.push({ line, reason: result.reason ?? "refused" })
      if (result.finding !== undefined)
        findings.push(
          `${line}${session.say(text(" 行：", ": "))}${result.finding.class} ${DUPLICATE_CLASSES[result.finding.class][session.language]} (${result.finding.findingId})`,
        )
    }
    session.note(`${Math.min(start + batchSize, accounts.length)}/${accounts.length}`)
  }
  if (session.flags.json === true) return session.print(JSON.stringify({ ...totals, refused, findings }))
  session.print(
    session.say(
      text(
        `登记 ${totals.registered}，未变 ${totals.unchanged}，存疑 ${totals.contested}，拒绝 ${refused.length}`,
        `${totals.registered} registered, ${totals.unchanged} unchanged, ${totals.contested} contested, ${refused.length} refused`,
      ),
    ),
  )
  for (const finding of findings) session.print(session.say(text(`  第 ${finding}`, `  line ${finding}`)))
  for (const { line, reason } of refused.toSorted((left, right) => left.line - right.line))
    session.print(session.say(text(`  第 ${line} 行：${reason}`, `  line ${line}: ${reason}`)))
}

const seal = async (session: Session, accountNo: string): Promise<void> => {
  const { handler, reviewer, on } = session.flags
  if (handler === undefined || reviewer === undefined)
    throw new CommandError(
      text("封存须经办、复核两人：--handler --reviewer", "sealing needs two people: --handler --reviewer"),
    )
  const sealedOn = on ?? new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const answer = await session.ask("POST", `/v1/accounts/${accountNo}/seal`, {
    body: { sealedOn, handler, reviewer },
  })
  showState(session, answer.body)
}

const example = '{"person":{"documentType":"01","documentNumber":"…","name":"…"},"purpose":"open"}'

export const account: Command = {
  usage:
    "account check @file | open @file | show <accountNo> | seal <accountNo> | import <file.csv|file.json>",
  summary: text("账户：查重、登记、查看、封存、批量登记", "accounts: check, open, show, seal, import"),
  help: text(
    `  hub account check @check.json        全国查重；每次查询都会记录
      ${example}
  hub account open @account.json       登记账户；单位缴存遇其他中心的正常账户时登记为 X2，等待封存
  hub account show <账号>
  hub account seal <账号> --handler jb07 --reviewer fh02 [--on 2026-11-02]
  hub account import <文件>            登记已有账户；JSON，或带表头的 CSV：
      documentType,documentNumber,name,accountNo,accountKind,contributorType,status,statusSince,openedOn,unitCreditCode,agreementNo
      重复的账户登记为存疑并生成核查事项；被拒绝的行逐行列出；可以反复执行。`,
    `  hub account check @check.json        nationwide duplicate check; each is recorded
      ${example}
  hub account open @account.json       register; an employee account that meets a normal one elsewhere waits (X2)
  hub account show <accountNo>
  hub account seal <accountNo> --handler jb07 --reviewer fh02 [--on 2026-11-02]
  hub account import <file>            register existing accounts; JSON, or CSV with the heading
      documentType,documentNumber,name,accountNo,accountKind,contributorType,status,statusSince,openedOn,unitCreditCode,agreementNo
      Duplicates are stored contested with a finding; refused rows are listed one by one; may be repeated.`,
  ),
  run: async (session, args) => {
    const word = argumentAt(args, 0, "check|open|show|seal|import")
    const argument = argumentAt(
      args,
      1,
      word === "import" ? "<file>" : word === "show" || word === "seal" ? "<accountNo>" : "@file",
    )
    switch (word) {
      case "check":
        return check(session, argument)
      case "open":
        return showState(
          session,
          (await session.ask("POST", "/v1/accounts", { body: readBodyArgument(argument) })).body,
        )
      case "show":
        return show(session, argument)
      case "seal":
        return seal(session, argument)
      case "import":
        return importAccounts(session, argument.replace(/^@/, ""))
      default:
        throw new CommandError(text(`没有这个命令：account ${word}`, `no such command: account ${word}`))
    }
  },
}
