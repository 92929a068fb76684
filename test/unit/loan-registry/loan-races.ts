import { createSecretKey } from "node:crypto"
import * as accounts from "../../../contracts/accounts.ts"
import { OperatingLimits } from "../../../contracts/environment.ts"
import * as loans from "../../../contracts/loans.ts"
import { CenterId, Instant, type Person } from "../../../contracts/primitives.ts"
import { nationalRules } from "../../../contracts/starter/national-rules.ts"
import { keys } from "../../../contracts/table.ts"
import { hubOf, type Hub } from "../../../functions/edge/hub.ts"
import { newIdAt } from "../../../functions/edge/new-id.ts"
import { importSigningKey } from "../../../functions/security/algorithms.ts"
import { makeSigningJwk } from "../../../functions/security/make-keys.ts"
import { commit } from "../../../functions/store/commit.ts"
import type { Table } from "../../../functions/store/table.ts"
import { feedRepayment, payOffLoan, writeOffLoan } from "../../../functions/use-cases/change-loan.ts"
import { importLoans } from "../../../functions/use-cases/import-loans.ts"
import { linkPersons } from "../../../functions/use-cases/link-persons.ts"
import { openAccount } from "../../../functions/use-cases/open-account.ts"
import { registerLoan } from "../../../functions/use-cases/register-loan.ts"
import { releaseReservation } from "../../../functions/use-cases/release-reservation.ts"
import { reserveLoan } from "../../../functions/use-cases/reserve-loan.ts"
import type { Call, Result, UseCase } from "../../../functions/use-cases/use-case.ts"
import { staff } from "../../fixtures/federation.ts"
import { createMemoryTable, type Memory } from "../../integration/accounts/memory-table.ts"
import { makePerson, makeUnitCreditCode } from "../../../tools/make-person.ts"

// What centers do to the loans of one family: the real use cases and the real commit over a table in memory.

export const O = CenterId.parse("210100000000000")
export const I = CenterId.parse("140500000000000")
export const T = CenterId.parse("320500000000000")

export const today = "2026-11-02"
const start = Date.parse("2026-11-02T01:00:00.000Z")
/** A day on which what was reserved on the first is free again. */
export const later = start + 61 * 86_400_000
const mostDecisions = 8

/** One human being, two documents: nobody knows that they are one until they are linked. */
export const card: Person = makePerson("loan races")
export const passport: Person = { documentType: "02", documentNumber: "FZ20001", name: card.name }
export const spouse: Person = makePerson("loan races spouse")

const secret = {
  personMacKey: createSecretKey(Buffer.alloc(32, 1)),
  identityKey: createSecretKey(Buffer.alloc(32, 7)),
  signingKey: importSigningKey(makeSigningJwk("Ed25519", "hub-1")),
  publicJwks: { keys: [] },
}
const unused = (): Promise<never> => Promise.reject(new Error("nothing is followed up here"))

export const hubOver = (table: Table): Hub =>
  hubOf(() => ({
    table,
    audience: "http://races.invalid",
    limits: OperatingLimits.parse({}),
    secret: () => Promise.resolve(secret),
    workflow: { start: unused, wake: unused, supersede: unused },
    webhookQueue: { send: unused },
    batchQueue: { send: unused },
    statisticsQueue: { send: unused },
    documents: () => {
      throw new Error("no document is kept here")
    },
  }))

export type Operation = (table: Table) => Promise<string>

interface Asked {
  readonly by: CenterId
  readonly body: object
  readonly params?: Readonly<Record<string, string>>
  readonly atMs?: number
}

/** Decided again from fresh records after each lost race, as the edge does. */
const decided = async (table: Table, decide: () => Promise<Result<unknown>>): Promise<string> => {
  for (let round = 1; round <= mostDecisions; round += 1) {
    const result = await decide()
    if (result.outcome === "refused") return result.problem
    if (result.outcome !== "accepted") return result.outcome
    const answer = JSON.stringify(result.answer).slice(0, 200)
    if (result.changes.length === 0) return answer
    if ((await commit(table, result.changes)).outcome === "committed") return answer
  }
  return "busy"
}

const operation =
  <Body>(
    schema: { readonly parse: (body: unknown) => Body },
    useCaseOf: (hub: Hub, table: Table) => UseCase<Body, unknown>,
  ) =>
  ({ by, body, params = {}, atMs = start }: Asked): Operation =>
  (table) => {
    const call: Call<Body> = {
      callerId: by,
      now: Instant.parse(new Date(atMs).toISOString()),
      nowMs: atMs,
      params,
      query: {},
      newId: newIdAt(atMs),
      keyRestricted: false,
      body: schema.parse(body),
    }
    return decided(table, () => useCaseOf(hubOver(table), table)(call))
  }

const opening = operation(accounts.OpenAccountRequest, (hub) => openAccount(hub))
const linking = operation(accounts.LinkPersonsRequest, (hub) => linkPersons(hub))
const reserving = operation(loans.ReserveLoanRequest, (hub) => reserveLoan({ ...hub, nationalRules }))
const releasing = operation(loans.ReleaseReservationRequest, (hub) => releaseReservation(hub))
const registering = operation(loans.RegisterLoanRequest, (hub) => registerLoan({ ...hub, nationalRules }))
const feeding = operation(loans.RepaymentFeed, (hub) => feedRepayment(hub))
const payingOff = operation(loans.PayoffRequest, (hub) => payOffLoan(hub))
const writingOff = operation(loans.WriteOffRequest, (hub) => writeOffLoan(hub))
const importing = operation(loans.LoanImport, (hub, table) =>
  importLoans({
    ...hub,
    nationalRules,
    commitLine: async (changes) =>
      (await commit(table, changes)).outcome === "committed" ? "committed" : "conflict",
  }),
)

export const termsOf = (contractNo: string) => ({
  contractNo,
  kind: "hpf",
  amount: "600000.00",
  termMonths: 360,
  yearlyRate: "0.026",
  grantedOn: "2026-09-01",
})

export const open = (by: CenterId, person: Person, accountNo: string): Operation =>
  opening({
    by,
    body: {
      person,
      accountNo,
      accountKind: "basic",
      contributorType: "employee",
      unitCreditCode: makeUnitCreditCode("races"),
      status: "02",
      openedOn: "2020-01-02",
    },
  })
export const link = (by: CenterId, current: Person, former: Person, atMs = start): Operation =>
  linking({ by, body: { current, former, evidence: "证件变更证明", ...staff }, atMs })
export const reserve = (by: CenterId, borrower: Person, over: object = {}, atMs = start): Operation =>
  reserving({ by, body: { borrower, ...over, ...staff }, atMs })
export const register = (
  by: CenterId,
  contractNo: string,
  borrower: Person,
  over: object = {},
  atMs = start,
): Operation => registering({ by, body: { ...termsOf(contractNo), borrower, ...over, ...staff }, atMs })
export const importPaidOff = (by: CenterId, contractNo: string, borrower: Person): Operation =>
  importing({
    by,
    body: {
      loans: [
        { ...termsOf(contractNo), borrower, status: "paidOff", balance: "0.00", endedOn: "2026-10-01" },
      ],
      ...staff,
    },
  })
export const feedToNothing = (by: CenterId, contractNo: string): Operation =>
  feeding({ by, params: { contractNo }, body: { month: "2026-10", balance: "0.00", overduePeriods: 0 } })
export const payOff = (by: CenterId, contractNo: string): Operation =>
  payingOff({ by, params: { contractNo }, body: { paidOffOn: today, ...staff } })
export const writeOff = (by: CenterId, contractNo: string): Operation =>
  writingOff({
    by,
    params: { contractNo },
    body: { writtenOffOn: today, documentNo: "测〔2026〕1号", ...staff },
  })

/** The reservation of a center: the hub names it, so what follows takes its name from the table. */
const ofReservation =
  (memory: Memory, by: CenterId, act: (reservationId: string) => Operation): Operation =>
  (table) => {
    const found = [...memory.values()].find((item) => item["sk"] === "RESERVATION" && item["centerId"] === by)
    return found === undefined
      ? Promise.resolve("no reservation")
      : act(String(found["reservationId"]))(table)
  }
export const release = (memory: Memory, by: CenterId): Operation =>
  ofReservation(memory, by, (reservationId) => releasing({ by, params: { reservationId }, body: staff }))
export const useReservation = (
  memory: Memory,
  by: CenterId,
  contractNo: string,
  borrower: Person,
  over: object = {},
): Operation =>
  ofReservation(memory, by, (reservationId) => register(by, contractNo, borrower, { ...over, reservationId }))

/** The three centers, and nothing else. */
export const emptyHub = async (): Promise<Memory> => {
  const memory: Memory = new Map()
  const table = createMemoryTable(memory, () => Promise.resolve(), "accounts first")
  for (const centerId of [O, I, T])
    await table.put({
      centerId,
      name: "示例中心",
      kind: "center",
      settlesOwnBooks: true,
      provinceCode: "990000",
      closingDays: [],
      standing: "active",
      standingSince: "2026-11-02T01:00:00.000Z",
      validFrom: "2020-01-01",
      version: 1,
      ...keys.directory.center(centerId),
    })
  return memory
}
