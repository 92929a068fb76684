import { createHash } from "node:crypto"
import { basename, extname } from "node:path"
import {
  AnnouncedDocument,
  OpenedDocument,
  ReceivedDocument,
  type ContentTypeName,
} from "../../contracts/documents.ts"
import { text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { chinaMinute, required } from "./read-fields.ts"
import { argumentAt, readFileOr } from "./read-input.ts"

const contentTypes: Readonly<Record<string, ContentTypeName>> = {
  ".pdf": "application/pdf",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".jsonl": "application/jsonl",
  ".csv": "text/csv",
}

/** By the end of the file's name, which itself stays on this machine. */
const contentTypeOf = (file: string): ContentTypeName => {
  const found = contentTypes[extname(file).toLowerCase()]
  if (found !== undefined) return found
  const known = Object.keys(contentTypes).join(" ")
  throw new CommandError(
    text(`只接受 ${known}：${basename(file)}`, `only ${known} are taken: ${basename(file)}`),
  )
}

interface Deposit {
  readonly file: string
  readonly kind: string
  /** Absent: as the file's name ends. */
  readonly contentType?: ContentTypeName
}

/** Announces a file, uploads it beside the hub, and has the hub look at it. */
export const depositFile = async (
  session: Session,
  { file, kind, contentType = contentTypeOf(file) }: Deposit,
): Promise<ReceivedDocument> => {
  const content = Uint8Array.from(readFileOr(file))
  const announced = await session.ask("POST", "/v1/documents", {
    body: {
      documentKind: kind,
      contentType,
      bytes: content.byteLength,
      sha256: createHash("sha256").update(content).digest("hex"),
    },
  })
  const { documentId, upload } = AnnouncedDocument.parse(announced.body)
  const stored = await fetch(upload.url, { method: upload.method, headers: upload.headers, body: content })
  if (!stored.ok)
    throw new CommandError(
      text(
        `上传失败（${stored.status}）：${basename(file)}`,
        `the upload failed (${stored.status}): ${basename(file)}`,
      ),
    )
  return ReceivedDocument.parse((await session.ask("POST", `/v1/documents/${documentId}/receipt`)).body)
}

const put = async (session: Session, file: string): Promise<void> => {
  const received = await depositFile(session, { file, kind: required(session.flags.kind, "--kind") })
  if (session.flags.json === true) return session.print(JSON.stringify(received))
  session.print(received.documentId)
  if (received.usableUntil === undefined) return
  const until = chinaMinute(received.usableUntil)
  session.note(
    session.say(
      text(
        `已核对。请在 ${until}（北京）前用于业务，否则清除。`,
        `Received and checked. Name it in a case by ${until} (China), or it is erased.`,
      ),
    ),
  )
}

const open = async (session: Session, documentId: string): Promise<void> => {
  const answer = await session.ask("POST", `/v1/documents/${documentId}/opening`, {
    body: { purpose: session.flags.purpose ?? "check" },
  })
  const opened = OpenedDocument.parse(answer.body)
  session.print(session.flags.json === true ? JSON.stringify(opened) : opened.download.url)
}

export const document: Command = {
  usage: "document put <file> --kind <kind> | document open <documentId> [--purpose check]",
  summary: text("办理材料：上传、查看", "documents of cases: upload, open"),
  help: text(
    `登记并上传一份材料，由平台核对；文件名不会发送。

  hub document put contract.pdf --kind purchaseContract --as 140500000000000
  hub document open doc_… --purpose check --as 210100000000000

--kind：目录中的材料种类。支持 pdf、jpg、png（至多 10 MiB），批量文件 jsonl、csv（至多 5 MiB）。
--purpose：check 核对（默认）、decide 审批、deliver 送达、negotiate 协商、inspect 检查；留痕。地址两分钟内有效。`,
    `Announces a file, uploads it and has the hub check it; its name is not sent.

  hub document put contract.pdf --kind purchaseContract --as 140500000000000
  hub document open doc_... --purpose check --as 210100000000000

--kind: kind of document of the catalogue. Takes pdf, jpg and png (10 MiB), and files of batches as jsonl or csv (5 MiB).
--purpose: check (default), decide, deliver, negotiate or inspect; recorded. The address lives two minutes.`,
  ),
  run: async (session, args) => {
    const word = argumentAt(args, 0, "put")
    if (word === "put") return put(session, argumentAt(args, 1, "file"))
    if (word === "open") return open(session, argumentAt(args, 1, "documentId"))
    throw new CommandError(
      text(
        `没有这个命令：document ${word}。见 hub document --help`,
        `no such command: document ${word}. See hub document --help`,
      ),
    )
  },
}
