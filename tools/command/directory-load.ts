import { createHash } from "node:crypto"
import { CenterList, type Center, type OnboardCenterRequest } from "../../contracts/directory.ts"
import type * as z from "zod"
import { LocalDate } from "../../contracts/primitives.ts"
import { Problem } from "../../contracts/problems.ts"
import { text } from "../language.ts"
import { CommandError, type Session } from "./command.ts"
import { readCenterList, type ListedCenter, type NotedRow } from "./read-center-list.ts"
import { argumentAt, decodeText, readFileOr } from "./read-input.ts"

type KnownCenter = z.infer<typeof Center>

const pageLimit = 100
const mostPages = 200
const inFlight = 8
const validFromDefault = "2018-01-01"

const readDirectory = async (session: Session): Promise<ReadonlyMap<string, KnownCenter>> => {
  const known = new Map<string, KnownCenter>()
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await session.ask(
      "GET",
      `/v1/directory/centers?limit=${pageLimit}${cursor === undefined ? "" : `&cursor=${cursor}`}`,
    )
    const list = CenterList.parse(answer.body)
    for (const center of list.centers) known.set(center.centerId, center)
    cursor = list.cursor
    if (cursor === undefined) break
  }
  return known
}

/** The members that the list decides. A center says the rest of itself. */
const comparedMembers = ["name", "kind", "parentCenterId", "settlesOwnBooks", "provinceCode", "node"] as const

const differences = (wanted: OnboardCenterRequest, known: KnownCenter): readonly string[] =>
  comparedMembers.filter((member) => wanted[member] !== known[member])

export interface LoadReport {
  readonly onboarded: number
  readonly unchanged: number
  readonly different: readonly {
    readonly line: number
    readonly centerId: string
    readonly members: readonly string[]
  }[]
  readonly refused: readonly NotedRow[]
  readonly warnings: readonly NotedRow[]
}

const onboard = async (session: Session, { line, center }: ListedCenter): Promise<NotedRow | undefined> => {
  const digest = createHash("sha256").update(JSON.stringify(center)).digest("base64url").slice(0, 32)
  const answer = await session
    .client()
    .call("POST", "/v1/directory/centers", { body: center, idempotencyKey: `load-${digest}` })
  if (answer.status === 201) return undefined
  const problem = Problem.safeParse(answer.body)
  const reason = problem.success
    ? `${problem.data.code} ${problem.data.title}${problem.data.field === undefined ? "" : ` (${problem.data.field})`}`
    : `HTTP ${answer.status}`
  return { line, row: `${center.centerId} ${center.name}`, reason: text(reason, reason) }
}

/** Children wait for their parents: one level after the other, several rows at a time. */
const levelsOf = (centers: readonly ListedCenter[]): readonly (readonly ListedCenter[])[] => {
  const depth = new Map<string, number>()
  const levels: ListedCenter[][] = []
  for (const listed of centers) {
    const level = (depth.get(listed.center.parentCenterId ?? "") ?? -1) + 1
    depth.set(listed.center.centerId, level)
    const row = levels[level] ?? []
    levels[level] = [...row, listed]
  }
  return levels
}

const loadAll = async (session: Session, centers: readonly ListedCenter[]): Promise<readonly NotedRow[]> => {
  const refused: NotedRow[] = []
  let done = 0
  for (const level of levelsOf(centers)) {
    const queue = [...level]
    const work = async (): Promise<void> => {
      for (let listed = queue.shift(); listed !== undefined; listed = queue.shift()) {
        const refusal = await onboard(session, listed)
        if (refusal !== undefined) refused.push(refusal)
        done += 1
        if (done % 50 === 0 || done === centers.length) session.note(`${done}/${centers.length}`)
      }
    }
    await Promise.all(Array.from({ length: inFlight }, work))
  }
  return refused
}

export const loadDirectory = async (session: Session, args: readonly string[]): Promise<void> => {
  if (session.caller() !== "operator")
    throw new CommandError(
      text("名录由平台运营方导入：--as operator", "the operator loads the directory: --as operator"),
    )
  const file = argumentAt(args, 0, "<file>")
  const validFrom = LocalDate.safeParse(session.flags["valid-from"] ?? validFromDefault)
  if (!validFrom.success)
    throw new CommandError(
      text("--valid-from 应为真实日期，如 2018-01-01", "--valid-from must be a date such as 2018-01-01"),
    )
  const known = await readDirectory(session)
  const list = readCenterList(decodeText(readFileOr(file)), validFrom.data, new Set(known.keys()))

  const different = list.centers.flatMap(({ line, center }) => {
    const there = known.get(center.centerId)
    const members = there === undefined ? [] : differences(center, there)
    return members.length === 0 ? [] : [{ line, centerId: center.centerId, members }]
  })
  const missing = list.centers.filter(({ center }) => !known.has(center.centerId))
  const refusedByHub = await loadAll(session, missing)
  const report: LoadReport = {
    onboarded: missing.length - refusedByHub.length,
    unchanged: list.centers.length - missing.length - different.length,
    different,
    refused: [...list.refused, ...refusedByHub].toSorted((left, right) => left.line - right.line),
    warnings: list.warnings,
  }
  printReport(session, report)
}

const printReport = (session: Session, report: LoadReport): void => {
  const { onboarded, unchanged, different, refused, warnings } = report
  const told = (rows: readonly NotedRow[]) =>
    rows.map(({ line, row, reason }) => ({ line, row, reason: reason[session.language] }))
  if (session.flags.json === true) {
    session.print(JSON.stringify({ ...report, refused: told(refused), warnings: told(warnings) }))
    return
  }
  session.print(
    session.say(
      text(
        `新入网 ${onboarded}，未变 ${unchanged}，与名录不同 ${different.length}，提醒 ${warnings.length}，拒绝 ${refused.length}`,
        `${onboarded} onboarded, ${unchanged} unchanged, ${different.length} different, ${warnings.length} warnings, ${refused.length} refused`,
      ),
    ),
  )
  for (const { line, centerId, members } of different)
    session.print(
      session.say(
        text(
          `  第 ${line} 行 ${centerId}：已登记的 ${members.join("、")} 与名录不同，保持不变`,
          `  line ${line} ${centerId}: ${members.join(", ")} differ from what is registered, left as registered`,
        ),
      ),
    )
  for (const { line, row, reason } of warnings)
    session.print(
      session.say(
        text(`  提醒 第 ${line} 行 ${row}：${reason.zh}`, `  warning, line ${line} ${row}: ${reason.en}`),
      ),
    )
  for (const { line, row, reason } of refused)
    session.print(
      session.say(text(`  第 ${line} 行 ${row}：${reason.zh}`, `  line ${line} ${row}: ${reason.en}`)),
    )
}
