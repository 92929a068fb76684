import { afterAll, beforeAll, expect, test } from "vitest"
import {
  accountBody,
  act,
  check,
  importAccounts,
  link,
  open,
  problemOf,
  read,
  segment,
  someone,
  startRegistry,
  today,
  told,
  tryLink,
  tryOpen,
  withPassport,
  type RegistryHub,
} from "./registry-hub.ts"

let registry: RegistryHub
beforeAll(async () => {
  registry = await startRegistry(3)
}, 120_000)
afterAll(() => registry?.stop())

const former = (person: ReturnType<typeof someone>, accountNo: string, changes: object = {}) => ({
  ...accountBody(person, { accountNo }),
  statusSince: "2024-03-01",
  ...changes,
})

test("changed name or document: everything under the former document goes on under the one in use", async () => {
  const [a, b] = registry.centers
  const person = someone("changed document")
  const before = withPassport(person, "changed document")
  await open(b, before, { accountNo: "cd-b" })
  await open(a, person, { accountNo: "cd-a", status: "02" })
  expect((await check(a, person)).verdict).toBe("clear")
  expect((await link(a, person, before)).outcome).toBe("linked")
  expect((await check(a, person)).findings).toMatchObject([{ class: "normalAccount", centerId: b.centerId }])
  expect((await check(a, before)).verdict).toBe("blocked")
  // The guard came along, and the former document leads to it too.
  expect(problemOf(await tryOpen(a, before, { accountNo: "cd-a2", contributorType: "flexible" })).code).toBe(
    "3017",
  )
  expect((await read(b, "cd-b")).status).toBe("01")
  await act(b, "cd-b", "seal", { sealedOn: today })
  expect((await act(a, "cd-a", "unseal", { unsealedOn: today })).status).toBe("01")
})

test("changed name under the same document: the account is opened and people look", async () => {
  const [a, b] = registry.centers
  const person = someone("changed name")
  await open(a, person, { accountNo: "cn-a", status: "02" })
  const renamed = { ...person, name: "示新名" }
  expect((await open(b, renamed, { accountNo: "cn-b" })).finding?.class).toBe("D7")
  expect(await told(a, "cn-a")).toEqual(["finding.opened D7"])
  expect((await check(b, renamed)).verdict).toBe("review")
})

test("a link that would join two normal accounts is contested, and the seal settles who is normal", async () => {
  const [a, b, c] = registry.centers
  const person = someone("two normal")
  const before = withPassport(person, "two normal")
  await open(a, person, { accountNo: "tn-a" })
  await open(b, before, { accountNo: "tn-b" })
  expect(await link(a, person, before)).toMatchObject({ outcome: "contested", finding: { class: "D7" } })
  expect((await read(a, "tn-a")).contested).toBe(true)
  expect(await read(b, "tn-b")).toMatchObject({ contested: true, status: "01" })
  expect(await told(a, "tn-a")).toEqual(["finding.opened D7"])
  expect(await told(b, "tn-b")).toEqual(["finding.opened D7"])
  await act(a, "tn-a", "seal", { sealedOn: today })
  expect(await read(b, "tn-b")).toMatchObject({ status: "01", statusSince: "2024-03-01", contested: false })
  expect(
    problemOf(await tryOpen(c, person, { accountNo: "tn-c", contributorType: "flexible" })).centerId,
  ).toBe(b.centerId)
})

test("who may not be linked: strangers, the same document, one that was linked before, an unknown name", async () => {
  const [a, b] = registry.centers
  const person = someone("not linkable")
  const before = withPassport(person, "not linkable")
  await open(a, person, { accountNo: "nl-a" })
  await open(b, before, { accountNo: "nl-b", status: "02" })
  expect(problemOf(await tryLink(registry.centers[2], person, before)).code).toBe("3030")
  expect(problemOf(await tryLink(a, person, person)).code).toBe("3030")
  expect(problemOf(await tryLink(a, person, { ...before, name: "别人" }))).toMatchObject({
    code: "3030",
    rule: "ACC-009",
  })
  await link(a, person, before)
  expect(problemOf(await tryLink(a, person, before)).code).toBe("3030")
})

test("openings and a link of the same documents at once lose no account", async () => {
  const [a, b] = registry.centers
  const person = someone("link race")
  const before = withPassport(person, "link race")
  await open(a, person, { accountNo: "lr-a" })
  const openings = Array.from({ length: 12 }, (_, index) =>
    open(b, before, { accountNo: `lr-${index}`, accountKind: "supplementary", status: "02" }),
  )
  const [linked, ...opened] = await Promise.all([link(a, person, before), ...openings])
  expect(linked.outcome).toBe("linked")
  const found = await Promise.all(opened.map(({ accountNo }) => read(b, accountNo)))
  expect(found).toHaveLength(12)
})

test("an import registers, and the same file again changes nothing", async () => {
  const [a] = registry.centers
  const lines = [
    former(someone("import 1"), "im-1", { segments: [segment()] }),
    former(someone("import 2"), "im-2", { status: "02", statusSince: "2025-01-31" }),
    former(someone("import 3"), "im-3", { status: "05", statusSince: "2025-01-31" }),
  ]
  expect(await importAccounts(a, lines)).toMatchObject({ registered: 3, contested: 0, refused: 0 })
  expect((await read(a, "im-1")).segments).toMatchObject([
    { origin: { kind: "local" }, principal: "24000.00" },
  ])
  await act(a, "im-1", "seal", { sealedOn: today })
  expect(await importAccounts(a, lines)).toMatchObject({ registered: 0, unchanged: 3 })
  expect((await read(a, "im-1")).status).toBe("02")
})

test("a line that is wrong costs no other, and is named by its problem", async () => {
  const [a] = registry.centers
  const person = someone("bad lines")
  await open(a, person, { accountNo: "bl-1" })
  const report = await importAccounts(a, [
    former(someone("bad lines 2"), "bl-1"),
    former(person, "bl-1", { openedOn: "2020-01-01" }),
    former(someone("bad lines 3"), "bl-3", { statusSince: "2026-12-01" }),
    former(someone("bad lines 4"), "bl-4", { segments: [segment({ accountKind: "supplementary" })] }),
    former(someone("bad lines 5"), "bl-5"),
  ])
  expect(report.lines.map(({ outcome, reason }) => reason ?? outcome)).toEqual([
    "account-exists",
    "account-exists",
    "invalid-request",
    "segments-inconsistent",
    "registered",
  ])
})

test("imported duplicates are stored contested with a finding, and both centers hear of it", async () => {
  const [a, b, c] = registry.centers
  const person = someone("import twice")
  await importAccounts(a, [former(person, "it-a")])
  expect(await importAccounts(b, [former(person, "it-b")])).toMatchObject({
    contested: 1,
    lines: [{ finding: { class: "D1" } }],
  })
  expect(await importAccounts(a, [former(person, "it-a2", { status: "02" })])).toMatchObject({
    lines: [{ outcome: "contested", finding: { class: "D2" } }],
  })
  expect(
    await importAccounts(c, [former({ ...person, name: "示异名" }, "it-c", { status: "02" })]),
  ).toMatchObject({ lines: [{ outcome: "contested", finding: { class: "D7" } }] })
  expect(await told(b, "it-b")).toContain("finding.opened D1")
  expect(await told(a, "it-a")).toContain("finding.opened D1")
  expect((await read(a, "it-a")).contested).toBe(false)
  expect(await read(b, "it-b")).toMatchObject({ contested: true, status: "01" })
})

test("a contested normal account gets the guard when the holder is sealed", async () => {
  const [a, b, c] = registry.centers
  const person = someone("contested then granted")
  await importAccounts(a, [former(person, "cg-a")])
  await importAccounts(b, [former(person, "cg-b")])
  await act(a, "cg-a", "seal", { sealedOn: today })
  expect(await read(b, "cg-b")).toMatchObject({ contested: false, status: "01", statusSince: "2024-03-01" })
  expect(
    problemOf(await tryOpen(c, person, { accountNo: "cg-c", contributorType: "flexible" })).centerId,
  ).toBe(b.centerId)
})
