import { expect, test } from "vitest"
import { InboxMessage } from "../../../contracts/messages.ts"
import { AccountNo } from "../../../contracts/primitives.ts"
import { account, caseOf, home, lender, messagesOf, opened, personRef, third } from "./a-finding.ts"

test("a doubt is a line of the person, an open case, a place in each center's list and a message to each", () => {
  const { findingId, finding, changes } = opened()
  expect(changes.map(({ kind }) => kind)).toEqual([
    "recordFinding",
    "openFindingCase",
    "listFinding",
    "listFinding",
    "tell",
    "tell",
  ])
  expect(changes[0]).toMatchObject({ personRef, finding: { findingId, class: "D6", accounts: [account] } })
  expect(finding).not.toHaveProperty("closedAt")
  expect(caseOf(changes)).toMatchObject({
    status: "open",
    version: 1,
    positions: [],
    centerIds: [home, lender],
  })
})

test("a message names the receiving center's own account and loan, and nobody's else", () => {
  const [toHome, toLender] = messagesOf(opened().changes)
  expect(toHome).toMatchObject({ type: "finding.opened", to: home, accountNo: "a-1", actionNeeded: true })
  expect(toHome).not.toHaveProperty("contractNo")
  expect(toLender).toMatchObject({ to: lender, contractNo: "c-1", centerId: home, note: "D6" })
  expect(toLender).not.toHaveProperty("accountNo")
})

test("two accounts at one center: the message names neither of them, the case has both", () => {
  const beside = { centerId: home, accountNo: AccountNo.parse("a-2") }
  const { changes } = opened({ class: "D2", accounts: [account, beside], loans: [], centerIds: [home, home] })
  const messages = messagesOf(changes)
  expect(messages.map(({ to }) => to)).toEqual([home])
  expect(messages[0]).not.toHaveProperty("accountNo")
  expect(caseOf(changes).accounts).toEqual([account, beside])
})

test("no message of a finding has room for a person", () => {
  for (const message of messagesOf(opened({ centerIds: [home, lender, third] }).changes)) {
    expect(InboxMessage.parse(message)).toEqual(message)
    expect(JSON.stringify(message)).not.toContain("prs_")
  }
})
