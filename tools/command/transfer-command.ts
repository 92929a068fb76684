import { TRANSFER_STATUSES } from "../../contracts/codes.ts"
import { Transfer, TransferDetail, TransferList } from "../../contracts/transfers.ts"
import { text, type Language, type Text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { factLines, tableLines } from "./print-table.ts"
import { argumentAt, jsonOf, readBodyArgument } from "./read-input.ts"

/** What the centers call each act; a test holds the list against the routes. */
export const actionNames: Readonly<Record<string, Text>> = {
  "letter-confirmation": text("转出地：确认收到联系函", "O: the letter arrived; approves nothing"),
  refusal: text("转出地：审核不通过（封闭原因表）", "O: a lawful no, from the closed list"),
  statement: text(
    "转出地：出具账户信息表（可同时付款）",
    "O: the account statement, with or without the payment",
  ),
  payment: text("转出地：付款", "O: a payment left"),
  "payment-return": text("转出地：银行退回付款", "O: the bank sent the payment back"),
  "return-confirmation": text("转出地：确认收到退款", "O: the money is back"),
  cancellation: text("转入地：撤销未确认的联系函", "I: before the confirmation"),
  "stop-request": text("转入地：申请人要求停止", "I: the applicant changed the mind"),
  completion: text("转入地：核对相符，办结入账", "I: table and money match, book"),
  dispute: text("转入地：金额或资料不符，提出协商", "I: opens the negotiation"),
  return: text("转入地：全额退回", "I: the money goes back whole"),
  "refusal-acknowledgement": text("转入地：确认拒绝，业务结束", "I: ends a refused case"),
}
/** Further lines of a case's history. */
const eventNames: Readonly<Record<string, Text>> = {
  ...actionNames,
  letter: text("转入地：发出联系函", "I: the contact letter"),
  escalation: text("超期，已上报", "overdue, escalated"),
  expiry: text("逾期失效", "expired"),
  "calendar-review": text(
    "工作日历已公布，重新计算期限",
    "the calendar is published, the deadline is set anew",
  ),
}

const isAction = (word: string): boolean => Object.hasOwn(actionNames, word)
const actionList = (language: Language): string =>
  Object.entries(actionNames)
    .map(([action, name]) => `  ${action.padEnd(24)}${name[language]}`)
    .join("\n")

const statusText = (session: Session, transfer: Transfer): string =>
  `${transfer.statusCode} ${TRANSFER_STATUSES[transfer.status][session.language]}`

const list = async (session: Session): Promise<void> => {
  const { flags } = session
  const query = [
    ["role", flags.role],
    ["status", flags.status],
    ["letterNo", flags.letter],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
  const answer = await session.ask("GET", `/v1/transfers${query.length === 0 ? "" : `?${query.join("&")}`}`)
  if (flags.json === true) return session.print(JSON.stringify(answer.body))
  const { transfers, cursor } = TransferList.parse(answer.body)
  const headings =
    session.language === "zh"
      ? ["函号", "状态", "转出中心", "转入中心", "金额", "期限", "应办方", "业务编号"]
      : ["letter", "status", "from", "to", "amount", "due", "to act", "case"]
  const rows = transfers.map((transfer) => [
    transfer.letterNo,
    statusText(session, transfer),
    transfer.fromCenterId,
    transfer.toCenterId,
    transfer.amount ?? "",
    transfer.dueOn ?? transfer.dueUnpublishedYear ?? "",
    transfer.actingCenterId ?? "",
    transfer.transferId,
  ])
  for (const line of rows.length === 0
    ? [session.say(text("没有转移业务。", "No transfers."))]
    : tableLines(headings, rows))
    session.print(line)
  if (cursor !== undefined)
    session.note(
      session.say(
        text(
          "还有更早的业务，可用 --status、--letter 缩小范围。",
          "There are earlier ones; narrow the list with --status or --letter.",
        ),
      ),
    )
}

const show = async (session: Session, transferId: string): Promise<void> => {
  const answer = await session.ask("GET", `/v1/transfers/${transferId}`)
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const transfer = TransferDetail.parse(answer.body)
  const { ledger, refusal, dispute } = transfer
  const zh = session.language === "zh"
  const name = (zhName: string, enName: string): string => (zh ? zhName : enName)
  const facts = factLines([
    [name("函号", "letter"), transfer.letterNo],
    [name("状态", "status"), statusText(session, transfer)],
    [name("转出", "from"), `${transfer.fromCenterId} ${transfer.fromAccountNo}`],
    [name("转入", "to"), `${transfer.toCenterId} ${transfer.toAccountNo}`],
    [name("应办方", "to act"), transfer.actingCenterId],
    [
      name("期限", "due"),
      transfer.dueOn === undefined ? transfer.dueUnpublishedYear : `${transfer.dueOn} 24:00`,
    ],
    [
      name("金额", "amount"),
      transfer.amount === undefined
        ? undefined
        : `${transfer.amount} = ${transfer.principal ?? ""} + ${transfer.interest ?? ""}`,
    ],
    [
      name("转出账面/在途/转入账面", "at O / in transit / at I"),
      ledger === undefined
        ? undefined
        : `${ledger.bookedAtTransferOut} / ${ledger.inTransit} / ${ledger.bookedAtTransferIn}`,
    ],
    [name("拒绝原因", "refusal"), refusal?.reasonCode],
    [
      name("协商原因", "dispute"),
      dispute === undefined ? undefined : `${dispute.reasonCode} ${dispute.receivedAmount ?? ""}`,
    ],
    [
      name("收款账户", "receiving account"),
      `${transfer.receivingAccount.bankName} …${transfer.receivingAccount.accountTail}`,
    ],
    [name("版本", "version"), String(transfer.version)],
  ])
  for (const line of facts) session.print(line)
  session.print("")
  const headings = zh ? ["时间（UTC）", "事项", "办理方", "状态"] : ["time (UTC)", "event", "by", "status"]
  for (const line of tableLines(
    headings,
    transfer.history.map(({ at, event, by, status }) => [
      at,
      eventNames[event]?.[session.language] ?? event,
      by,
      TRANSFER_STATUSES[status].code,
    ]),
  ))
    session.print(line)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const act = async (session: Session, action: string, args: readonly string[]): Promise<void> => {
  const transferId = argumentAt(args, 1, "<transferId>")
  const given = readBodyArgument(args[2])
  const body = given === undefined ? {} : jsonOf(given)
  if (!isRecord(body)) throw new CommandError(text("报文应为 JSON 对象", "the body is a JSON object"))
  const { handler, reviewer } = session.flags
  const version = session.flags["if-match"]
  const answer = await session.ask("POST", `/v1/transfers/${transferId}/${action}`, {
    body: {
      ...body,
      ...(handler === undefined ? {} : { handler }),
      ...(reviewer === undefined ? {} : { reviewer }),
    },
    ...(version === undefined ? {} : { ifMatch: version }),
  })
  const transfer = Transfer.safeParse(answer.body)
  if (session.flags.json === true || !transfer.success)
    return session.print(JSON.stringify(answer.body, null, session.flags.json === true ? 0 : 2))
  session.print(`${transfer.data.letterNo}  ${statusText(session, transfer.data)}  v${transfer.data.version}`)
}

export const transfer: Command = {
  usage:
    "transfer list | show <transferId> | apply @file | <action> <transferId> [@file] [--handler <id> --reviewer <id>]",
  summary: text("异地转移：列表、详情、办理", "transfers: list, show, act"),
  help: text(
    `  hub transfer list [--role in|out] [--status letterSent] [--letter 函号]
  hub transfer show <transferId>
  hub transfer apply @letter.json                       发联系函（转入地）
  hub transfer <办理> <transferId> [@报文]               报文中的经办、复核可用 --handler、--reviewer 补上

办理：
${actionList("zh")}

例：
  hub transfer letter-confirmation trf_01… --handler jb07 --reviewer fh02 --as 510100000000000
  hub transfer dispute trf_01… '{"reasonCode":"overpaid","receivedAmount":"52741.06"}' --handler jb11 --reviewer fh05 --as 140500000000000`,
    `  hub transfer list [--role in|out] [--status letterSent] [--letter <letterNo>]
  hub transfer show <transferId>
  hub transfer apply @letter.json                       send a contact letter (transfer-in side)
  hub transfer <action> <transferId> [@body]            --handler and --reviewer are added to the body

actions (O transfer-out, I transfer-in center):
${actionList("en")}

examples:
  hub transfer letter-confirmation trf_01... --handler jb07 --reviewer fh02 --as 510100000000000
  hub transfer dispute trf_01... '{"reasonCode":"overpaid","receivedAmount":"52741.06"}' --handler jb11 --reviewer fh05 --as 140500000000000`,
  ),
  run: async (session, args) => {
    const word = argumentAt(args, 0, "list|show|<action>")
    if (word === "list") return list(session)
    if (word === "show") return show(session, argumentAt(args, 1, "<transferId>"))
    if (word === "apply") {
      const body = readBodyArgument(argumentAt(args, 1, "@file"))
      const answer = await session.ask("POST", "/v1/transfers", { body })
      return session.print(JSON.stringify(answer.body, null, session.flags.json === true ? 0 : 2))
    }
    if (!isAction(word))
      throw new CommandError(
        text(
          `没有这种办理：${word}。见 hub transfer --help`,
          `no such action: ${word}. See hub transfer --help`,
        ),
      )
    return act(session, word, args)
  },
}
