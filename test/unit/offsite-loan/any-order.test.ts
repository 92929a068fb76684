import fc from "fast-check"
import { expect, it } from "vitest"
import {
  CertificationRefusal,
  CollectionAnswer,
  CollectionRequest,
  LoanOffset,
  LoanRejection,
  OffsetCompletion,
  OffsetReturn,
} from "../../../contracts/offsite-loans.ts"
import { Instant } from "../../../contracts/primitives.ts"
import { restsUntil, standingOf } from "../../../functions/domain/case/hub-case.ts"
import {
  OFFSITE_ALLOWED,
  type OffsiteCommand,
} from "../../../functions/domain/offsite-loan/decide-offsite-loan.ts"
import {
  hasEndedOffsite,
  hasOpenOffset,
  type OffsiteParty,
} from "../../../functions/domain/offsite-loan/offsite-loan-case.ts"
import {
  account,
  act,
  certification,
  feed,
  grant,
  opened,
  pass,
  payOff,
  people,
  reserve,
  start,
  type Stage,
} from "./stage.ts"

const commands: readonly OffsiteCommand[] = [
  { action: "certification", body: certification() },
  {
    action: "certification-refusal",
    body: CertificationRefusal.parse({ reasonCode: "months-short", ...people }),
  },
  { action: "cancellation" },
  { action: "grant", body: grant() },
  { action: "rejection", body: LoanRejection.parse({ reasonCode: "income", ...people }) },
  {
    action: "collection-request",
    body: CollectionRequest.parse({ overduePeriods: 1, overdueAmount: "1600.00", ...people }),
  },
  { action: "collection-answer", body: CollectionAnswer.parse({ contacted: true, ...people }) },
  {
    action: "collection-answer",
    body: CollectionAnswer.parse({
      contacted: true,
      deduction: { reference: "PAY-0002", amount: "1600.00", paidOn: "2026-09-01" },
      ...people,
    }),
  },
  {
    action: "offset",
    body: LoanOffset.parse({ reference: "PAY-0001", amount: "100.00", paidOn: "2026-09-01", ...people }),
  },
  {
    action: "offset-completion",
    body: OffsetCompletion.parse({
      receivedOn: "2026-09-01",
      bankSerial: "B1",
      balance: "299900.00",
      ...people,
    }),
  },
  { action: "offset-return", body: OffsetReturn.parse({ returnedOn: "2026-09-01", ...people }) },
]

type Step =
  | { readonly kind: "act"; readonly command: OffsiteCommand; readonly byWhom: string }
  | { readonly kind: "pass" }
  | { readonly kind: "feed"; readonly overduePeriods: number }
  | { readonly kind: "payOff" }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("act" as const),
      command: fc.constantFrom(...commands),
      byWhom: fc.constantFrom("its party", "its party", "its party", "the other"),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "pass" }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("feed" as const), overduePeriods: fc.nat({ max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "payOff" }) },
)

const certified: Step = {
  kind: "act",
  command: { action: "certification", body: certification() },
  byWhom: "its party",
}
const granted: Step = { kind: "act", command: { action: "grant", body: grant() }, byWhom: "its party" }

/** Where the orders begin: a case that nobody has acted on, a certificate, a granted loan, an overdue one. */
const begun = fc.constantFrom<readonly Step[]>(
  [],
  [certified],
  [certified, granted],
  [certified, granted, { kind: "feed", overduePeriods: 1 }],
)

/** What the account and the person bear is told by the status alone. */
const expectConsistent = (stage: Stage): void => {
  const { status, legs, timerAt } = stage.case
  const grounds = account(stage).holds.map(({ ground }) => ground)
  const ended = hasEndedOffsite(stage.case)
  const awaitsReturn = status === "paidOff" && hasOpenOffset(stage.case)
  const expected = awaitsReturn ? ["other"] : status === "certified" ? ["certificate"] : []
  expect([status, grounds]).toEqual([status, status === "granted" ? ["loanMark"] : expected])
  expect(stage.person.certificate !== undefined).toBe(status === "certified")
  expect(stage.person.offsiteLoans.length).toBe(status === "requested" || status === "certified" ? 1 : 0)
  expect(stage.identityErased).toBe(ended ? 1 : 0)
  // A running case is looked at by somebody: its workflow, or the sweeper.
  expect(timerAt !== undefined).toBe(!ended || awaitsReturn)
  if (ended) {
    expect(legs.map(({ leg }) => leg)).toEqual(awaitsReturn ? ["offsetReturn"] : [])
    expect([standingOf(stage.case).dueAt, restsUntil(stage.case)]).toEqual([null, timerAt])
  }
}

/** Takes the step, and tells what came of it when a center acted. */
const take = (stage: Stage, taken: Step): string | undefined => {
  if (taken.kind === "payOff") {
    payOff(stage)
    return
  }
  if (taken.kind === "feed") {
    feed(stage, taken.overduePeriods)
    return
  }
  if (taken.kind === "pass") {
    if (stage.case.timerAt !== undefined) pass(stage, stage.case.timerAt)
    return
  }
  const { command, byWhom } = taken
  const { party, from } = OFFSITE_ALLOWED[command.action]
  const other: OffsiteParty = party === "loan" ? "home" : "loan"
  const actor = byWhom === "its party" ? party : other
  const before = stage.case
  const outcome = act(stage, command, { actor })
  if (actor !== party) expect(outcome).toBe("wrong-party")
  if (actor !== party || !from.includes(before.status)) expect(stage.case).toBe(before)
  else if (stage.case !== before) expect(stage.case.version).toBe(before.version + 1)
  return outcome
}

it("keeps account, person and clock in step with the case, whatever the centers do in whatever order", () => {
  const happened = new Map<string | undefined, number>()
  fc.assert(
    fc.property(begun, fc.array(step, { maxLength: 14, size: "max" }), (already, steps) => {
      const stage = opened()
      reserve(stage)
      for (const done of already) take(stage, done)
      for (const taken of steps) {
        const outcome = take(stage, taken)
        happened.set(outcome, (happened.get(outcome) ?? 0) + 1)
        expectConsistent(stage)
      }
    }),
    { numRuns: 2000 },
  )
  // Nothing that a center may do was out of reach of the orders tried.
  for (const { action } of commands) expect([...happened.keys()]).toContain(action)
})

it("uses a certificate once, and no later than its last day", () => {
  const stage = opened()
  expect(act(stage, { action: "grant", body: grant() })).toBe("certificate-missing")
  act(stage, { action: "certification", body: certification() })
  expect(act(stage, { action: "grant", body: grant() })).toBe("reservation-missing LON-003")
  reserve(stage)
  expect(act(stage, { action: "grant", body: grant({ overrideReason: undefined }) })).toBe("quote-missing")
  const late = Instant.parse("2026-10-09T16:00:00.000Z")
  expect(act(stage, { action: "grant", body: grant() }, {}, late)).toBe("certificate-expired LON-009")
  expect(act(stage, { action: "grant", body: grant({ grantedOn: "2026-08-31" }) })).toBe(
    "invalid-request VAL-005",
  )
  expect(act(stage, { action: "grant", body: grant() }, {}, start)).toBe("grant")
  expect(act(stage, { action: "grant", body: grant({ contractNo: "C-2" }) })).toBe("certificate-used LON-009")
  payOff(stage)
  expect(act(stage, { action: "grant", body: grant({ contractNo: "C-2" }) })).toBe("certificate-used LON-009")
})
