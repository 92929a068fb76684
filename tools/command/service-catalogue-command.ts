import { Catalogue } from "../../contracts/service-catalogue.ts"
import { MATTERS } from "../../contracts/service-codes.ts"
import { text, type Text } from "../language.ts"
import type { Session } from "./command.ts"
import { tableLines } from "./print-table.ts"
import { argumentAt } from "./read-input.ts"
import { modeNames } from "./service-words.ts"

type Entry = Catalogue["entries"][number]
type Paper = Entry["situations"][number]["documents"][number]

const checkers: Readonly<Record<Paper["verifiedBy"], Text>> = {
  receiving: text("受理地", "R"),
  home: text("缴存地", "H"),
  shared: text("共享，免交", "shared, not uploaded"),
}

/** `!` marks what the case is refused without. */
const paperText = (session: Session, { kind, zh, required, verifiedBy }: Paper): string =>
  session.say(
    text(
      `${zh} ${kind}${required ? "!" : ""}（${checkers[verifiedBy].zh}）`,
      `${kind}${required ? "!" : ""} (${checkers[verifiedBy].en})`,
    ),
  )

const daysText = (session: Session, { legs, modes }: Entry): string => {
  const kind = legs.kind === "working" ? text("工作日", "working days") : text("日", "days")
  const verification = modes.includes("joint")
    ? session.say(text(`核实 ${legs.verification} · `, `verify ${legs.verification} · `))
    : ""
  return `${verification}${session.say(
    text(
      `审批 ${legs.decision} · 付款 ${legs.payment} ${kind.zh}`,
      `decide ${legs.decision} · pay ${legs.payment} ${kind.en}`,
    ),
  )}`
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
  for (const entry of catalogue.entries.filter((known) => matter === undefined || known.matter === matter)) {
    const modes = entry.modes.map((mode) =>
      `${modeNames[mode][session.language]} ${mode}`.replace(`${mode} ${mode}`, mode),
    )
    session.print("")
    session.print(
      `${entry.matter}  ${MATTERS[entry.matter][session.language]}  [${modes.join(", ")}]  ${daysText(session, entry)}`,
    )
    const headings = session.language === "zh" ? ["情形", "名称", "材料"] : ["situation", "name", "documents"]
    const rows = entry.situations.map((situation) => [
      situation.situation,
      situation[session.language],
      situation.documents
        .map((paper) => paperText(session, paper))
        .join(session.language === "zh" ? "、" : ", "),
    ])
    for (const line of tableLines(headings, rows)) session.print(line)
  }
  session.note("")
  session.note(
    session.say(
      text(
        "! 必交材料，缺少的不能批准。R 受理地，H 缴存地。",
        "! required: without it nothing is approved. R receiving center, H home center.",
      ),
    ),
  )
}
