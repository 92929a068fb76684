import {
  RegisterWarningRequest,
  Warning,
  WarningDetail,
  WarningList,
  WarningObjection,
} from "../../contracts/warnings.ts"
import type { WarningEffect, WarningGround } from "../../contracts/shown-warning.ts"
import type { WarningStatus } from "../../contracts/warnings.ts"
import { text, type Text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { personOf } from "./person-arguments.ts"
import { factLines, tableLines } from "./print-table.ts"
import { chinaMinute, readFields, required, versionOf } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"

export const groundNames: Readonly<Record<WarningGround, Text>> = {
  falseWithdrawal: text("骗提", "false withdrawal"),
  falseLoan: text("骗贷", "false loan"),
  employerArrears: text("单位欠缴", "employer's arrears"),
}
const statusNames: Readonly<Record<WarningStatus, Text>> = {
  proposed: text("待复核", "waits for its reviewer"),
  inForce: text("生效", "in force"),
  objected: text("异议处理中", "objected to"),
  lifted: text("异议成立，已解除", "lifted after an objection"),
  removed: text("已移除", "removed"),
  expired: text("已到期", "over"),
}
const effectNames: Readonly<Record<WarningEffect, Text>> = {
  inForce: text("有效", "in force"),
  frozen: text("冻结（异议未答复）", "frozen until the objection is answered"),
}

const scopeOf = (session: Session, { scope }: Warning): string =>
  scope === "nation" ? session.say(text("全国", "nation")) : scope.federationId

const printWarning = (session: Session, body: unknown): void => {
  if (session.flags.json === true) return session.print(JSON.stringify(body))
  const detail = WarningDetail.safeParse(body)
  const warning = detail.success ? detail.data : Warning.parse(body)
  const { language } = session
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  const { effect, objection } = warning
  const facts = factLines([
    [name("警示", "warning"), warning.warningId],
    [name("事由", "ground"), groundNames[warning.ground][language]],
    [name("文书号", "decision"), warning.decisionNo],
    [
      name("状态", "status"),
      `${statusNames[warning.status][language]}${effect === undefined ? "" : `  ${effectNames[effect][language]}`}`,
    ],
    [name("单位", "unit"), warning.unitCreditCode],
    [name("期限", "period"), `${warning.from} – ${warning.to}`],
    [name("范围", "scope"), scopeOf(session, warning)],
    [name("经办／复核", "handler / reviewer"), `${warning.handler} / ${warning.reviewer ?? "–"}`],
    [
      name("异议", "objection"),
      objection === undefined
        ? undefined
        : `${objection.by}  ${objection.note}  ${name("答复期限", "answer due")} ${objection.dueOn ?? "–"}`,
    ],
    [name("版本", "version"), String(warning.version)],
  ])
  for (const line of facts) session.print(line)
  if (detail.success) {
    const headings =
      language === "zh" ? ["时间（北京）", "事项", "谁", "说明"] : ["time (China)", "event", "by", "note"]
    const rows = detail.data.history.map(({ at, event, by, note }) => [
      chinaMinute(at),
      event,
      by,
      note ?? "",
    ])
    session.print("")
    for (const line of tableLines(headings, rows)) session.print(line)
  }
  if (warning.status === "proposed")
    session.note(
      name(
        `尚未生效：请复核人用另一把密钥：hub warning confirm ${warning.warningId} --reviewer … --key …`,
        `Without effect as yet. The reviewer signs with another key: hub warning confirm ${warning.warningId} --reviewer … --key …`,
      ),
    )
}

/** About a person with --person, else about the unit of unitCreditCode=…. */
const subjectOf = (
  { flags }: Session,
  unitCreditCode: unknown,
): RegisterWarningRequest["subject"] | { readonly kind: "employer"; readonly unitCreditCode: unknown } =>
  flags.person === undefined
    ? { kind: "employer", unitCreditCode }
    : { kind: "person", person: personOf(flags.person) }

const register = async (session: Session, args: readonly string[]): Promise<void> => {
  const { reviewer: _reviewer, unitCreditCode, scope, ...fields } = readFields(session, args)
  const federation = typeof scope === "string" && scope !== "nation" ? { federationId: scope } : "nation"
  const body = {
    subject: subjectOf(session, unitCreditCode),
    scope: federation,
    ...fields,
  }
  printWarning(session, (await session.ask("POST", "/v1/warnings", { body })).body)
}

const list = async (session: Session): Promise<void> => {
  const { flags, language } = session
  const query = flags.status === undefined ? "" : `?status=${encodeURIComponent(flags.status)}`
  const answer = await session.ask("GET", `/v1/warnings${query}`)
  if (flags.json === true) return session.print(JSON.stringify(answer.body))
  const { warnings } = WarningList.parse(answer.body)
  if (warnings.length === 0) return session.print(session.say(text("没有警示。", "No warnings.")))
  const headings =
    language === "zh"
      ? ["事由", "文书号", "状态", "至", "范围", "编号"]
      : ["ground", "decision", "status", "to", "scope", "id"]
  const rows = warnings.map((warning) => [
    groundNames[warning.ground][language],
    warning.decisionNo,
    statusNames[warning.status][language],
    warning.to,
    scopeOf(session, warning),
    warning.warningId,
  ])
  for (const line of tableLines(headings, rows)) session.print(line)
}

const object = async (session: Session, path: string, args: readonly string[]): Promise<void> => {
  required(session.flags.note, "--note")
  const answer = await session.ask("POST", `${path}/objections`, { body: readFields(session, args) })
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const { effect, dueOn } = WarningObjection.parse(answer.body)
  session.print(
    session.say(
      text(
        `异议已转登记中心，${dueOn ?? "工作日历公布后确定的日期"}前答复；${effectNames[effect].zh}。`,
        `The registering center answers by ${dueOn ?? "a day that its calendar will tell"}; ${effectNames[effect].en}.`,
      ),
    ),
  )
}

const act = async (session: Session, word: string, args: readonly string[]): Promise<void> => {
  const path = `/v1/warnings/${argumentAt(args, 0, "<warningId>")}`
  const post = async (action: string, body: object): Promise<void> =>
    printWarning(
      session,
      (await session.ask("POST", `${path}/${action}`, { body, ...versionOf(session) })).body,
    )
  switch (word) {
    case "show":
      return printWarning(session, (await session.ask("GET", path)).body)
    case "confirm":
      return post("confirmation", { reviewer: required(session.flags.reviewer, "--reviewer") })
    case "object":
      return object(session, path, args.slice(1))
    case "answer":
      return post("answers", {
        outcome: argumentAt(args, 1, "upheld|lifted"),
        ...readFields(session, args.slice(2)),
      })
    case "remove":
      return post("removals", {
        reason: argumentAt(args, 1, "<reason>"),
        ...readFields(session, args.slice(2)),
      })
    default:
      throw new CommandError(
        text(
          `没有这个命令：warning ${word}。见 hub warning --help`,
          `no such command: warning ${word}. See hub warning --help`,
        ),
      )
  }
}

export const warning: Command = {
  usage: "warning register | confirm | list | show | object | answer | remove",
  summary: text("联合惩戒警示：登记、复核、异议、移除", "joint discipline: put, confirm, object, remove"),
  help: text(
    `  hub warning register ground=falseWithdrawal --person "990401196907056075 演卯平" decisionNo=某金惩〔2026〕3号
      documentHash=<SHA-256> from=2026-11-20 scope=nation --handler jb21
  hub warning register ground=employerArrears unitCreditCode=<18位> to=2027-06-30 … scope=fed_01…
  hub warning confirm wrn_01… --reviewer fh08 --key <复核人的私钥文件>
  hub warning list [--status proposed|inForce|objected|lifted|removed|expired]
  hub warning show wrn_01…
  hub warning object wrn_01… --note 本人称未提取 --handler jb11 --reviewer fh02      （能看到该警示的任一中心）
  hub warning answer wrn_01… upheld|lifted --note 经核实维持 --handler jb21 --reviewer fh08
  hub warning remove wrn_01… registeredInError|decisionRevoked|creditRestored|arrearsPaid|other --handler … --reviewer …

经办和复核是两个人、两把密钥，复核后才生效。警示只在注明用途的查询中出现，只作提示，平台不因此拒绝任何业务。
异议在十五个工作日内答复；答复前按政策冻结。`,
    `  hub warning register ground=falseWithdrawal --person "990401196907056075 演卯平" decisionNo=某金惩〔2026〕3号
      documentHash=<SHA-256> from=2026-11-20 scope=nation --handler jb21
  hub warning register ground=employerArrears unitCreditCode=<18 characters> to=2027-06-30 ... scope=fed_01...
  hub warning confirm wrn_01... --reviewer fh08 --key <private key file of the reviewer>
  hub warning list [--status proposed|inForce|objected|lifted|removed|expired]
  hub warning show wrn_01...
  hub warning object wrn_01... --note "says he withdrew nothing" --handler jb11 --reviewer fh02   (any center that sees it)
  hub warning answer wrn_01... upheld|lifted --note "the facts stand" --handler jb21 --reviewer fh08
  hub warning remove wrn_01... registeredInError|decisionRevoked|creditRestored|arrearsPaid|other --handler ... --reviewer ...

Handler and reviewer are two people with two keys; it has no effect before the second has signed. A warning is told by checks with a purpose only, as information: the hub refuses nothing for it.
An objection is answered within fifteen working days; until then the effect is frozen where policy says so.`,
  ),
  run: async (session, args) => {
    const word = argumentAt(args, 0, "register|confirm|list|show|object|answer|remove")
    if (word === "register") return register(session, args.slice(1))
    if (word === "list") return list(session)
    return act(session, word, args.slice(1))
  },
}
