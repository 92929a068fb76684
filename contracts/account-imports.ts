import * as z from "zod"
import { Segment } from "./accounts.ts"
import {
  AccountKind,
  AccountNo,
  AgreementNo,
  ContributorType,
  FindingId,
  LocalDate,
  Person,
  UnitCreditCode,
} from "./primitives.ts"

/** An account that existed before the hub; statuses as the center's books have them. */
export const ImportedAccount = z.strictObject({
  person: Person,
  accountNo: AccountNo,
  accountKind: AccountKind,
  contributorType: ContributorType,
  status: z.enum(["01", "02", "03", "04", "05"]),
  statusSince: LocalDate,
  openedOn: LocalDate,
  unitCreditCode: UnitCreditCode.optional(),
  agreementNo: AgreementNo.optional().describe("may be missing on accounts from before the local plan"),
  segments: z.array(Segment).max(50).optional(),
})
export type ImportedAccount = z.infer<typeof ImportedAccount>

export const AccountImport = z.strictObject({ accounts: z.array(ImportedAccount).min(1).max(50) })
export type AccountImport = z.infer<typeof AccountImport>

export const ImportedLine = z.strictObject({
  accountNo: AccountNo,
  outcome: z.enum(["registered", "unchanged", "contested", "refused"]),
  finding: z.strictObject({ findingId: FindingId, class: z.enum(["D1", "D2", "D3", "D7"]) }).optional(),
  reason: z.string().optional().describe("slug of the problem that refused the line"),
})

export const AccountImportReport = z.strictObject({
  lines: z.array(ImportedLine),
  registered: z.int(),
  unchanged: z.int(),
  contested: z.int(),
  refused: z.int(),
})
export type AccountImportReport = z.infer<typeof AccountImportReport>
