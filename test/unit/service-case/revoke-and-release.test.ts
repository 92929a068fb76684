import { describe, expect, it } from "vitest"
import { HoldId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import type { Change } from "../../../functions/domain/change.ts"
import { decideServiceCase } from "../../../functions/domain/service-case/decide-service-case.ts"
import { passServiceTime } from "../../../functions/domain/service-case/pass-service-time.ts"
import { occupies, type ServiceCase } from "../../../functions/domain/service-case/service-case.ts"
import type { ServiceContext } from "../../../functions/domain/service-case/service-decision.ts"
import { account, applicant, commands, contextOf, H, id, inStatus, R, yuan } from "./stage.ts"

const today = LocalDate.parse("2026-09-01")
const mark = { serviceCaseId: id, homeCenterId: H, subject: "purchase" }
const marked = (over: Partial<ServiceContext> = {}): ServiceContext => {
  const context = contextOf(["home", "receiving"], over)
  return { ...context, person: { ...context.person, openServices: [mark] } }
}
const changesOf = (
  serviceCase: ServiceCase,
  command: Parameters<typeof decideServiceCase>[1],
  context: ServiceContext = marked(),
): readonly Change[] => {
  const decided = decideServiceCase(serviceCase, command, context)
  if (decided.outcome === "refused") throw new Error(decided.problem)
  return decided.changes
}
const frees = (changes: readonly Change[]): boolean =>
  changes.some((change) => change.kind === "unmarkOpenService" && change.mark.serviceCaseId === id)

const overdue = (escalatedAt: object) =>
  decideServiceCase(
    inStatus("paid", {
      legs: [
        {
          leg: "delivery",
          party: "receiving",
          since: Instant.parse("2026-08-20T00:00:00.000Z"),
          lookAt: Instant.parse("2026-09-08T16:00:00.000Z"),
          ...escalatedAt,
        },
      ],
    }),
    commands.closure,
    contextOf(["home"]),
  )

const asked = (supplements: number) =>
  decideServiceCase(
    inStatus("submitted", { supplements }),
    commands["supplement-request"],
    contextOf(["receiving"]),
  )

const back = (context: ServiceContext) =>
  changesOf(inStatus("paid"), commands["payment-return"], context).some(
    ({ kind }) => kind === "markOpenService",
  )

const asking = (amount: string) => {
  const { details } = inStatus("verified")
  return inStatus("verified", {
    details: details.matter === "purchaseWithdrawal" ? { ...details, amount: yuan(amount) } : details,
  })
}

describe("an approval that is taken back", () => {
  const hold = {
    holdId: HoldId.parse("hld_01HZZZZZZZZZZZZZZZZZZZZZZZ"),
    ground: "withdrawal",
    scope: ["closing", "transfer"],
    from: today,
    caseId: id,
  } as const
  const use = { caseId: id, personRef: applicant, centerId: H, amount: yuan("30000.00"), usedOn: today }
  const entry = {
    caseId: id,
    reason: "01" as const,
    amount: yuan("30000.00"),
    taken: { employee: yuan("30000.00"), flexible: yuan("0.00") },
    approvedOn: today,
  }
  const context = marked({
    homeAccount: account({ holds: [{ ...hold, scope: [...hold.scope] }] }),
    ledger: { centerId: H, accountNo: account().accountNo, entries: [entry], version: 2 },
    usedFact: {
      fact: "purchase#140500#HT1",
      principalRef: applicant,
      total: yuan("900000.00"),
      uses: [use],
      version: 1,
    },
  })
  const approved = inStatus("approved", { factKey: "purchase#140500#HT1" })

  it("gives back the account, the ledger, the family's total and the place of one open case", () => {
    const changes = changesOf(approved, commands.revocation, context)
    expect(changes).toContainEqual(
      expect.objectContaining({ kind: "saveAccount", account: expect.objectContaining({ holds: [] }) }),
    )
    expect(changes).toContainEqual(
      expect.objectContaining({ kind: "saveWithdrawals", ledger: expect.objectContaining({ entries: [] }) }),
    )
    expect(changes).toContainEqual(
      expect.objectContaining({ kind: "saveFact", fact: expect.objectContaining({ uses: [] }) }),
    )
    expect(frees(changes)).toBe(true)
  })

  it("leaves a refused case with its ground, which is then delivered like any refusal", () => {
    const decided = decideServiceCase(approved, commands.revocation, context)
    expect(decided).toMatchObject({
      case: {
        status: "refused",
        decision: { outcome: "refused", reasonCode: "other" },
        legs: [{ leg: "delivery" }],
      },
    })
    expect(decided.outcome === "accepted" && decided.case.decision).not.toHaveProperty("amount")
  })

  it("but not once the money has left", () => {
    expect(decideServiceCase(inStatus("paid"), commands.revocation, context)).toMatchObject({
      problem: "action-not-allowed",
    })
  })
})

describe("the place of one open case", () => {
  const { handler, reviewer } = commands.decision.body
  const refusal = {
    action: "decision",
    body: { outcome: "refused", reasonCode: "other", handler, reviewer },
  } as const

  it("is free as soon as the applicant waits for nothing any more, whoever forgets to close", () => {
    expect(frees(changesOf(inStatus("verified"), refusal))).toBe(true)
    expect(frees(changesOf(inStatus("approved"), commands.payment))).toBe(true)
    expect(frees(changesOf(inStatus("submitted"), commands.cancellation))).toBe(true)
    expect(frees(changesOf(inStatus("verified"), commands.decision))).toBe(false)
    expect(occupies(inStatus("approved"))).toBe(true)
  })

  it("is taken again when the bank returns the money, unless another case has it", () => {
    expect(back(contextOf(["home"]))).toBe(true)
    expect(back(marked())).toBe(false)
  })
})

describe("a case that nobody can keep open for ever", () => {
  it("is closed by the home center where the counter is overdue, and not before", () => {
    expect(overdue({ escalatedAt: Instant.parse("2026-08-25T16:00:00.000Z") }).outcome).toBe("accepted")
    expect(overdue({})).toMatchObject({ problem: "wrong-party" })
  })

  it("is asked for papers three times at most", () => {
    expect(asked(2)).toMatchObject({ outcome: "accepted", case: { supplements: 3 } })
    expect(asked(3)).toMatchObject({ problem: "action-not-allowed", rule: "SVC-011" })
  })
})

describe("no more than was asked", () => {
  it("is approved, to the fen", () => {
    expect(decideServiceCase(asking("30000.00"), commands.decision, marked()).outcome).toBe("accepted")
    expect(decideServiceCase(asking("29999.99"), commands.decision, marked())).toMatchObject({
      problem: "over-allowed-part",
      rule: "SVC-012",
    })
  })
})

it("an ended case forgets figures and papers and keeps what it was about", () => {
  const erasesAt = Instant.parse("2026-09-01T00:00:00.000Z")
  const ended = inStatus("closed", { receivingCenterId: R, erasesAt, timerAt: erasesAt })
  const looked = passServiceTime(ended, contextOf("clock"))
  expect(looked).toMatchObject({
    event: "erasure",
    case: { details: { matter: "purchaseWithdrawal", purpose: "purchase" }, erased: true },
  })
  expect(looked.outcome === "accepted" && looked.case).not.toHaveProperty("timerAt")
})
