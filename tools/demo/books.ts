import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import * as z from "zod"
import { Segment } from "../../contracts/accounts.ts"
import { AccountNo, CaseId, CenterId, LocalDate, Money, Person } from "../../contracts/primitives.ts"

/** A file of one simulated institution: read once, written whole and by renaming, so that a crash leaves the old one. */
export interface Book<Content> {
  readonly content: Content
  readonly save: () => void
}

const openBook = <Content>(file: string, schema: z.ZodType<Content>, empty: Content): Book<Content> => {
  mkdirSync(dirname(file), { recursive: true })
  const read = existsSync(file) ? schema.safeParse(JSON.parse(readFileSync(file, "utf8"))) : undefined
  const content = read?.success === true ? read.data : empty
  return {
    content,
    save: () => {
      writeFileSync(`${file}.new`, JSON.stringify(content, null, 1))
      renameSync(`${file}.new`, file)
    },
  }
}

/** An account as the center's own core system has it. */
const CoreAccount = z.object({
  person: Person,
  openedOn: LocalDate,
  segments: z.array(Segment),
  /** Made up here, so every movement is known: the monthly contributions and nothing else. */
  isInvented: z.boolean().optional(),
  /** The holder has asked for the money of this old account; the letter leaves when the account is normal. */
  wanted: z.object({ fromCenterId: CenterId, fromAccountNo: AccountNo }).optional(),
})
export type CoreAccount = z.infer<typeof CoreAccount>

const CenterBook = z.object({ accounts: z.record(z.string(), CoreAccount) })
export type CenterBook = z.infer<typeof CenterBook>

const BankPayment = z.object({
  /** The case that it belongs to. Books of before are read on, so the name stays. */
  transferId: CaseId,
  reference: z.string(),
  amount: Money,
  arrivesAtMs: z.number(),
})
const BankBook = z.object({ payments: z.array(BankPayment) })
export type BankBook = z.infer<typeof BankBook>

const DriverBook = z.object({ next: z.int(), day: z.string(), today: z.int() })
export type DriverBook = z.infer<typeof DriverBook>

const folderOf = (dataDirectory: string): string => join(dataDirectory, "demo")

export const openCenterBook = (dataDirectory: string, centerId: CenterId): Book<CenterBook> =>
  openBook<CenterBook>(join(folderOf(dataDirectory), `${centerId}.json`), CenterBook, { accounts: {} })

/** The bank between the simulated centers: what really arrives, whatever a statement says. */
export const openBankBook = (dataDirectory: string): Book<BankBook> =>
  openBook<BankBook>(join(folderOf(dataDirectory), "bank.json"), BankBook, { payments: [] })

export const openDriverBook = (dataDirectory: string): Book<DriverBook> =>
  openBook<DriverBook>(join(folderOf(dataDirectory), "newcomers.json"), DriverBook, {
    next: 1,
    day: "",
    today: 0,
  })
