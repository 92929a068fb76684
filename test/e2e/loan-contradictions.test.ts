import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { makePerson } from "../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  O_ID,
  openAccount,
  staff,
  THIRD_ID,
  type TestCenter,
} from "../fixtures/federation.ts"
import { readFinding } from "../fixtures/finding-story.ts"
import { startLenders, type Lenders } from "../fixtures/loan-federation.ts"
import { checkLoans, payOff, registerLoan, reserveProblem } from "../fixtures/loan-story.ts"
import { reserve } from "../fixtures/offsite-story.ts"

let federation: Lenders
let here: TestCenter
let there: TestCenter
let third: TestCenter

beforeAll(async () => {
  federation = await startLenders()
  ;({ here, there, third } = federation)
})
afterAll(async () => {
  await federation?.stop()
})

describe("a grant that contradicts what is known", () => {
  it("two unsettled loans are a D4, both centers hear of it, and the second takes the first's place at payoff", async () => {
    const ann = makePerson("d4-1")
    const first = await registerLoan(here, ann)
    const second = await registerLoan(there, ann, { guarantors: [makePerson("d4-guarantor")] })
    expect(second.findings).toMatchObject([{ class: "D4" }])
    const findingId = second.findings[0]?.findingId ?? ""
    expect(await readFinding(here, findingId)).toMatchObject({
      class: "D4",
      status: "open",
      centerIds: [I_ID, O_ID],
      contractNos: [first.contractNo],
    })
    for (const center of [here, there])
      expect(await center.inbox()).toContainEqual(
        expect.objectContaining({ type: "finding.opened", subjectId: findingId, actionNeeded: true }),
      )
    expect(await checkLoans(third, [ann])).toMatchObject({
      verdict: "blocked",
      findings: [
        { class: "unsettledLoan", centerId: I_ID },
        { class: "unsettledLoan", centerId: O_ID },
        { class: "D4", centerId: O_ID },
        { class: "loanCount" },
      ],
      counts: { lifetime: 2, unsettled: 2, most: 2 },
    })
    await payOff(here, first)
    expect(await reserveProblem(third, ann)).toMatchObject({
      type: "/problems/unsettled-loan-exists",
      centerId: I_ID,
    })
    await payOff(there, second)
    expect(await reserveProblem(third, ann)).toMatchObject({ type: "/problems/loan-count-exceeded" })
  })

  it("a loan beside another center's reservation is a D4, and gets the guard when that is released", async () => {
    const ann = makePerson("beside-1")
    const { reservationId } = await reserve(there, ann)
    const loan = await registerLoan(here, ann)
    expect(loan.findings).toMatchObject([{ class: "D4" }])
    expectStatus(await there.call("POST", `/v1/loan-reservations/${reservationId}/release`, staff), 200)
    expect(await reserveProblem(there, ann)).toMatchObject({ centerId: O_ID })
    await payOff(here, loan)
    expect(await reserve(there, ann)).toMatchObject({ loansBefore: 1 })
  })

  it("a third loan in life is a D4, whoever of the family had the others", async () => {
    const [ann, ben] = [makePerson("third-1"), makePerson("third-2")]
    await payOff(here, await registerLoan(here, ann))
    await payOff(there, await registerLoan(there, ben))
    const last = await registerLoan(third, ann, { spouse: ben })
    expect(last.findings.map((finding) => finding.class)).toEqual(["D4"])
    expect(await readFinding(here, last.findings[0]?.findingId ?? "")).toMatchObject({
      centerIds: [THIRD_ID, O_ID, I_ID],
    })
  })

  it("an off-site loan without a mark at home is a D5 of both centers", async () => {
    const ann = makePerson("d5-1")
    await openAccount(here, ann, "D5A")
    const loan = await registerLoan(there, ann)
    expect(loan.findings.map((finding) => finding.class)).toEqual(["D5"])
    expect(await readFinding(here, loan.findings[0]?.findingId ?? "")).toMatchObject({
      class: "D5",
      accountNos: ["D5A"],
      contractNos: [],
    })
  })

  it("a sealed account at the lender, or a borrower who pays in there, hides no home elsewhere: D5", async () => {
    const [ann, ben] = [makePerson("d5-2"), makePerson("d5-3")]
    await openAccount(here, ann, "D5B")
    await openAccount(there, ann, "D5C", { status: "02" })
    expect((await registerLoan(there, ann)).findings.map((finding) => finding.class)).toEqual(["D5"])
    expect((await registerLoan(here, makePerson("d5-4"))).findings).toEqual([])
    await openAccount(third, ben, "D5D")
    const coBorrowers = [{ person: ben, relation: "sibling" }]
    const shared = await registerLoan(here, makePerson("d5-5"), { coBorrowers })
    const findingId = shared.findings[0]?.findingId ?? ""
    expect(await readFinding(third, findingId)).toMatchObject({ class: "D5", accountNos: ["D5D"] })
  })

  it("a guarantor is neither counted nor barred", async () => {
    const ann = makePerson("guarantor-1")
    await registerLoan(here, makePerson("guarantor-2"), { guarantors: [ann] })
    expect(await checkLoans(there, [ann])).toMatchObject({
      verdict: "clear",
      counts: { lifetime: 0, unsettled: 0 },
    })
    expect(await reserve(there, ann)).toMatchObject({ loansBefore: 0 })
  })
})
