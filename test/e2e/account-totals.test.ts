import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { Account, AccountState } from "../../contracts/accounts.ts"
import type { Person } from "../../contracts/primitives.ts"
import { makePerson, makeUnitCreditCode } from "../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  newReference,
  O_ID,
  openAccount,
  segments,
  staff,
  startFederation,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { certified, readOffsite } from "../fixtures/offsite-story.ts"
import { moving, readCase, transferWhole } from "../fixtures/transfer-story.ts"

const day = "2026-09-01"
let federation: Federation
let home: TestCenter
let second: TestCenter
let people = 0

const packOf = (treatment: string) => ({
  centerId: I_ID,
  effectiveFrom: "2026-01-01",
  version: 1,
  sources: [{ id: "test-source", title: "测试来源 / invented source", on: "2026-01-01" }],
  flexible: { prepaidRemainder: { treatment, source: "test-source", clause: "三" } },
})

/** Of the segments of the fixtures. */
const totalsOfSegments = {
  employee: { principal: "41398.67", interest: "408.75", contributions: "41000.00", subsidy: "0.00" },
  flexible: { principal: "10800.00", interest: "106.64", contributions: "10739.95", subsidy: "60.05" },
}

beforeAll(async () => {
  federation = await startFederation({ start: "2026-09-01T01:00:00.000Z" })
  home = await federation.onboard(O_ID)
  second = await federation.onboard(I_ID)
  expectStatus(await second.call("PUT", "/v1/policies/2026-01-01", packOf("refunded")), 201)
})
afterAll(() => federation?.stop())

const somebody = (): { readonly person: Person; readonly no: string } => {
  people += 1
  return { person: makePerson(`account totals ${people}`), no: `AT${people}` }
}
const asFlexible = { contributorType: "flexible", unitCreditCode: undefined, agreementNo: "agr-1" }

const read = async (center: TestCenter, no: string): Promise<Account> =>
  Account.parse(expectStatus(await center.call("GET", `/v1/accounts/${no}`), 200))
const put = async (center: TestCenter, no: string, record: readonly object[]): Promise<void> => {
  const { version } = await read(center, no)
  const path = `/v1/accounts/${no}/segments`
  expectStatus(await center.call("PUT", path, { segments: record }, { ifMatch: version }), 200)
}
const withdraw = async (center: TestCenter, no: string, over: object = {}): Promise<AccountState> =>
  AccountState.parse(
    expectStatus(
      await center.call("POST", `/v1/accounts/${no}/withdrawals`, {
        reference: newReference(),
        amount: "20000.00",
        withdrawnOn: day,
        withdrawalReason: "01",
        ...staff,
        ...over,
      }),
      201,
    ),
  )
const become = async (center: TestCenter, no: string): Promise<AccountState> =>
  AccountState.parse(
    expectStatus(
      await center.call("POST", `/v1/accounts/${no}/contributor-type-change`, {
        contributorType: "employee",
        unitCreditCode: makeUnitCreditCode("account totals"),
        changedOn: day,
        ...staff,
      }),
      200,
    ),
  )

describe("an account's money by kind of contributor", () => {
  test("is added up apart, in every figure", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no)
    const empty = { principal: "0.00", interest: "0.00", contributions: "0.00", subsidy: "0.00" }
    expect(await read(home, no)).toMatchObject({
      totals: { employee: empty, flexible: empty },
      withdrawals: [],
    })
    await put(home, no, segments)
    expect((await read(home, no)).totals).toEqual(totalsOfSegments)
  })

  test("is told with a statement, and stays apart at the account that it comes to", async () => {
    const story = await moving(home, second)
    await withdraw(home, story.oldNo, { amount: "5.00" })
    const { transferId } = await transferWhole(home, second, story, Date.parse(`${day}T01:00:00.000Z`))
    expect(await readCase(second, transferId)).toMatchObject({ totals: totalsOfSegments })
    expect(await read(second, story.newNo)).toMatchObject({ totals: totalsOfSegments, withdrawals: [] })
    // What left the old account before is its history, and counts nowhere else.
    expect((await read(home, story.oldNo)).withdrawals).toHaveLength(1)
  })

  test("is told with a certificate", async () => {
    const { offsiteLoanId } = await certified(second, home)
    expect(await readOffsite(second, offsiteLoanId)).toMatchObject({ totals: totalsOfSegments })
  })

  test("tells what left it and from which part, until the center's record is without it", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no)
    await put(home, no, segments)
    const reference = newReference()
    await withdraw(home, no, { reference })
    const { withdrawals, totals } = await read(home, no)
    expect(withdrawals).toEqual([
      {
        caseId: `report/${reference}`,
        withdrawalReason: "01",
        amount: "20000.00",
        taken: { flexible: "10906.64", employee: "9093.36" },
        approvedOn: day,
        paidOn: day,
      },
    ])
    expect(totals.flexible.principal).toBe("10800.00")
    // A second one finds no flexible money any more.
    await withdraw(home, no, { amount: "100.00" })
    expect((await read(home, no)).withdrawals[1]?.taken).toEqual({ flexible: "0.00", employee: "100.00" })
    await put(home, no, segments.slice(0, 1))
    const recorded = (await read(home, no)).withdrawals.map(({ recordedAt }) => recordedAt !== undefined)
    expect(recorded).toEqual([true, true])
    await put(home, no, segments.slice(0, 1))
    expect((await read(home, no)).withdrawals).toHaveLength(2)
  })

  test("a merger takes its withdrawals along", async () => {
    const { person, no } = somebody()
    const old = `${no}-OLD`
    await openAccount(home, person, no)
    await openAccount(home, person, old, { status: "02" })
    await withdraw(home, old, { amount: "300.00" })
    await withdraw(home, no, { amount: "200.00" })
    const merger = { intoAccountNo: no, mergedOn: day, ...staff }
    expectStatus(await home.call("POST", `/v1/accounts/${old}/merger`, merger), 200)
    const amounts = (await read(home, no)).withdrawals.map(({ amount }) => amount).toSorted()
    expect(amounts).toEqual(["200.00", "300.00"])
    expect((await read(home, old)).withdrawals).toEqual([])
  })
})

describe("months that a flexible contributor has paid ahead when a unit begins to pay", () => {
  const prepaid = { ...segments[1], from: "2026-01", to: "2026-08", prepaidThrough: "2026-11" }

  test("are refunded where the pack says so, and the center's to decide where no pack does", async () => {
    for (const [center, treatment] of [
      [second, "refunded"],
      [home, "homeDecides"],
    ] as const) {
      const { person, no } = somebody()
      await openAccount(center, person, no, asFlexible)
      await put(center, no, [prepaid])
      expect(await become(center, no)).toMatchObject({
        prepaidRemainder: { months: 2, amount: "1800.00", treatment },
      })
      expect(await read(center, no)).toMatchObject({ contributorType: "employee" })
      expect((await read(center, no)).agreementNo).toBeUndefined()
    }
  })

  test("are not spoken of where none are left, and not at the change from a unit", async () => {
    const { person, no } = somebody()
    await openAccount(second, person, no, asFlexible)
    await put(second, no, [{ ...prepaid, prepaidThrough: "2026-09" }])
    expect(await become(second, no)).not.toHaveProperty("prepaidRemainder")
    expect(await become(second, no)).not.toHaveProperty("prepaidRemainder")
  })
})
