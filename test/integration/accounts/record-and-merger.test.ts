import { afterAll, beforeAll, expect, test } from "vitest"
import {
  act,
  check,
  hold,
  open,
  problemOf,
  put,
  read,
  segment,
  someone,
  startRegistry,
  today,
  told,
  tryAct,
  tryOpen,
  tryPut,
  type RegistryHub,
} from "./registry-hub.ts"

let registry: RegistryHub
beforeAll(async () => {
  registry = await startRegistry(3)
}, 120_000)
afterAll(() => registry?.stop())

const into = (intoAccountNo: string) => ({ intoAccountNo, mergedOn: today })

test("two accounts at the old center (merge first)", async () => {
  const [a, b] = registry.centers
  const person = someone("merge first")
  await open(a, person, { accountNo: "mf-1" })
  await open(a, person, { accountNo: "mf-2", status: "02" })
  await put(a, "mf-1", [segment()], 1)
  await put(a, "mf-2", [segment({ from: "2023-01", to: "2023-12" })], 1)
  const kept = (await read(a, "mf-2")).segments
  expect((await check(a, person)).findings.map((finding) => finding.class)).toEqual(["D2", "D2"])

  expect((await act(a, "mf-1", "merger", into("mf-2"))).status).toBe("03")

  const merged = await read(a, "mf-2")
  expect(merged).toMatchObject({ status: "01", version: 3 })
  expect(merged.segments.map(({ from }) => from)).toEqual(["2023-01", "2024-03"])
  expect(merged.segments[0]).toEqual(kept[0])
  expect((await read(a, "mf-1")).segments).toEqual([])
  expect((await check(a, person)).verdict).toBe("clear")
  // The guard moved with the account that held it.
  expect(
    problemOf(await tryOpen(b, person, { accountNo: "mf-b", contributorType: "flexible" })),
  ).toMatchObject({ code: "3017", centerId: a.centerId })
  expect(await open(b, person, { accountNo: "mf-b" })).toMatchObject({ status: "X2" })
  await act(a, "mf-2", "seal", { sealedOn: today })
  expect((await read(b, "mf-b")).status).toBe("01")
})

test("a merger is barred by a hold on the old account, by another kind, another person and itself", async () => {
  const [a] = registry.centers
  const person = someone("merger barred")
  await open(a, person, { accountNo: "mb-1" })
  await open(a, person, { accountNo: "mb-2", status: "02" })
  await open(a, person, { accountNo: "mb-3", status: "02", accountKind: "supplementary" })
  await open(a, someone("merger other"), { accountNo: "mb-4" })
  for (const other of ["mb-1", "mb-3", "mb-4"])
    expect(problemOf(await tryAct(a, "mb-1", "merger", into(other)))).toMatchObject({
      code: "3018",
      rule: "ACC-008",
    })
  expect(problemOf(await tryAct(a, "mb-1", "merger", into("mb-9")))).toMatchObject({
    code: "3014",
    field: "/intoAccountNo",
  })
  await hold(a, "mb-1", { ground: "judicial", scope: ["withdrawal"], documentNo: "(2026)演01执2号" })
  expect(problemOf(await tryAct(a, "mb-1", "merger", into("mb-2")))).toMatchObject({
    code: "3019",
    rule: "ACC-006",
  })
})

test("a change of type replaces unit by agreement; segments keep their label and the status stays", async () => {
  const [a] = registry.centers
  await open(a, someone("type change"), { accountNo: "tc-1", status: "02" })
  await put(a, "tc-1", [segment()], 1)
  const changed = await act(a, "tc-1", "contributor-type-change", {
    contributorType: "flexible",
    changedOn: today,
    agreementNo: "agr-7",
  })
  expect(changed).toMatchObject({ status: "02", version: 3 })
  const account = await read(a, "tc-1")
  expect(account).toMatchObject({ contributorType: "flexible", agreementNo: "agr-7" })
  expect(account.unitCreditCode).toBeUndefined()
  expect(account.segments[0]?.contributorType).toBe("employee")
})

test("the record needs the version that was read, and gives each segment an id that stays", async () => {
  const [a] = registry.centers
  await open(a, someone("record"), { accountNo: "re-1" })
  expect(problemOf(await tryPut(a, "re-1", [segment()])).code).toBe("3009")
  expect(await put(a, "re-1", [segment()], 1)).toEqual({
    accountNo: "re-1",
    version: 2,
    segments: 1,
    doubledMonths: [],
  })
  expect(problemOf(await tryPut(a, "re-1", [], 1)).code).toBe("3008")
  const [first] = (await read(a, "re-1")).segments
  await put(a, "re-1", [{ ...first, to: "2025-06" }, segment({ from: "2025-07", to: "2025-09" })], 2)
  const { segments } = await read(a, "re-1")
  expect(segments.map(({ to }) => to)).toEqual(["2025-06", "2025-09"])
  expect(segments[0]?.segmentId).toBe(first?.segmentId)
})

test("what contradicts itself is refused with its rule", async () => {
  const [a] = registry.centers
  await open(a, someone("contradiction"), { accountNo: "co-1" })
  const transferred = {
    kind: "transferred",
    fromCenterId: a.centerId,
    transferId: "trf_01HZZZZZZZZZZZZZZZZZZZZZZZ",
  }
  const wrong = async (changes: object) => problemOf(await tryPut(a, "co-1", [segment(changes)], 1))
  expect(await wrong({ origin: transferred })).toMatchObject({
    code: "3021",
    rule: "ACC-007",
    field: "/segments/0/origin",
  })
  expect(await wrong({ subsidy: "24000.01" })).toMatchObject({
    code: "3021",
    rule: "ACC-010",
    field: "/segments/0/subsidy",
  })
  expect(await wrong({ accountKind: "supplementary" })).toMatchObject({
    code: "3021",
    field: "/segments/0/accountKind",
  })
  expect(await wrong({ segmentId: "seg_01HZZZZZZZZZZZZZZZZZZZZZZZ" })).toMatchObject({
    code: "3021",
    field: "/segments/0/segmentId",
  })
})

test("months paid twice are counted and reported once, not blocked", async () => {
  const [a] = registry.centers
  const person = someone("doubled")
  await open(a, person, { accountNo: "do-1", status: "02" })
  await open(a, person, { accountNo: "do-2" })
  await open(a, person, { accountNo: "do-3", status: "02", accountKind: "supplementary" })
  await put(a, "do-1", [segment({ from: "2023-01", to: "2025-06" })], 1)
  await put(a, "do-3", [segment({ accountKind: "supplementary", from: "2025-07", to: "2025-12" })], 1)
  const flexible = {
    contributorType: "flexible",
    unitCreditCode: undefined,
    agreementNo: "agr-8",
    from: "2025-05",
    to: "2026-06",
  }
  expect((await put(a, "do-2", [segment(flexible)], 1)).doubledMonths).toEqual(["2025-05", "2025-06"])
  expect((await put(a, "do-2", [segment(flexible)], 2)).doubledMonths).toEqual(["2025-05", "2025-06"])
  expect((await told(a, "do-2")).filter((text) => text.endsWith("D3"))).toEqual(["finding.opened D3"])
})

test("a closed account takes no act any more", async () => {
  const [a] = registry.centers
  await open(a, someone("closed"), { accountNo: "cl-1" })
  await act(a, "cl-1", "closure", { closedOn: today, withdrawalReason: "05" })
  expect((await read(a, "cl-1")).status).toBe("05")
  const again = await tryAct(a, "cl-1", "closure", { closedOn: today, withdrawalReason: "05" })
  const placed = await tryAct(a, "cl-1", "holds", { ground: "other", scope: ["closing"], from: today })
  const recorded = await tryPut(a, "cl-1", [], 2)
  expect([again, placed, recorded].map((answer) => problemOf(answer).code)).toEqual(["3018", "3018", "3018"])
})
