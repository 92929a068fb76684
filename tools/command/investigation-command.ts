import {
  InvestigatedPerson,
  Investigation,
  InvestigationDetail,
  InvestigationList,
  NoticeList,
  RegionNotice,
  type InvestigationStatus,
} from "../../contracts/investigations.ts"
import { text, type Text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { personOf } from "./person-arguments.ts"
import { factLines, tableLines } from "./print-table.ts"
import { chinaMinute, readFields, required, versionOf } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"

const statusNames: Readonly<Record<InvestigationStatus, Text>> = {
  requested: text("待答复", "waits for the answer"),
  answered: text("已答复", "answered"),
  closed: text("未答复，已关闭", "closed without an answer"),
  erased: text("身份信息已清除", "ended, identity erased"),
}
const outcomeNames: Readonly<Record<NonNullable<Investigation["answer"]>["outcome"], Text>> = {
  confirmed: text("属实", "confirmed"),
  notConfirmed: text("不属实", "not confirmed"),
  notFound: text("查无此事", "not found"),
}

const closingNames: Readonly<Record<NonNullable<Investigation["closed"]>["reason"], Text>> = {
  withdrawn: text("发起中心撤回", "withdrawn by the center that asked"),
  unanswered: text("长期未答复", "nobody answered"),
}

const printInvestigation = (session: Session, body: unknown): void => {
  if (session.flags.json === true) return session.print(JSON.stringify(body))
  const detail = InvestigationDetail.safeParse(body)
  const shown = detail.success ? detail.data : Investigation.parse(body)
  const { language } = session
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  const { answer, closed, fact } = shown
  const facts = factLines([
    [name("协查", "investigation"), shown.investigationId],
    [name("状态", "status"), statusNames[shown.status][language]],
    [name("发起／协查中心", "asks / is asked"), `${shown.askingCenterId} / ${shown.homeCityCenterId}`],
    [name("购房", "purchase"), `${fact.number}  ${fact.region}  ${fact.price ?? ""}`],
    [name("问题", "question"), shown.question],
    [name("答复期限", "due"), shown.dueOn],
    [
      name("答复", "answer"),
      answer === undefined ? undefined : `${outcomeNames[answer.outcome][language]}  ${answer.note ?? ""}`,
    ],
    [
      name("关闭", "closed"),
      closed === undefined ? undefined : `${closingNames[closed.reason][language]}  ${closed.note ?? ""}`,
    ],
    [name("材料", "documents"), answer?.documents.join(", ") || undefined],
    [name("版本", "version"), String(shown.version)],
  ])
  for (const line of facts) session.print(line)
  if (!detail.success) return
  const headings = language === "zh" ? ["时间（北京）", "事项", "谁"] : ["time (China)", "event", "by"]
  const rows = detail.data.history.map(({ at, event, by }) => [chinaMinute(at), event, by])
  session.print("")
  for (const line of tableLines(headings, rows)) session.print(line)
}

const list = async (session: Session): Promise<void> => {
  const { flags, language } = session
  const query = [
    ...(flags.role === undefined ? [] : [`role=${encodeURIComponent(flags.role)}`]),
    ...(flags.status === undefined ? [] : [`status=${encodeURIComponent(flags.status)}`]),
  ].join("&")
  const answer = await session.ask("GET", `/v1/investigations${query === "" ? "" : `?${query}`}`)
  if (flags.json === true) return session.print(JSON.stringify(answer.body))
  const { investigations } = InvestigationList.parse(answer.body)
  if (investigations.length === 0) return session.print(session.say(text("没有协查。", "None.")))
  const headings =
    language === "zh"
      ? ["状态", "发起中心", "协查中心", "期限", "编号"]
      : ["status", "asks", "is asked", "due", "id"]
  const rows = investigations.map((one) => [
    statusNames[one.status][language],
    one.askingCenterId,
    one.homeCityCenterId,
    one.dueOn ?? "",
    one.investigationId,
  ])
  for (const line of tableLines(headings, rows)) session.print(line)
}

const request = async (session: Session, args: readonly string[]): Promise<void> => {
  const body = {
    person: personOf(required(session.flags.person, "--person")),
    ...readFields(session, args),
  }
  printInvestigation(session, (await session.ask("POST", "/v1/investigations", { body })).body)
}

const identity = async (session: Session, path: string): Promise<void> => {
  const body = { purpose: session.flags.purpose ?? "inspect" }
  const answer = await session.ask("POST", `${path}/identity`, { body })
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const { person } = InvestigatedPerson.parse(answer.body)
  session.print(`${person.documentType} ${person.documentNumber} ${person.name}`)
}

const noSuch = (command: string, word: string): CommandError =>
  new CommandError(
    text(
      `没有这个命令：${command} ${word}。见 hub ${command} --help`,
      `no such command: ${command} ${word}. See hub ${command} --help`,
    ),
  )

export const investigation: Command = {
  usage: "investigation request | list | show | answer | withdraw | identity",
  summary: text("跨地区购房信息协查", "co-investigation of a home purchase elsewhere"),
  help: text(
    `  hub investigation request homeCityCenterId=320500000000000 --person "990401196907056075 演卯平"
      fact.kind=contract fact.number=网签2026-000123 fact.region=320508 fact.price=2000000.00 question=合同是否真实
      --handler jb21 --reviewer fh08
  hub investigation list [--role asking|asked] [--status requested|answered|closed|erased]
  hub investigation show inv_01…
  hub investigation identity inv_01…                查看协查对象，留痕
  hub investigation answer inv_01… confirmed|notConfirmed|notFound --note 网签属实 [--document doc_01…] --handler … --reviewer …
  hub investigation withdraw inv_01… reason=申请人已撤回申请 --handler … --reviewer …

只在同一开通协查的联盟成员之间进行，五个工作日答复；逾期三十个工作日仍未答复的自动关闭。答复或关闭后十五日清除身份信息和材料。`,
    `  hub investigation request homeCityCenterId=320500000000000 --person "990401196907056075 演卯平"
      fact.kind=contract fact.number=网签2026-000123 fact.region=320508 fact.price=2000000.00 question="is the contract real"
      --handler jb21 --reviewer fh08
  hub investigation list [--role asking|asked] [--status requested|answered|closed|erased]
  hub investigation show inv_01...
  hub investigation identity inv_01...              who is asked about; recorded
  hub investigation answer inv_01... confirmed|notConfirmed|notFound --note "registered" [--document doc_01...] --handler ... --reviewer ...
  hub investigation withdraw inv_01... reason="the application was taken back" --handler ... --reviewer ...

Between members of a federation that has it switched on; answered within five working days, and closed when nobody has answered thirty working days later. Identity and documents are erased fifteen days after the end.`,
  ),
  run: async (session, args) => {
    const word = argumentAt(args, 0, "request|list|show|answer|withdraw|identity")
    if (word === "request") return request(session, args.slice(1))
    if (word === "list") return list(session)
    const path = `/v1/investigations/${argumentAt(args, 1, "<investigationId>")}`
    if (word === "show") return printInvestigation(session, (await session.ask("GET", path)).body)
    if (word === "identity") return identity(session, path)
    if (word === "withdraw") {
      const body = readFields(session, args.slice(2))
      const withdrawn = await session.ask("POST", `${path}/withdrawal`, { body, ...versionOf(session) })
      return printInvestigation(session, withdrawn.body)
    }
    if (word !== "answer") throw noSuch("investigation", word)
    const { document } = session.flags
    const body = {
      outcome: argumentAt(args, 2, "confirmed|notConfirmed|notFound"),
      ...(document === undefined ? {} : { documents: document }),
      ...readFields(session, args.slice(3)),
    }
    const answered = await session.ask("POST", `${path}/answers`, { body, ...versionOf(session) })
    printInvestigation(session, answered.body)
  },
}

const listNotices = async (session: Session): Promise<void> => {
  const answer = await session.ask("GET", "/v1/region-notices")
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const { notices } = NoticeList.parse(answer.body)
  if (notices.length === 0) return session.print(session.say(text("没有公告。", "No notices.")))
  const headings =
    session.language === "zh"
      ? ["地区", "自", "至", "发布中心", "原因", "编号"]
      : ["region", "from", "to", "by", "reason", "id"]
  const rows = notices.map((one) => [one.regionCode, one.from, one.to, one.by, one.reason, one.noticeId])
  for (const line of tableLines(headings, rows)) session.print(line)
}

const printNotice = (session: Session, body: unknown): void => {
  if (session.flags.json === true) return session.print(JSON.stringify(body))
  const { noticeId, regionCode, from, to, withdrawnAt } = RegionNotice.parse(body)
  const ended = withdrawnAt === undefined ? "" : session.say(text("  已撤回", "  withdrawn"))
  session.print(`${noticeId}  ${regionCode}  ${from} – ${to}${ended}`)
}

export const notice: Command = {
  usage: "notice publish | list | withdraw",
  summary: text("购房提取异常地区警示公告", "notices of regions with abnormal purchases"),
  help: text(
    `  hub notice publish federationId=fed_01… regionCode=320508 from=2026-11-20 to=2027-05-19 reason=同一房屋多次转让
      --handler jb21 --reviewer fh08
  hub notice list
  hub notice withdraw ntc_01… reason=情况已消除 --handler … --reviewer …

只能就本省的地区发布，联盟成员可见；成员办理该地区购房提取时在答复中提示，不拒绝业务。`,
    `  hub notice publish federationId=fed_01... regionCode=320508 from=2026-11-20 to=2027-05-19 reason="one home sold again and again"
      --handler jb21 --reviewer fh08
  hub notice list
  hub notice withdraw ntc_01... reason="it is over" --handler ... --reviewer ...

About places of one's own province, for the members of a federation. A withdrawal for a purchase there is told of it; nothing is refused.`,
  ),
  run: async (session, args) => {
    const word = argumentAt(args, 0, "publish|list|withdraw")
    if (word === "list") return listNotices(session)
    if (word === "publish") {
      const body = readFields(session, args.slice(1))
      return printNotice(session, (await session.ask("POST", "/v1/region-notices", { body })).body)
    }
    if (word !== "withdraw") throw noSuch("notice", word)
    const path = `/v1/region-notices/${argumentAt(args, 1, "<noticeId>")}/withdrawal`
    const body = readFields(session, args.slice(2))
    printNotice(session, (await session.ask("POST", path, { body })).body)
  },
}
