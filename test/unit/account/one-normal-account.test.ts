import * as fc from "fast-check"
import { expect, test } from "vitest"
import { AccountNo } from "../../../contracts/primitives.ts"
import { closeAccount } from "../../../functions/domain/account/close-account.ts"
import type { AccountDecision } from "../../../functions/domain/account/account-decision.ts"
import { isOpen, sameAccount, type AccountRecord } from "../../../functions/domain/account/account-record.ts"
import { mergeAccounts } from "../../../functions/domain/account/merge-accounts.ts"
import { putSegments } from "../../../functions/domain/account/put-segments.ts"
import {
  registerFormerAccount,
  registerNewAccount,
} from "../../../functions/domain/account/register-account.ts"
import { sealAccount } from "../../../functions/domain/account/seal-account.ts"
import { unsealAccount } from "../../../functions/domain/account/unseal-account.ts"
import { sumMoney } from "../../../functions/domain/money/money.ts"
import {
  centers,
  contextOf,
  personOf,
  recordOf,
  someAccount,
  today,
  written,
  type Ledger,
} from "./account-ledger.ts"
import { aSegment } from "./a-segment.ts"

// Whatever the centers do, in whatever order: one uncontested normal basic account, and a guard that says which.

const step = fc.record({
  act: fc.constantFrom("open", "open", "import", "seal", "unseal", "close", "merge", "record"),
  center: fc.integer({ min: 0, max: 2 }),
  pick: fc.integer({ min: 0, max: 7 }),
  other: fc.integer({ min: 0, max: 7 }),
  employee: fc.boolean(),
  normal: fc.boolean(),
  supplementary: fc.integer({ min: 0, max: 5 }),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

const decide = (
  ledger: Ledger,
  { act, center, pick, other, ...wanted }: Step,
  index: number,
): AccountDecision | undefined => {
  const centerId = centers[center]
  const context = contextOf(ledger.person, centerId)
  if (act === "open" || act === "import") {
    const account: AccountRecord = {
      ...someAccount(centerId === undefined ? {} : { centerId }),
      accountNo: AccountNo.parse(`n-${index}`),
      contributorType: wanted.employee ? "employee" : "flexible",
      status: wanted.normal ? "01" : "02",
      accountKind: wanted.supplementary === 0 ? "supplementary" : "basic",
    }
    return act === "open" ? registerNewAccount(account, context) : registerFormerAccount(account, context)
  }
  const own = ledger.person.accounts.filter((account) => account.centerId === centerId)
  const account = own[pick % Math.max(own.length, 1)]
  if (account === undefined) return undefined
  switch (act) {
    case "seal":
      return sealAccount(account, today, context)
    case "unseal":
      return unsealAccount(account, today, context)
    case "close":
      return closeAccount(account, today, context)
    case "record":
      return putSegments(
        account,
        [aSegment({ accountKind: account.accountKind })],
        { groups: recordOf(ledger, account), beside: [] },
        context,
      )
    case "merge": {
      const living = own[other % own.length] ?? account
      return mergeAccounts(
        {
          closing: account,
          living,
          mergedOn: today,
          closingRecord: recordOf(ledger, account),
          livingRecord: recordOf(ledger, living),
        },
        context,
      )
    }
  }
}

const holdsTogether = ({ person }: Ledger): void => {
  const normal = person.accounts.filter(
    (account) => account.accountKind === "basic" && account.status === "01",
  )
  const { guard } = person
  expect(normal.filter((account) => !account.contested).length).toBeLessThanOrEqual(1)
  // A normal account either holds the guard or is contested; and a guard is never held by anything else.
  expect(
    normal.every(
      (account) => account.contested || (guard !== undefined && sameAccount(guard.holder, account)),
    ),
  ).toBe(true)
  expect(guard === undefined || normal.some((account) => sameAccount(account, guard.holder))).toBe(true)
  expect(guard !== undefined || normal.length === 0).toBe(true)
  const waiting = person.accounts.filter(
    (account) =>
      isOpen(account) &&
      account.accountKind === "basic" &&
      (account.status === "X2" ||
        (account.status === "01" && !(guard !== undefined && sameAccount(guard.holder, account)))),
  )
  const names = (guard?.waiting ?? []).map(({ accountNo }) => accountNo)
  expect(new Set(names)).toEqual(new Set(waiting.map(({ accountNo }) => accountNo)))
  expect(new Set(names).size).toBe(names.length)
}

const money = (ledger: Ledger): string =>
  sumMoney([...ledger.segments.values()].flat().map(({ principal }) => principal))

test("any row of acts leaves at most one uncontested normal account, which holds the guard", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 12, maxLength: 40, size: "max" }), (steps) => {
      let ledger: Ledger = { person: personOf([]), segments: new Map() }
      for (const [index, one] of steps.entries()) {
        const decided = decide(ledger, one, index)
        if (decided?.outcome !== "accepted") continue
        const after = written(ledger, decided.changes)
        if (one.act === "merge") expect(money(after)).toBe(money(ledger))
        holdsTogether(after)
        ledger = after
      }
    }),
    { numRuns: 1_000 },
  )
})
