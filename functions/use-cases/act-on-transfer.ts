import type { PersonRef, TransferId } from "../../contracts/primitives.ts"
import { OffsiteLoanId, TransferId as TransferIdSchema } from "../../contracts/primitives.ts"
import type { Statement, Transfer } from "../../contracts/transfers.ts"
import {
  findAccount,
  type AccountName,
  type AccountRecord,
  type PersonRecord,
} from "../domain/account/account-record.ts"
import type { SegmentGroup } from "../domain/account/contribution-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { calendarFor } from "../domain/calendar/working-days.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import type { OffsiteLoanCase } from "../domain/offsite-loan/offsite-loan-case.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { decideTransfer, type TransferCommand } from "../domain/transfer/decide-transfer.ts"
import type { TransferContext } from "../domain/transfer/transfer-decision.ts"
import type { Party, TransferCase } from "../domain/transfer/transfer-case.ts"
import { viewTransfer } from "../domain/transfer/view-transfer.ts"
import type { WithdrawalLedger } from "../domain/withdrawal/withdrawal-record.ts"
import { agreedBetween, type AgreedBetweenNeeds } from "./agreed-between.ts"
import { transferRulesOf, type ReadPolicies } from "./transfer-rules-of.ts"
import { accept, type Call, type UseCase } from "./use-case.ts"

export interface TransferNeeds {
  readonly readCase: (id: TransferId) => Promise<TransferCase | undefined>
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readHolder: (name: AccountName) => Promise<PersonRef | undefined>
  readonly readCenters: (ids: readonly string[]) => Promise<ReadonlyMap<string, CenterRecord>>
  readonly readOffsiteLoan: (id: OffsiteLoanId) => Promise<OffsiteLoanCase | undefined>
  readonly limits: () => { readonly identityErasureDays: number }
}

/** The off-site loans whose marks an account bears; hardly any account bears one. */
const readMarkedLoans = async (
  needs: Pick<TransferNeeds, "readOffsiteLoan">,
  account: AccountRecord | undefined,
): Promise<readonly OffsiteLoanCase[]> => {
  const marks = (account?.holds ?? []).flatMap(({ ground, caseId }) =>
    ground === "loanMark" && caseId !== undefined ? [OffsiteLoanId.parse(caseId)] : [],
  )
  const found = await Promise.all(marks.map((id) => needs.readOffsiteLoan(id)))
  return found.filter((marked) => marked !== undefined)
}

export interface ActOnTransferNeeds extends TransferNeeds, AgreedBetweenNeeds {
  readonly readStatement: (id: TransferId) => Promise<Statement | undefined>
  readonly readPolicies: ReadPolicies
  readonly readSegments: (name: AccountName) => Promise<readonly SegmentGroup[]>
  readonly readWithdrawals: (name: AccountName) => Promise<WithdrawalLedger | undefined>
}

/** What a statement is held against. Read after the account, so that its version answers for the record too. */
const oldRecordOf = async (
  needs: ActOnTransferNeeds,
  command: TransferCommand,
  { fromCenterId, fromAccountNo }: TransferCase,
): Promise<Pick<TransferContext, "oldRecord">> => {
  if (command.action !== "statement") return {}
  const name: AccountName = { centerId: fromCenterId, accountNo: fromAccountNo }
  const [groups, ledger] = await Promise.all([needs.readSegments(name), needs.readWithdrawals(name)])
  return { oldRecord: { segments: groups.flatMap((group) => group.segments), ledger } }
}

/** The side of a case that a center is on; others do not learn that the case exists. */
const partyOf = (transfer: TransferCase, centerId: string): Party | undefined =>
  transfer.toCenterId === centerId ? "in" : transfer.fromCenterId === centerId ? "out" : undefined

/** Reads everything that a decision on the case may look at. */
export const contextOf = async (
  needs: TransferNeeds,
  transfer: TransferCase,
  acting: Pick<TransferContext, "now" | "actor" | "newId"> &
    Partial<Pick<TransferContext, "staff" | "note" | "unsettledLoanBars">>,
): Promise<TransferContext> => {
  const oldAccount: AccountName = { centerId: transfer.fromCenterId, accountNo: transfer.fromAccountNo }
  const [person, centers] = await Promise.all([
    needs.readPerson(transfer.personRef),
    needs.readCenters([transfer.fromCenterId, transfer.toCenterId]),
  ])
  const outAccount = findAccount(person, oldAccount)
  const inAccount = findAccount(person, { centerId: transfer.toCenterId, accountNo: transfer.toAccountNo })
  const holder = outAccount === undefined ? await needs.readHolder(oldAccount) : undefined
  return {
    unsettledLoanBars: true,
    ...acting,
    person,
    markedLoans: await readMarkedLoans(needs, outAccount),
    outAccountIsAnothers: holder !== undefined,
    calendars: {
      out: calendarFor(centers.get(transfer.fromCenterId) ?? {}),
      in: calendarFor(centers.get(transfer.toCenterId) ?? {}),
    },
    identityErasureDays: needs.limits().identityErasureDays,
    ...(outAccount === undefined ? {} : { outAccount }),
    ...(inAccount === undefined ? {} : { inAccount }),
  }
}

/** The case, when the caller is one of its two centers and has read its present version. */
export const readOwnCase = async (
  needs: Pick<TransferNeeds, "readCase">,
  call: Call<unknown>,
): Promise<{ readonly outcome: "found"; readonly case: TransferCase; readonly party: Party } | Refusal> => {
  const transferId = TransferIdSchema.parse(call.params["transferId"])
  const found = await needs.readCase(transferId)
  const party = found === undefined ? undefined : partyOf(found, call.callerId)
  if (found === undefined || party === undefined) return refuse("transfer-not-found")
  if (call.ifMatch !== undefined && call.ifMatch !== found.version)
    return refuse("version-stale", { field: "if-match", caseId: transferId })
  return { outcome: "found", case: found, party }
}

interface Staffed {
  readonly handler: string
  readonly reviewer: string
  readonly note?: string | undefined
}

const loanBars = async (
  needs: ActOnTransferNeeds,
  command: TransferCommand,
  transfer: TransferCase,
  call: Call<unknown>,
): Promise<boolean | Refusal> => {
  if (command.action !== "statement" || !command.body.hasUnsettledLoan) return true
  const resolved = await transferRulesOf(
    needs.readPolicies,
    transfer.fromCenterId,
    transfer.toCenterId,
    chinaDateOf(call.now),
    await agreedBetween(needs, transfer.fromCenterId, transfer.toCenterId, call.now),
  )
  return resolved.outcome === "refused" ? resolved : resolved.rules.unsettledLoan.value === "refuse"
}

/** One action of one of the two centers: read, decide, and what is to be written with the answer. */
export const actOnTransfer =
  <Body extends Staffed>(
    needs: ActOnTransferNeeds,
    commandOf: (
      body: Body,
      statement: () => Promise<Statement | undefined>,
    ) => TransferCommand | Promise<TransferCommand>,
  ): UseCase<Body, Transfer> =>
  async (call) => {
    const found = await readOwnCase(needs, call)
    if (found.outcome === "refused") return found
    const command = await commandOf(call.body, () => needs.readStatement(found.case.transferId))
    const bars = await loanBars(needs, command, found.case, call)
    if (typeof bars !== "boolean") return bars
    const { handler, reviewer, note } = call.body
    const context = await contextOf(needs, found.case, {
      now: call.now,
      actor: found.party,
      newId: call.newId,
      staff: { handler, reviewer },
      ...(note === undefined ? {} : { note }),
      unsettledLoanBars: bars,
    })
    const decision = decideTransfer(found.case, command, {
      ...context,
      ...(await oldRecordOf(needs, command, found.case)),
    })
    return decision.outcome === "refused" ? decision : accept(viewTransfer(decision.case), decision.changes)
  }
