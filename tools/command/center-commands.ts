import { randomBytes } from "node:crypto"
import { rmSync } from "node:fs"
import * as z from "zod"
import { KeyState, ReceivingAccountState } from "../../contracts/directory.ts"
import { Instant, LocalDate } from "../../contracts/primitives.ts"
import { SignatureAlgorithm } from "../../contracts/signature.ts"
import { makeSigningJwk } from "../../functions/security/make-keys.ts"
import { signKeyProof } from "../../functions/security/prove-possession.ts"
import { keyFileOf, writeKeyFile } from "../key-files.ts"
import { text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { loadDirectory } from "./directory-load.ts"
import { argumentAt, jsonOf, readBodyArgument, readFileOr } from "./read-input.ts"

export const directory: Command = {
  usage: "directory load <file> [--valid-from 2018-01-01]",
  summary: text("导入全国中心名录（运营方）", "load the official center list (operator)"),
  help: text(
    `读取官方名录并逐条入网：BDC909 行（序号|机构代码|机构名称|上级机构代码|节点号|，GBK 或 UTF-8），
或带表头 center_id,name,parent_center_id,node 的 CSV。已在平台且相同的不变；不能接受的行列出行号和原因。
机构层级由机构代码得出：末九位不全为零的是管理部，不独立核算；但名称以“住房公积金（管理）中心”结尾的是中心
（南京、西安）。上级机构不在名录中的，按无上级登记并提醒，以便能收联系函。
省级代码不是中心，只用于工作日历（重庆 67→500000，兵团 66→650000）。

  hub directory load centers.csv --as operator`,
    `Reads the official list and onboards each row: BDC909 lines (number|code|name|parent|node|, GBK or UTF-8), or CSV
with the heading center_id,name,parent_center_id,node. What is there already stays; rows that cannot stand are
listed with line number and reason. The kind follows from the code: one whose last nine digits are not all zero is an
office, which keeps no books, unless its name ends with 住房公积金中心 or 住房公积金管理中心: then it is a center (Nanjing,
Xi'an). A row whose parent is not in the list is loaded without a parent, with a warning, so that it can get letters.
A province is no center, its code serves the calendar (Chongqing 67 -> 500000, the Xinjiang corps 66 -> 650000).

  hub directory load centers.csv --as operator`,
  ),
  run: async (session, args) => {
    if (args[0] !== "load")
      throw new CommandError(text("用法：hub directory load <文件>", "usage: hub directory load <file>"))
    await loadDirectory(session, args.slice(1))
  },
}

/** All that this side needs to know; the hub looks at the rest. */
const DatedPack = z.looseObject({ effectiveFrom: LocalDate })

const showPolicy = async (session: Session, centerId: string): Promise<void> => {
  const on = session.flags.on
  const answer = await session.ask("GET", `/v1/policies/${centerId}${on === undefined ? "" : `?on=${on}`}`)
  session.print(JSON.stringify(answer.body, null, session.flags.json === true ? 0 : 2))
}

export const policy: Command = {
  usage: "policy put <file> | show <centerId> [--on 2026-11-21]",
  summary: text("政策数据：提交、查看", "policy packs: put, show"),
  help: text(
    `  hub policy put contracts/starter/policies/140500000000000.json --as 140500000000000
  hub policy show 140500000000000 --on 2026-11-21 --as 510100000000000

政策数据自 effectiveFrom 起生效；每个数字都注明来源。`,
    `  hub policy put contracts/starter/policies/140500000000000.json --as 140500000000000
  hub policy show 140500000000000 --on 2026-11-21 --as 510100000000000

A pack is in force from its effectiveFrom; every figure names its source.`,
  ),
  run: async (session, args) => {
    const word = argumentAt(args, 0, "put|show")
    if (word === "show") return showPolicy(session, argumentAt(args, 1, "<centerId>"))
    if (word !== "put")
      throw new CommandError(text(`没有这个命令：policy ${word}`, `no such command: policy ${word}`))
    const bytes = readFileOr(argumentAt(args, 1, "<file>").replace(/^@/, ""))
    const pack = DatedPack.safeParse(jsonOf(bytes))
    if (!pack.success) throw new CommandError(text("文件缺少 effectiveFrom", "the file lacks effectiveFrom"))
    const answer = await session.ask("PUT", `/v1/policies/${pack.data.effectiveFrom}`, { body: bytes })
    session.print(JSON.stringify(answer.body, null, session.flags.json === true ? 0 : 2))
  },
}

/** Adds the new key, uses it once, then makes it the file's key. The old one goes on until it is revoked. */
const rotate = async (session: Session): Promise<void> => {
  const caller = session.caller()
  const old = session.key()
  const alg = SignatureAlgorithm.safeParse(session.flags.alg ?? old.alg)
  if (!alg.success) throw new CommandError(text("--alg 为 Ed25519 或 ES256", "--alg is Ed25519 or ES256"))
  const next = makeSigningJwk(alg.data, session.flags.kid ?? `${caller}-${randomBytes(4).toString("hex")}`)
  const file = session.flags.out ?? session.flags.key ?? keyFileOf(session.folder, caller)
  const kept = `${file}.${old.kid}`
  // Both halves are on disk before the hub hears of the new one.
  writeKeyFile(kept, old, "overwrite")
  writeKeyFile(`${file}.new`, next, "overwrite")
  const proven = signKeyProof(next, {
    centerId: caller,
    audience: session.audience,
    now: Instant.parse(new Date().toISOString()),
  })
  const answer = await session.ask("PUT", `/v1/directory/keys/${next.kid}`, { body: proven })
  const state = KeyState.parse(answer.body)
  await session.client(next).call("GET", "/v1/inbox?limit=1")
  writeKeyFile(file, next, "overwrite")
  rmSync(`${file}.new`)
  session.print(
    session.say(
      text(
        `新密钥 ${state.kid} 已登记，写入 ${file}。旧密钥留在 ${kept}，仍然有效；确认各系统换好后吊销：\n  hub keys revoke ${old.kid} --key ${kept} --as ${caller}`,
        `The new key ${state.kid} is registered and in ${file}. The old one is kept in ${kept} and still valid; revoke it when all systems have changed:\n  hub keys revoke ${old.kid} --key ${kept} --as ${caller}`,
      ),
    ),
  )
}

export const keys: Command = {
  usage: "keys rotate [--kid <kid>] [--alg ES256] | revoke <kid>",
  summary: text("更换、吊销签名密钥", "rotate or revoke signing keys"),
  help: text(
    `  hub keys rotate --as 140500000000000            生成并登记新密钥；新旧并存，直到吊销旧的
  hub keys revoke <kid> --as 140500000000000      吊销；30 秒内生效

新密钥在 24 小时内不能变更密钥、收款账户或推送地址，所以吊销旧密钥用旧密钥来签（--key）。`,
    `  hub keys rotate --as 140500000000000            make and register a new key; both are valid until the old is revoked
  hub keys revoke <kid> --as 140500000000000      revoke; takes hold within 30 s

A new key cannot itself change keys, receiving account or webhook for 24 hours, so the old key signs its own revocation (--key).`,
  ),
  run: async (session, args) => {
    const word = argumentAt(args, 0, "rotate|revoke")
    if (word === "rotate") return rotate(session)
    if (word !== "revoke")
      throw new CommandError(text(`没有这个命令：keys ${word}`, `no such command: keys ${word}`))
    const answer = await session.ask("DELETE", `/v1/directory/keys/${argumentAt(args, 1, "<kid>")}`)
    session.print(JSON.stringify(answer.body, null, session.flags.json === true ? 0 : 2))
  },
}

export const receivingAccount: Command = {
  usage: "receiving-account @file | '{...}'",
  summary: text("变更资金接收账户", "change the receiving account"),
  help: text(
    `登记转入资金的接收账户。须过冷静期才生效，期间发出警示；之前的联系函仍用原账户。

  hub receiving-account '{"bankName":"示例银行","accountName":"示例中心","accountNumber":"990014050000000002"}' --as 140500000000000`,
    `Where transferred money is received. It takes hold after a cooling period, with an alert; letters sent before keep the former account.

  hub receiving-account '{"bankName":"Example Bank","accountName":"Example Center","accountNumber":"990014050000000002"}' --as 140500000000000`,
  ),
  run: async (session, args) => {
    const answer = await session.ask("PUT", "/v1/directory/receiving-account", {
      body: readBodyArgument(argumentAt(args, 0, "@file")),
    })
    if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
    const state = ReceivingAccountState.parse(answer.body)
    session.print(
      session.say(
        text(
          `${state.bankName} …${state.accountTail}，${state.effectiveAt} 起生效`,
          `${state.bankName} ...${state.accountTail}, in force from ${state.effectiveAt}`,
        ),
      ),
    )
  },
}
