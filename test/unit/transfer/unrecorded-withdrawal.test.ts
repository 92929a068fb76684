import { describe, expect, it } from "vitest"
import type { Statement } from "../../../contracts/transfers.ts"
import { decideTransfer } from "../../../functions/domain/transfer/decide-transfer.ts"
import type { OldRecord } from "../../../functions/domain/transfer/unrecorded-withdrawal.ts"
import { recordedBy, withEntry } from "../../../functions/domain/withdrawal/withdrawal-ledger.ts"
import type { LedgerEntry } from "../../../functions/domain/withdrawal/withdrawal-record.ts"
import {
  account,
  act,
  at,
  confirm,
  contextAt,
  day,
  emptyStatement,
  goldenStatement,
  letterSent,
  money,
  O,
  reference,
  segment,
  staff,
  type Stage,
} from "./stage.ts"

const now = "2026-09-02T02:00:00.000Z"
const { segments } = goldenStatement

const approved: LedgerEntry = {
  caseId: "svc_01JD0000000000000000000000",
  purpose: "purchase",
  reason: "01",
  amount: money("30000.00"),
  taken: { employee: money("20000.00"), flexible: money("10000.00") },
  approvedOn: day("2026-08-20"),
}
const paid: LedgerEntry = { ...approved, paidOn: day("2026-08-21") }
const ledgerOf = (entry: LedgerEntry) => withEntry(undefined, account(O, "OLD1"), entry)
const stating = (stage: Stage, oldRecord: OldRecord, statement = goldenStatement) =>
  act(stage, "out", { action: "statement", body: statement }, now, { oldRecord })
const confirmed = (): Stage => {
  const stage = letterSent()
  confirm(stage)
  return stage
}
/** What is left of the 52,714.06 yuan, and a fen more. */
const less = (fen: "22714.06" | "22714.07"): Statement => ({
  ...goldenStatement,
  principal: money(fen),
  interest: money("0.00"),
  amount: money(fen),
  segments: [segment({ principal: money(fen), interest: money("0.00") })],
})

/** What is written or asked of accounts, and of which version. */
const kindsOf = (stage: Stage, oldRecord: OldRecord, statement: Statement) => {
  const command = { action: "statement" as const, body: statement }
  const decided = decideTransfer(stage.transfer, command, contextAt(stage, now, "out", { oldRecord }))
  return decided.outcome === "refused"
    ? [decided.problem]
    : decided.changes.flatMap((change) =>
        change.kind === "saveAccount" || change.kind === "expectAccount"
          ? [`${change.kind} ${change.account.version}`]
          : [],
      )
}

describe("a statement of an account that money was withdrawn from", () => {
  it.each([
    ["approved", approved],
    ["paid", paid],
  ])("is refused while the record still contains what is %s", (_, entry) => {
    const stage = confirmed()
    const known = { segments, ledger: ledgerOf(entry) }
    const refused = {
      problem: "withdrawal-not-recorded",
      rule: "WDR-026",
      field: "/amount",
      caseId: stage.transfer.transferId,
    }
    expect(stating(stage, known)).toMatchObject(refused)
    expect(stating(stage, known, less("22714.07"))).toMatchObject(refused)
    expect(stage.transfer.status).toBe("letterConfirmed")
    expect(stating(stage, known, less("22714.06"))).toBeUndefined()
    expect(stage.transfer.status).toBe("statementSent")
  })

  it("of nothing is taken, however much has left", () => {
    const whole = { ...paid, taken: { employee: money("60000.00"), flexible: money("0.00") } }
    expect(stating(confirmed(), { segments, ledger: ledgerOf(whole) }, emptyStatement)).toBeUndefined()
  })

  it("binds as ever where the record is without it, and where nothing is registered", () => {
    const recorded = recordedBy(ledgerOf(paid), at("2026-08-22T02:00:00.000Z"))
    for (const known of [
      { segments: [segment()], ledger: recorded },
      { segments: [], ledger: ledgerOf(paid) },
      { segments: [segment()] },
    ])
      expect(stating(confirmed(), known)).toBeUndefined()
  })

  it("counts in a correction during the negotiation too", () => {
    const stage = confirmed()
    const known = { segments, ledger: ledgerOf(paid) }
    stating(stage, known, less("22714.06"))
    act(stage, "in", {
      action: "dispute",
      body: { reasonCode: "underpaid", receivedAmount: money("1.00"), ...staff },
    })
    expect(stage.transfer.status).toBe("negotiating")
    expect(stating(stage, known)).toMatchObject({ problem: "withdrawal-not-recorded" })
    expect(stating(stage, known, less("22714.06"))).toBeUndefined()
  })

  it("holds only while nobody changes the account: by its own version, or by asking for it", () => {
    const known = { segments, ledger: ledgerOf(paid) }
    const stage = confirmed()
    const payment = { reference: reference("PAY-1"), amount: money("22714.06"), paidOn: day("2026-09-02") }
    expect(kindsOf(stage, known, less("22714.06"))).toEqual(["expectAccount 2"])
    expect(kindsOf(stage, known, { ...less("22714.06"), payment })).toEqual(["saveAccount 3"])
    expect(kindsOf(stage, { segments }, goldenStatement)).toEqual([])
  })
})
