import process from "node:process"
import { parseArgs } from "node:util"
import * as z from "zod"
import { ROUTES, routeNames } from "../contracts/routes.ts"
import { Caller, type PrivateKeyJwk } from "../contracts/signature.ts"
import { account } from "./command/account-command.ts"
import { batch } from "./command/batch-command.ts"
import { directory, keys, policy, receivingAccount } from "./command/center-commands.ts"
import { CommandError, ProblemError, type Command, type Flags, type Session } from "./command/command.ts"
import { consent } from "./command/consent-command.ts"
import { document } from "./command/document-command.ts"
import { federation } from "./command/federation-command.ts"
import { desk } from "./command/desk-command.ts"
import { finding } from "./command/finding-command.ts"
import { firstKeys } from "./command/first-keys.ts"
import { flexible } from "./command/flexible-command.ts"
import { investigation, notice } from "./command/investigation-command.ts"
import { loan } from "./command/loan-command.ts"
import { call, inbox, keygen, sign } from "./command/message-commands.ts"
import { offsiteLoan } from "./command/offsite-loan-command.ts"
import { problemLines } from "./command/print-problem.ts"
import { report } from "./command/report-command.ts"
import { service } from "./command/service-command.ts"
import { center } from "./command/succession-command.ts"
import { transfer } from "./command/transfer-command.ts"
import { warning } from "./command/warning-command.ts"
import { withdrawal } from "./command/withdrawal-command.ts"
import { createHubClient, HubUnreachableError } from "./hub-client.ts"
import { keyFileOf, readKeyFile } from "./key-files.ts"
import { languageFrom, text, type Language, type Text } from "./language.ts"

// The entry of `npm run hub`.

const commands: Readonly<Record<string, Command>> = {
  keygen,
  sign,
  call,
  inbox,
  transfer,
  account,
  loan,
  "offsite-loan": offsiteLoan,
  service,
  withdrawal,
  flexible,
  consent,
  batch,
  document,
  finding,
  desk,
  warning,
  investigation,
  notice,
  federation,
  report,
  policy,
  keys,
  "receiving-account": receivingAccount,
  directory,
  center,
  "first-keys": firstKeys,
}

const urlDefault = `http://127.0.0.1:${process.env["HUB_PORT"] ?? "3000"}`

const readCommandLine = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      as: { type: "string" },
      key: { type: "string" },
      url: { type: "string" },
      audience: { type: "string" },
      lang: { type: "string" },
      json: { type: "boolean" },
      watch: { type: "boolean" },
      ack: { type: "boolean" },
      force: { type: "boolean" },
      draft: { type: "string" },
      onboarded: { type: "boolean" },
      "if-match": { type: "string" },
      "idempotency-key": { type: "string" },
      kid: { type: "string" },
      alg: { type: "string" },
      out: { type: "string" },
      on: { type: "string" },
      role: { type: "string" },
      status: { type: "string" },
      letter: { type: "string" },
      handler: { type: "string" },
      reviewer: { type: "string" },
      "valid-from": { type: "string" },
      purpose: { type: "string" },
      due: { type: "string" },
      kind: { type: "string" },
      note: { type: "string" },
      subject: { type: "string" },
      person: { type: "string" },
      applicant: { type: "string", multiple: true },
      spouse: { type: "string" },
      relation: { type: "string" },
      principal: { type: "string" },
      home: { type: "string" },
      consent: { type: "string" },
      phone: { type: "string" },
      matter: { type: "string" },
      mode: { type: "string" },
      situation: { type: "string" },
      document: { type: "string", multiple: true },
      for: { type: "string" },
      by: { type: "string" },
      table: { type: "string" },
      secret: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  })

const overview = (): Text => {
  const width = Math.max(...Object.keys(commands).map((name) => name.length)) + 2
  const list = (language: Language): string =>
    Object.entries(commands)
      .map(([name, command]) => `  ${name.padEnd(width)}${command.summary[language]}`)
      .join("\n")
  return text(
    `npm run hub -- <命令> [参数]      中心和运营方的命令行

${list("zh")}

通用选项：
  --as <机构代码|operator>   以谁的名义；私钥取自 .hub/centers/<机构代码>.jwk.json（或 .hub/operator.jwk.json）
  --key <文件>               另用一把私钥
  --url <地址>               平台地址（默认 ${urlDefault}，或 HUB_URL）
  --lang zh|en               语言
  --json                     输出 JSON，供程序读取
  --help                     某个命令的说明：hub transfer --help

数据目录取自 HUB_DATA（默认 .hub）。HUB_AS 可代替 --as。出错时退出码为 1。

试一试（先在另一个窗口 npm start）：
  npm run hub -- inbox --as 510100000000000
  npm run hub -- transfer list --as 140500000000000
  npm run hub -- offsite-loan list --as 140500000000000
  npm run hub -- service catalogue 140500000000000 --as 210100000000000`,
    `npm run hub -- <command> [arguments]      the command line of a center and of the operator

${list("en")}

options of all commands:
  --as <centerId|operator>   who acts; the private key is .hub/centers/<centerId>.jwk.json (or .hub/operator.jwk.json)
  --key <file>               another private key
  --url <url>                the hub (default ${urlDefault}, or HUB_URL)
  --lang zh|en               language
  --json                     print JSON, for programs
  --help                     help on a command: hub transfer --help

The data folder is HUB_DATA (default .hub). HUB_AS may stand for --as. The exit code is 1 when something fails.

Try (with npm start in another window):
  npm run hub -- inbox --as 510100000000000 --lang en
  npm run hub -- transfer list --as 140500000000000 --lang en
  npm run hub -- offsite-loan list --as 140500000000000 --lang en
  npm run hub -- service catalogue 140500000000000 --as 210100000000000 --lang en`,
  )
}

const callerOf = (flags: Flags): Caller => {
  const given = flags.as ?? process.env["HUB_AS"]
  if (given === undefined || given === "")
    throw new CommandError(
      text(
        "以谁的名义？用 --as <机构代码> 或 --as operator",
        "who acts? give --as <centerId> or --as operator",
      ),
    )
  const caller = Caller.safeParse(given)
  if (!caller.success)
    throw new CommandError(
      text(
        `--as 应为 15 位机构代码或 operator，不是 ${given}`,
        `--as is a center's 15 digits or operator, not ${given}`,
      ),
    )
  return caller.data
}

const note = (line: string): void => void process.stderr.write(`${line}\n`)

/** What anybody may read bears no signature: there is nobody to sign it to. */
const isPublic = (path: string): boolean =>
  routeNames.some(
    (name) => ROUTES[name].caller === "anybody" && path.startsWith(ROUTES[name].path.split("{", 1)[0] ?? "?"),
  )

const createSession = (flags: Flags, language: Language): Session => {
  const folder = process.env["HUB_DATA"] ?? ".hub"
  const url = (flags.url ?? process.env["HUB_URL"] ?? urlDefault).replace(/\/$/, "")
  const audience = flags.audience ?? url
  const caller = (): Caller => callerOf(flags)
  const key = (): PrivateKeyJwk => {
    const file = flags.key ?? keyFileOf(folder, caller())
    try {
      return readKeyFile(file)
    } catch {
      throw new CommandError(
        text(
          `读不到私钥 ${file}；npm start 会为演示中心生成，或用 hub keygen、--key`,
          `no private key at ${file}; npm start makes those of the demo centers, or use hub keygen or --key`,
        ),
      )
    }
  }
  const client: Session["client"] = (given) =>
    createHubClient({ url, audience, key: given ?? key(), callerId: caller(), language })
  const say = (line: Text): string => line[language]
  return {
    language,
    folder,
    flags,
    url,
    audience,
    caller,
    key,
    client,
    say,
    print: (line) => void process.stdout.write(`${line}\n`),
    note,
    ask: async (method, path, options) => {
      const repeated =
        method === "GET" || flags["idempotency-key"] === undefined
          ? {}
          : { idempotencyKey: flags["idempotency-key"] }
      const answer = await client().call(method, path, { ...repeated, ...options })
      if (answer.status >= 400) throw new ProblemError(answer)
      if (!answer.verified && !isPublic(path))
        throw new CommandError(
          text(
            `应答的签名未通过核对（${answer.defect ?? "?"}）：不要采信`,
            `the answer's signature does not verify (${answer.defect ?? "?"}): do not rely on it`,
          ),
        )
      return answer
    },
  }
}

/** What went wrong, in the reader's language; never a stack. */
const failureLines = (error: unknown, language: Language): readonly string[] => {
  if (error instanceof ProblemError) return problemLines(error.answer, language)
  if (error instanceof CommandError) return [error.text[language]]
  if (error instanceof HubUnreachableError) {
    const again = error.idempotencyKey === undefined ? "" : ` --idempotency-key ${error.idempotencyKey}`
    return [
      language === "zh"
        ? `平台没有应答：${error.message}。结果未知，请重试${again}`
        : `${error.message}. The outcome is unknown; repeat${again}`,
    ]
  }
  if (error instanceof z.ZodError)
    return [
      language === "zh"
        ? "平台的应答不符合接口约定：版本不一致？"
        : "The hub's answer does not match the contract: another version?",
    ]
  return [error instanceof Error ? error.message : String(error)]
}

const main = async (): Promise<number> => {
  let language = languageFrom(undefined, process.env["LANG"])
  try {
    const { values, positionals } = readCommandLine()
    language = languageFrom(values.lang, process.env["LANG"])
    const [name, ...args] = positionals
    const command = name === undefined ? undefined : commands[name]
    if (name === undefined || (command === undefined && name === "help")) {
      process.stdout.write(`${overview()[language]}\n`)
      return name === undefined && values.help !== true ? 1 : 0
    }
    if (command === undefined)
      throw new CommandError(
        text(`没有这个命令：${name}。见 hub --help`, `no such command: ${name}. See hub --help`),
      )
    if (values.help === true) {
      const told = command.parts?.[args[0] ?? ""] ?? command
      process.stdout.write(`hub ${told.usage}\n\n${told.help[language]}\n`)
      return 0
    }
    await command.run(createSession(values, language), args)
    return 0
  } catch (error) {
    for (const line of failureLines(error, language)) process.stderr.write(`${line}\n`)
    return 1
  }
}

process.exitCode = await main()
