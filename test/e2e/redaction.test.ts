import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inflateRawSync } from "node:zlib"
import { GetExecutionHistoryCommand, ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Loan } from "../../contracts/loans.ts"
import { OffsiteLoan, OpenedApplicant } from "../../contracts/offsite-loans.ts"
import { OpenedIdentity } from "../../contracts/transfers.ts"
import type { Person } from "../../contracts/primitives.ts"
import type { Hub } from "../../infra/local/start-hub.ts"
import { makePerson, makePhone } from "../../tools/make-person.ts"
import { badForms, badSignatures } from "../fixtures/bad-calls.ts"
import {
  actOn,
  expectStatus,
  I_ID,
  letterBody,
  newReference,
  O_ID,
  openAccount,
  staff,
  startFederation,
  statementBody,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { loanPack } from "../fixtures/loan-pack.ts"
import {
  actOnOffsite,
  certificationBody,
  consentOf,
  grantBody,
  requestBody,
  reserve,
} from "../fixtures/offsite-story.ts"
import { rawCaller } from "../fixtures/raw-call.ts"
import { chinaDay, paidOn, received } from "../fixtures/transfer-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"
import { makeSigningJwk } from "../../functions/security/make-keys.ts"

/** Names that no other text of the run contains. */
const people: readonly Person[] = [
  { ...makePerson("redaction-1"), name: "鑫淼焱垚甲" },
  { ...makePerson("redaction-2"), name: "犇骉羴猋乙" },
  { ...makePerson("redaction-3"), name: "Wxyzzy Quuxperson" },
  { documentType: "03", documentNumber: "EQ7654321", name: "鱻龘靐丙" },
]
/** The family of an off-site loan: the applicant, the spouse who borrows with him, a sibling and a guarantor. */
const family: readonly Person[] = ["骉飍麤垚己", "猋龘焱庚", "羴靐淼辛", "飝厵叒壬"].map((name, index) => ({
  ...makePerson(`redaction-loan-${index}`, 1990),
  name,
}))
const everybody = [...people, ...family]
const phones = everybody.map((_, index) => makePhone(`redaction-${index}`))
const employer = "骊龘示范有限公司"

const pathOf = (item: string): readonly string[] =>
  statSync(item).isDirectory() ? readdirSync(item).flatMap((name) => pathOf(join(item, name))) : [item]

/** The forms in which a text may have slipped through; base64 in its three alignments, without the ends that neighbours blur. */
const formsOf = (text: string): readonly string[] => {
  const aligned = [0, 1, 2].flatMap((pad) => {
    const bytes = Buffer.concat([Buffer.alloc(pad), Buffer.from(text)])
    const skip = pad === 0 ? 0 : pad + 1
    const length = Math.floor((bytes.length * 8) / 6)
    const encoded = bytes.toString("base64").slice(skip, length)
    return [encoded, encoded.replaceAll("+", "-").replaceAll("/", "_")]
  })
  const escaped = JSON.stringify(text).slice(1, -1)
  const unicode = Array.from(text, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`).join(
    "",
  )
  return [
    ...new Set([
      text,
      text.toUpperCase(),
      text.toLowerCase(),
      escaped,
      unicode,
      encodeURIComponent(text),
      Buffer.from(text).toString("hex"),
      ...aligned,
    ]),
  ]
}

const needles = [
  ...everybody.flatMap(({ name, documentNumber }) => [name, documentNumber]),
  ...phones,
  employer,
]
const foundIn = (haystack: Buffer): readonly string[] =>
  needles.filter((needle) => formsOf(needle).some((form) => haystack.includes(form)))

/** All that the workflows were told and answered. */
const executionHistories = async (hub: Hub): Promise<readonly string[]> => {
  const client = new SFNClient({
    endpoint: hub.environment["AWS_ENDPOINT_URL_SFN"] ?? "",
    region: "cn-north-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  })
  const found: string[] = []
  for (const { name } of hub.deployment.stateMachines) {
    const stateMachineArn = `arn:aws-cn:states:cn-north-1:000000000000:stateMachine:${name}`
    const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn }))
    const histories = await Promise.all(
      executions.map(({ executionArn }) => client.send(new GetExecutionHistoryCommand({ executionArn }))),
    )
    found.push(...histories.map(({ events }) => JSON.stringify(events)))
  }
  client.destroy()
  return found
}

/** An item as text, what is compressed in it unpacked. */
const readable = (item: Readonly<Record<string, unknown>>): string =>
  Object.entries(item)
    .map(
      ([name, value]) =>
        `${name}=${value instanceof Uint8Array ? inflateRawSync(value).toString("utf8") : JSON.stringify(value)}`,
    )
    .join(" ")

describe("nothing personal is kept in clear", () => {
  const folder = mkdtempSync(join(tmpdir(), "hpf-redaction-"))
  const lines: string[] = []
  let federation: Federation
  let O: TestCenter
  let I: TestCenter
  let third: TestCenter
  let table: ReturnType<typeof wholeTable>
  const now = () => federation.hub.clock.now()

  beforeAll(async () => {
    federation = await startFederation({
      start: "2026-09-01T01:00:00.000Z",
      schedulePeriodFloorMs: 6 * 3_600_000,
      dataDirectory: folder,
      onLogLine: ({ line }) => void lines.push(line),
    })
    O = await federation.onboard(O_ID)
    I = await federation.onboard(I_ID)
    third = await federation.onboard(THIRD_ID)
    table = wholeTable(federation.hub)
  })
  afterAll(async () => {
    table.close()
    await federation.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const wholeRun = async (): Promise<string> => {
    let last = ""
    // Messages lie on the queue too: nobody listens at that port, so each push is tried and tried again.
    expectStatus(await I.call("PUT", "/v1/webhook", { url: "http://127.0.0.1:9/hook" }), 200)
    for (const [index, person] of people.slice(0, 3).entries()) {
      await openAccount(O, person, `O${index}`, { status: "02" })
      await openAccount(I, person, `I${index}`)
      expectStatus(await third.call("POST", "/v1/account-checks", { person, purpose: "open" }), 200)
      const letter = letterBody(person, {
        fromAccountNo: `O${index}`,
        toAccountNo: `I${index}`,
        appliedOn: chinaDay(now()),
        contact: { phone: phones[index] },
        formerEmployer: employer,
      })
      const { transferId } = Object(expectStatus(await I.call("POST", "/v1/transfers", letter), 201))
      for (const center of [O, I]) {
        const opened = await center.call("POST", `/v1/transfers/${transferId}/identity`, {
          purpose: "match-account",
        })
        expect(OpenedIdentity.parse(expectStatus(opened, 200))).toMatchObject({
          person,
          contact: { phone: phones[index] },
          formerEmployer: employer,
        })
      }
      expect(
        (await third.problem("POST", `/v1/transfers/${transferId}/identity`, { purpose: "inspect" })).type,
      ).toBe("/problems/transfer-not-found")
      await actOn(O, transferId, "letter-confirmation")
      const payment = paidOn(now())
      await actOn(O, transferId, "statement", { ...statementBody, payment })
      await actOn(I, transferId, "dispute", { reasonCode: "not-received" })
      await actOn(I, transferId, "completion", { payments: [received(now(), payment.reference)] })
      last = transferId
    }
    const [, , , former] = people
    const current = { ...makePerson("redaction-4"), name: former?.name ?? "" }
    await openAccount(O, former ?? current, "FORMER", { status: "02" })
    expectStatus(
      await O.call("POST", "/v1/persons/links", { current, former, evidence: "出入境机关证明", ...staff }),
      201,
    )
    expectStatus(
      await I.call("POST", "/v1/unmatched-funds", {
        payingCenterId: O_ID,
        amount: "1.00",
        receivedOn: chinaDay(now()),
        bankSerial: newReference().slice(0, 20),
        ...staff,
      }),
      201,
    )
    return last
  }

  /** An off-site loan from consent to payoff, with the family that stands behind it; the case's id. */
  const loanRun = async (): Promise<string> => {
    const [person, spouse, sibling, guarantor] = family
    if (person === undefined || spouse === undefined || sibling === undefined || guarantor === undefined)
      throw new Error("a family of four")
    const phone = phones[everybody.indexOf(person)] ?? ""
    const today = chinaDay(now())
    await openAccount(O, person, "LOAN-HOME")
    const pack = loanPack(I_ID, "2026-01-01", "500000.00")
    expectStatus(await I.call("PUT", "/v1/policies/2026-01-01", pack), 201)
    const applicants = [person, spouse]
    expectStatus(await third.call("POST", "/v1/loan-checks", { applicants, spouse, purpose: "loan" }), 200)
    const wish = { price: "900000.00", termMonths: 240, firstHome: true, monthlyIncome: "20000.00" }
    const consented = async () => [{ person, consent: await consentOf(O, person, { purpose: "loanQuote" }) }]
    const quote = { centerId: I_ID, on: today, ...wish, applicants: await consented() }
    expectStatus(await I.call("POST", "/v1/loan-quotes", quote), 200)
    const comparison = { centerIds: [I_ID, O_ID], on: today, ...wish, applicants: await consented() }
    expectStatus(await I.call("POST", "/v1/loan-quotes/comparison", comparison), 200)
    const request = requestBody(O, person, await consentOf(O, person), {
      contact: { phone },
      appliedOn: today,
    })
    const { offsiteLoanId } = OffsiteLoan.parse(
      expectStatus(await I.call("POST", "/v1/offsite-loans", request), 201),
    )
    for (const center of [I, O]) {
      const path = `/v1/offsite-loans/${offsiteLoanId}/identity`
      const opened = await center.call("POST", path, { purpose: "match-account" })
      expect(OpenedApplicant.parse(expectStatus(opened, 200))).toEqual({ person, contact: { phone } })
    }
    const certificate = certificationBody("LOAN-HOME")
    const { certificateNo = "" } = await actOnOffsite(O, offsiteLoanId, "certification", certificate)
    const coBorrowers = [{ person: sibling, relation: "sibling" }]
    const { reservationId } = await reserve(I, person, { spouse, coBorrowers, offsiteLoanId })
    const rival = { borrower: sibling, ...staff }
    expect((await third.problem("POST", "/v1/loan-reservations", rival)).code).toBe("3044")
    const quoting = { ...wish, applicants: [{ person }] }
    expectStatus(await I.call("POST", `/v1/offsite-loans/${offsiteLoanId}/quote`, quoting), 200)
    const grant = grantBody({ certificateNo }, reservationId)
    await actOnOffsite(I, offsiteLoanId, "grant", grant)
    const terms = { kind: "hpf", amount: "1000.00", termMonths: 12, yearlyRate: "0.026", grantedOn: today }
    const doubt = { ...terms, contractNo: "RED-1", borrower: spouse, guarantors: [guarantor], ...staff }
    const { findings } = Loan.parse(expectStatus(await O.call("POST", "/v1/loans", doubt), 201))
    expect(findings.map((finding) => finding.class)).toContain("D4")
    const withdrawal = {
      reference: newReference(),
      amount: "1.00",
      withdrawnOn: today,
      withdrawalReason: "01",
    }
    expectStatus(await O.call("POST", "/v1/accounts/LOAN-HOME/withdrawals", { ...withdrawal, ...staff }), 201)
    const old = { ...terms, contractNo: "RED-2", borrower: guarantor, coBorrowers, status: "paidOff" }
    const line = { ...old, grantedOn: "2016-01-05", balance: "0.00", endedOn: "2020-01-01" }
    expectStatus(await O.call("POST", "/v1/loan-imports", { loans: [line], ...staff }), 200)

    const path = `/v1/loans/${grant.contractNo}`
    const feed = { month: "2026-09", balance: "300000.00", overduePeriods: 1, overdueAmount: "900.00" }
    expectStatus(await I.call("POST", `${path}/repayments`, feed), 200)
    const collection = { overduePeriods: 1, overdueAmount: "900.00" }
    await actOnOffsite(I, offsiteLoanId, "collection-request", collection)
    await actOnOffsite(O, offsiteLoanId, "collection-answer", { contacted: true })
    const offset = { reference: newReference(), amount: "300000.00", paidOn: today }
    await actOnOffsite(O, offsiteLoanId, "offset", offset)
    const booking = { receivedOn: today, bankSerial: "RED-1", balance: "0.00" }
    await actOnOffsite(I, offsiteLoanId, "offset-completion", booking)
    expectStatus(await I.call("POST", `${path}/payoff`, { paidOffOn: today, ...staff }), 200)
    return offsiteLoanId
  }

  /** Personal data where it does not belong: names of fields, paths, queries, keys, headers, half of a body. */
  const oddPlaces = async (): Promise<void> => {
    const [person = makePerson("none")] = people
    const call = rawCaller(federation.hub)
    const asker = { callerId: I_ID, key: I.key }
    const keyed = { name: person.name, number: person.documentNumber }
    const scene = {
      federation,
      O,
      I,
      third,
      person,
      movable: { person, oldNo: "O0", newNo: "I0" },
      stranger: { callerId: I_ID, key: makeSigningJwk("Ed25519", person.documentNumber) },
      keys: { revoked: I.key, expired: I.key, notYetValid: I.key, restricted: I.key },
    }
    const calls = [...badForms(scene), ...badSignatures(scene)]
    for (const bad of calls)
      expect(foundIn(Buffer.from((await call(bad.signer, bad.call)).text)), bad.name).toEqual([])
    const odd = [
      { method: "GET", target: `/v1/accounts/${keyed.number}` },
      { method: "GET", target: `/v1/transfers?letterNo=${keyed.number}` },
      { method: "GET", target: `/v1/transfers?${keyed.number}=1` },
      { method: "GET", target: `/v1/${keyed.number}` },
      { method: "GET", target: `/v1/accounts/${encodeURIComponent(keyed.name)}` },
      { method: "POST", target: `/v1/transfers/${keyed.number}/refusal`, body: staff },
      { method: "POST", target: "/v1/accounts", body: { [keyed.name]: { [keyed.number]: keyed.name } } },
      { method: "POST", target: "/v1/accounts", body: `{"a":"${keyed.name}","a":"${keyed.number}` },
      { method: "POST", target: "/v1/accounts", body: `{"${keyed.number}":1,"${keyed.number}":2}` },
      { method: "POST", target: "/v1/accounts", body: { person, accountNo: keyed.name } },
      {
        method: "POST",
        target: "/v1/accounts",
        body: {},
        headers: { "content-type": `text/${keyed.number}` },
      },
      {
        method: "POST",
        target: "/v1/accounts",
        body: {},
        headers: { "idempotency-key": `${keyed.number}!!` },
      },
      { method: "GET", target: `/v1/loans/${keyed.number}` },
      { method: "GET", target: `/v1/findings/${keyed.number}` },
      { method: "GET", target: `/v1/loan-reservations/${keyed.number}` },
      { method: "GET", target: `/v1/offsite-loans?status=${keyed.number}` },
      { method: "POST", target: `/v1/loans/${keyed.number}/payoff`, body: staff },
      {
        method: "POST",
        target: `/v1/offsite-loans/${keyed.number}/grant`,
        body: { [keyed.name]: keyed.number },
      },
      {
        method: "POST",
        target: "/v1/offsite-loans",
        body: { person, consent: keyed.number, [keyed.name]: 1 },
      },
      { method: "POST", target: "/v1/loans", body: { borrower: person, contractNo: keyed.name } },
      {
        method: "POST",
        target: "/v1/loan-checks",
        body: { applicants: [{ ...person, [keyed.name]: keyed.number }], purpose: keyed.name },
      },
      { method: "GET", target: `/problems/${keyed.number}` },
      {
        method: "GET",
        target: "/v1/inbox",
        headers: { "accept-language": keyed.number, "user-agent": keyed.number },
      },
    ]
    for (const one of odd) {
      const answer = await call(asker, one)
      if (answer.status !== 200)
        expect(foundIn(Buffer.from(answer.text)), `${one.method} ${one.target}`).toEqual([])
    }
  }

  it("in a full run: no log line, no item, no file of the data folder, no message, no execution", async () => {
    const transferId = await wholeRun()
    const offsiteLoanId = await loanRun()
    await oddPlaces()
    await federation.hub.clock.advance(3_600_000)
    expect(lines.length).toBeGreaterThan(100)
    expect(foundIn(Buffer.from(lines.join("\n")))).toEqual([])
    const items = await table.items()
    expect(items.length).toBeGreaterThan(100)
    // Stored answers are compressed: they are read as they will be sent again.
    expect(foundIn(Buffer.from(items.map((item) => readable(item)).join("\n")))).toEqual([])
    const histories = await executionHistories(federation.hub)
    expect(histories.length).toBeGreaterThan(2)
    expect(foundIn(Buffer.from(histories.join("\n")))).toEqual([])
    for (const file of pathOf(folder)) expect(foundIn(readFileSync(file)), file).toEqual([])

    // Fifteen days after the case's end the identity is gone.
    const open = () => I.call("POST", `/v1/transfers/${transferId}/identity`, { purpose: "inspect" })
    expect((await open()).status).toBe(200)
    await federation.hub.clock.advance(15 * 86_400_000)
    expect(
      await I.problem("POST", `/v1/transfers/${transferId}/identity`, { purpose: "inspect" }),
    ).toMatchObject({ type: "/problems/identity-erased", status: 410, caseId: transferId })
    const applicant = `/v1/offsite-loans/${offsiteLoanId}/identity`
    expect(await I.problem("POST", applicant, { purpose: "inspect" })).toMatchObject({
      type: "/problems/identity-erased",
      caseId: offsiteLoanId,
    })
    expect((await O.call("GET", `/v1/transfers/${transferId}`)).status).toBe(200)
    for (const caseId of [transferId, offsiteLoanId]) {
      const disclosed = items.filter(
        (item) => item["purpose"] === "match-account" && item["caseId"] === caseId,
      )
      expect(
        disclosed
          .map((item) => item.pk.split("#")[1] ?? "")
          .toSorted((left, right) => left.localeCompare(right)),
      ).toEqual([I_ID, O_ID])
    }
  })

  it("and the search would find it: a planted name, number and phone, plain and encoded", async () => {
    const [person = makePerson("none")] = people
    const planted = {
      pk: "PLANTED",
      sk: "1",
      note: `x${Buffer.from(`ab${person.name}cd`).toString("base64url")}`,
    }
    await table.put(planted)
    const dump = Buffer.from((await table.items()).map((item) => readable(item)).join("\n"))
    expect(foundIn(dump)).toEqual([person.name])
    await table.remove(planted)
    for (const shape of [
      `{"n":"${person.documentNumber}"}`,
      Buffer.from(`{"p":"${phones[0]}"}`).toString("base64"),
      Buffer.from(`..${person.documentNumber}`).toString("base64url"),
      Buffer.from(person.name).toString("hex"),
      "WXYZZY QUUXPERSON",
    ])
      expect(foundIn(Buffer.from(shape)), shape).toHaveLength(1)
    // Each of a loan's family as well: in an item of the table, and in a line of a log.
    for (const one of family) {
      await table.put({ ...planted, note: JSON.stringify({ spouse: one.name }) })
      expect(foundIn(Buffer.from((await table.items()).map((item) => readable(item)).join("\n")))).toEqual([
        one.name,
      ])
      const phone = phones[everybody.indexOf(one)] ?? ""
      const line = `{"event":"answered","of":"${one.documentNumber}","contact":"${phone}"}`
      expect(foundIn(Buffer.from(line))).toEqual([one.documentNumber, phone])
    }
    await table.remove(planted)
    expect(foundIn(Buffer.from(JSON.stringify(makePerson("somebody else"))))).toEqual([])
  })
})
