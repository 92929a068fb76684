import { createSecretKey } from "node:crypto"
import { AccountImport } from "../../../contracts/account-imports.ts"
import * as accounts from "../../../contracts/accounts.ts"
import { OperatingLimits } from "../../../contracts/environment.ts"
import { CenterId, Instant, type Person } from "../../../contracts/primitives.ts"
import { keys } from "../../../contracts/table.ts"
import { FindingStatement } from "../../../contracts/findings.ts"
import * as transfers from "../../../contracts/transfers.ts"
import { hubOf, type Hub } from "../../../functions/edge/hub.ts"
import { newIdAt } from "../../../functions/edge/new-id.ts"
import { importSigningKey } from "../../../functions/security/algorithms.ts"
import { makeSigningJwk } from "../../../functions/security/make-keys.ts"
import { commit } from "../../../functions/store/commit.ts"
import type { Table } from "../../../functions/store/table.ts"
import { changeContributorType } from "../../../functions/use-cases/change-contributor-type.ts"
import { closeAccount } from "../../../functions/use-cases/close-account.ts"
import { importAccounts } from "../../../functions/use-cases/import-accounts.ts"
import { linkPersons } from "../../../functions/use-cases/link-persons.ts"
import { mergeAccount } from "../../../functions/use-cases/merge-account.ts"
import { openAccount } from "../../../functions/use-cases/open-account.ts"
import { requestTransfer } from "../../../functions/use-cases/request-transfer.ts"
import { sealAccount } from "../../../functions/use-cases/seal-account.ts"
import { stateFinding } from "../../../functions/use-cases/state-finding.ts"
import { transferActions } from "../../../functions/use-cases/transfer-actions.ts"
import { unsealAccount } from "../../../functions/use-cases/unseal-account.ts"
import type { Call, Result, UseCase } from "../../../functions/use-cases/use-case.ts"
import { letterBody, segments, staff, statementBody } from "../../fixtures/federation.ts"
import { makePerson, makeUnitCreditCode } from "../../../tools/make-person.ts"
import { createMemoryTable, type Memory } from "./memory-table.ts"

// What centers do to one person's accounts: the real use cases and the real commit over any table.

export const O = CenterId.parse("210100000000000")
export const I = CenterId.parse("140500000000000")
export const T = CenterId.parse("320500000000000")

const nowMs = Date.parse("2026-11-02T01:00:00.000Z")
const now = Instant.parse("2026-11-02T01:00:00.000Z")
const today = "2026-11-02"
const mostDecisions = 8

/** One human being, two documents: nobody knows that they are one until they are linked. */
export const card: Person = makePerson("account races")
export const passport: Person = { documentType: "02", documentNumber: "FZ10001", name: card.name }

const signingKey = importSigningKey(makeSigningJwk("Ed25519", "hub-1"))
const secret = {
  personMacKey: createSecretKey(Buffer.alloc(32, 1)),
  identityKey: createSecretKey(Buffer.alloc(32, 7)),
  signingKey,
  publicJwks: { keys: [] },
}

const unused = (): Promise<never> => Promise.reject(new Error("nothing is followed up here"))

const hubOver = (table: Table): Hub => {
  const workflow = { start: unused, wake: unused, supersede: unused }
  return hubOf(() => ({
    table,
    audience: "http://races.invalid",
    limits: OperatingLimits.parse({}),
    secret: () => Promise.resolve(secret),
    workflow,
    webhookQueue: { send: unused },
    batchQueue: { send: unused },
    statisticsQueue: { send: unused },
    documents: () => {
      throw new Error("no document is kept here")
    },
  }))
}

export type Operation = (table: Table) => Promise<string>

interface Asked {
  readonly by: CenterId
  readonly body: object
  readonly params?: Readonly<Record<string, string>>
}

const brief = (answer: unknown): string => JSON.stringify(answer).slice(0, 160)

/** Decided again from fresh records after each lost race, as the edge does. */
const decided = async (table: Table, decide: () => Promise<Result<unknown>>): Promise<string> => {
  for (let round = 1; round <= mostDecisions; round += 1) {
    const result = await decide()
    if (result.outcome === "refused") return result.problem
    if (result.outcome !== "accepted") return result.outcome
    if (result.changes.length === 0) return brief(result.answer)
    if ((await commit(table, result.changes)).outcome === "committed") return brief(result.answer)
  }
  return "busy"
}

const operation =
  <Body>(
    schema: { readonly parse: (body: unknown) => Body },
    useCaseOf: (hub: Hub, table: Table) => UseCase<Body, unknown>,
  ) =>
  ({ by, body, params = {} }: Asked): Operation =>
  (table) => {
    const call: Call<Body> = {
      callerId: by,
      now,
      nowMs,
      params,
      query: {},
      newId: newIdAt(nowMs),
      keyRestricted: false,
      body: schema.parse(body),
    }
    const useCase = useCaseOf(hubOver(table), table)
    return decided(table, () => useCase(call))
  }

const opening = operation(accounts.OpenAccountRequest, (hub) => openAccount(hub))
const importing = operation(AccountImport, (hub, table) =>
  importAccounts({
    ...hub,
    commitLine: async (changes) =>
      (await commit(table, changes)).outcome === "committed" ? "committed" : "conflict",
  }),
)
const sealing = operation(accounts.SealRequest, (hub) => sealAccount(hub))
const unsealing = operation(accounts.UnsealRequest, (hub) => unsealAccount(hub))
const closing = operation(accounts.ClosureRequest, (hub) => closeAccount(hub))
const merging = operation(accounts.MergerRequest, (hub) => mergeAccount(hub))
const changingType = operation(accounts.ContributorTypeChangeRequest, (hub) => changeContributorType(hub))
const linking = operation(accounts.LinkPersonsRequest, (hub) => linkPersons(hub))
const agreeing = operation(FindingStatement, (hub) => stateFinding(hub))
const requesting = operation(transfers.RequestTransferRequest, (hub) => requestTransfer(hub))
const confirming = operation(transfers.LetterConfirmation, (hub) => transferActions(hub).confirmLetter)
const stating = operation(transfers.Statement, (hub) => transferActions(hub).sendStatement)
const completing = operation(transfers.Completion, (hub) => transferActions(hub).completeTransfer)

type Payer = "employee" | "flexible"
const payment = { reference: "PAY-races", amount: statementBody.amount, paidOn: today }

const accountOf = (person: Person, accountNo: string, contributorType: Payer, status: string) => ({
  person,
  accountNo,
  accountKind: "basic",
  contributorType,
  status,
  openedOn: "2020-01-02",
  ...(contributorType === "employee"
    ? { unitCreditCode: makeUnitCreditCode("races") }
    : { agreementNo: "A-1" }),
})

export const open = (by: CenterId, person: Person, no: string, payer: Payer, status = "01"): Operation =>
  opening({ by, body: accountOf(person, no, payer, status) })
export const importOne = (by: CenterId, person: Person, no: string, status = "01"): Operation =>
  importing({
    by,
    body: { accounts: [{ ...accountOf(person, no, "flexible", status), statusSince: "2020-01-02" }] },
  })
export const seal = (by: CenterId, accountNo: string): Operation =>
  sealing({ by, params: { accountNo }, body: { sealedOn: today, ...staff } })
export const unseal = (by: CenterId, accountNo: string): Operation =>
  unsealing({ by, params: { accountNo }, body: { unsealedOn: today, ...staff } })
export const close = (by: CenterId, accountNo: string): Operation =>
  closing({ by, params: { accountNo }, body: { closedOn: today, withdrawalReason: "01", ...staff } })
export const merge = (by: CenterId, accountNo: string, intoAccountNo: string): Operation =>
  merging({ by, params: { accountNo }, body: { intoAccountNo, mergedOn: today, ...staff } })
export const makeFlexible = (by: CenterId, accountNo: string): Operation =>
  changingType({
    by,
    params: { accountNo },
    body: { contributorType: "flexible", agreementNo: "A-2", changedOn: today, ...staff },
  })
export const link = (by: CenterId, current: Person, former: Person): Operation =>
  linking({ by, body: { current, former, evidence: "证件变更证明", ...staff } })

/** The hub names the finding, so it is looked for in the table. */
export const agree =
  (by: CenterId, memory: Memory): Operation =>
  (table) => {
    const found = [...memory.values()].find((item) => item["sk"] === "FINDING")
    if (found === undefined) return Promise.resolve("no finding")
    const findingId = String(found["findingId"])
    return agreeing({ by, params: { findingId }, body: { conclusion: "lawful", ...staff } })(table)
  }

/** From O to I. The hub names the case, so what follows the letter takes its name from the table. */
export const letter = (fromAccountNo: string, toAccountNo: string): Operation =>
  requesting({
    by: I,
    body: letterBody(card, { fromCenterId: O, fromAccountNo, toAccountNo, appliedOn: today }),
  })

const ofTheCase =
  (memory: Memory, act: (transferId: string) => Operation): Operation =>
  (table) => {
    const found = [...memory.values()].find((item) => item["sk"] === "CASE")
    return found === undefined ? Promise.resolve("no case") : act(String(found["transferId"]))(table)
  }
export const confirm = (memory: Memory): Operation =>
  ofTheCase(memory, (transferId) => confirming({ by: O, params: { transferId }, body: staff }))
export const stateAndPay = (memory: Memory): Operation =>
  ofTheCase(memory, (transferId) =>
    stating({ by: O, params: { transferId }, body: { ...statementBody, segments, payment, ...staff } }),
  )
export const complete = (memory: Memory): Operation =>
  ofTheCase(memory, (transferId) => {
    const received = {
      reference: payment.reference,
      amount: payment.amount,
      receivedOn: today,
      bankSerial: "B-1",
    }
    return completing({ by: I, params: { transferId }, body: { payments: [received], ...staff } })
  })

/** The three centers, and nothing else. */
export const emptyHub = async (): Promise<Memory> => {
  const memory: Memory = new Map()
  const table = createMemoryTable(memory, () => Promise.resolve(), "accounts first")
  for (const centerId of [O, I, T]) {
    const center = {
      centerId,
      name: "示例中心",
      kind: "center",
      settlesOwnBooks: true,
      provinceCode: "990000",
    }
    const standing = {
      closingDays: [],
      standing: "active",
      standingSince: now,
      validFrom: "2020-01-01",
      version: 1,
    }
    await table.put({ ...center, ...standing, ...keys.directory.center(centerId) })
    const since = "2025-01-01T00:00:00.000Z"
    const key = { kid: `${centerId}-1`, centerId, alg: "Ed25519", publicKey: {}, validFrom: since }
    await table.put({ ...key, ...keys.directory.kidOwner(key.kid) })
    await table.put({ kid: key.kid, ...keys.directory.key(centerId, key.kid) })
    const receiving = { bankName: "示例银行", accountName: "示例中心", accountNumber: `62${centerId}` }
    await table.put({ ...receiving, effectiveAt: since, ...keys.directory.receivingAccount(centerId, since) })
  }
  return memory
}
