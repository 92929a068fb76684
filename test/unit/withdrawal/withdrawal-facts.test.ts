import { describe, expect, test } from "vitest"
import { nationalWithdrawals } from "../../../contracts/starter/national-withdrawals.ts"
import { AccountNo, PersonRef } from "../../../contracts/primitives.ts"
import { PolicyPack } from "../../../contracts/policies.ts"
import { WithdrawalDetails } from "../../../contracts/withdrawals.ts"
import {
  withdrawalFacts,
  type WithdrawalFactsNeeds,
  type WithdrawalFactsQuestion,
} from "../../../functions/use-cases/withdrawal-facts.ts"
import { factOf } from "../../../functions/domain/withdrawal/housing-fact.ts"
import { jinchengPack } from "../../fixtures/withdrawal-packs.ts"
import {
  asks,
  centerId,
  day,
  elsewhere,
  factsOf,
  flexibleMoney,
  holder,
  spouse,
  today,
  yuan,
} from "./a-withdrawal.ts"

const former = PersonRef.parse(`prs_${"C".repeat(22)}`)
const named = factOf(WithdrawalDetails.parse(asks.lift))
if (named?.outcome !== "named") throw new Error("a lift is a fact that has a name")
const { fact } = named
const known = {
  fact,
  principalRef: former,
  total: yuan("20000.00"),
  uses: [
    { caseId: "svc-1", personRef: former, centerId: elsewhere, amount: yuan("1.00"), usedOn: today },
    { caseId: "svc-2", personRef: spouse, centerId: elsewhere, amount: yuan("2.00"), usedOn: today },
  ],
  version: 2,
}
const { account, person } = factsOf({})

/** `former` is a document that the holder had before. */
const needs = (over: Partial<WithdrawalFactsNeeds> = {}): WithdrawalFactsNeeds => ({
  identify: () => Promise.resolve({ personRef: former, nameMac: "mac" }),
  readAccount: ({ accountNo }) => Promise.resolve(accountNo === "A1" ? { account, person } : undefined),
  readPerson: (ref) => Promise.resolve({ ...person, personRef: ref === former ? holder : ref }),
  readSegments: () => Promise.resolve([{ origin: "local", segments: [flexibleMoney("8000.00")] }]),
  readPolicies: () => Promise.resolve([]),
  readWithdrawals: () => Promise.resolve(undefined),
  readFact: () => Promise.resolve(undefined),
  nationalWithdrawals,
  ...over,
})

const asking = (details: object, over: Partial<WithdrawalFactsQuestion> = {}): WithdrawalFactsQuestion => ({
  centerId,
  accountNo: AccountNo.parse("A1"),
  personRef: holder,
  details: WithdrawalDetails.parse(details),
  on: today,
  ...over,
})

const principal = { documentType: "03", documentNumber: "E990001", name: "示例甲" }

describe("the facts of a withdrawal", () => {
  test("are the account, its money and the rules of the day", async () => {
    const packs = [{ pack: PolicyPack.parse(jinchengPack(centerId)), hash: "1".repeat(64) }]
    const read = await withdrawalFacts(
      needs({ readPolicies: () => Promise.resolve(packs) }),
      asking(asks.flexibleFree),
    )
    expect(read).toMatchObject({
      outcome: "read",
      facts: { account: { accountNo: "A1" }, rules: { policy: { hash: "1".repeat(64) } } },
    })
  })

  test("are not told of an account that there is not, nor of another's", async () => {
    const missing = await withdrawalFacts(needs(), asking(asks.rent, { accountNo: AccountNo.parse("A2") }))
    const others = await withdrawalFacts(needs(), asking(asks.rent, { personRef: spouse }))
    expect(missing).toEqual({ outcome: "refused", problem: "account-not-found" })
    expect(others).toEqual(missing)
  })

  test("are found by a former document of the holder", async () => {
    expect(await withdrawalFacts(needs(), asking(asks.rent, { personRef: former }))).toMatchObject({
      outcome: "read",
    })
  })

  test("know a former document in the uses of a fact, and in its owner", async () => {
    const read = await withdrawalFacts(needs({ readFact: () => Promise.resolve(known) }), asking(asks.lift))
    expect(read).toMatchObject({
      facts: {
        housing: { principalRef: former, known: { uses: [{ personRef: holder }, { personRef: spouse }] } },
      },
    })
  })

  test("identify the owner that the details name, unless the caller has", async () => {
    const asked = { ...asks.lift, relation: "child", principal }
    expect(await withdrawalFacts(needs(), asking(asked))).toMatchObject({
      facts: { housing: { fact, total: "20000.00", principalRef: former } },
    })
    const { principal: _kept, ...stored } = asked
    expect(await withdrawalFacts(needs(), asking(stored, { principalRef: spouse }))).toMatchObject({
      facts: { housing: { principalRef: spouse } },
    })
  })

  test("are not made of a pack that has ended", async () => {
    const pack = PolicyPack.parse({ ...jinchengPack(centerId), effectiveTo: "2026-06-30" })
    const read = (on: string) =>
      withdrawalFacts(
        needs({ readPolicies: () => Promise.resolve([{ pack, hash: "1".repeat(64) }]) }),
        asking(asks.flexibleFree, { on: day(on) }),
      )
    expect(await read("2026-06-30")).toMatchObject({ outcome: "read" })
    expect(await read("2026-07-01")).toMatchObject({ problem: "policy-gap", field: "/on" })
    // Before its first day the center had published nothing: the nation's rules hold alone.
    expect(await read("2025-12-31")).toMatchObject({ outcome: "read", facts: { rules: { own: [] } } })
  })

  test.each([
    [{ ...asks.rent, from: "2026-08", to: "2026-07" }, "VAL-005", "/details/to"],
    [{ ...asks.purchase, relation: "spouse" }, "VAL-008", "/details/principal"],
    [{ ...asks.purchase, principal }, "WDR-010", "/details/principal"],
    [{ ...asks.lift, subsidy: "30000.01" }, "WDR-002", "/details/subsidy"],
  ])("are not made of details that contradict themselves: %j", async (details, rule, field) => {
    expect(await withdrawalFacts(needs(), asking(details))).toMatchObject({
      problem: "invalid-request",
      rule,
      field,
    })
  })
})
