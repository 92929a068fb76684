import { expect, test } from "vitest"
import { Instant } from "../../../contracts/primitives.ts"
import { retryAfterSeconds } from "../../../functions/edge/problem-answer.ts"

// 23:59:30 in China.
const now = Instant.parse("2026-11-21T15:59:30.000Z")

test("what is counted by the day comes back at midnight in China", () => {
  expect(retryAfterSeconds("disclosure-budget-exhausted", now)).toBe(30)
  expect(retryAfterSeconds("letter-serials-exhausted", Instant.parse("2026-11-21T16:00:00.000Z"))).toBe(
    86_400,
  )
})

test("a busy hub may be asked again soon", () => {
  expect(retryAfterSeconds("busy", now)).toBe(5)
})

test("a problem that stays has no interval", () => {
  expect(retryAfterSeconds("normal-account-exists", now)).toBeUndefined()
})
