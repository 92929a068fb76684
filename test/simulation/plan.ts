import type { Party } from "../../functions/domain/transfer/transfer-case.ts"
import { fenOf, moneyOf } from "../../tools/fen.ts"
import { makeUnitCreditCode } from "../../tools/make-person.ts"
import type { Chance } from "./chance.ts"
import type { StoredCase } from "./mirror.ts"
import { arrived, type Books } from "./outside.ts"
import type { OperationName } from "./operations.ts"

/** The stories that a case may have, and how often each is drawn. */
const stories = [
  ["happy", 6],
  ["late-payment", 3],
  ["two-parts", 3],
  ["payment-first", 2],
  ["paid-then-silent", 2],
  ["not-received", 2],
  ["surplus-returned", 3],
  ["statement-corrected", 3],
  ["bounced-and-paid-again", 3],
  ["return-of-the-whole", 3],
  ["refused-and-acknowledged", 2],
  ["refused-and-ignored", 2],
  ["cancelled", 2],
  ["stop-refused", 1],
  ["stop-ignored", 1],
  ["letter-ignored", 2],
  ["silent-after-confirmation", 1],
  ["nothing-left", 2],
  ["booked-late", 1],
  ["never-paid", 1],
  ["cancel-against-confirmation", 2],
  ["refusal-against-statement", 2],
  ["stop-against-statement", 1],
] as const
export type Story = (typeof stories)[number][0]

export interface Plan {
  readonly story: Story
  readonly principalFen: bigint
  readonly interestFen: bigint
}

/** `quick`: a story that nobody's silence makes long. */
export type Pace = "any" | "quick"

const slow: readonly Story[] = [
  "letter-ignored",
  "silent-after-confirmation",
  "paid-then-silent",
  "never-paid",
  "refused-and-ignored",
]

export const drawPlan = (chance: Chance, favourite: Story | undefined, pace: Pace, wanted?: Story): Plan => {
  const drawn = chance.weighted<Story>(
    pace === "any" ? stories : stories.filter(([name]) => !slow.includes(name)),
  )
  const chosen = favourite !== undefined && pace === "any" && chance.happens(0.5) ? favourite : drawn
  const story = wanted ?? chosen
  const empty = story === "nothing-left"
  return {
    story,
    principalFen: empty ? 0n : BigInt(chance.between(1_000_00, 300_000_00)),
    interestFen: empty ? 0n : BigInt(chance.between(0, 900_00)),
  }
}

export interface Move {
  readonly party: Party
  readonly operation: OperationName
  readonly body: object
  /** How long the back office takes. */
  readonly thinkMs: readonly [number, number]
  readonly pays?: { readonly reference: string; readonly fen: bigint; readonly bounces: boolean }
  readonly getsBack?: { readonly reference: string; readonly fen: bigint }
  readonly books?: bigint
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const clerk = [20_000, 4 * hour] as const
const surplusFen = 27_00n
const slipFen = 5_00n

const amountOf = (plan: Plan): bigint => plan.principalFen + plan.interestFen
const sentInAll = (plan: Plan): bigint =>
  amountOf(plan) + (plan.story === "surplus-returned" ? surplusFen : 0n)

const standing = (known: StoredCase) => known.payments.filter(({ returnedOn }) => returnedOn === undefined)
const paidFen = (known: StoredCase): bigint =>
  standing(known).reduce((total, { amount }) => total + fenOf(amount), 0n)

const statementOf = (plan: Plan, known: StoredCase, offFen: bigint) => {
  const principal = moneyOf(plan.principalFen + offFen)
  const interest = moneyOf(plan.interestFen)
  return {
    principal,
    interest,
    amount: moneyOf(amountOf(plan) + offFen),
    segments: [
      {
        contributorType: "employee",
        accountKind: known.accountKind,
        origin: { kind: "local" },
        unitCreditCode: makeUnitCreditCode(known.fromAccountNo),
        from: "2021-01",
        to: "2025-12",
        principal,
        interest,
        contributions: principal,
        subsidy: "0.00",
        monthlyContribution: "1000.00",
      },
    ],
    openedOn: "2021-01-04",
    paidThrough: "2025-12",
    sixMonthsContinuous: true,
    loanCount: 0,
    hasUnsettledLoan: false,
    hasFraudRecord: false,
  }
}

/** The next reference of a case; rivals that know the same use the same, and a reference is used once. */
const nextReference = (known: StoredCase, kind: "P" | "R"): string =>
  `${kind}-${known.transferId.slice(-10)}-${known.payments.length + 1}`

const payment = (
  plan: Plan,
  known: StoredCase,
  today: string,
  fen: bigint,
): { readonly slip: object; readonly pays: NonNullable<Move["pays"]> } => {
  const reference = nextReference(known, "P")
  const bounces = plan.story === "bounced-and-paid-again" && known.payments.length === 0
  return { slip: { reference, amount: moneyOf(fen), paidOn: today }, pays: { reference, fen, bounces } }
}

const statementMove = (plan: Plan, known: StoredCase, today: string): Move => {
  const { story } = plan
  const off = story === "statement-corrected" && known.statement === undefined ? slipFen : 0n
  const body = statementOf(plan, known, off)
  const later = ["late-payment", "never-paid", "nothing-left", "payment-first", "paid-then-silent"].includes(
    story,
  )
  if (later || known.status === "negotiating" || standing(known).length > 0)
    return { party: "out", operation: "sendStatement", body, thinkMs: clerk }
  const { slip, pays } = payment(
    plan,
    known,
    today,
    story === "two-parts" ? sentInAll(plan) / 2n : sentInAll(plan),
  )
  return { party: "out", operation: "sendStatement", body: { ...body, payment: slip }, thinkMs: clerk, pays }
}

const completionMove = (
  plan: Plan,
  known: StoredCase,
  books: Books,
  today: string,
  nowMs: number,
): Move | undefined => {
  const here = arrived(books, nowMs).filter(({ reference }) =>
    standing(known).some((slip) => slip.reference === reference),
  )
  const received = here.reduce((total, { fen }) => total + fen, 0n)
  const surplus = received - amountOf(plan)
  if (surplus < 0n) return undefined
  const reference = nextReference(known, "R")
  return {
    party: "in",
    operation: "completeTransfer",
    body: {
      payments: here.map(({ reference, fen }) => ({
        reference,
        amount: moneyOf(fen),
        receivedOn: today,
        bankSerial: `SN-${reference}`,
      })),
      ...(surplus === 0n ? {} : { returned: [{ reference, amount: moneyOf(surplus) }] }),
    },
    thinkMs: plan.story === "booked-late" ? [8 * day, 12 * day] : clerk,
    books: amountOf(plan),
    ...(surplus === 0n ? {} : { getsBack: { reference, fen: surplus } }),
  }
}

const disputeMove = (reasonCode: string, receivedFen?: bigint): Move => ({
  party: "in",
  operation: "disputeStatement",
  body: { reasonCode, ...(receivedFen === undefined ? {} : { receivedAmount: moneyOf(receivedFen) }) },
  thinkMs: clerk,
})

const restOfPayment = (plan: Plan, known: StoredCase, today: string): Move | undefined => {
  const rest = sentInAll(plan) - paidFen(known)
  if (rest <= 0n || plan.story === "never-paid") return undefined
  const { slip, pays } = payment(plan, known, today, rest)
  return {
    party: "out",
    operation: "sendPayment",
    body: slip,
    thinkMs: plan.story === "late-payment" ? [2 * day, 10 * day] : clerk,
    pays,
  }
}

/** A payment that its bank sent back, or of which I never saw a trace, is O's again. */
const takeBack = (known: StoredCase, today: string): Move | undefined => {
  const [first] = standing(known)
  if (first === undefined) return undefined
  return {
    party: "out",
    operation: "returnPayment",
    body: { reference: first.reference, returnedOn: today },
    thinkMs: [hour, 2 * day],
    getsBack: { reference: `bounce-${first.reference}`, fen: fenOf(first.amount) },
  }
}

const letterSent = (plan: Plan): readonly Move[] => {
  const confirm: Move = { party: "out", operation: "confirmLetter", body: {}, thinkMs: clerk }
  const cancel: Move = { party: "in", operation: "cancelTransfer", body: {}, thinkMs: clerk }
  if (plan.story === "letter-ignored") return []
  if (plan.story === "cancelled") return [cancel]
  return plan.story === "cancel-against-confirmation" ? [cancel, confirm] : [confirm]
}

const letterConfirmed = (plan: Plan, known: StoredCase, today: string): readonly Move[] => {
  const state = statementMove(plan, known, today)
  const stop: Move = { party: "in", operation: "requestStop", body: {}, thinkMs: clerk }
  const refusal = (reasonCode: string): Move => ({
    party: "out",
    operation: "refuseLetter",
    body: { reasonCode },
    thinkMs: clerk,
  })
  const { story } = plan
  if (story === "refused-and-acknowledged" || story === "refused-and-ignored") return [refusal("guarantee")]
  if (story === "stop-refused") return [known.stopRequested ? refusal("stopped-by-applicant") : stop]
  if (story === "stop-ignored") return [known.stopRequested ? state : stop]
  if (story === "stop-against-statement") return known.stopRequested ? [state] : [stop, state]
  if (story === "refusal-against-statement") return [refusal("other"), state]
  if (story === "silent-after-confirmation") return []
  const paysFirst = (story === "payment-first" || story === "paid-then-silent") && paidFen(known) === 0n
  const first = paysFirst ? restOfPayment(plan, known, today) : undefined
  if (first !== undefined) return [first]
  return [story === "paid-then-silent" ? { ...state, thinkMs: [70 * day, 75 * day] } : state]
}

const statementSent = (
  plan: Plan,
  known: StoredCase,
  books: Books,
  today: string,
  nowMs: number,
): readonly Move[] => {
  const bounced =
    plan.story === "bounced-and-paid-again" && known.payments.length === 1
      ? takeBack(known, today)
      : undefined
  if (bounced !== undefined) return [bounced]
  if (plan.story === "not-received" && known.payments.length === 1) return [disputeMove("not-received")]
  const rest = restOfPayment(plan, known, today)
  if (rest !== undefined) return [rest]
  if (plan.story === "statement-corrected") return [disputeMove("statement-wrong", amountOf(plan))]
  const completion = completionMove(plan, known, books, today, nowMs)
  if (completion === undefined) return []
  if (plan.story === "surplus-returned") return [disputeMove("overpaid", sentInAll(plan))]
  if (plan.story === "return-of-the-whole") return [disputeMove("wrong-person")]
  return [completion]
}

const negotiating = (
  plan: Plan,
  known: StoredCase,
  books: Books,
  today: string,
  nowMs: number,
): readonly Move[] => {
  if (known.returning)
    return [
      {
        party: "out",
        operation: "confirmReturn",
        body: { receivedOn: today },
        thinkMs: [day, 3 * day],
        getsBack: { reference: `whole-${known.transferId}`, fen: paidFen(known) },
      },
    ]
  if (plan.story === "return-of-the-whole")
    return [
      {
        party: "in",
        operation: "returnMoney",
        body: {
          returns: [{ reference: nextReference(known, "R"), amount: moneyOf(paidFen(known)), paidOn: today }],
        },
        thinkMs: clerk,
      },
    ]
  if (plan.story === "statement-corrected" && fenOf(known.statement?.amount ?? "0.00") !== amountOf(plan))
    return [statementMove(plan, known, today)]
  if (plan.story === "not-received" && known.payments.length === 1) {
    const back = takeBack(known, today)
    if (back !== undefined) return [back]
  }
  const rest = restOfPayment(plan, known, today)
  if (rest !== undefined) return [rest]
  const completion = completionMove(plan, known, books, today, nowMs)
  return completion === undefined ? [] : [completion]
}

/** What the two centers do next as the case stands; several moves race each other, none means that somebody waits. */
export const nextMoves = (
  plan: Plan,
  known: StoredCase,
  books: Books,
  today: string,
  nowMs: number,
): readonly Move[] => {
  switch (known.status) {
    case "letterSent":
      return letterSent(plan)
    case "letterConfirmed":
      return letterConfirmed(plan, known, today)
    case "statementSent":
      return statementSent(plan, known, books, today, nowMs)
    case "negotiating":
      return negotiating(plan, known, books, today, nowMs)
    case "refused":
      return plan.story === "refused-and-ignored"
        ? []
        : [{ party: "in", operation: "acknowledgeRefusal", body: {}, thinkMs: clerk }]
    case "completed":
    case "completedAfterNegotiation":
    case "closedAsRefused":
    case "cancelled":
    case "expired":
      return []
  }
}
