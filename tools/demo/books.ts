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

const openBook = <Content>(
  file: string,
  schema: z.ZodType<Content>,
  empty: Content,
  forget: (content: Content) => void = () => undefined,
): Book<Content> => {
  mkdirSync(dirname(file), { recursive: true })
  const read = existsSync(file) ? schema.safeParse(JSON.parse(readFileSync(file, "utf8"))) : undefined
  const content = read?.success === true ? read.data : empty
  return {
    content,
    save: () => {
      forget(content)
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
  /** When the holder asked for it, where the letter was left lying. */
  askedOn: LocalDate.optional(),
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

const DriverBook = z.object({
  next: z.int(),
  day: z.string(),
  today: z.int(),
  /** The day on which the centers began to tell of the months before, until they have; then `told`. */
  past: z.string().optional(),
  /** Whether the federation is founded. */
  founded: z.boolean().optional(),
  /** Whether its warnings are confirmed. */
  warned: z.boolean().optional(),
})
export type DriverBook = z.infer<typeof DriverBook>

/** Newest last, so many of them: what a center has forgotten it reads from the hub when a letter asks for it. */
const mostAccounts = 400
const mostPayments = 400

const newest = <Content>(entries: Readonly<Record<string, Content>>, most: number): Record<string, Content> =>
  Object.fromEntries(Object.entries(entries).slice(-most))

const folderOf = (dataDirectory: string): string => join(dataDirectory, "demo")

export const openCenterBook = (dataDirectory: string, centerId: CenterId): Book<CenterBook> =>
  openBook<CenterBook>(
    join(folderOf(dataDirectory), `${centerId}.json`),
    CenterBook,
    { accounts: {} },
    (book) => {
      book.accounts = newest(book.accounts, mostAccounts)
    },
  )

/** The bank between the simulated centers: what really arrives, whatever a statement says. */
export const openBankBook = (dataDirectory: string): Book<BankBook> =>
  openBook<BankBook>(join(folderOf(dataDirectory), "bank.json"), BankBook, { payments: [] }, (book) => {
    book.payments = book.payments.slice(-mostPayments)
  })

export const openDriverBook = (dataDirectory: string): Book<DriverBook> =>
  openBook<DriverBook>(join(folderOf(dataDirectory), "newcomers.json"), DriverBook, {
    next: 1,
    day: "",
    today: 0,
  })
