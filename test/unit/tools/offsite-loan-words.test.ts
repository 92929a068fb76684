import { describe, expect, it } from "vitest"
import { InboxMessage, MessageType } from "../../../contracts/messages.ts"
import { ROUTES, routeNames } from "../../../contracts/routes.ts"
import { messageNames, nextStepOf } from "../../../tools/command/message-words.ts"
import { offsiteActionNames } from "../../../tools/command/offsite-loan-words.ts"

const message = (type: string) =>
  InboxMessage.parse({
    messageId: "msg_01HZZZZZZZZZZZZZZZZZZZZZZZ",
    type,
    to: "140500000000000",
    at: "2026-11-21T01:00:00.000Z",
    caseId: "lnc_01HZZZZZZZZZZZZZZZZZZZZZZZ",
    contractNo: "SY-1",
    actionNeeded: true,
  })

describe("hub offsite-loan", () => {
  it("has a name for each act on a case that the interface offers, and for no other", () => {
    const offered = routeNames
      .filter(
        (name) =>
          ROUTES[name].function === "act-on-offsite-loan" || ROUTES[name].function === "quote-offsite-loan",
      )
      .map((name) => ROUTES[name].path.split("/").at(-1) ?? "")
    expect(Object.keys(offsiteActionNames).toSorted()).toEqual(offered.toSorted())
  })
})

describe("the inbox in words", () => {
  it("knows each message, in both languages", () => {
    for (const type of MessageType.options) {
      expect(messageNames[type].zh, type).toMatch(/\p{Script=Han}/u)
      expect(messageNames[type].en, type).not.toMatch(/\p{Script=Han}/u)
    }
  })

  it("says what to do next, with the case filled in", () => {
    expect(nextStepOf(message("offsite-loan.requested"))?.en).toContain(
      "hub offsite-loan certification lnc_01HZZZZZZZZZZZZZZZZZZZZZZZ",
    )
    expect(nextStepOf(message("offsite-loan.collection-answered"))?.zh).toContain("hub loan feed SY-1")
    expect(nextStepOf(message("offsite-loan.status-fed"))?.en).toContain("hub offsite-loan show lnc_")
    const { caseId: _caseId, ...added } = message("directory.key-added")
    expect(nextStepOf(added)).toBeUndefined()
  })
})
