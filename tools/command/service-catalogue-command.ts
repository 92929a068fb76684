import { Catalogue } from "../../contracts/service-catalogue.ts"
import { MATTERS } from "../../contracts/service-codes.ts"
import { text, type Text } from "../language.ts"
import { CommandError, type Session } from "./command.ts"
import { factLines, tableLines } from "./print-table.ts"
import { argumentAt } from "./read-input.ts"
import { modeNames } from "./service-words.ts"

type Entry = Catalogue["entries"][number]
type Paper = Entry["situations"][number]["documents"][number]

const checkers: Readonly<Record<Paper["verifiedBy"], Text>> = {
  receiving: text("受理地核对", "receiving center checks"),
  home: text("缴存地核对", "home center checks"),
  shared: text("数据共享，免交", "shared, not uploaded"),
}

/** `!` marks what the case is refused without. */
const paperFact = (
  session: Session,
  { kind, zh, required, verifiedBy }: Paper,
): readonly [string, string] => [
  `${kind}${required ? " !" : ""}`,
  session.say(text(`${zh}（${checkers[verifiedBy].zh}）`, `(${checkers[verifiedBy].en})  ${zh}`)),
]

const daysText = (session: Session, { legs, modes, matter }: Entry): string => {
  const kind = legs.kind === "working" ? text("工作日", "working days") : text("日", "days")
  const days = [
    ...(modes.includes("joint") ? [text(`核实 ${legs.verification}`, `verify ${legs.verification}`)] : []),
    text(`审批 ${legs.decision}`, `decide ${legs.decision}`),
    ...(MATTERS[matter].ends === "withdrawal" ? [text(`付款 ${legs.payment}`, `pay ${legs.payment}`)] : []),
  ]
  return `${days.map(session.say).join(" · ")} ${session.say(kind)}`
}

const modesText = (session: Session, { modes }: Entry): string =>
  modes
    .map((mode) => session.say(text(`${modeNames[mode].zh} ${mode}`, mode)))
    .join(session.say(text("、", ", ")))

const printOverview = (session: Session, { entries }: Catalogue): void => {
  const headings =
    session.language === "zh"
      ? ["事项", "名称", "模式", "时限", "情形"]
      : ["matter", "name", "modes", "days", "situations"]
  const rows = entries.map((entry) => {
    const names = entry.situations.map(({ situation }) => situation)
    const [first = "", second = ""] = names
    return [
      entry.matter,
      MATTERS[entry.matter][session.language],
      modesText(session, entry),
      daysText(session, entry),
      names.length > 3 ? `${first} ${second} … (${names.length})` : names.join(" "),
    ]
  })
  for (const line of tableLines(headings, rows)) session.print(line)
  session.note("")
  session.note(
    session.say(
      text(
        `情形和材料：加 --matter <事项>，如 --matter ${entries[0]?.matter ?? "purchaseWithdrawal"}`,
        `situations and documents: add --matter <matter>, as --matter ${entries[0]?.matter ?? "purchaseWithdrawal"}`,
      ),
    ),
  )
}

const printEntry = (session: Session, entry: Entry): void => {
  session.print(
    `${entry.matter}  ${MATTERS[entry.matter][session.language]}  [${modesText(session, entry)}]  ${daysText(session, entry)}`,
  )
  for (const situation of entry.situations) {
    session.print("")
    session.print(`${situation.situation}  ${situation[session.language]}`)
    for (const condition of situation.conditions) session.print(`  · ${condition}`)
    for (const line of factLines(situation.documents.map((paper) => paperFact(session, paper))))
      session.print(`  ${line}`)
  }
  session.note("")
  session.note(session.say(text("! 必交，缺少的不能批准", "! required: without it nothing is approved")))
}

/** 办事指南: what can be asked of a center, how, with which papers. */
export const showCatalogue = async (session: Session, args: readonly string[]): Promise<void> => {
  const centerId = argumentAt(args, 0, session.say(text("<机构代码>", "<centerId>")))
  const { on, json, matter } = session.flags
  const query = on === undefined ? "" : `?on=${encodeURIComponent(on)}`
  const answer = await session.ask("GET", `/v1/catalogue/${encodeURIComponent(centerId)}${query}`)
  if (json === true) return session.print(JSON.stringify(answer.body))
  const catalogue = Catalogue.parse(answer.body)
  session.print(`${catalogue.centerId}  ${catalogue.on}`)
  session.print("")
  if (matter === undefined) return printOverview(session, catalogue)
  const entry = catalogue.entries.find((known) => known.matter === matter)
  if (entry === undefined)
    throw new CommandError(
      text(
        `目录中没有 ${matter}。有：${catalogue.entries.map((known) => known.matter).join("、")}`,
        `the catalogue has no ${matter}. It has ${catalogue.entries.map((known) => known.matter).join(", ")}`,
      ),
    )
  printEntry(session, entry)
}
