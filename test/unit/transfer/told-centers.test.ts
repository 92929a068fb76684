import { expect, it } from "vitest"
import {
  account,
  act,
  complete,
  confirm,
  day,
  I,
  letterSent,
  money,
  O,
  pass,
  pay,
  reference,
  staff,
  state,
  type Stage,
} from "./stage.ts"

// What the other center finds in its inbox after each act; the actor is told only of the booking and of an expiry.

const begun = (): Stage => letterSent({ out: account(O, "OLD1") })
const confirmed = (): Stage => {
  const stage = begun()
  confirm(stage)
  return stage
}
const stated = (): Stage => {
  const stage = confirmed()
  state(stage)
  return stage
}
const paid = (): Stage => {
  const stage = stated()
  pay(stage, "PAY-1", "52714.06")
  return stage
}
const disputed = (): Stage => {
  const stage = paid()
  act(stage, "in", { action: "dispute", body: { reasonCode: "wrong-person", ...staff } })
  return stage
}
const returning = (): Stage => {
  const stage = disputed()
  const back = { reference: reference("BACK-1"), amount: money("52714.06"), paidOn: day("2026-09-03") }
  act(stage, "in", { action: "return", body: { returns: [back], ...staff } })
  return stage
}
const refused = (): Stage => {
  const stage = confirmed()
  act(stage, "out", { action: "refusal", body: { reasonCode: "guarantee", ...staff } })
  return stage
}

const acts: readonly (readonly [string, () => Stage, (stage: Stage) => unknown, readonly string[]])[] = [
  ["letter-confirmation", begun, confirm, [`${I} transfer.letter-confirmed`]],
  [
    "refusal",
    confirmed,
    (stage) => act(stage, "out", { action: "refusal", body: { reasonCode: "guarantee", ...staff } }),
    [`${I} transfer.refused`],
  ],
  [
    "cancellation",
    begun,
    (stage) => act(stage, "in", { action: "cancellation" }),
    [`${O} transfer.cancelled`],
  ],
  [
    "stop-request",
    confirmed,
    (stage) => act(stage, "in", { action: "stop-request" }),
    [`${O} transfer.stop-requested`],
  ],
  ["statement", confirmed, (stage) => state(stage), [`${I} transfer.statement-sent`]],
  ["payment", stated, (stage) => pay(stage, "PAY-1", "52714.06"), [`${I} transfer.payment-sent`]],
  [
    "payment-return",
    paid,
    (stage) =>
      act(stage, "out", {
        action: "payment-return",
        body: { reference: reference("PAY-1"), returnedOn: day("2026-09-03"), ...staff },
      }),
    [`${I} transfer.payment-returned`],
  ],
  [
    "dispute",
    paid,
    (stage) => act(stage, "in", { action: "dispute", body: { reasonCode: "not-received", ...staff } }),
    [`${O} transfer.disputed`],
  ],
  [
    "completion",
    paid,
    (stage) => complete(stage, [["PAY-1", "52714.06"]]),
    [`${O} transfer.completed`, `${I} transfer.completed`],
  ],
  [
    "return",
    disputed,
    (stage) =>
      act(stage, "in", {
        action: "return",
        body: {
          returns: [{ reference: reference("BACK-1"), amount: money("52714.06"), paidOn: day("2026-09-03") }],
          ...staff,
        },
      }),
    [`${O} transfer.return-sent`],
  ],
  [
    "return-confirmation",
    returning,
    (stage) => act(stage, "out", { action: "return-confirmation" }),
    [`${I} transfer.return-confirmed`],
  ],
  [
    "refusal-acknowledgement",
    refused,
    (stage) => act(stage, "in", { action: "refusal-acknowledgement" }),
    [`${O} transfer.refusal-acknowledged`],
  ],
  [
    "expiry",
    () => {
      const stage = begun()
      pass(stage, stage.transfer.timerAt ?? "")
      return stage
    },
    (stage) => pass(stage, stage.transfer.timerAt ?? ""),
    [`${I} transfer.expired`, `${O} transfer.expired`],
  ],
]

it.each(acts)("%s is told to whom it concerns", (_name, prepare, perform, expected) => {
  const stage = prepare()
  stage.told.length = 0
  perform(stage)
  expect(stage.told.map(({ to, type }) => `${to} ${type}`)).toEqual(expected)
})
