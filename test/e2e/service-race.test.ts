import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Person, ServiceCaseId } from "../../contracts/primitives.ts"
import { PROBLEMS, problemSlugs } from "../../contracts/problems.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  actOn,
  expectStatus,
  segments,
  staff,
  statementBody,
  type TestCenter,
} from "../fixtures/federation.ts"
import { startLoanFederation, type LoanFederation } from "../fixtures/loan-federation.ts"
import { loanTerms } from "../fixtures/loan-story.ts"
import { outcomeOf, raceIn } from "../fixtures/race.ts"
import {
  actOnService,
  approvalOf,
  contributor,
  lift,
  liftPack,
  paper,
  paymentOf,
  purchase,
  readService,
  requestService,
  serviceBody,
  servicePath,
  verification,
} from "../fixtures/service-story.ts"
import { moving, paidOn, readAccount, readCase, sendLetter } from "../fixtures/transfer-story.ts"
import { jinchengPack } from "../fixtures/withdrawal-packs.ts"

// Who comes at the same moment: nothing leaves twice, and nothing leaves that a loser was promised.

const family = 20
const rounds = 4

let federation: LoanFederation
let R: TestCenter
let H: TestCenter
let third: TestCenter
const race = raceIn(() => federation)

beforeAll(async () => {
  federation = await startLoanFederation()
  ;({ L: R, H, third } = federation)
  expectStatus(await H.call("PUT", "/v1/policies/2026-01-01", jinchengPack(H.centerId)), 201)
})
afterAll(async () => {
  await federation?.stop()
})

const isRetryable = (slug: string): boolean =>
  problemSlugs.some((known) => known === slug && PROBLEMS[known].retryable)

/** A city in which the relatives of an owner ask online, without papers. */
const liftCity = (centerId: string) => ({
  ...liftPack(centerId),
  services: {
    entries: [
      {
        matter: "otherWithdrawal",
        modes: ["online"],
        situations: [{ situation: "lift", zh: "加装电梯", en: "lift", conditions: [], documents: [] }],
        legs: { verification: 1, decision: 3, supplement: 15, payment: 3, delivery: 3, kind: "working" },
        source: "plan",
      },
    ],
  },
})

describe("twenty centers and one lift", () => {
  it("approve at once for one family: exactly the total leaves, and not a fen more", async () => {
    const owner = makePerson("race-owner")
    const asked = async (index: number) => {
      const center = await federation.onboard(`99${String(index).padStart(4, "0")}000000000`)
      expectStatus(await center.call("PUT", "/v1/policies/2026-01-01", liftCity(center.centerId)), 201)
      const { person, accountNo } = await contributor(center, `LIFT${index}`)
      const of = { buildingNo: "RACE-1", relation: "child", principal: owner }
      const details = { matter: "otherWithdrawal", accountNo, withdrawal: lift(of) }
      const { serviceCaseId } = await requestService(
        center,
        serviceBody(center, person, details, { situation: "lift" }),
      )
      return { center, id: serviceCaseId }
    }
    const relatives = await Promise.all(Array.from({ length: family }, (_, index) => asked(index)))
    const amount = "3000.01"
    const decide = (of: typeof relatives) =>
      race(...of.map(({ center, id }) => [center, servicePath(id, "decision"), approvalOf(amount)] as const))

    let open = relatives
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const outcomes = (await decide(open)).map(outcomeOf)
      for (const outcome of outcomes)
        expect(
          outcome === "200" || outcome === "shared-total-exceeded" || isRetryable(outcome),
          outcome,
        ).toBe(true)
      open = open.filter((_, index) => isRetryable(outcomes[index] ?? ""))
      if (open.length === 0) break
    }
    expect(open).toEqual([])
    const statuses = await Promise.all(
      relatives.map(async (one) => ({ ...one, status: (await readService(one.center, one.id)).status })),
    )
    const waiting = statuses.filter(({ status }) => status === "submitted")
    // Thirteen times 3,000.01 fit into 40,000.00, and 999.87 are left.
    expect(waiting).toHaveLength(family - 13)
    const tryFor = async (index: number, rest: string) => {
      const one = waiting[index]
      if (one === undefined) throw new Error("nobody is left")
      const answer = await one.center.call("POST", servicePath(one.id, "decision"), {
        ...approvalOf(rest),
        ...staff,
      })
      return outcomeOf(answer)
    }
    expect(await tryFor(0, "999.88")).toBe("shared-total-exceeded")
    expect(await tryFor(0, "999.87")).toBe("200")
    expect(await tryFor(1, "0.01")).toBe("shared-total-exceeded")
  })

  it("one center for one applicant, many clerks at once: one approval, one hold, one entry", async () => {
    const { person, accountNo } = await contributor(H, "CLERKS")
    const id = await verifiedPurchase(person, accountNo)
    const answers = await race(
      ...Array.from({ length: 10 }, () => [H, servicePath(id, "decision"), approvalOf("1000.00")] as const),
    )
    const outcomes = answers.map(outcomeOf)
    expect(outcomes.filter((outcome) => outcome === "200")).toHaveLength(1)
    for (const outcome of outcomes)
      expect(["200", "action-not-allowed"].includes(outcome) || isRetryable(outcome), outcome).toBe(true)
    expect((await readAccount(H, accountNo)).holds).toMatchObject([{ ground: "withdrawal" }])
  })

  it("of many payments of one approval at once one is made", async () => {
    const { person, accountNo } = await contributor(H, "PAYERS")
    const id = await verifiedPurchase(person, accountNo)
    await actOnService(H, id, "decision", approvalOf("1000.00"))
    const answers = await race(
      ...Array.from({ length: 10 }, () => [H, servicePath(id, "payment"), paymentOf("1000.00")] as const),
    )
    const outcomes = answers.map(outcomeOf)
    expect(outcomes.filter((outcome) => outcome === "200")).toHaveLength(1)
    const { history } = await readService(H, id)
    expect(history.filter(({ event }) => event === "payment")).toHaveLength(1)
    expect((await readAccount(H, accountNo)).holds).toEqual([])
  })
})

const verifiedPurchase = async (person: Person, accountNo: string): Promise<ServiceCaseId> => {
  const documents = [await paper(R, "purchaseContract")]
  const withdrawal = purchase({ contractNo: `HT-${accountNo}` })
  const details = { matter: "purchaseWithdrawal", accountNo, withdrawal }
  const body = serviceBody(H, person, details, { mode: "joint", situation: "newHome", documents })
  const { serviceCaseId } = await requestService(R, body)
  await actOnService(R, serviceCaseId, "verification", verification)
  return serviceCaseId
}

const stating = () => ({ ...statementBody, payment: paidOn(federation.hub.clock.now()) })

/** What 30,000.00 yuan leave of it. */
const statingTheRest = () => ({
  ...statementBody,
  principal: "22298.67",
  interest: "415.39",
  amount: "22714.06",
  segments: [
    { ...segments[0], principal: "22298.67", interest: "415.39", contributions: "0.00" },
    { ...segments[1], principal: "0.00", interest: "0.00", contributions: "0.00", subsidy: "0.00" },
  ],
  payment: paidOn(federation.hub.clock.now(), "22714.06"),
})

/** Somebody whose old account has money, a letter that asks for it, and a purchase that asks for part of it. */
const contested = async () => {
  const story = await moving(H, third)
  const { version } = await readAccount(H, story.oldNo)
  const path = `/v1/accounts/${story.oldNo}/segments`
  expectStatus(await H.call("PUT", path, { segments }, { ifMatch: version }), 200)
  const { transferId } = await sendLetter(H, third, story, { appliedOn: "2026-09-01" })
  const id = await verifiedPurchase(story.person, story.oldNo)
  return { story, transferId, id }
}

describe("a withdrawal and a transfer of the same account", () => {
  it("approval and confirmation at once: whoever is second is refused, or waits for the payment", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { story, transferId, id } = await contested()
      const confirmation = `/v1/transfers/${transferId}/letter-confirmation`
      const [approval, confirmed] = (
        await race([H, servicePath(id, "decision"), approvalOf("30000.00")], [H, confirmation, {}])
      ).map(outcomeOf)
      if (approval !== "200") {
        // The letter was first: the money goes with the transfer, all of it, and the case gets none.
        expect([approval, confirmed]).toEqual(["account-held", "200"])
        await actOn(H, transferId, "statement", stating())
        const late = await H.problem("POST", servicePath(id, "decision"), { ...approvalOf("1.00"), ...staff })
        expect(["account-held", "account-already-closed"]).toContain(late.type.replace("/problems/", ""))
        continue
      }
      if (confirmed !== "200") {
        expect(confirmed).toBe("account-held")
        expect((await readCase(H, transferId)).statusCode).toBe("01")
        continue
      }
      // A letter may be confirmed whatever bars the account: nothing is stated before the withdrawal is paid.
      const early = await H.problem("POST", `/v1/transfers/${transferId}/statement`, {
        ...stating(),
        ...staff,
      })
      expect(early).toMatchObject({ type: "/problems/account-held", rule: "WDR-005" })
      await actOnService(H, id, "payment", paymentOf("30000.00"))
      await actOn(H, transferId, "statement", statingTheRest())
      expect((await readAccount(H, story.oldNo)).status).toBe("04")
    }
  })

  it("approval and statement at once, after the confirmation: the withdrawal is refused", async () => {
    const { transferId, id, story } = await contested()
    await actOn(H, transferId, "letter-confirmation")
    const [approval, stated] = (
      await race(
        [H, servicePath(id, "decision"), approvalOf("30000.00")],
        [H, `/v1/transfers/${transferId}/statement`, stating()],
      )
    ).map(outcomeOf)
    expect(stated).toBe("200")
    expect(["account-held", "account-already-closed"]).toContain(approval)
    expect((await readService(H, id)).status).toBe("verified")
    expect((await readAccount(H, story.oldNo)).status).toBe("04")
  })

  it("a letter after the approval: the transfer waits, and payment and statement at once never both lose", async () => {
    const { transferId, id, story } = await contested()
    await actOnService(H, id, "decision", approvalOf("30000.00"))
    await actOn(H, transferId, "letter-confirmation")
    const [paid, stated] = (
      await race(
        [H, servicePath(id, "payment"), paymentOf("30000.00")],
        [H, `/v1/transfers/${transferId}/statement`, statingTheRest()],
      )
    ).map(outcomeOf)
    expect(paid).toBe("200")
    expect(["200", "account-held"]).toContain(stated)
    if (stated !== "200") await actOn(H, transferId, "statement", statingTheRest())
    expect((await readAccount(H, story.oldNo)).status).toBe("04")
  })
})

const leavingFlexible = async (seed: string) => {
  const { person, accountNo } = await contributor(H, seed, {
    contributorType: "flexible",
    unitCreditCode: undefined,
    agreementNo: "AG-1",
  })
  const details = { matter: "otherWithdrawal", accountNo, withdrawal: { purpose: "flexibleExit" } }
  const body = serviceBody(H, person, details, { mode: "agent", situation: "flexibleExit" })
  const { serviceCaseId } = await requestService(R, body)
  return { person, accountNo, id: serviceCaseId }
}

describe("a withdrawal and a loan of the same person", () => {
  it("a loan that runs bars what its city's rules keep for it", async () => {
    const { person, id } = await leavingFlexible("DEBTOR")
    const loan = { ...loanTerms, contractNo: "HT-DEBTOR", borrower: person, ...staff }
    expectStatus(await R.call("POST", "/v1/loans", loan), 201)
    const answer = await H.problem("POST", servicePath(id, "decision"), { ...approvalOf("100.00"), ...staff })
    expect(answer.status).toBe(409)
    expect((await readService(H, id)).status).toBe("submitted")
  })

  it("approval and reservation, or grant, at once: each gets a lawful answer, and what was approved is held", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { person, accountNo, id } = await leavingFlexible(`BORROWER${round}`)
      const isGrant = round % 2 === 1
      const loan = { ...loanTerms, contractNo: `HT-RACE-${round}`, borrower: person }
      const [approval, lent] = (
        await race(
          [H, servicePath(id, "decision"), approvalOf("10906.64")],
          isGrant ? [R, "/v1/loans", loan] : [R, "/v1/loan-reservations", { borrower: person }],
        )
      ).map(outcomeOf)
      expect(lent).toBe("201")
      const { status } = await readService(H, id)
      const grounds = (await readAccount(H, accountNo)).holds.map(({ ground }) => ground)
      if (approval === "200") expect([status, grounds]).toEqual(["approved", ["withdrawal"]])
      else {
        // A loan bars; of a reservation no rule speaks, and the home center says why it approves all the same.
        const lawful = isGrant ? ["unsettled-loan-bars", "withdrawal-not-allowed"] : ["reason-missing"]
        expect(lawful).toContain(approval)
        expect([status, grounds]).toEqual(["submitted", []])
      }
    }
  })
})
