import { DUPLICATE_CLASSES } from "../../contracts/codes.ts"
import { FindingCase, FindingConclusion, FindingList } from "../../contracts/findings.ts"
import { text, type Text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { factLines, tableLines } from "./print-table.ts"
import { chinaMinute, readFields, versionOf } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"

const conclusionNames: Readonly<Record<FindingConclusion, Text>> = {
  mistaken: text("误报", "mistaken"),
  corrected: text("已更正", "corrected"),
  lawful: text("依法存在", "lawful"),
  confirmed: text("确认违规，另案处理", "confirmed, handled elsewhere"),
}
const statusNames: Readonly<Record<FindingCase["status"], Text>> = {
  open: text("未了结", "open"),
  closed: text("已了结", "closed"),
}

/** What this center has still to do about a doubt. */
const nextOf = (session: Session, { status, positions, centerIds, findingId }: FindingCase): string => {
  if (status === "closed") return session.say(text("已了结。", "Settled."))
  const caller = session.caller()
  const own = positions.find(({ centerId }) => centerId === caller)
  const state = `hub finding state ${findingId} mistaken|corrected|lawful|confirmed --handler … --reviewer …`
  if (own === undefined)
    return session.say(text(`请核查后说明：${state}`, `Look into it and state your side: ${state}`))
  const silent = centerIds.filter((centerId) => !positions.some((stated) => stated.centerId === centerId))
  return silent.length > 0
    ? session.say(text(`已说明，等待 ${silent.join("、")}。`, `Stated; waits for ${silent.join(", ")}.`))
    : session.say(
        text(
          `意见不一致：与对方联系后重新说明（${state}）。`,
          `The centers disagree: talk, then state again (${state}).`,
        ),
      )
}

const printFinding = (session: Session, body: unknown): void => {
  if (session.flags.json === true) return session.print(JSON.stringify(body))
  const finding = FindingCase.parse(body)
  const { language } = session
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  const facts = factLines([
    [name("疑点", "doubt"), `${finding.class} ${DUPLICATE_CLASSES[finding.class][language]}`],
    [
      name("状态", "status"),
      `${statusNames[finding.status][language]}${finding.conclusion === undefined ? "" : `  ${conclusionNames[finding.conclusion][language]}`}`,
    ],
    [name("有关中心", "centers"), finding.centerIds.join(", ")],
    [name("本中心账户", "our accounts"), finding.accountNos.join(", ") || undefined],
    [name("本中心贷款", "our loans"), finding.contractNos.join(", ") || undefined],
    [name("发现", "found"), chinaMinute(finding.foundAt)],
    [name("版本", "version"), String(finding.version)],
  ])
  for (const line of facts) session.print(line)
  const headings =
    language === "zh"
      ? ["中心", "意见", "时间（北京）", "说明"]
      : ["center", "states", "time (China)", "note"]
  const rows = finding.positions.map(({ centerId, conclusion, statedAt, note }) => [
    centerId,
    conclusionNames[conclusion][language],
    chinaMinute(statedAt),
    note ?? "",
  ])
  session.print("")
  if (rows.length > 0) for (const line of tableLines(headings, rows)) session.print(line)
  session.print(nextOf(session, finding))
}

const list = async (session: Session): Promise<void> => {
  const { flags, language } = session
  const query = flags.status === undefined ? "" : `?status=${encodeURIComponent(flags.status)}`
  const answer = await session.ask("GET", `/v1/findings${query}`)
  if (flags.json === true) return session.print(JSON.stringify(answer.body))
  const { findings, cursor } = FindingList.parse(answer.body)
  if (findings.length === 0) return session.print(session.say(text("没有疑点。", "No doubts.")))
  const headings =
    language === "zh"
      ? ["类别", "内容", "状态", "已说明", "发现", "编号"]
      : ["class", "what", "status", "stated", "found", "id"]
  const rows = findings.map((finding) => [
    finding.class,
    DUPLICATE_CLASSES[finding.class][language],
    statusNames[finding.status][language],
    `${finding.positions.length}/${finding.centerIds.length}`,
    chinaMinute(finding.foundAt),
    finding.findingId,
  ])
  for (const line of tableLines(headings, rows)) session.print(line)
  if (cursor !== undefined)
    session.note(
      session.say(text("还有更早的疑点：--status open。", "There are earlier ones: --status open.")),
    )
}

const state = async (session: Session, args: readonly string[]): Promise<void> => {
  const findingId = argumentAt(args, 0, "<findingId>")
  const given = argumentAt(args, 1, "mistaken|corrected|lawful|confirmed")
  const conclusion = FindingConclusion.safeParse(given)
  if (!conclusion.success)
    throw new CommandError(
      text(
        `意见为 mistaken（误报）、corrected（已更正）、lawful（依法存在）或 confirmed（确认违规），不是 ${given}`,
        `state mistaken, corrected, lawful or confirmed, not ${given}`,
      ),
    )
  const body = { conclusion: conclusion.data, ...readFields(session, args.slice(2)) }
  const path = `/v1/findings/${findingId}/statement`
  printFinding(session, (await session.ask("POST", path, { body, ...versionOf(session) })).body)
}

export const finding: Command = {
  usage: "finding list [--status open] | show <findingId> | state <findingId> <conclusion> [--note ...]",
  summary: text("疑点（D1–D7）：列表、详情、说明意见", "doubts (D1 to D7): list, show, state one's side"),
  help: text(
    `  hub finding list [--status open|closed]
  hub finding show fnd_01…
  hub finding state fnd_01… corrected --note 款项已追回 --handler jb21 --reviewer fh08

意见：mistaken 误报；corrected 已更正；lawful 依法存在；confirmed 确认违规，另案处理。
各有关中心意见一致即了结；在此之前监管方一直看得到。账户和贷款不会因此改变。`,
    `  hub finding list [--status open|closed]
  hub finding show fnd_01...
  hub finding state fnd_01... corrected --note "the money came back" --handler jb21 --reviewer fh08

conclusions: mistaken, corrected, lawful, confirmed (handled elsewhere).
It is settled when all centers concerned state the same; until then the supervisor sees it. No account and no loan changes.`,
  ),
  run: async (session, args) => {
    const word = argumentAt(args, 0, "list|show|state")
    if (word === "list") return list(session)
    if (word === "state") return state(session, args.slice(1))
    if (word !== "show")
      throw new CommandError(
        text(
          `没有这个命令：finding ${word}。见 hub finding --help`,
          `no such command: finding ${word}. See hub finding --help`,
        ),
      )
    const findingId = argumentAt(args, 1, "<findingId>")
    printFinding(session, (await session.ask("GET", `/v1/findings/${findingId}`)).body)
  },
}
