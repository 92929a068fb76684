import { randomBytes } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import { TRANSFER_STATUSES } from "../../contracts/codes.ts"
import { Inbox, type InboxMessage } from "../../contracts/messages.ts"
import { OFFSITE_LOAN_STATUSES } from "../../contracts/offsite-loan-codes.ts"
import { Instant } from "../../contracts/primitives.ts"
import { SERVICE_STATUSES } from "../../contracts/service-codes.ts"
import { RequestHeader, SignatureAlgorithm } from "../../contracts/signature.ts"
import { importSigningKey, publicPart } from "../../functions/security/algorithms.ts"
import { makeSigningJwk } from "../../functions/security/make-keys.ts"
import { signRequest } from "../../functions/security/sign-message.ts"
import type { Method } from "../hub-client.ts"
import { keyFileOf, writeKeyFile } from "../key-files.ts"
import { text, type Language, type Text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { messageNames, nextStepOf } from "./message-words.ts"
import { tableLines } from "./print-table.ts"
import { argumentAt, readBodyArgument } from "./read-input.ts"

const methodOf = (given: string): Method => {
  const method = RequestHeader.shape.htm.safeParse(given.toUpperCase())
  if (!method.success)
    throw new CommandError(
      text(
        `方法应为 GET、POST、PUT 或 DELETE，不是 ${given}`,
        `the method is GET, POST, PUT or DELETE, not ${given}`,
      ),
    )
  return method.data
}

const targetOf = (given: string): string => {
  if (!given.startsWith("/"))
    throw new CommandError(text(`路径以 / 开头：${given}`, `the path begins with /: ${given}`))
  return given
}

export const keygen: Command = {
  usage: "keygen [--as <centerId>] [--kid <kid>] [--alg Ed25519|ES256] [--out <file>] [--force]",
  summary: text("生成签名密钥", "make a signing key"),
  help: text(
    `生成一对密钥。私钥写入 .hub/centers/<机构代码>.jwk.json（仅本人可读），公钥打印出来，交给平台运营方登记。
已有的文件不会被覆盖，除非写 --force。

  hub keygen --as 140500000000000
  hub keygen --as 140500000000000 --alg ES256 --kid jincheng-2026-2 --out new.jwk.json

运营方登记新中心时，把打印的公钥放进 firstKey：
  hub call POST /v1/directory/centers @center.json --as operator`,
    `Makes a key pair. The private half goes to .hub/centers/<centerId>.jwk.json (readable by you alone); the public
half is printed, for the operator to register. A file that exists is kept unless --force is given.

  hub keygen --as 140500000000000
  hub keygen --as 140500000000000 --alg ES256 --kid jincheng-2026-2 --out new.jwk.json

The operator onboards a new center with the printed half as its firstKey:
  hub call POST /v1/directory/centers @center.json --as operator`,
  ),
  run: (session) => {
    const { flags } = session
    const alg = SignatureAlgorithm.safeParse(flags.alg ?? "Ed25519")
    if (!alg.success) throw new CommandError(text("--alg 为 Ed25519 或 ES256", "--alg is Ed25519 or ES256"))
    const caller = session.caller()
    const jwk = makeSigningJwk(alg.data, flags.kid ?? `${caller}-${randomBytes(4).toString("hex")}`)
    const file = flags.out ?? keyFileOf(session.folder, caller)
    try {
      writeKeyFile(file, jwk, flags.force === true ? "overwrite" : "keep")
    } catch {
      throw new CommandError(
        text(
          `文件已存在或无法写入：${file}（--out 另存，--force 覆盖）`,
          `the file exists or cannot be written: ${file} (--out elsewhere, --force overwrites)`,
        ),
      )
    }
    session.note(session.say(text(`私钥已写入 ${file}`, `the private key is in ${file}`)))
    session.print(JSON.stringify({ kid: jwk.kid, publicKey: publicPart(jwk) }, null, 2))
    return Promise.resolve()
  },
}

export const sign: Command = {
  usage: "sign METHOD /path [@file | - | '{...}'] [--idempotency-key <key>] [--if-match <version>]",
  summary: text("只签名，不发送", "sign a call without sending it"),
  help: text(
    `打印 Hub-Signature 的值，供别的程序或 curl 使用。签名覆盖报文的原始字节，发送时不能再改一个空格。

  hub sign GET /v1/inbox --as 140500000000000
  hub sign POST /v1/account-checks @check.json --as 140500000000000`,
    `Prints the value of Hub-Signature, for another program or curl. It covers the very bytes of the body: not a space
may change on the way.

  hub sign GET /v1/inbox --as 140500000000000
  hub sign POST /v1/account-checks @check.json --as 140500000000000`,
  ),
  run: (session, args) => {
    const signature = signRequest(importSigningKey(session.key()), {
      caller: session.caller(),
      audience: session.audience,
      method: methodOf(argumentAt(args, 0, "METHOD")),
      target: targetOf(argumentAt(args, 1, "/path")),
      body: readBodyArgument(args[2]) ?? new Uint8Array(),
      now: Instant.parse(new Date().toISOString()),
      jti: randomBytes(16).toString("base64url"),
      idempotencyKey: session.flags["idempotency-key"],
      ifMatch: session.flags["if-match"],
    })
    session.print(signature)
    return Promise.resolve()
  },
}

export const call: Command = {
  usage: "call METHOD /path [@file | - | '{...}'] [--if-match <version>] [--idempotency-key <key>]",
  summary: text("签名并发送任意一次调用", "sign and send any call"),
  help: text(
    `按接口文档（/docs）发送一次签名调用，并核对平台应答的签名。没有回音时用同一幂等键重试。

  hub call GET /v1/directory/centers/140500000000000 --as 140500000000000
  hub call POST /v1/account-checks @check.json --as 140500000000000
  echo '{"reason":"测试"}' | hub call POST /v1/directory/centers/140500000000000/suspension - --as operator`,
    `Sends one signed call of the reference (/docs) and checks the signature of the answer. Without an answer it is
repeated under the same idempotency key.

  hub call GET /v1/directory/centers/140500000000000 --as 140500000000000
  hub call POST /v1/account-checks @check.json --as 140500000000000
  echo '{"reason":"a test"}' | hub call POST /v1/directory/centers/140500000000000/suspension - --as operator`,
  ),
  run: async (session, args) => {
    const body = readBodyArgument(args[2])
    const version = session.flags["if-match"]
    const answer = await session.ask(
      methodOf(argumentAt(args, 0, "METHOD")),
      targetOf(argumentAt(args, 1, "/path")),
      {
        ...(body === undefined ? {} : { body }),
        ...(version === undefined ? {} : { ifMatch: version }),
      },
    )
    session.note(
      `HTTP ${answer.status}${answer.headers.get("idempotent-replay") === "true" ? "  Idempotent-Replay" : ""}`,
    )
    session.print(
      typeof answer.body === "string"
        ? answer.body
        : JSON.stringify(answer.body, null, session.flags.json === true ? 0 : 2),
    )
  },
}

/** Statuses of transfers, off-site loans and doubts in words; what is none of them stays as it is. */
const statusWord = ({ status, caseId }: InboxMessage, language: Language): string => {
  if (status === undefined) return ""
  const ofService: Readonly<Record<string, Text>> = SERVICE_STATUSES
  if (caseId?.startsWith("svc_") === true) return ofService[status]?.[language] ?? status
  const labels: Readonly<Record<string, Text>> = {
    ...TRANSFER_STATUSES,
    ...OFFSITE_LOAN_STATUSES,
    open: text("未了结", "open"),
    closed: text("已了结", "closed"),
  }
  return labels[status]?.[language] ?? status
}

/** A statement of a doubt or a notice that bears a class: D6 beside its name. */
const nameOf = (message: InboxMessage, language: Language): string => {
  const name = messageNames[message.type][language]
  return message.type.startsWith("finding.") && message.note !== undefined ? `${name} ${message.note}` : name
}

const rowOf = (message: InboxMessage, language: Language): readonly string[] => [
  new Date(Date.parse(message.at) + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " "),
  nameOf(message, language),
  message.actionNeeded ? "●" : "",
  statusWord(message, language),
  message.letterNo ?? message.contractNo ?? message.accountNo ?? "",
  message.dueAt === undefined
    ? ""
    : new Date(Date.parse(message.dueAt) + 8 * 3_600_000 - 1).toISOString().slice(0, 10),
  message.caseId ?? message.subjectId ?? message.messageId,
]

const subjectOf = ({ caseId, subjectId, messageId }: InboxMessage): string => caseId ?? subjectId ?? messageId

/** Of each case and doubt the newest message: what an earlier one asked for may be done by now. */
const newestOfEach = (messages: readonly InboxMessage[]): readonly InboxMessage[] =>
  messages.filter(
    (message) =>
      !messages.some(
        (other) => subjectOf(other) === subjectOf(message) && (other.version ?? 0) > (message.version ?? 0),
      ),
  )

/** Under the table: what is to be done, a case a line. */
const printNextSteps = (session: Session, messages: readonly InboxMessage[]): void => {
  const steps = newestOfEach(messages)
    .filter(({ actionNeeded }) => actionNeeded)
    .flatMap((message) => nextStepOf(message) ?? [])
  if (steps.length === 0) return
  session.print("")
  session.print(session.say(text("下一步：", "Next:")))
  for (const step of steps) session.print(`  ● ${step[session.language]}`)
}

const showInbox = async (session: Session, shown: Set<string>): Promise<number> => {
  const answer = await session.ask("GET", "/v1/inbox?limit=100")
  const { messages } = Inbox.parse(answer.body)
  const fresh = messages.filter((message) => !shown.has(message.messageId))
  for (const message of fresh) shown.add(message.messageId)
  if (session.flags.json === true) for (const message of fresh) session.print(JSON.stringify(message))
  else if (fresh.length > 0) {
    const headings =
      session.language === "zh"
        ? ["时间（北京）", "消息", "待办", "业务状态", "函号/合同/账号", "办理期限", "业务编号"]
        : ["time (China)", "message", "act", "status", "letter/contract/account", "due", "case"]
    const rows = fresh.map((message) => rowOf(message, session.language))
    for (const line of tableLines(headings, rows)) session.print(line)
    printNextSteps(session, fresh)
  } else if (session.flags.watch !== true)
    session.print(session.say(text("收件箱是空的。", "The inbox is empty.")))
  if (session.flags.ack === true && fresh.length > 0) {
    await session.ask("POST", "/v1/inbox/acknowledgements", {
      body: { messageIds: fresh.map((message) => message.messageId) },
    })
    session.note(session.say(text(`已确认 ${fresh.length} 条`, `${fresh.length} acknowledged`)))
  }
  return Math.max(1, Number(answer.headers.get("retry-after") ?? "5")) * 1000
}

export const inbox: Command = {
  usage: "inbox [--watch] [--ack] [--json]",
  summary: text("查看收件箱", "read the inbox"),
  help: text(
    `列出未确认的消息，先到先列；● 表示需要本中心办理，表下写着怎么办。消息在确认之前一直保留。

  hub inbox --as 510100000000000
  hub inbox --watch --as 510100000000000      按平台要求的间隔持续查看
  hub inbox --ack --as 510100000000000        显示并确认`,
    `Lists unacknowledged messages, oldest first; ● marks what this center must act on, and the lines below the table say how.
A message stays until it is acknowledged.

  hub inbox --as 510100000000000
  hub inbox --watch --as 510100000000000      go on at the interval that the hub asks for
  hub inbox --ack --as 510100000000000        show and acknowledge`,
  ),
  run: async (session) => {
    const shown = new Set<string>()
    for (;;) {
      const waitMs = await showInbox(session, shown)
      if (session.flags.watch !== true) return
      await pause(waitMs)
    }
  },
}
