import { createHash } from "node:crypto"
import { CenterList } from "../../contracts/directory.ts"
import { FederationDraft } from "../../contracts/federation-drafts.ts"
import {
  Federation,
  FederationContent,
  FederationDifferences,
  FederationList,
  FederationSummary,
} from "../../contracts/federations.ts"
import { LocalDate } from "../../contracts/primitives.ts"
import { canonicalJson } from "../../functions/domain/policies/canonical-json.ts"
import { text, type Text } from "../language.ts"
import { draftNames, readDraftFile } from "../packs/federation-drafts.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { serviceNames, stateNames } from "./federation-words.ts"
import { factLines, tableLines } from "./print-table.ts"
import { readFields, required, todayInChina } from "./read-fields.ts"
import { argumentAt, jsonOf } from "./read-input.ts"

const hashOf = (content: FederationContent): string =>
  createHash("sha256").update(canonicalJson(content)).digest("hex")

const onQuery = ({ flags }: Session, first = "?"): string =>
  flags.on === undefined ? "" : `${first}on=${encodeURIComponent(flags.on)}`

const printSummary = (session: Session, body: unknown): void => {
  if (session.flags.json === true) return session.print(JSON.stringify(body))
  const summary = FederationSummary.parse(body)
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  const facts = factLines([
    [name("联盟", "federation"), `${summary[session.language]}  ${summary.federationId}`],
    [name("受约束成员", "bound members"), summary.boundMembers.join(", ") || name("无", "none")],
  ])
  for (const line of facts) session.print(line)
  const headings =
    session.language === "zh"
      ? ["版本", "状态", "自", "至", "已接受", "开通", "内容摘要"]
      : ["version", "state", "from", "to", "accepted", "switched on", "content hash"]
  const rows = summary.versions.map((version) => [
    String(version.version),
    session.say(stateNames[version.state]),
    version.validFrom,
    version.validTo ?? "",
    `${version.acceptances.filter(({ leftOn }) => leftOn === undefined).length}/${version.members.length}`,
    version.services.map((service) => session.say(serviceNames[service])).join(name("、", ", ")),
    version.contentHash.slice(0, 12),
  ])
  session.print("")
  for (const line of tableLines(headings, rows)) session.print(line)
}

const printMembers = (session: Session, federation: Federation): void => {
  const headings =
    session.language === "zh"
      ? ["版本", "中心", "约束自", "退出自"]
      : ["version", "center", "bound from", "left on"]
  const rows = federation.versions.flatMap(({ version, acceptances }) =>
    acceptances.map(({ centerId, boundFrom, leftOn }) => [
      String(version),
      centerId,
      boundFrom,
      leftOn ?? "",
    ]),
  )
  session.print("")
  if (rows.length > 0) for (const line of tableLines(headings, rows)) session.print(line)
}

/** Pages of the directory that are read at most; the national list has seven. */
const mostPages = 20

const onboardedCenters = async (session: Session): Promise<ReadonlySet<string>> => {
  const found = new Set<string>()
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query = cursor === undefined ? "" : `?cursor=${cursor}`
    const list = CenterList.parse((await session.ask("GET", `/v1/directory/centers${query}`)).body)
    for (const { centerId } of list.centers) found.add(centerId)
    cursor = list.cursor
    if (cursor === undefined) break
  }
  return found
}

const draftOf = (name: string): FederationDraft => {
  if (!draftNames().includes(name))
    throw new CommandError(
      text(
        `没有草案 ${name}：${draftNames().join("、")}`,
        `no draft ${name}: there are ${draftNames().join(", ")}`,
      ),
    )
  return FederationDraft.parse(jsonOf(Buffer.from(readDraftFile(name).text)))
}

/** A draft as it would be proposed: from the day that is given, and of the centers that the hub knows when asked so. */
const proposedDraft = async (session: Session, name: string): Promise<Record<string, unknown>> => {
  const { zh, en, content, unconfirmed } = draftOf(name)
  for (const note of unconfirmed)
    session.note(session.say(text(`未证实：${note.zh}`, `unconfirmed: ${note.en}`)))
  const known = session.flags.onboarded === true ? await onboardedCenters(session) : undefined
  const members = content.members.filter((member) => known === undefined || known.has(member))
  const out = content.members.length - members.length
  if (out > 0)
    session.note(
      session.say(
        text(`${out} 个中心尚未接入，未列入。`, `${out} centers are not onboarded and are left out.`),
      ),
    )
  const validFrom = session.flags["valid-from"]
  return {
    zh,
    en,
    content: { ...content, members, ...(validFrom === undefined ? {} : { validFrom }) },
  }
}

const propose = async (session: Session, args: readonly string[]): Promise<void> => {
  const { draft, for: federationId } = session.flags
  const drafted = draft === undefined ? {} : await proposedDraft(session, draft)
  const body = {
    ...drafted,
    ...readFields(session, args),
    ...(federationId === undefined ? {} : { federationId }),
  }
  printSummary(session, (await session.ask("POST", "/v1/federations", { body })).body)
}

const readOne = async (session: Session, federationId: string, version?: string): Promise<Federation> => {
  const query = version === undefined ? onQuery(session) : `?version=${version}${onQuery(session, "&")}`
  return Federation.parse((await session.ask("GET", `/v1/federations/${federationId}${query}`)).body)
}

/** What is signed is the hash of what was read, never a hash that somebody told. */
const accept = async (session: Session, args: readonly string[]): Promise<void> => {
  const federationId = argumentAt(args, 0, "<federationId>")
  const [, version] = args
  const { content } = await readOne(session, federationId, version)
  const contentHash = hashOf(content)
  session.note(JSON.stringify(content, null, 2))
  session.note(session.say(text(`内容摘要 ${contentHash}`, `content hash ${contentHash}`)))
  const { handler, reviewer } = session.flags
  const body = {
    contentHash,
    handler: required(handler, "--handler"),
    reviewer: required(reviewer, "--reviewer"),
  }
  const path = `/v1/federations/${federationId}/acceptances`
  printSummary(session, (await session.ask("POST", path, { body })).body)
}

const leave = async (session: Session, args: readonly string[]): Promise<void> => {
  const federationId = argumentAt(args, 0, "<federationId>")
  const { handler, reviewer, on = todayInChina() } = session.flags
  const body = {
    effectiveOn: LocalDate.parse(on),
    handler: required(handler, "--handler"),
    reviewer: required(reviewer, "--reviewer"),
  }
  printSummary(session, (await session.ask("POST", `/v1/federations/${federationId}/exits`, { body })).body)
}

const show = async (session: Session, args: readonly string[]): Promise<void> => {
  const federation = await readOne(session, argumentAt(args, 0, "<federationId>"), args[1])
  if (session.flags.json === true) return session.print(JSON.stringify(federation))
  const { content, ...summary } = federation
  printSummary(session, summary)
  printMembers(session, federation)
  session.print("")
  session.print(JSON.stringify({ overrides: content.overrides, sources: content.sources }, null, 2))
}

const list = async (session: Session): Promise<void> => {
  const { body } = await session.ask("GET", `/v1/federations${onQuery(session)}`)
  if (session.flags.json === true) return session.print(JSON.stringify(body))
  const { federations } = FederationList.parse(body)
  if (federations.length === 0) session.print(session.say(text("没有联盟。", "No federations.")))
  for (const federation of federations) {
    printSummary(session, federation)
    session.print("")
  }
  const drafts = draftNames().join(session.say(text("、", ", ")))
  session.note(session.say(text(`可提出的草案：${drafts}`, `drafts that can be proposed: ${drafts}`)))
}

const differences = async (session: Session, args: readonly string[]): Promise<void> => {
  const federationId = argumentAt(args, 0, "<federationId>")
  const path = `/v1/policies/differences?federation=${federationId}${onQuery(session, "&")}`
  const { body } = await session.ask("GET", path)
  if (session.flags.json === true) return session.print(JSON.stringify(body))
  const told = FederationDifferences.parse(body)
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  for (const { rule, situation, override, values, ...label } of told.differences) {
    session.print(`${label[session.language]}  ${rule}${situation === undefined ? "" : ` ${situation}`}`)
    if (override !== undefined) session.print(`  ${name("联盟", "federation")}  ${override}`)
    for (const { centerId, value, source } of values)
      session.print(
        `  ${centerId}  ${value === "" ? name("未规定", "not ruled") : value}${source === undefined ? "" : `  ${source}`}`,
      )
  }
  const count = told.differences.length
  session.print(name(`共 ${count} 处不一致。`, `${count} differences.`))
  if (told.withoutPack.length > 0)
    session.print(`${name("当日没有政策包：", "without a pack on the day: ")}${told.withoutPack.join(", ")}`)
}

const parts: Readonly<Record<string, Command>> = {
  propose: {
    usage:
      "federation propose --draft <name> [--onboarded] [--valid-from <day>] | @file.json [--for <federationId>] --handler <id> --reviewer <id>",
    summary: text("运营方提出联盟或其新版本", "the operator proposes a federation, or its next version"),
    help: text(
      `随系统附带的草案（${draftNames().join("、")}）取自公开协议，未证实之处逐条提示；提出后谁也不受约束，成员各自接受。
--onboarded 略去尚未接入的中心；--valid-from 另定首日；--for 提出已有联盟的下一版本。

  npm run hub -- federation propose --draft changsanjiao --onboarded --handler h-01 --reviewer r-02 --as operator
  npm run hub -- federation propose @next.json --for fed_01… --handler h-01 --reviewer r-02 --as operator`,
      `The drafts that ship with the hub (${draftNames().join(", ")}) come from public agreements; what no source confirms is told.
A proposal binds nobody: each member accepts by itself. --onboarded leaves out centers that the hub does not know yet,
--valid-from sets another first day, --for proposes the next version of a federation.

  npm run hub -- federation propose --draft changsanjiao --onboarded --handler h-01 --reviewer r-02 --as operator
  npm run hub -- federation propose @next.json --for fed_01... --handler h-01 --reviewer r-02 --as operator`,
    ),
    run: propose,
  },
  accept: {
    usage: "federation accept <federationId> [<version>] --handler <id> --reviewer <id>",
    summary: text("成员接受读到的内容", "a member accepts what it reads"),
    help: text(
      "读取版本（默认最新）并显示内容，自行计算内容摘要后签署：接受的就是读到的。",
      "Reads the version (default: the newest), shows it, hashes what it read and signs that hash: what is read is what is accepted.",
    ),
    run: accept,
  },
  leave: {
    usage: "federation leave <federationId> [--on <day>] --handler <id> --reviewer <id>",
    summary: text("成员退出联盟", "a member leaves"),
    help: text(
      "自 --on 当日起（默认今天）不再受约束；此前开始的业务仍按原版本办理。",
      "From --on (default: today) the federation no longer binds the center; cases that began before keep their version.",
    ),
    run: leave,
  },
  show: {
    usage: "federation show <federationId> [<version>] [--on <day>]",
    summary: text("联盟、各成员接受情况和内容", "a federation, who has accepted what, and what it says"),
    help: text("默认最新版本。", "The newest version unless one is named."),
    run: show,
  },
  list: {
    usage: "federation list [--on <day>]",
    summary: text("所有联盟", "all federations"),
    help: text("列出所有联盟和可提出的草案。", "Lists all federations, and the drafts that can be proposed."),
    run: list,
  },
  differences: {
    usage: "federation differences <federationId> [--on <day>]",
    summary: text("成员之间不一致的规则和办事情形", "rules and situations in which members differ"),
    help: text(
      "按当日生效的政策包逐条比较，并列出联盟统一的值。",
      "Compares the packs in force on the day, rule by rule, with what the federation sets beside them.",
    ),
    run: differences,
  },
}

const names = "propose|accept|leave|show|list|differences"
const lines = (language: keyof Text): string =>
  Object.values(parts)
    .map(({ usage, summary }) => `  hub ${usage}\n      ${summary[language]}`)
    .join("\n")

export const federation: Command = {
  usage: `federation ${names} …`,
  summary: text("联盟：提出、接受、退出、比较", "federations: propose, accept, leave, compare"),
  help: text(lines("zh"), lines("en")),
  parts,
  run: async (session, [part, ...args]) => {
    const chosen = part === undefined ? undefined : parts[part]
    if (chosen === undefined)
      throw new CommandError(
        text(`用法：hub federation ${names}，见 --help`, `usage: hub federation ${names}, see --help`),
      )
    await chosen.run(session, args)
  },
}
