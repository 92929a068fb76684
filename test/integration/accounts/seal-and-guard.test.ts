import { afterAll, beforeAll, expect, test } from "vitest"
import {
  act,
  check,
  hold,
  open,
  problemOf,
  read,
  release,
  someone,
  startRegistry,
  today,
  told,
  tryAct,
  tryOpen,
  type RegistryHub,
} from "./registry-hub.ts"

let registry: RegistryHub
beforeAll(async () => {
  registry = await startRegistry(10)
}, 120_000)
afterAll(() => registry?.stop())

test("200 flexible openings of one person at once: one account, 199 typed conflicts", async () => {
  const person = someone("race")
  const { centers } = registry
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => {
      const at = centers[index % centers.length] ?? centers[0]
      return tryOpen(at, person, { accountNo: `race-${index}`, contributorType: "flexible" })
    }),
  )
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
  const refused = answers.filter((answer) => answer.status !== 201).map((answer) => problemOf(answer))
  expect(new Set(refused.map(({ status, code, rule }) => `${status} ${code} ${rule}`))).toEqual(
    new Set(["409 3017 ACC-001"]),
  )
}, 60_000)

test("a flexible opening elsewhere is refused and names the other center", async () => {
  const [a, b] = registry.centers
  const person = someone("flexible elsewhere")
  await open(a, person, { accountNo: "fe-a" })
  const problem = problemOf(await tryOpen(b, person, { accountNo: "fe-b", contributorType: "flexible" }))
  expect(problem).toMatchObject({ code: "3017", rule: "ACC-001", centerId: a.centerId })
})

test("new account sealed meanwhile: a waiting employee account leaves the line and a later seal grants nothing", async () => {
  const [a, b] = registry.centers
  const person = someone("sealed meanwhile")
  await open(a, person, { accountNo: "sm-a" })
  await open(b, person, { accountNo: "sm-b" })
  expect((await act(b, "sm-b", "seal", { sealedOn: today })).status).toBe("02")
  await act(a, "sm-a", "seal", { sealedOn: today })
  expect((await read(b, "sm-b")).status).toBe("02")
  expect((await check(b, person)).verdict).toBe("clear")
})

test("the seal hands the guard to the account that has waited longest, the next one goes on waiting", async () => {
  const [a, b, c] = registry.centers
  const person = someone("line")
  await open(a, person, { accountNo: "line-a" })
  expect(await open(b, person, { accountNo: "line-b" })).toMatchObject({
    status: "X2",
    awaitingSealOf: a.centerId,
  })
  await open(c, person, { accountNo: "line-c" })
  expect(await told(a, "line-a")).toEqual(["account.seal-request", "account.seal-request"])
  await act(a, "line-a", "seal", { sealedOn: "2026-10-30" })
  expect(await read(a, "line-a")).toMatchObject({ status: "02", statusSince: "2026-10-30" })
  expect(await read(b, "line-b")).toMatchObject({ status: "01", version: 2 })
  expect((await read(c, "line-c")).status).toBe("X2")
  expect((await told(b, "line-b")).toSorted()).toEqual(["account.normal-granted", "account.seal-request"])
  await act(b, "line-b", "closure", { closedOn: today, withdrawalReason: "01" })
  expect((await read(c, "line-c")).status).toBe("01")
})

test("only a normal account is sealed and only a sealed one unsealed", async () => {
  const [a] = registry.centers
  await open(a, someone("twice"), { accountNo: "tw-a", status: "02" })
  expect(problemOf(await tryAct(a, "tw-a", "seal", { sealedOn: today }))).toMatchObject({
    code: "3018",
    rule: "ACC-003",
  })
  await act(a, "tw-a", "unseal", { unsealedOn: today })
  expect(problemOf(await tryAct(a, "tw-a", "unseal", { unsealedOn: today }))).toMatchObject({
    code: "3018",
    rule: "ACC-003",
  })
})

test("unsealing while the guard is elsewhere: flexible is refused, employee waits", async () => {
  const [a, b, c] = registry.centers
  const person = someone("unseal")
  await open(b, person, { accountNo: "un-b", status: "02", contributorType: "flexible" })
  await open(c, person, { accountNo: "un-c", status: "02" })
  await open(a, person, { accountNo: "un-a" })
  expect(problemOf(await tryAct(b, "un-b", "unseal", { unsealedOn: today }))).toMatchObject({
    code: "3017",
    centerId: a.centerId,
  })
  expect(await act(c, "un-c", "unseal", { unsealedOn: today })).toMatchObject({
    status: "X2",
    awaitingSealOf: a.centerId,
  })
  expect(await told(a, "un-a")).toEqual(["account.seal-request"])
})

test("a second normal account at the same center is refused, a sealed one is a D2 finding", async () => {
  const [a] = registry.centers
  const person = someone("same center")
  await open(a, person, { accountNo: "sc-1" })
  expect(problemOf(await tryOpen(a, person, { accountNo: "sc-2" }))).toMatchObject({
    code: "3017",
    centerId: a.centerId,
  })
  expect((await open(a, person, { accountNo: "sc-3", status: "02" })).finding?.class).toBe("D2")
  expect(
    (await open(a, person, { accountNo: "sc-4", status: "02", accountKind: "supplementary" })).finding,
  ).toBeUndefined()
})

test("dates after today and before the opening are refused", async () => {
  const [a] = registry.centers
  const future = problemOf(await tryOpen(a, someone("future"), { accountNo: "fu-1", openedOn: "2026-11-03" }))
  expect(future).toMatchObject({ code: "3006", rule: "VAL-010", field: "/openedOn" })
  await open(a, someone("future"), { accountNo: "fu-2" })
  expect(problemOf(await tryAct(a, "fu-2", "seal", { sealedOn: "2026-11-03" }))).toMatchObject({
    rule: "VAL-010",
    field: "/sealedOn",
  })
  expect(problemOf(await tryAct(a, "fu-2", "seal", { sealedOn: "2024-02-29" }))).toMatchObject({
    rule: "VAL-005",
    field: "/sealedOn",
  })
})

test("another center's account does not exist for the caller; a stale version changes nothing", async () => {
  const [a, b] = registry.centers
  await open(a, someone("own"), { accountNo: "own-a" })
  expect(problemOf(await tryAct(b, "own-a", "seal", { sealedOn: today })).code).toBe("3014")
  expect(problemOf(await b.client.call("GET", "/v1/accounts/own-a")).code).toBe("3014")
  expect(problemOf(await tryAct(a, "own-a", "seal", { sealedOn: today }, 2)).code).toBe("3008")
  expect((await read(a, "own-a")).status).toBe("01")
})

test("handler and reviewer are two people", async () => {
  const [a] = registry.centers
  await open(a, someone("two people"), { accountNo: "tp-a" })
  const answer = await a.client.call("POST", "/v1/accounts/tp-a/seal", {
    body: { sealedOn: today, handler: "h1", reviewer: "h1" },
  })
  expect(problemOf(answer)).toMatchObject({ code: "3007", rule: "DUA-001" })
})

test("the same key again gives the same answer and seals once", async () => {
  const [a] = registry.centers
  await open(a, someone("again"), { accountNo: "ag-a" })
  const options = { body: { sealedOn: today, handler: "h1", reviewer: "r1" }, idempotencyKey: "seal-again-1" }
  const first = await a.client.call("POST", "/v1/accounts/ag-a/seal", options)
  const second = await a.client.call("POST", "/v1/accounts/ag-a/seal", options)
  expect(second.body).toEqual(first.body)
  expect(second.headers.get("idempotent-replay")).toBe("true")
})

test("holds are independent of each other and of the status; 06 is shown while a court holds", async () => {
  const [a] = registry.centers
  await open(a, someone("holds"), { accountNo: "ho-a" })
  const court = await hold(a, "ho-a", {
    ground: "judicial",
    scope: ["withdrawal"],
    documentNo: "(2026)演01执1号",
  })
  const other = await hold(a, "ho-a", { ground: "other", scope: ["typeChange"] })
  expect(court.status).toBe("06")
  expect(await act(a, "ho-a", "seal", { sealedOn: today })).toMatchObject({ status: "06" })
  expect(
    problemOf(await tryAct(a, "ho-a", "closure", { closedOn: today, withdrawalReason: "01" })),
  ).toMatchObject({ code: "3019", rule: "ACC-006" })
  expect((await release(a, "ho-a", court.holdId)).status).toBe("02")
  expect((await read(a, "ho-a")).holds.map(({ holdId }) => holdId)).toEqual([other.holdId])
  const change = { contributorType: "flexible", changedOn: today, agreementNo: "agr-1" }
  expect(problemOf(await tryAct(a, "ho-a", "contributor-type-change", change)).code).toBe("3019")
  expect(
    problemOf(await tryAct(a, "ho-a", `holds/${court.holdId}/release`, { releasedOn: today })).code,
  ).toBe("3020")
})
