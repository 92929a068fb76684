import {
  AccountNo,
  CenterId,
  Instant,
  LetterNo,
  LocalDate,
  Money,
  Month,
  PaymentReference,
  PersonRef,
  SegmentId,
  StaffId,
  TransferId,
} from "../../../contracts/primitives.ts"
import type { Segment } from "../../../contracts/accounts.ts"
import type { Statement } from "../../../contracts/transfers.ts"
import type {
  AccountRecord,
  NormalAccountGuard,
  PersonRecord,
} from "../../../functions/domain/account/account-record.ts"
import { withHold } from "../../../functions/domain/account/account-record.ts"
import { calendarFor } from "../../../functions/domain/calendar/working-days.ts"
import { isServiceCase, isTransfer } from "../../../functions/domain/case/hub-case.ts"
import type { Change } from "../../../functions/domain/change.ts"
import type { OffsiteLoanCase } from "../../../functions/domain/offsite-loan/offsite-loan-case.ts"
import { decideTransfer, type TransferCommand } from "../../../functions/domain/transfer/decide-transfer.ts"
import { legOf } from "../../../functions/domain/transfer/legs.ts"
import { passTime } from "../../../functions/domain/transfer/pass-time.ts"
import type { TransferContext } from "../../../functions/domain/transfer/transfer-decision.ts"
import type { TransferCase } from "../../../functions/domain/transfer/transfer-case.ts"
import { HoldId } from "../../../contracts/primitives.ts"

export const O = CenterId.parse("210100000000000")
export const I = CenterId.parse("140500000000000")
export const third = CenterId.parse("320500000000000")
export const person = PersonRef.parse("prs_AAAAAAAAAAAAAAAAAAAAAA")
export const money = (text: string): Money => Money.parse(text)
export const reference = (text: string): PaymentReference => PaymentReference.parse(text)
export const day = (text: string): LocalDate => LocalDate.parse(text)
export const at = (text: string): Instant => Instant.parse(text)
export const staff = { handler: StaffId.parse("h-1"), reviewer: StaffId.parse("r-1") }

const calendar = calendarFor({ provinceCode: "210000", closingDays: [] })
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
let serial = 0
/** Deterministic ids: the count in the ULID's own alphabet. */
export const newId = (prefix: string): string => {
  serial += 1
  let rest = serial
  let text = ""
  for (let position = 0; position < 25; position += 1) {
    text = alphabet.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return `${prefix}_0${text}`
}

export const account = (
  centerId: CenterId,
  accountNo: string,
  over: Partial<AccountRecord> = {},
): AccountRecord => ({
  personRef: person,
  nameMac: "n",
  centerId,
  accountNo: AccountNo.parse(accountNo),
  accountKind: "basic",
  contributorType: "employee",
  status: "02",
  statusSince: day("2026-01-31"),
  openedOn: day("2020-01-02"),
  contested: false,
  holds: [],
  version: 1,
  ...over,
})

export const segment = (over: Partial<Segment> = {}): Segment => ({
  segmentId: SegmentId.parse(newId("seg")),
  contributorType: "employee",
  accountKind: "basic",
  origin: { kind: "local" },
  from: Month.parse("2023-01"),
  to: Month.parse("2025-06"),
  principal: money("41398.67"),
  interest: money("408.75"),
  contributions: money("41000.00"),
  subsidy: money("0.00"),
  monthlyContribution: money("1860.00"),
  ...over,
})

/** Golden case 2. */
export const goldenStatement: Statement = {
  principal: money("52198.67"),
  interest: money("515.39"),
  amount: money("52714.06"),
  segments: [
    segment(),
    segment({
      contributorType: "flexible",
      from: Month.parse("2025-05"),
      to: Month.parse("2026-06"),
      principal: money("10800.00"),
      interest: money("106.64"),
      contributions: money("10739.95"),
      subsidy: money("60.05"),
    }),
  ],
  openedOn: day("2020-01-02"),
  paidThrough: Month.parse("2026-06"),
  sixMonthsContinuous: true,
  loanCount: 0,
  hasUnsettledLoan: false,
  hasFraudRecord: false,
  ...staff,
}

export const emptyStatement: Statement = {
  ...goldenStatement,
  principal: money("0.00"),
  interest: money("0.00"),
  amount: money("0.00"),
  segments: [
    segment({
      from: Month.parse("2022-01"),
      to: Month.parse("2024-07"),
      principal: money("0.00"),
      interest: money("0.00"),
      contributions: money("0.00"),
    }),
  ],
}

export interface Stage {
  transfer: TransferCase
  out: AccountRecord | undefined
  in: AccountRecord
  others: AccountRecord[]
  guard: NormalAccountGuard | undefined
  /** Segments that the new account got. */
  carried: readonly Segment[]
  told: { readonly to: string; readonly type: string }[]
  references: Set<string>
  /** Entries of I's bank account that were booked. */
  bankEntries: Set<string>
  marked: boolean
  /** Off-site loans whose mark the old account bears. */
  markedLoans: readonly OffsiteLoanCase[]
}

const openedAt = at("2026-09-01T02:00:00.000Z")

/** A letter from I to O, in status 01, with the new account held and nothing known against it. */
export const letterSent = (over: Partial<Stage> = {}): Stage => {
  const transferId = TransferId.parse(newId("trf"))
  const opened: TransferCase = {
    transferId,
    letterNo: LetterNo.parse("1405002609010001"),
    status: "letterSent",
    version: 1,
    generation: 1,
    personRef: person,
    accountKind: "basic",
    fromCenterId: O,
    fromAccountNo: AccountNo.parse("OLD1"),
    toCenterId: I,
    toAccountNo: AccountNo.parse("NEW1"),
    appliedOn: day("2026-09-01"),
    openedAt,
    changedAt: openedAt,
    letterLate: false,
    receivingAccount: { bankName: "Demo Bank", accountName: "Center I", accountNumber: "9900000000001234" },
    escalations: 0,
    payments: [],
    stopRequested: false,
    returning: false,
  }
  const transfer = { ...opened, ...legOf(opened, { out: calendar, in: calendar }, openedAt) }
  return {
    transfer,
    out: account(O, "OLD1"),
    in: withHold(account(I, "NEW1", { status: "01", statusSince: day("2026-08-01") }), {
      holdId: HoldId.parse(newId("hld")),
      ground: "incoming",
      scope: ["closing", "transfer"],
      from: day("2026-09-01"),
      caseId: transferId,
    }),
    others: [],
    guard: {
      personRef: person,
      holder: { centerId: I, accountNo: AccountNo.parse("NEW1") },
      waiting: [],
      version: 1,
    },
    carried: [],
    told: [],
    references: new Set(),
    bankEntries: new Set(),
    marked: true,
    markedLoans: [],
    ...over,
  }
}

const personOf = (stage: Stage): PersonRecord => ({
  personRef: person,
  accounts: [...(stage.out === undefined ? [] : [stage.out]), stage.in, ...stage.others],
  ...(stage.guard === undefined ? {} : { guard: stage.guard }),
  openTransfers: [],
  findings: [],
  loans: [],
  offsiteLoans: [],
  openServices: [],
})

export const contextAt = (
  stage: Stage,
  now: string,
  actor: TransferContext["actor"],
  over: Partial<TransferContext> = {},
): TransferContext => ({
  now: at(now),
  actor,
  ...(stage.out === undefined ? {} : { outAccount: stage.out }),
  inAccount: stage.in,
  outAccountIsAnothers: false,
  person: personOf(stage),
  markedLoans: stage.markedLoans,
  calendars: { out: calendar, in: calendar },
  unsettledLoanBars: true,
  identityErasureDays: 15,
  newId,
  ...over,
})

/** Applies what the store would write, with the conditions that it would check. */
const apply = (stage: Stage, changes: readonly Change[]): void => {
  for (const change of changes) applyOne(stage, change)
}
const applyOne = (stage: Stage, change: Change): void => {
  if (change.kind === "saveCase" && !isTransfer(change.case) && !isServiceCase(change.case))
    saveMarkedLoan(stage, change.case)
  if (change.kind === "saveCase" && isTransfer(change.case)) {
    if (change.case.version !== stage.transfer.version + 1) throw new Error("stale case")
    stage.transfer = change.case
  }
  if (change.kind === "saveAccount") saveAccount(stage, change.account)
  if (change.kind === "saveGuard") stage.guard = change.guard
  if (change.kind === "releaseGuard") stage.guard = undefined
  if (change.kind === "saveSegments") stage.carried = change.segments
  if (change.kind === "tell") stage.told.push({ to: change.message.to, type: change.message.type })
  if (change.kind === "claimPaymentReference") {
    if (stage.references.has(change.reference)) throw new Error("payment reference used")
    stage.references.add(change.reference)
  }
  if (change.kind === "claimBankEntry") {
    if (stage.bankEntries.has(change.bankSerial)) throw new Error("bank entry booked")
    stage.bankEntries.add(change.bankSerial)
  }
  if (change.kind === "unmarkOpenTransfer") stage.marked = false
}

const saveMarkedLoan = (stage: Stage, saved: OffsiteLoanCase): void => {
  const known = stage.markedLoans.find(({ offsiteLoanId }) => offsiteLoanId === saved.offsiteLoanId)
  if (known === undefined || saved.version !== known.version + 1) throw new Error("stale off-site loan")
  stage.markedLoans = stage.markedLoans.map((loan) => (loan === known ? saved : loan))
}

const saveAccount = (stage: Stage, saved: AccountRecord): void => {
  const known = [stage.out, stage.in, ...stage.others].find(
    (candidate) => candidate?.centerId === saved.centerId && candidate.accountNo === saved.accountNo,
  )
  if (known === undefined || saved.version !== known.version + 1)
    throw new Error(`stale account ${saved.accountNo}`)
  if (stage.out === known) stage.out = saved
  else if (stage.in === known) stage.in = saved
  else stage.others = stage.others.map((other) => (other === known ? saved : other))
}

/** Lets one side act; answers the refusal's problem and rule, or undefined when the act was taken. */
export const act = (
  stage: Stage,
  side: "out" | "in",
  command: TransferCommand,
  now = "2026-09-02T02:00:00.000Z",
  over: Partial<TransferContext> = {},
) => {
  const decision = decideTransfer(stage.transfer, command, contextAt(stage, now, side, over))
  if (decision.outcome === "refused") return decision
  apply(stage, decision.changes)
  return undefined
}

export const pass = (stage: Stage, now: string): string => {
  const decision = passTime(stage.transfer, contextAt(stage, now, "clock"))
  if (decision.outcome === "nothing") return "nothing"
  if (decision.outcome === "refused") return decision.problem
  apply(stage, decision.changes)
  return decision.event
}

export const confirm = (stage: Stage) => act(stage, "out", { action: "letter-confirmation" })
export const state = (stage: Stage, statement: Statement = goldenStatement) =>
  act(stage, "out", { action: "statement", body: statement })
export const pay = (stage: Stage, ref: string, amount: string, now?: string) =>
  act(
    stage,
    "out",
    {
      action: "payment",
      body: { reference: reference(ref), amount: money(amount), paidOn: day("2026-09-02") },
    },
    now,
  )
export const complete = (
  stage: Stage,
  payments: readonly (readonly [string | undefined, string])[],
  returned: readonly (readonly [string, string])[] = [],
  statement: Statement = goldenStatement,
  now?: string,
) =>
  act(
    stage,
    "in",
    {
      action: "completion",
      statement,
      body: {
        payments: payments.map(([ref, amount], index) => ({
          ...(ref === undefined ? {} : { reference: reference(ref) }),
          amount: money(amount),
          receivedOn: day("2026-09-03"),
          bankSerial: `B${index}`,
        })),
        ...(returned.length === 0
          ? {}
          : {
              returned: returned.map(([ref, amount]) => ({
                reference: reference(ref),
                amount: money(amount),
              })),
            }),
        ...staff,
      },
    },
    now,
  )
