import * as z from "zod"
import { Finding, Segment } from "./accounts.ts"
import {
  AccountKind,
  AccountNo,
  AgreementNo,
  ContributorType,
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
  status: z.enum(["01", "02", "03", "04", "05"]).describe("附A.6, as the center's books have it"),
  statusSince: LocalDate,
  openedOn: LocalDate,
  unitCreditCode: UnitCreditCode.optional(),
  agreementNo: AgreementNo.optional().describe("may be missing on accounts from before the local plan"),
  segments: z.array(Segment).max(50).optional().describe("the contribution record, when it is known"),
})
export type ImportedAccount = z.infer<typeof ImportedAccount>

export const AccountImport = z.strictObject({
  accounts: z.array(ImportedAccount).min(1).max(50).describe("one line an account"),
})
export type AccountImport = z.infer<typeof AccountImport>

export const ImportedLine = z.strictObject({
  accountNo: AccountNo,
  outcome: z
    .enum(["registered", "unchanged", "contested", "refused"])
    .describe("unchanged: known already, alike; contested: stored without guard, with a finding"),
  finding: Finding.optional().describe("the duplicate that the line disclosed"),
  reason: z.string().optional().describe("slug of the problem that refused the line"),
})

export const AccountImportReport = z.strictObject({
  lines: z.array(ImportedLine).describe("in the order of the request"),
  registered: z.int().describe("how many are new"),
  unchanged: z.int().describe("how many were known already, alike"),
  contested: z.int().describe("how many are duplicates, stored with a finding"),
  refused: z.int().describe("how many were refused, each with its reason"),
})
export type AccountImportReport = z.infer<typeof AccountImportReport>
