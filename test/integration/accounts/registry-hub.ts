import { createHash } from "node:crypto"
import * as z from "zod"
import {
  Account,
  AccountCheckResponse,
  AccountState,
  HoldPlaced,
  PersonsLinked,
  SegmentsPut,
} from "../../../contracts/accounts.ts"
import { AccountImportReport } from "../../../contracts/account-imports.ts"
import { Inbox } from "../../../contracts/messages.ts"
import { CenterId, Instant, type Person } from "../../../contracts/primitives.ts"
import { Problem } from "../../../contracts/problems.ts"
import { publicPart } from "../../../functions/security/algorithms.ts"
import { makeSigningJwk } from "../../../functions/security/make-keys.ts"
import { startHub, type Hub } from "../../../infra/local/start-hub.ts"
import { createHubClient, type HubAnswer, type HubClient } from "../../../tools/hub-client.ts"
import { makePerson, makeUnitCreditCode } from "../../../tools/make-person.ts"

export interface RegistryHub {
  readonly hub: Hub
  readonly centers: readonly [Registrar, Registrar, Registrar, ...Registrar[]]
  stop(): Promise<void>
}

export interface Registrar {
  readonly centerId: CenterId
  readonly client: HubClient
}

const centerIdOf = (index: number): CenterId =>
  CenterId.parse(`99${String(index + 1).padStart(2, "0")}01000000001`)

const answered = (answer: HubAnswer, status: number): HubAnswer => {
  if (answer.status !== status) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return answer
}

/** The hub itself, its clock at 2026-11-02 in China, and centers that hold keys. */
export const startRegistry = async (count: number): Promise<RegistryHub> => {
  const hub = await startHub({ clock: "virtual" })
  const clock = (): Instant => Instant.parse(new Date(hub.clock.now()).toISOString())
  const operator = createHubClient({ url: hub.url, key: hub.operatorKey, callerId: "operator", clock })
  const onboard = async (index: number): Promise<Registrar> => {
    const centerId = centerIdOf(index)
    const key = makeSigningJwk("Ed25519", `${centerId}-first`)
    const body = {
      centerId,
      name: `演示中心${index}`,
      kind: "center",
      settlesOwnBooks: true,
      provinceCode: "990000",
      validFrom: "2020-01-01",
      firstKey: { kid: key.kid, publicKey: publicPart(key) },
    }
    answered(await operator.call("POST", "/v1/directory/centers", { body }), 201)
    return { centerId, client: createHubClient({ url: hub.url, key, callerId: centerId, clock }) }
  }
  const [a, b, c, ...rest] = await Promise.all(Array.from({ length: count }, (_, index) => onboard(index)))
  if (a === undefined || b === undefined || c === undefined) throw new Error("three centers at least")
  return { hub, centers: [a, b, c, ...rest], stop: () => hub.stop() }
}

const staff = { handler: "h1", reviewer: "r1" }
export const today = "2026-11-02"
export const unit = makeUnitCreditCode("registry")

const parsed = <Shape extends z.ZodType>(schema: Shape, status: number, answer: HubAnswer): z.infer<Shape> =>
  schema.parse(answered(answer, status).body)

export const problemOf = (answer: HubAnswer): Problem => Problem.parse(answer.body)

export interface Opening {
  readonly accountNo: string
  readonly status?: "01" | "02"
  readonly contributorType?: "employee" | "flexible"
  readonly accountKind?: "basic" | "supplementary"
  readonly openedOn?: string
}

export const accountBody = (person: Person, opening: Opening) => {
  const contributorType = opening.contributorType ?? "employee"
  return {
    person,
    accountNo: opening.accountNo,
    accountKind: opening.accountKind ?? "basic",
    contributorType,
    status: opening.status ?? "01",
    openedOn: opening.openedOn ?? "2024-03-01",
    ...(contributorType === "employee"
      ? { unitCreditCode: unit }
      : { agreementNo: `agr-${opening.accountNo}` }),
  }
}

export const tryOpen = (at: Registrar, person: Person, opening: Opening): Promise<HubAnswer> =>
  at.client.call("POST", "/v1/accounts", { body: accountBody(person, opening) })

export const open = async (at: Registrar, person: Person, opening: Opening): Promise<AccountState> =>
  parsed(AccountState, 201, await tryOpen(at, person, opening))

export const tryAct = (
  at: Registrar,
  accountNo: string,
  action: string,
  body: object,
  ifMatch?: number,
): Promise<HubAnswer> =>
  at.client.call("POST", `/v1/accounts/${accountNo}/${action}`, {
    body: { ...body, ...staff },
    ...(ifMatch === undefined ? {} : { ifMatch }),
  })

export const act = async (
  at: Registrar,
  accountNo: string,
  action: string,
  body: object,
): Promise<AccountState> => parsed(AccountState, 200, await tryAct(at, accountNo, action, body))

export const hold = async (
  at: Registrar,
  accountNo: string,
  body: object,
): Promise<z.infer<typeof HoldPlaced>> =>
  parsed(HoldPlaced, 201, await tryAct(at, accountNo, "holds", { from: "2026-10-01", ...body }))

export const release = async (
  at: Registrar,
  accountNo: string,
  holdId: string,
): Promise<z.infer<typeof HoldPlaced>> =>
  parsed(HoldPlaced, 200, await tryAct(at, accountNo, `holds/${holdId}/release`, { releasedOn: today }))

export const read = async (at: Registrar, accountNo: string): Promise<Account> =>
  parsed(Account, 200, await at.client.call("GET", `/v1/accounts/${accountNo}`))

export const tryPut = (
  at: Registrar,
  accountNo: string,
  segments: readonly object[],
  ifMatch?: number,
): Promise<HubAnswer> =>
  at.client.call("PUT", `/v1/accounts/${accountNo}/segments`, {
    body: { segments },
    ...(ifMatch === undefined ? {} : { ifMatch }),
  })

export const put = async (
  at: Registrar,
  accountNo: string,
  segments: readonly object[],
  ifMatch: number,
): Promise<z.infer<typeof SegmentsPut>> =>
  parsed(SegmentsPut, 200, await tryPut(at, accountNo, segments, ifMatch))

export const check = async (at: Registrar, person: Person): Promise<AccountCheckResponse> =>
  parsed(
    AccountCheckResponse,
    200,
    await at.client.call("POST", "/v1/account-checks", { body: { person, purpose: "open" } }),
  )

export const tryLink = (at: Registrar, current: Person, former: Person): Promise<HubAnswer> =>
  at.client.call("POST", "/v1/persons/links", {
    body: { current, former, evidence: "公安机关证件变更证明", ...staff },
  })

export const link = async (
  at: Registrar,
  current: Person,
  former: Person,
): Promise<z.infer<typeof PersonsLinked>> => parsed(PersonsLinked, 201, await tryLink(at, current, former))

export const importAccounts = async (
  at: Registrar,
  accounts: readonly object[],
): Promise<AccountImportReport> =>
  parsed(
    AccountImportReport,
    200,
    await at.client.call("POST", "/v1/account-imports", { body: { accounts } }),
  )

/** Messages of a center about one of its accounts. */
export const told = async (at: Registrar, accountNo: string): Promise<readonly string[]> => {
  const inbox = parsed(Inbox, 200, await at.client.call("GET", "/v1/inbox?limit=100"))
  return inbox.messages
    .filter((message) => message.accountNo === accountNo)
    .map((message) => (message.note === undefined ? message.type : `${message.type} ${message.note}`))
}

export const someone = (seed: string): Person => makePerson(`registry ${seed}`)

/** The same human being under a new document: a passport-like number that no one bears. */
export const withPassport = (person: Person, seed: string): Person => ({
  documentType: "04",
  documentNumber: `ZZ${createHash("sha256").update(seed).digest("hex").slice(0, 8).toUpperCase()}`,
  name: person.name,
})

export const segment = (changes: object = {}) => ({
  contributorType: "employee",
  accountKind: "basic",
  origin: { kind: "local" },
  unitCreditCode: unit,
  from: "2024-03",
  to: "2025-02",
  principal: "24000.00",
  interest: "0.00",
  contributions: "24000.00",
  subsidy: "0.00",
  monthlyContribution: "2000.00",
  ...changes,
})
