import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Person } from "../../contracts/primitives.ts"
import { Residual } from "../../contracts/transfers.ts"
import { UnmatchedFunds } from "../../contracts/unmatched-funds.ts"
import { makePerson, makeUnitCreditCode } from "../../tools/make-person.ts"
import {
  actOn,
  expectStatus,
  I_ID,
  newReference,
  O_ID,
  openAccount,
  requestTransfer,
  segments,
  staff,
  startFederation,
  statementBody,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"

// What a fraudster, or an honest developer in a hurry, would try next.

let federation: Federation
let O: TestCenter
let I: TestCenter
let third: TestCenter

beforeAll(async () => {
  federation = await startFederation()
  O = await federation.onboard(O_ID)
  I = await federation.onboard(I_ID)
  third = await federation.onboard(THIRD_ID)
})
afterAll(() => federation.stop())

const paidOn = "2026-11-02"
let serial = 0
const received = (amount: string, over: Readonly<Record<string, unknown>> = {}) => ({
  amount,
  receivedOn: paidOn,
  bankSerial: `BS-${(serial += 1)}`,
  ...over,
})

const book = (...payments: readonly ReturnType<typeof received>[]) => ({ payments, ...staff })
const unmatched = (over: Readonly<Record<string, unknown>>) => ({
  payingCenterId: O_ID,
  bankSerial: "S1",
  amount: "5.00",
  receivedOn: paidOn,
  ...staff,
  ...over,
})

const passport = (count: number): Person => ({
  documentType: "02",
  documentNumber: `CHAIN${1000 + count}`,
  name: "示甲一",
})

const quoteFor = (...people: readonly Person[]) => ({
  centerId: I_ID,
  on: paidOn,
  price: "2000000.00",
  termMonths: 240,
  firstHome: true,
  monthlyIncome: "20000.00",
  applicants: people.map((applicant) => ({ person: applicant })),
})

/** A case whose money is on its way. */
const paidCase = async (seed: string) => {
  const person = makePerson(`attack ${seed}`)
  const [oldNo, newNo] = [`OLD-${seed}`, `NEW-${seed}`]
  await openAccount(O, person, oldNo, { status: "02" })
  await openAccount(I, person, newNo)
  const { transferId } = await requestTransfer(I, person, { fromAccountNo: oldNo, toAccountNo: newNo })
  await actOn(O, transferId, "letter-confirmation")
  const payment = { reference: newReference(), amount: statementBody.amount, paidOn }
  await actOn(O, transferId, "statement", { ...statementBody, payment })
  return { person, transferId, payment, oldNo, newNo }
}

const completionOf = ({ transferId }: { readonly transferId: string }) =>
  `/v1/transfers/${transferId}/completion`

describe("money", () => {
  it("one entry of the bank's account is one payment, named or not", async () => {
    const { transferId } = await paidCase("serial")
    const twice = [received("26357.03", { bankSerial: "ONE" }), received("26357.03", { bankSerial: "ONE" })]
    expect(
      await I.problem("POST", `/v1/transfers/${transferId}/completion`, { payments: twice, ...staff }),
    ).toMatchObject({ type: "/problems/payment-reference-used", rule: "TRF-012", field: "/payments" })
  })

  it("one entry of the bank's account is booked in one case, named or not, and for ever", async () => {
    const [first, second] = [await paidCase("entry-1"), await paidCase("entry-2")]
    const entry = book(received(statementBody.amount))
    expectStatus(await I.call("POST", completionOf(first), entry), 200)
    const used = { type: "/problems/payment-reference-used", rule: "TRF-012", field: "/payments" }
    expect(await I.problem("POST", completionOf(second), entry)).toMatchObject(used)

    const path = `/v1/transfers/${first.transferId}/residuals`
    const payment = { reference: newReference(), amount: "10.00", paidOn }
    const sent = Residual.parse(
      expectStatus(
        await O.call("POST", path, { kind: "correction", amount: "10.00", payment, ...staff }),
        201,
      ),
    )
    const [{ bankSerial } = received("0.00")] = entry.payments
    const again = book(received("10.00", { bankSerial }))
    expect(await I.problem("POST", `${path}/${sent.residualId}/completion`, again)).toMatchObject(used)

    const reported = UnmatchedFunds.parse(
      expectStatus(await I.call("POST", "/v1/unmatched-funds", unmatched({ bankSerial })), 201),
    )
    const goesBack = { outcome: "returned", reference: newReference(), ...staff }
    const explanation = `/v1/unmatched-funds/${reported.unmatchedFundsId}/explanation`
    expect(await I.problem("POST", explanation, goesBack)).toMatchObject({ type: used.type })

    // The serial is that bank's: another center may have the same.
    const back = Residual.parse(
      expectStatus(
        await I.call("POST", path, {
          kind: "overpaidContribution",
          amount: "10.00",
          payment: { ...payment, reference: newReference() },
          ...staff,
        }),
        201,
      ),
    )
    expectStatus(await O.call("POST", `${path}/${back.residualId}/completion`, again), 200)
    expectStatus(await I.call("POST", completionOf(second), book(received(statementBody.amount))), 200)
  })

  it("money goes back under a reference for each payment", async () => {
    const { transferId } = await paidCase("twice")
    await actOn(I, transferId, "dispute", { reasonCode: "wrong-person" })
    const half = { reference: newReference(), amount: "26357.03", paidOn }
    expect(
      await I.problem("POST", `/v1/transfers/${transferId}/return`, { returns: [half, half], ...staff }),
    ).toMatchObject({ type: "/problems/payment-reference-used", rule: "TRF-012", field: "/returns" })
    const other = { ...half, reference: newReference() }
    expect(await actOn(I, transferId, "return", { returns: [half, other] })).toMatchObject({
      statusCode: "06",
    })
  })

  it("a residual books the money that follows it, and no more", async () => {
    const { transferId, payment } = await paidCase("residual")
    await actOn(I, transferId, "completion", {
      payments: [received(statementBody.amount, { reference: payment.reference })],
    })
    const path = `/v1/transfers/${transferId}/residuals`
    const segment = {
      ...segments[0],
      from: "2025-07",
      to: "2025-07",
      principal: "10.00",
      interest: "0.00",
      contributions: "10.00",
    }
    const report = (over: Readonly<Record<string, unknown>>) => ({
      kind: "backPayment",
      amount: "10.00",
      segment,
      payment: { reference: newReference(), amount: "10.00", paidOn },
      ...staff,
      ...over,
    })
    for (const principal of ["9.99", "10.01", "99999999999999.99"])
      expect(
        await O.problem("POST", path, report({ segment: { ...segment, principal, interest: principal } })),
      ).toMatchObject({ type: "/problems/amount-mismatch", rule: "TRF-010", field: "/segment" })
    expect(
      await O.problem("POST", path, report({ segment: { ...segment, accountKind: "supplementary" } })),
    ).toMatchObject({ type: "/problems/invalid-request", field: "/segment/accountKind" })
    const own = newReference()
    const sent = expectStatus(
      await O.call("POST", path, report({ payment: { reference: own, amount: "10.00", paidOn } })),
      201,
    )
    expect(sent).toMatchObject({ status: "sent" })
    const residualId =
      sent !== null && typeof sent === "object" && "residualId" in sent ? sent.residualId : ""
    const completion = `${path}/${String(residualId)}/completion`
    // The money of the transfer itself has been booked.
    expect(
      await I.problem("POST", completion, book(received("10.00", { reference: payment.reference }))),
    ).toMatchObject({ type: "/problems/payment-unknown", field: "/payments" })
    expect(
      await I.problem(
        "POST",
        completion,
        book(received("5.00", { reference: own }), received("5.00", { reference: own })),
      ),
    ).toMatchObject({ type: "/problems/payment-reference-used" })
    expectStatus(await I.call("POST", completion, book(received("10.00", { reference: own }))), 200)
  })

  it("a residual is booked into no account that was withdrawn or merged, but where a transfer closed it", async () => {
    const sendResidual = async (transferId: string) => {
      const payment = { reference: newReference(), amount: "10.00", paidOn }
      const path = `/v1/transfers/${transferId}/residuals`
      const sent = expectStatus(
        await O.call("POST", path, { kind: "correction", amount: "10.00", payment, ...staff }),
        201,
      )
      return `${path}/${Residual.parse(sent).residualId}/completion`
    }
    const ended = async (seed: string) => {
      const story = await paidCase(seed)
      await actOn(I, story.transferId, "completion", { payments: [received(statementBody.amount)] })
      return { ...story, completion: await sendResidual(story.transferId) }
    }
    const end = async (accountNo: string, how: string, body: object) =>
      expectStatus(await I.call("POST", `/v1/accounts/${accountNo}/${how}`, { ...body, ...staff }), 200)
    const money = book(received("10.00"))
    const closed = { type: "/problems/new-account-not-open", rule: "TRF-003" }

    const withdrawn = await ended("withdrawn")
    await end(withdrawn.newNo, "closure", { closedOn: paidOn, withdrawalReason: "99" })
    expect(await I.problem("POST", withdrawn.completion, money)).toMatchObject(closed)

    const merged = await ended("merged")
    await openAccount(I, merged.person, "LIVES-ON", { status: "02" })
    await end(merged.newNo, "merger", { mergedOn: paidOn, intoAccountNo: "LIVES-ON" })
    expect(await I.problem("POST", merged.completion, money)).toMatchObject(closed)

    const moved = await ended("moved")
    await end(moved.newNo, "seal", { sealedOn: paidOn })
    await openAccount(third, moved.person, "ONWARD", { status: "02" })
    const onward = await requestTransfer(third, moved.person, {
      fromCenterId: I_ID,
      fromAccountNo: moved.newNo,
      toAccountNo: "ONWARD",
    })
    await actOn(I, onward.transferId, "letter-confirmation")
    const payment = { reference: newReference(), amount: statementBody.amount, paidOn }
    await actOn(I, onward.transferId, "statement", { ...statementBody, payment })
    await actOn(third, onward.transferId, "completion", { payments: [received(statementBody.amount)] })
    expectStatus(await I.call("POST", moved.completion, money), 200)
  })

  it("money without a letter has arrived, and is money", async () => {
    expect(
      await I.problem("POST", "/v1/unmatched-funds", unmatched({ receivedOn: "2199-12-31" })),
    ).toMatchObject({ type: "/problems/invalid-request", rule: "VAL-010", field: "/receivedOn" })
    expect(await I.problem("POST", "/v1/unmatched-funds", unmatched({ amount: "0.00" }))).toMatchObject({
      type: "/problems/invalid-request",
      field: "/amount",
    })
  })
})

describe("persons", () => {
  const flexible = { contributorType: "flexible", unitCreditCode: undefined, agreementNo: "AG-1" } as const
  const opening = (person: Person, accountNo: string) => ({
    person,
    accountNo,
    accountKind: "basic",
    status: "01",
    openedOn: "2020-01-02",
    ...flexible,
  })

  it("a resident number in brackets or with hyphens under another type opens no second normal account", async () => {
    const person = makePerson("attack hyphens")
    const { documentNumber: number } = person
    await openAccount(O, person, "HYPHEN-1", flexible)
    for (const documentNumber of [`${number.slice(0, 6)}-${number.slice(6)}`, `(${number})`])
      expect(
        await I.problem(
          "POST",
          "/v1/accounts",
          opening({ ...person, documentType: "99", documentNumber }, "HYPHEN-2"),
        ),
      ).toMatchObject({ type: "/problems/normal-account-exists" })
  })

  it.each([" ", "\u200b", "\u00b7", "a\u0000b", "a\nb"])("a name is more than %j", async (name) => {
    const person = { ...makePerson("attack name"), name }
    expect(await I.problem("POST", "/v1/account-checks", { person, purpose: "open" })).toMatchObject({
      type: "/problems/invalid-request",
      rule: "VAL-001",
      field: "/person/name",
    })
  })

  it("a center that got the guard by a seal is asked for its own seal by the one that still waits", async () => {
    const person = makePerson("attack line")
    for (const [center, accountNo] of [
      [O, "LINE-O"],
      [I, "LINE-I"],
      [third, "LINE-T"],
    ] as const)
      await openAccount(center, person, accountNo, { unitCreditCode: makeUnitCreditCode(accountNo) })
    const seal = { sealedOn: paidOn, ...staff }
    expectStatus(await O.call("POST", "/v1/accounts/LINE-O/seal", seal), 200)
    const told = (await I.inbox()).filter(({ accountNo }) => accountNo === "LINE-I")
    expect(told.map(({ type, centerId }) => `${type} ${centerId}`).toSorted()).toEqual([
      `account.normal-granted ${O_ID}`,
      `account.seal-request ${THIRD_ID}`,
    ])
    expectStatus(await I.call("POST", "/v1/accounts/LINE-I/seal", seal), 200)
    expect(expectStatus(await third.call("GET", "/v1/accounts/LINE-T"), 200)).toMatchObject({ status: "01" })
  })
})

it("nobody applies for a loan beside oneself, under whatever document", async () => {
  const pack: unknown = JSON.parse(
    readFileSync(new URL(`../../contracts/starter/policies/${I_ID}.json`, import.meta.url), "utf8"),
  )
  if (pack === null || typeof pack !== "object") throw new Error("no pack")
  expectStatus(await I.call("PUT", "/v1/policies/2026-01-01", { ...pack, effectiveFrom: "2026-01-01" }), 201)
  const person = makePerson("attack twice", 1990)
  await openAccount(I, person, "TWICE")
  expect((await I.call("POST", "/v1/loan-quotes", quoteFor(person))).status).toBe(200)
  expect(
    await I.problem("POST", "/v1/loan-quotes", quoteFor(person, { ...person, documentType: "02" })),
  ).toMatchObject({ type: "/problems/invalid-request", field: "/applicants/1/person" })
})

it("however often a document was changed, the first one leads to the person", async () => {
  await openAccount(I, passport(0), "CHAIN", { status: "02" })
  for (let count = 1; count <= 13; count += 1)
    expectStatus(
      await I.call("POST", "/v1/persons/links", {
        current: passport(count),
        former: passport(count - 1),
        evidence: "换发证件",
        ...staff,
      }),
      201,
    )
  expectStatus(await I.call("POST", "/v1/account-checks", { person: passport(0), purpose: "open" }), 200)
})

it("a record that begins with the first month of the wire is taken", async () => {
  await openAccount(I, makePerson("attack 1900"), "FIRST-MONTH")
  const local = { ...segments[0], from: "1900-01", to: "2025-06" }
  expectStatus(
    await I.call("PUT", "/v1/accounts/FIRST-MONTH/segments", { segments: [local] }, { ifMatch: 1 }),
    200,
  )
})
