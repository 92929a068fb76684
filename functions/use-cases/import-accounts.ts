import type { AccountImport, AccountImportReport, ImportedAccount } from "../../contracts/account-imports.ts"
import { CenterId, type PersonRef } from "../../contracts/primitives.ts"
import { defectOfDay, nameOf, type AccountContext } from "../domain/account/account-decision.ts"
import {
  findAccount,
  isOpen,
  type AccountName,
  type AccountRecord,
  type PersonRecord,
} from "../domain/account/account-record.ts"
import { localOrigin, localRecordOf } from "../domain/account/contribution-record.ts"
import { registerFormerAccount } from "../domain/account/register-account.ts"
import type { Change } from "../domain/change.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { booksDefect } from "../domain/directory/own-books.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { contextOf } from "./account-action.ts"
import { accept, type Call, type Identified, type Identify, type UseCase } from "./use-case.ts"

export interface ImportAccountsNeeds {
  readonly identify: Identify
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readHolder: (name: AccountName) => Promise<PersonRef | undefined>
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
  /** Writes one line in a transaction of its own; `conflict` when something it depends on has changed meanwhile. */
  readonly commitLine: (changes: readonly Change[]) => Promise<"committed" | "conflict">
}

type ImportedLine = AccountImportReport["lines"][number]

/** A line that loses a race is decided again from what the winner left. */
const mostDecisions = 8

const formerAccount = (line: ImportedAccount, who: Identified, context: AccountContext): AccountRecord => ({
  personRef: context.person.personRef,
  nameMac: who.nameMac,
  centerId: context.by,
  accountNo: line.accountNo,
  accountKind: line.accountKind,
  contributorType: line.contributorType,
  status: line.status,
  statusSince: line.statusSince,
  openedOn: line.openedOn,
  contested: false,
  ...(line.unitCreditCode === undefined ? {} : { unitCreditCode: line.unitCreditCode }),
  ...(line.agreementNo === undefined ? {} : { agreementNo: line.agreementNo }),
  holds: [],
  version: 1,
})

/** What of a line never changes. Status, type and segments live on in the hub and are not taken back by an old file. */
const isSameAccount = (known: AccountRecord, line: ImportedAccount, who: Identified): boolean =>
  known.nameMac === who.nameMac && known.accountKind === line.accountKind && known.openedOn === line.openedOn

/** 本方案实施前已开户的灵活就业缴存人员，应签订缴存使用协议 (晋城 三(四)). */
const lacksAgreement = (account: AccountRecord): boolean =>
  account.contributorType === "flexible" && account.agreementNo === undefined && isOpen(account)

type LineDecision = { readonly line: ImportedLine; readonly changes: readonly Change[] } | Refusal

const unwritten = (accountNo: ImportedLine["accountNo"], outcome: "unchanged"): LineDecision => ({
  line: { accountNo, outcome },
  changes: [],
})

const decideLine = (
  line: ImportedAccount,
  who: Identified,
  holder: PersonRef | undefined,
  context: AccountContext,
): LineDecision => {
  const account = formerAccount(line, who, context)
  const known = findAccount(context.person, account)
  if (known !== undefined)
    return isSameAccount(known, line, who) ? unwritten(line.accountNo, "unchanged") : refuse("account-exists")
  if (holder !== undefined) return refuse("account-exists")
  const defect =
    defectOfDay(line.openedOn, "/openedOn", context) ??
    defectOfDay(line.statusSince, "/statusSince", context, account)
  if (defect !== undefined) return defect
  const local = localRecordOf(line.segments ?? [], {
    kind: line.accountKind,
    known: [],
    newId: context.newId,
  })
  if (local.outcome === "refused") return local
  const decided = registerFormerAccount(account, context)
  const missing: readonly Change[] = lacksAgreement(account)
    ? [
        {
          kind: "listAgreement",
          centerId: account.centerId,
          list: "missing",
          accountNo: account.accountNo,
          since: context.today,
        },
      ]
    : []
  const segments: readonly Change[] =
    local.segments.length === 0
      ? []
      : [{ kind: "saveSegments", account: nameOf(account), origin: localOrigin, segments: local.segments }]
  return {
    line: {
      accountNo: line.accountNo,
      outcome: decided.account.contested && isOpen(decided.account) ? "contested" : "registered",
      ...(decided.finding === undefined ? {} : { finding: decided.finding }),
    },
    changes: [...decided.changes, ...segments, ...missing],
  }
}

const importLine = async (
  needs: ImportAccountsNeeds,
  call: Call<AccountImport>,
  line: ImportedAccount,
): Promise<ImportedLine> => {
  const who = await needs.identify(line.person)
  const name: AccountName = { centerId: CenterId.parse(call.callerId), accountNo: line.accountNo }
  for (let round = 1; round <= mostDecisions; round += 1) {
    const [person, holder] = await Promise.all([needs.readPerson(who.personRef), needs.readHolder(name)])
    const decided = decideLine(line, who, holder, contextOf(call, person))
    if ("problem" in decided)
      return { accountNo: line.accountNo, outcome: "refused", reason: decided.problem }
    if (decided.changes.length === 0 || (await needs.commitLine(decided.changes)) === "committed")
      return decided.line
  }
  return { accountNo: line.accountNo, outcome: "refused", reason: "busy" }
}

/**
 * Accounts from before the hub. Each line is a transaction of its own, so that one bad line costs no other, and a
 * line that is there already is left as it is: an import that broke off is simply sent again.
 */
export const importAccounts =
  (needs: ImportAccountsNeeds): UseCase<AccountImport, AccountImportReport> =>
  async (call) => {
    const defect = booksDefect(await needs.readCenter(call.callerId))
    if (defect !== undefined) return defect
    const lines: ImportedLine[] = []
    // One after the other: two lines of one file may be about one person.
    for (const line of call.body.accounts) lines.push(await importLine(needs, call, line))
    const count = (outcome: ImportedLine["outcome"]): number =>
      lines.filter((line) => line.outcome === outcome).length
    return accept(
      {
        lines,
        registered: count("registered"),
        unchanged: count("unchanged"),
        contested: count("contested"),
        refused: count("refused"),
      },
      [],
    )
  }
