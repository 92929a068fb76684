import { setTimeout as pause } from "node:timers/promises"
import {
  Batch,
  BatchLines,
  BatchSubject,
  batchFileKind,
  batchFileType,
  type BatchLineResult,
} from "../../contracts/batches.ts"
import { PROBLEMS } from "../../contracts/problems.ts"
import { RULES } from "../../contracts/rules.ts"
import { text, type Text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { depositFile } from "./document-command.ts"
import { factLines, tableLines } from "./print-table.ts"
import { chinaMinute } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"

const subjectNames: Readonly<Record<BatchSubject, Text>> = {
  transfers: text("转移联系函", "contact letters"),
  serviceCases: text("跨省通办", "service cases"),
}
const statusNames: Readonly<Record<Batch["status"], Text>> = {
  running: text("办理中", "running"),
  finished: text("已办完", "finished"),
  unreadable: text("文件不可读", "the file cannot be read"),
}

const barWidth = 30

/** How far it has come, as a person sees it at a glance. */
export const progressBar = (
  { done, lines, accepted, refused }: Batch,
  session: Pick<Session, "say">,
): string => {
  const filled = lines === undefined || lines === 0 ? 0 : Math.round((done / lines) * barWidth)
  const bar = "█".repeat(filled) + "░".repeat(barWidth - filled)
  return session.say(
    text(
      `${bar} ${done}/${lines ?? "?"}  受理 ${accepted}  被拒 ${refused}`,
      `${bar} ${done}/${lines ?? "?"}  accepted ${accepted}  refused ${refused}`,
    ),
  )
}

const pollMs = 1_000
/** An hour: a batch that takes longer goes on by itself, and is asked for with `hub batch show`. */
const mostPolls = 3_600

const follow = async (session: Session, batchNo: string): Promise<Batch> => {
  let shown = ""
  for (let poll = 0; poll < mostPolls; poll += 1) {
    const batch = Batch.parse((await session.ask("GET", `/v1/batches/${batchNo}`)).body)
    const bar = progressBar(batch, session)
    if (bar !== shown) session.note(bar)
    shown = bar
    if (batch.status !== "running") return batch
    await pause(pollMs)
  }
  throw new CommandError(
    text(`批次仍在办理：hub batch show ${batchNo}`, `the batch goes on: hub batch show ${batchNo}`),
  )
}

/** All lines of an outcome, page by page; a batch has at most a thousand. */
const linesOf = async (
  session: Session,
  batchNo: string,
  outcome: string | undefined,
): Promise<readonly BatchLineResult[]> => {
  const found: BatchLineResult[] = []
  let cursor: string | undefined
  for (let page = 0; page < 20; page += 1) {
    const query = [
      ...(outcome === undefined ? [] : [`outcome=${encodeURIComponent(outcome)}`]),
      ...(cursor === undefined ? [] : [`cursor=${cursor}`]),
    ].join("&")
    const path = `/v1/batches/${batchNo}/lines${query === "" ? "" : `?${query}`}`
    const answer = BatchLines.parse((await session.ask("GET", path)).body)
    found.push(...answer.lines)
    cursor = answer.cursor
    if (cursor === undefined) break
  }
  return found
}

const problems: Readonly<Record<string, Text>> = PROBLEMS

/** Both languages: the list of what was refused goes to whoever made the file, in whatever language that is. */
const reasonOf = ({ problem }: BatchLineResult): string => {
  const told = problem === undefined ? undefined : problems[problem]
  return told === undefined ? (problem ?? "") : `${told.zh} / ${told.en}`
}

const printLines = (session: Session, lines: readonly BatchLineResult[]): void => {
  const headings =
    session.language === "zh"
      ? ["行", "结果", "业务 / 问题", "规则", "字段", "原因"]
      : ["line", "outcome", "case / problem", "rule", "field", "reason"]
  const rows = lines.map((line) => [
    String(line.line),
    line.outcome === "accepted" ? "✓" : "✗",
    line.caseId ?? line.problem ?? "",
    line.rule ?? "",
    line.field ?? "",
    reasonOf(line),
  ])
  if (rows.length > 0) for (const row of tableLines(headings, rows)) session.print(row)
}

const printBatch = (session: Session, batch: Batch): void => {
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  const facts = factLines([
    [name("批次号", "batch"), batch.batchNo],
    [name("内容", "subject"), session.say(subjectNames[batch.subject])],
    [name("状态", "status"), session.say(statusNames[batch.status])],
    [name("原因", "reason"), batch.rule === undefined ? undefined : session.say(RULES[batch.rule])],
    [name("提交", "opened"), chinaMinute(batch.openedAt)],
    [name("办完", "finished"), batch.finishedAt === undefined ? undefined : chinaMinute(batch.finishedAt)],
  ])
  for (const line of facts) session.print(line)
  session.print(progressBar(batch, session))
}

const run = async (session: Session, args: readonly string[]): Promise<void> => {
  const file = argumentAt(args, 0, session.say(text("<文件>", "<file>")))
  const { subject: asked = "transfers", handler, reviewer, json } = session.flags
  const subject = BatchSubject.safeParse(asked)
  if (!subject.success)
    throw new CommandError(
      text(
        `--subject 应为 ${BatchSubject.options.join(" 或 ")}`,
        `--subject is ${BatchSubject.options.join(" or ")}`,
      ),
    )
  const { documentId } = await depositFile(session, {
    file,
    kind: batchFileKind,
    contentType: batchFileType,
  })
  const body = { subject: subject.data, documentId, handler, reviewer }
  const opened = Batch.parse((await session.ask("POST", "/v1/batches", { body })).body)
  session.note(session.say(text(`批次号 ${opened.batchNo}`, `batch ${opened.batchNo}`)))
  const batch = await follow(session, opened.batchNo)
  const refused = batch.refused === 0 ? [] : await linesOf(session, batch.batchNo, "refused")
  if (json === true) return session.print(JSON.stringify({ ...batch, refusedLines: refused }))
  printBatch(session, batch)
  printLines(session, refused)
  if (refused.length > 0)
    throw new CommandError(
      text(
        `${refused.length} 行被拒，其余已受理：更正后另存为新文件再办`,
        `${refused.length} lines were refused, the others are accepted: correct them in a file of their own`,
      ),
    )
}

const show = async (session: Session, args: readonly string[]): Promise<void> => {
  const batchNo = argumentAt(args, 0, session.say(text("<批次号>", "<batchNo>")))
  const { body } = await session.ask("GET", `/v1/batches/${batchNo}`)
  if (session.flags.json === true) return session.print(JSON.stringify(body))
  printBatch(session, Batch.parse(body))
}

const lines = async (session: Session, args: readonly string[]): Promise<void> => {
  const batchNo = argumentAt(args, 0, session.say(text("<批次号>", "<batchNo>")))
  const found = await linesOf(session, batchNo, session.flags.status)
  if (session.flags.json === true) return session.print(JSON.stringify(found))
  printLines(session, found)
}

const parts: Readonly<Record<string, Command>> = {
  run: {
    usage: "batch run <file.jsonl> --subject transfers|serviceCases --handler <id> --reviewer <id>",
    summary: text("提交一个批次并跟到办完", "hand in a batch and follow it to its end"),
    help: text(
      `文件每行一笔请求（JSON Lines，至多一千行、5 MiB），内容同单笔接口的请求体，不含 handler、reviewer、batchNo：
这三项由批次统一填入。某行有误不影响其他行；改正后把这些行另交一批即可，已办的行不会重办。

  npm run hub -- batch run letters.jsonl --subject transfers --handler h-01 --reviewer r-02 --as 140500000000000`,
      `Each line of the file is one request (JSON Lines, at most a thousand lines and 5 MiB): the body of the single call
without handler, reviewer and batchNo, which the batch supplies. A line that is wrong stops no other; put such lines
right and hand them in as another batch. What was done is not done again.

  npm run hub -- batch run letters.jsonl --subject transfers --handler h-01 --reviewer r-02 --as 140500000000000`,
    ),
    run,
  },
  show: {
    usage: "batch show <batchNo>",
    summary: text("批次进度", "how far a batch has come"),
    help: text("显示批次的进度。", "Shows how far a batch has come."),
    run: show,
  },
  lines: {
    usage: "batch lines <batchNo> [--status accepted|refused]",
    summary: text("逐行结果", "what became of each line"),
    help: text(
      "按文件顺序列出逐行结果；--status 只列受理或被拒的行。",
      "Lists the outcome of each line in the order of the file; --status shows those of one outcome.",
    ),
    run: lines,
  },
}

export const batch: Command = {
  usage: "batch run|show|lines …",
  summary: text("批量办理：一个文件，逐行结果", "many requests from a file, with a result for each line"),
  help: text(
    Object.values(parts)
      .map(({ usage, summary }) => `  hub ${usage}\n      ${summary.zh}`)
      .join("\n"),
    Object.values(parts)
      .map(({ usage, summary }) => `  hub ${usage}\n      ${summary.en}`)
      .join("\n"),
  ),
  parts,
  run: async (session, [part, ...args]) => {
    const chosen = part === undefined ? undefined : parts[part]
    if (chosen === undefined)
      throw new CommandError(
        text("用法：hub batch run|show|lines，见 --help", "usage: hub batch run|show|lines, see --help"),
      )
    await chosen.run(session, args)
  },
}
