import { describe, expect, it } from "vitest"
import type { Fact } from "../../../contracts/statistics.ts"
import { calendarFor } from "../../../functions/domain/calendar/working-days.ts"
import type { LoanRecord } from "../../../functions/domain/loan-registry/loan-record.ts"
import type { ServiceCase } from "../../../functions/domain/service-case/service-case.ts"
import { countChange } from "../../../functions/domain/statistics/count.ts"
import {
  countLoan,
  countPerson,
  countWithdrawals,
} from "../../../functions/domain/statistics/count-registry.ts"
import { countService } from "../../../functions/domain/statistics/count-service.ts"
import { countTransfer } from "../../../functions/domain/statistics/count-transfer.ts"
import type { Course } from "../../../functions/domain/statistics/fact.ts"
import { recordOf as storedAs } from "../../../functions/store/record.ts"
import type { TransferCase } from "../../../functions/domain/transfer/transfer-case.ts"
import type { LedgerEntry, WithdrawalLedger } from "../../../functions/domain/withdrawal/withdrawal-record.ts"

const calendar = () => calendarFor({ provinceCode: "210000" })
const at = (day: string) => `2026-${day}T02:00:00.000Z`
const courseOf = (...lines: readonly (readonly [day: string, event: string])[]): Course =>
  lines.map(([day, event]) => storedAs({ at: at(day), event, by: "O" }))

/** `metric day slice name=value ...` of each fact, for a glance. */
const shown = (facts: readonly Fact[]): readonly string[] =>
  facts.map(({ metric, day, slice, figures }) =>
    [
      metric,
      day.slice(-5),
      ...(slice === undefined ? [] : [slice]),
      ...Object.entries(figures).map(([name, value]) => `${name}=${value}`),
    ].join(" "),
  )

const transferOf = (fields: object): TransferCase =>
  storedAs({
    transferId: "trf_1",
    status: "letterSent",
    fromCenterId: "O",
    toCenterId: "I",
    appliedOn: "2026-03-02",
    openedAt: at("03-03"),
    changedAt: at("03-03"),
    payments: [],
    ...fields,
  })
const paid = (amount: string, fields: object = {}) => ({
  reference: "P",
  amount,
  paidOn: "2026-03-09",
  ...fields,
})
const stated = { principal: "100.00", interest: "0.50", amount: "100.50", statedAt: at("03-09") }

describe("a transfer", () => {
  const open = courseOf(["03-03", "letter"])
  it.each<[string, object, Course, readonly string[]]>([
    [
      "that has begun",
      {},
      open,
      [
        "transfers 03-03 requested=1",
        "legs 03-03 letter ended=1 days=1 onTime=1",
        "openCases 03-03 transfer=1",
      ],
    ],
    [
      "whose leg was told as late",
      { running: { leg: "confirmation", party: "out", dueAt: at("03-10") }, escalatedAt: at("03-10") },
      open,
      ["openCases 03-03 transfer=1 late=1"],
    ],
    [
      "that was late once and is not late now",
      { running: { leg: "completion", party: "in", dueAt: at("03-20") }, escalatedAt: at("03-10") },
      open,
      ["openCases 03-03 transfer=1"],
    ],
    [
      "whose statement brought its payment",
      { status: "statementSent", statement: stated, payments: [paid("100.50")], changedAt: at("04-20") },
      courseOf(["03-03", "letter"], ["03-09", "statement"], ["04-20", "escalation"]),
      ["legs 03-09 stateAndPay ended=1 days=4 onTime=1", "transit 03-09 count=1 amount=10050"],
    ],
    [
      "paid in two parts, the first of which came back",
      {
        status: "statementSent",
        statement: stated,
        payments: [paid("50.00", { returnedOn: "2026-03-12" }), paid("50.00"), paid("50.50")],
      },
      courseOf(["03-03", "letter"], ["03-09", "statement"], ["03-13", "payment"], ["03-16", "payment"]),
      ["legs 03-16 stateAndPay ended=1 days=9 onTime=0", "transit 03-13 count=1 amount=10050"],
    ],
    [
      "of nothing",
      {
        status: "completed",
        statement: { ...stated, principal: "0.00", interest: "0.00", amount: "0.00" },
        changedAt: at("03-10"),
      },
      courseOf(["03-03", "letter"], ["03-09", "statement"], ["03-10", "completion"]),
      [
        "transfers 03-10 completed=1 principal=0 interest=0 amount=0",
        "legs 03-09 stateAndPay ended=1 days=4 onTime=1",
        "legs 03-10 completion ended=1 days=1 onTime=1",
      ],
    ],
    [
      "that was refused and acknowledged",
      { status: "closedAsRefused", refusal: { reasonCode: "guarantee" }, changedAt: at("03-12") },
      courseOf(["03-03", "letter"], ["03-05", "refusal"], ["03-12", "refusal-acknowledgement"]),
      ["transfers 03-05 refused=1", "refusals 03-05 guarantee refused=1"],
    ],
    [
      "whose money went back whole",
      {
        status: "closedAsRefused",
        statement: stated,
        payments: [paid("100.50", { returnedOn: "2026-03-20" })],
        changedAt: at("03-20"),
      },
      courseOf(
        ["03-03", "letter"],
        ["03-09", "statement"],
        ["03-10", "dispute"],
        ["03-20", "return-confirmation"],
      ),
      ["transfers 03-10 negotiated=1", "transfers 03-20 returned=1"],
    ],
  ])("%s", (_, fields, course, expected) => {
    expect(shown(countTransfer(transferOf(fields), course, calendar))).toEqual(
      expect.arrayContaining([...expected]),
    )
  })

  it("takes working days over a holiday, and none that are not yet published", () => {
    const holiday = countTransfer(
      transferOf({ openedAt: at("04-30"), appliedOn: "2026-04-30", refusal: { reasonCode: "other" } }),
      courseOf(["04-30", "letter"], ["05-07", "refusal"]),
      calendar,
    )
    expect(shown(holiday)).toContain("legs 05-07 stateAndPay ended=1 days=2 onTime=1")
    const unknown = countTransfer(
      storedAs({ ...transferOf({}), openedAt: "2038-03-03T02:00:00.000Z", appliedOn: "2038-03-01" }),
      [],
      calendar,
    )
    expect(shown(unknown)).toContain("legs 03-03 letter ended=1 undated=1")
  })
})

const serviceOf = (fields: object): ServiceCase =>
  storedAs({
    serviceCaseId: "svc_1",
    status: "submitted",
    receivingCenterId: "R",
    homeCenterId: "H",
    mode: "joint",
    details: { matter: "purchaseWithdrawal" },
    openedAt: at("03-02"),
    legs: [{ leg: "decision", party: "home" }],
    legDays: { verification: 2, decision: 3, kind: "working" },
    ...fields,
  })
const decision = { outcome: "approved", decidedOn: "2026-03-12" }
const answered = courseOf(
  ["03-02", "request"],
  ["03-04", "verification"],
  ["03-05", "supplement-request"],
  ["03-10", "supplement"],
  ["03-12", "approval"],
)

describe("a service case", () => {
  it("is answered within the days that begin again with the papers", () => {
    const facts = shown(countService(serviceOf({ status: "approved", decision }), answered, calendar))
    expect(facts).toEqual(
      expect.arrayContaining([
        "services 03-12 purchaseWithdrawal approved=1 joint.approved=1",
        "legs 03-04 verification ended=1 days=2 onTime=1",
        "legs 03-12 decision ended=1 days=2 onTime=1",
        "openCases 03-02 service=1",
      ]),
    )
  })

  it("whose approval was taken back is refused, and answered on the day of the approval", () => {
    const facts = shown(
      countService(
        serviceOf({ status: "refused", decision: { outcome: "refused", decidedOn: "2026-03-20" } }),
        [...answered, ...courseOf(["03-20", "revocation"])],
        calendar,
      ),
    )
    expect(facts).toContain("services 03-20 purchaseWithdrawal refused=1 joint.refused=1")
    expect(facts.filter((line) => line.includes(" decision "))).toHaveLength(1)
    expect(facts.join()).not.toContain("approved")
  })

  const payment = { reference: "P", amount: "12.34", paidOn: "2026-03-13" }
  const closed = [...answered, ...courseOf(["03-13", "payment"], ["03-16", "closure"])]
  it("that was closed is closed and paid, also when it has forgotten its figures", () => {
    const fields = { status: "closed", decision, payment, legs: [] }
    const facts = countService(serviceOf(fields), closed, calendar)
    expect(shown(facts)).toEqual(
      expect.arrayContaining([
        "services 03-16 purchaseWithdrawal closed=1",
        "services 03-13 purchaseWithdrawal paid=1 amount=1234",
      ]),
    )
    expect(countService(serviceOf({ ...fields, erased: true }), closed, calendar)).toEqual(facts)
  })

  it("that goes on since its payment came back is open, neither paid nor closed", () => {
    const returned = { ...payment, returnedOn: "2026-03-25" }
    const facts = shown(
      countService(serviceOf({ status: "approved", decision, payment: returned }), closed, calendar),
    )
    expect(facts).toContain("openCases 03-02 service=1")
    expect(facts.join()).not.toMatch(/closed|paid/)
  })
})

const entry = (caseId: string, fields: object = {}): LedgerEntry =>
  storedAs({
    caseId,
    reason: "01",
    amount: "10.00",
    taken: { employee: "4.00", flexible: "6.00" },
    approvedOn: "2026-03-01",
    paidOn: "2026-03-02",
    ...fields,
  })
const ledgerOf = (entries: readonly LedgerEntry[]): WithdrawalLedger =>
  storedAs({ centerId: "H", accountNo: "A", entries, version: 1 })
const total = (facts: readonly Fact[]): number =>
  facts.reduce((sum, { figures }) => sum + (figures["count"] ?? 0), 0)

describe("the withdrawals of an account", () => {
  const many = Array.from({ length: 60 }, (_, index) => entry(`report/${index}`))
  it("count what was paid, and no more what came back or was never paid", () => {
    const before = countWithdrawals(ledgerOf([entry("svc_1"), entry("svc_2"), entry("svc_3")]), [])
    expect(total(before)).toBe(3)
    const { paidOn: _paidOn, ...unpaid } = entry("svc_2")
    expect(total(countWithdrawals(ledgerOf([entry("svc_1"), unpaid]), before))).toBe(1)
  })

  it("keep what a full ledger has forgotten, dropped or summed, through every later change", () => {
    const full = countWithdrawals(ledgerOf(many), [])
    const dropped = countWithdrawals(ledgerOf([...many.slice(1), entry("svc_new")]), full)
    expect(total(dropped)).toBe(61)
    const summed = countWithdrawals(
      ledgerOf([
        entry("sum/2026-03-02", { reason: "99" }),
        ...many.slice(3),
        entry("svc_new"),
        entry("svc_newer"),
      ]),
      dropped,
    )
    expect(total(summed)).toBe(62)
    expect(total(countWithdrawals(ledgerOf(many.slice(3)), summed))).toBe(60)
    // Merged into another account: the entries are counted there, what was forgotten stays here.
    expect(total(countWithdrawals(ledgerOf([]), summed))).toBe(3)
  })
})

const loan = (fields: object): LoanRecord =>
  storedAs({
    centerId: "A",
    amount: "500000.00",
    grantedOn: "2026-03-02",
    status: "normal",
    balance: "499999.99",
    overdueAmount: "0.01",
    ...fields,
  })

const account = (centerId: string, status: string, fields: object = {}) => ({
  centerId,
  status,
  contributorType: "employee",
  contested: false,
  holds: [],
  ...fields,
})

describe("registries", () => {
  it("a person's accounts stand, sealed ones are dormant while another center has the normal one", () => {
    const lines = storedAs<Parameters<typeof countPerson>[0]>({
      accounts: [
        account("A", "02", { holds: [{ ground: "judicial" }] }),
        account("B", "01", { contested: true }),
        account("C", "04"),
      ],
      guard: { holder: { centerId: "B" } },
    })
    expect(shown(countPerson(lines))).toEqual([
      "accounts now employee.other=1 sealed=1 dormant=1",
      "holds now judicial count=1",
      "accounts now employee.normal=1 contested=1",
    ])
  })

  it("a loan is granted once and owed until it is paid off", () => {
    expect(shown(countLoan(loan({ offsiteLoanId: "lnc_1" })))).toEqual([
      "loans 03-02 granted=1 amount=50000000 offsite.granted=1 offsite.amount=50000000",
      "loanBook now offsite count=1 balance=49999999 overdueCount=1 overdue=1",
    ])
    expect(countLoan(loan({ status: "paidOff" }))).toHaveLength(1)
  })

  it("a center that the directory does not know has figures of its own, and no province", () => {
    const facts = countLoan(
      storedAs({ centerId: "A", amount: "1.00", grantedOn: "2026-03-02", status: "paidOff" }),
    )
    const partitions = (known: boolean) =>
      countChange([], facts, () => (known ? "210000" : undefined)).map(({ partition }) => partition)
    expect(partitions(false)).toEqual(["loans#nation", "loans#A", "loans#2026-03"])
    expect(partitions(true)).toContain("loans#210000")
  })
})
