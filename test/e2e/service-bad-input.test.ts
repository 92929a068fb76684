import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Person } from "../../contracts/primitives.ts"
import { makePerson, makeUnitCreditCode } from "../../tools/make-person.ts"
import { announce, contentOf, upload } from "../fixtures/document-story.ts"
import { expectStatus, openAccount, staff, THIRD_ID, type TestCenter } from "../fixtures/federation.ts"
import { startLoanFederation, type LoanFederation } from "../fixtures/loan-federation.ts"
import { signerOf } from "../fixtures/bad-input-scene.ts"
import { invalid, post, refusals, type ExpectedRefusal } from "../fixtures/refusals.ts"
import {
  contributor,
  jointPurchase,
  lift,
  paper,
  purchase,
  requestService,
  serviceBody,
} from "../fixtures/service-story.ts"

// What a request for a service gets when it is wrong: exactly one problem, nothing written, nothing personal in it.

const bankAccount = { accountName: "收款人甲", accountNo: "6222000011112222", bankName: "示范银行" }

let federation: LoanFederation
let R: TestCenter
let H: TestCenter
let check: ReturnType<typeof refusals>
let applicant: Person

beforeAll(async () => {
  federation = await startLoanFederation()
  ;({ L: R, H } = federation)
  check = refusals(federation)
  ;({ person: applicant } = await contributor(H, "BAD"))
})
afterAll(async () => {
  check?.close()
  await federation?.stop()
})

type Over = Readonly<Record<string, unknown>>

/** A purchase that R could send as it is: each test breaks one thing of it. */
const details = (over: Over = {}) => ({
  matter: "purchaseWithdrawal",
  accountNo: "SVC-BAD",
  amount: "30000.00",
  withdrawal: purchase({ contractNo: "HT-BAD" }),
  ...over,
})
const body = (over: Over = {}) =>
  serviceBody(H, applicant, details(), { mode: "joint", situation: "newHome", bankAccount, ...over })

const numbered = (contractNo: string) => body({ details: details({ withdrawal: purchase({ contractNo }) }) })
const withPapers = (...documents: readonly string[]) => body({ documents })

const refused = async (sent: unknown, expected: ExpectedRefusal, by = R) => {
  const answer = await check.refused(by, post("/v1/service-cases", sent), expected)
  for (const secret of [
    applicant.name,
    applicant.documentNumber,
    "13900000000",
    ...Object.values(bankAccount),
  ])
    expect(answer.text).not.toContain(secret)
}

describe("a request for a service that is wrong", () => {
  it("a matter in a mode that it does not allow", async () => {
    const expected = { problem: "mode-not-allowed", rule: "SVC-002", field: "/mode" } as const
    await refused(body({ mode: "online" }), expected)
    await refused(body({ mode: "agent" }), expected)
    const query = { matter: "informationQuery", topics: ["loans"] }
    await refused(body({ mode: "joint", situation: "ownRecord", details: query }), expected)
    const contribution = {
      matter: "regularContribution",
      unitCreditCode: makeUnitCreditCode("bad"),
      month: "2026-08",
      employees: 3,
      amount: "9000.00",
    }
    await refused(body({ mode: "agent", situation: "monthlyContribution", details: contribution }), expected)
    await refused(body({ mode: "byLetter" }), invalid("VAL-001", "/mode"))
  })

  it("a matter that the catalogue does not know, or none", async () => {
    await refused(body({ details: details({ matter: "lottery" }) }), invalid("VAL-001", "/details/matter"))
    await refused(body({ details: undefined }), invalid("VAL-008", "/details"))
  })

  it("details of another matter, by the field", async () => {
    const query = { matter: "informationQuery", topics: ["account"] }
    const sent = (over: Over, situation = "ownRecord") =>
      body({ mode: "agent", situation, details: { ...query, ...over } })
    await refused(sent({ contractNo: "HT-1" }), invalid("VAL-007", "/details/contractNo"))
    await refused(sent({ withdrawal: purchase() }), invalid("VAL-007", "/details/withdrawal"))
    const certificate = { matter: "payoffCertificate", contractNo: "HT-1", topics: ["account"] }
    await refused(sent(certificate, "paidOff"), invalid("VAL-007", "/details/topics"))
    await refused(
      body({ mode: "agent", details: { matter: "payoffCertificate" } }),
      invalid("VAL-008", "/details/contractNo"),
    )
    const rent = { ...purchase(), monthlyRent: "2000.00" }
    await refused(
      body({ details: details({ withdrawal: rent }) }),
      invalid("VAL-007", "/details/withdrawal/monthlyRent"),
    )
  })

  it("a purpose under another matter", async () => {
    const expected = invalid("SVC-009", "/details/withdrawal/purpose")
    await refused(body({ details: details({ matter: "rentWithdrawal" }) }), expected)
    await refused(body({ details: details({ matter: "otherWithdrawal" }) }), expected)
    await refused(body({ details: details({ withdrawal: lift() }) }), expected)
    const retired = { purpose: "retirement", since: "2026-08-01" }
    const early = details({ matter: "retirementWithdrawal", withdrawal: { ...retired, early: true } })
    await refused(body({ mode: "agent", situation: "normalRetirement", details: early }), expected)
    const normal = details({ matter: "earlyRetirementWithdrawal", withdrawal: retired })
    await refused(body({ mode: "agent", situation: "earlyRetirement", details: normal }), expected)
  })

  it("a situation of another purpose, of another matter, or of none", async () => {
    const other = details({ matter: "otherWithdrawal", withdrawal: lift() })
    await refused(body({ situation: "decoration", details: other }), {
      problem: "situation-unknown",
      rule: "SVC-009",
      field: "/situation",
    })
    const unknown = { problem: "situation-unknown", field: "/situation" } as const
    await refused(body({ situation: "market" }), unknown)
    await refused(body({ situation: "ownRecord" }), unknown)
    await refused(body({ situation: "New Home" }), invalid("VAL-001", "/situation"))
  })

  it("agent or joint with one center on both sides", async () => {
    const expected = { problem: "internal-service", rule: "SVC-001", field: "/homeCenterId" } as const
    await refused(body(), expected, H)
    const query = { matter: "informationQuery", topics: ["loans"] }
    await refused(body({ mode: "agent", situation: "ownRecord", details: query }), expected, H)
  })

  it("a home center that is unknown", async () => {
    await refused(body({ homeCenterId: "990000000000000" }), {
      problem: "unknown-center",
      field: "/homeCenterId",
    })
    await refused(body({ homeCenterId: "21" }), invalid("VAL-001", "/homeCenterId"))
  })

  it("unknown fields, wherever they stand", async () => {
    await refused(body({ priority: "high" }), invalid("VAL-007", "/priority"))
    await refused(body({ decision: { outcome: "approved" } }), invalid("VAL-007", "/decision"))
    await refused(body({ contact: { phone: "13900000000", mail: "x" } }), invalid("VAL-007", "/contact/mail"))
    await refused(body({ bankAccount: { ...bankAccount, cvv: "1" } }), invalid("VAL-007", "/bankAccount/cvv"))
    await refused(body({ details: details({ note: "x" }) }), invalid("VAL-007", "/details/note"))
  })

  it("days that are not yet, or never", async () => {
    await refused(body({ appliedOn: "2026-09-02" }), invalid("VAL-010", "/appliedOn"))
    await refused(body({ appliedOn: "2026-02-30" }), invalid("VAL-002", "/appliedOn"))
  })

  it("handler and reviewer are one", async () => {
    await refused(body({ reviewer: staff.handler }), {
      problem: "same-handler-and-reviewer",
      rule: "DUA-001",
      field: "/reviewer",
    })
  })

  it("money and numbers that are none", async () => {
    for (const amount of ["-1.00", "1.0", "1.005", "1e3", "+1.00", "01.00", "1,000.00", " 1.00"])
      await refused(body({ details: details({ amount }) }), invalid("VAL-006", "/details/amount"))
    for (const contractNo of ["", "HT 1", "HT#1", "HT\u0000", "x".repeat(61)])
      await refused(numbered(contractNo), invalid("VAL-001", "/details/withdrawal/contractNo"))
  })

  it("a person whose number is none", async () => {
    const wrong = { ...applicant, documentNumber: "110101199001010010" }
    await refused(body({ person: wrong }), invalid("VAL-003", "/person/documentNumber"))
  })

  it("a second open case of the same matter: refused, recorded, and nobody learns at which center", async () => {
    const { person } = await contributor(H, "TWICE")
    const query = { matter: "informationQuery", topics: ["account"] }
    const sent = serviceBody(H, person, query, { mode: "agent" })
    await requestService(federation.third, sent)
    const answer = await check.refused(R, post("/v1/service-cases", sent), {
      problem: "open-service-case-exists",
      rule: "SVC-006",
      field: "/details/matter",
      discloses: true,
    })
    expect(answer.text).not.toContain(THIRD_ID)
  })

  it("of two requests at once for one person and matter one is opened", async () => {
    const { person } = await contributor(H, "ATONCE")
    const query = { matter: "informationQuery", topics: ["account"] }
    const sent = serviceBody(H, person, query, { mode: "agent" })
    const both = await Promise.all(
      [R, federation.third].map((center) => check.send(signerOf(center), post("/v1/service-cases", sent))),
    )
    expect(both.map(({ status, slug }) => slug ?? String(status)).toSorted()).toEqual([
      "201",
      "open-service-case-exists",
    ])
    await federation.hub.settle()
    await federation.hub.clock.advance(1)
  })
})

describe("a document that is not what the request says", () => {
  it("was announced and never uploaded", async () => {
    const { documentId } = await announce(R, contentOf("never-sent"))
    await refused(withPapers(documentId), {
      problem: "document-missing",
      rule: "DOC-001",
      field: "/documents/0",
    })
  })

  it("is there, but nobody looked whether it is the one that was announced", async () => {
    const content = contentOf("not-looked-at")
    const announced = await announce(R, content)
    await upload(announced, content)
    await refused(withPapers(announced.documentId), {
      problem: "document-missing",
      rule: "DOC-001",
      field: "/documents/0",
    })
  })

  it("is not the one that was announced: the store or the receipt refuses it, and the case never gets it", async () => {
    const announced = await announce(R, contentOf("as-announced"))
    await upload(announced, contentOf("something-else"))
    const receipt = await R.call("POST", `/v1/documents/${announced.documentId}/receipt`)
    expect(receipt.status).toBe(409)
    await refused(withPapers(announced.documentId), {
      problem: "document-missing",
      rule: "DOC-001",
      field: "/documents/0",
    })
  })

  it("belongs to another case: the second of two is named by its place", async () => {
    const { opened } = await jointPurchase(R, H, "OWNER")
    const [taken] = opened.documents
    const free = await paper(R, "purchaseContract")
    await refused(withPapers(free, taken ?? ""), {
      problem: "document-of-another-case",
      rule: "DOC-003",
      field: "/documents/1",
    })
    // The refused request took nothing.
    const { person } = await contributor(H, "FREE")
    const another = { ...details(), accountNo: "SVC-FREE", withdrawal: purchase({ contractNo: "HT-FREE" }) }
    const sent = serviceBody(H, person, another, { mode: "joint", situation: "newHome", documents: [free] })
    expect((await requestService(R, sent)).documents).toEqual([free])
  })

  it("belongs to another center, or to nobody: it does not exist for the caller", async () => {
    const foreign = await paper(H, "purchaseContract")
    const expected = { problem: "document-not-found", field: "/documents/0" } as const
    await refused(withPapers(foreign), expected)
    await refused(withPapers("doc_01JD0000000000000000000000"), expected)
  })

  it("is named twice, or is no name of a document", async () => {
    const documentId = await paper(R, "purchaseContract")
    await refused(withPapers(documentId, documentId), invalid("DOC-004", "/documents"))
    await refused(withPapers("paper"), invalid("VAL-001", "/documents/0"))
  })

  it("of two requests at once one gets the document", async () => {
    const documentId = await paper(R, "purchaseContract")
    const sent = await Promise.all(
      ["RACE1", "RACE2"].map(async (seed) => {
        const { person } = { person: makePerson(`service-${seed}`, 1980) }
        const own = { ...details(), accountNo: undefined, withdrawal: purchase({ contractNo: `HT-${seed}` }) }
        return serviceBody(H, person, own, { mode: "joint", situation: "newHome", documents: [documentId] })
      }),
    )
    const both = await Promise.all(
      sent.map((each) => check.send(signerOf(R), post("/v1/service-cases", each))),
    )
    expect(both.map(({ status, slug }) => slug ?? String(status)).toSorted()).toEqual([
      "201",
      "document-of-another-case",
    ])
    await federation.hub.settle()
    await federation.hub.clock.advance(1)
  })
})

describe("what a request tells of a home account", () => {
  it("of another person's account, and of one that does not exist, nothing is told", async () => {
    await openAccount(H, makePerson("somebody-else"), "SVC-OTHERS")
    for (const accountNo of ["SVC-OTHERS", "SVC-NOWHERE"]) {
      const person = makePerson(`asks-${accountNo}`)
      const own = details({ accountNo, withdrawal: purchase({ contractNo: accountNo }) })
      const sent = serviceBody(H, person, own, { mode: "joint", situation: "newHome" })
      const opened = await requestService(R, sent)
      expect(opened).not.toHaveProperty("check")
      expectStatus(await R.call("GET", `/v1/service-cases/${opened.serviceCaseId}`), 200)
    }
  })
})
