import { describe, expect, it } from "vitest"
import { ROUTES, routeNames } from "../../../contracts/routes.ts"
import { WithdrawalPurposeName } from "../../../contracts/withdrawals.ts"
import { ServiceLeg } from "../../../contracts/service-cases.ts"
import { InboxMessage } from "../../../contracts/messages.ts"
import { nextStepOf } from "../../../tools/command/message-words.ts"
import { problemLines } from "../../../tools/command/print-problem.ts"
import { isServiceWord, serviceActs, serviceLegCommands } from "../../../tools/command/service-words.ts"
import { matterOfPurpose, purposeList } from "../../../tools/command/withdrawal-fields.ts"

const caseId = "svc_01HZZZZZZZZZZZZZZZZZZZZZZZ"

describe("hub service", () => {
  it("has a word for each act on a case that the interface offers, and for no other", () => {
    const offered = routeNames
      .filter(
        (name) =>
          ROUTES[name].function === "act-on-service-case" || ROUTES[name].function === "decide-service-case",
      )
      .map((name) => ROUTES[name].path.split("/").at(-1) ?? "")
    expect(
      Object.values(serviceActs)
        .map(({ action }) => action)
        .toSorted(),
    ).toEqual(offered.toSorted())
  })

  it("tells for each leg a command that it has", () => {
    for (const leg of ServiceLeg.options) {
      const [, , word = ""] = serviceLegCommands[leg].split(" ")
      expect(isServiceWord(word), leg).toBe(true)
    }
  })

  it("asks each purpose under its own matter, and lists every purpose", () => {
    expect(matterOfPurpose("purchase", {})).toBe("purchaseWithdrawal")
    expect(matterOfPurpose("lift", {})).toBe("otherWithdrawal")
    expect(matterOfPurpose("retirement", {})).toBe("retirementWithdrawal")
    expect(matterOfPurpose("retirement", { early: true })).toBe("earlyRetirementWithdrawal")
    for (const purpose of WithdrawalPurposeName.options) expect(purposeList("zh")).toContain(purpose)
  })
})

describe("a service case in the inbox and in a problem", () => {
  it("is looked at with its own command", () => {
    const message = InboxMessage.parse({
      messageId: "msg_01HZZZZZZZZZZZZZZZZZZZZZZZ",
      type: "service.escalated",
      to: "140500000000000",
      at: "2026-11-21T01:00:00.000Z",
      caseId,
      actionNeeded: true,
    })
    expect(nextStepOf(message)?.en).toContain(`hub service show ${caseId}`)
    expect(nextStepOf({ ...message, type: "service.verified" })?.zh).toContain(`hub service decide ${caseId}`)
  })

  it.each([
    ["action-not-allowed", "SVC-004", "refuse reasonCode=fact-not-verified"],
    ["action-not-allowed", undefined, `hub service show ${caseId}`],
    ["wrong-party", "SVC-003", `hub service show ${caseId}`],
    ["amount-mismatch", "SVC-005", "Pay what was approved"],
    ["document-missing", "DOC-001", "hub service supplement"],
    ["fact-used", "WDR-003", "reasonCode=fact-used"],
  ])("%s with %s advises what a clerk can type", (slug, rule, told) => {
    const body = {
      type: `/problems/${slug}`,
      title: "no",
      status: 409,
      detail: "",
      instance: "call-1",
      code: "4010",
      ...(rule === undefined ? {} : { rule }),
      retryable: false,
      caseId,
    }
    const answer = { status: 409, body, headers: new Headers(), verified: true }
    expect(problemLines(answer, "en").join("\n")).toContain(told)
  })
})
