import { expect, test } from "vitest"
import type { GiveConsentRequest } from "../../../contracts/consents.ts"
import { CenterId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import { isUsable } from "../../../functions/domain/consent/consent-record.ts"
import { giveConsent as decide } from "../../../functions/domain/consent/give-consent.ts"
import type { CenterRecord } from "../../../functions/domain/directory/center-record.ts"
import { giveConsent } from "../../../functions/use-cases/give-consent.ts"
import { makePerson } from "../../../tools/make-person.ts"
import { contextOf, personOf, someAccount } from "../account/account-ledger.ts"

const context = contextOf(personOf([]))
const { by, person } = context
const lender = CenterId.parse("990201000000001")
const given = (now: string, grantedTo?: CenterId) =>
  decide(
    {
      personRef: person.personRef,
      nameMac: "name",
      purpose: "offsiteLoan",
      verifiedBy: "app",
      ...(grantedTo === undefined ? {} : { grantedTo }),
    },
    { ...context, now: Instant.parse(now) },
  )

test.each([
  ["2026-11-02T01:00:00.000Z", "2026-11-02T16:00:00.000Z"],
  ["2026-11-02T15:59:59.999Z", "2026-11-02T16:00:00.000Z"],
  ["2026-11-02T16:00:00.000Z", "2026-11-03T16:00:00.000Z"],
])("a code of %s lives until %s: 24:00 of the day in China", (now, end) => {
  expect(given(now).expiresAt).toBe(end)
})

test("a code opens for whom, for what and until when it was given, and once", () => {
  const consent = given("2026-11-02T01:00:00.000Z", lender)
  const use = { by: lender, purpose: "offsiteLoan", now: Instant.parse("2026-11-02T15:59:59.999Z") } as const
  expect(isUsable(consent, use)).toBe(true)
  expect(isUsable(consent, { ...use, now: consent.expiresAt })).toBe(false)
  expect(isUsable(consent, { ...use, by: CenterId.parse("990301000000001") })).toBe(false)
  expect(isUsable(consent, { ...use, purpose: "loanQuote" })).toBe(false)
  expect(isUsable({ ...consent, usedBy: lender }, use)).toBe(false)
})

const lenderRecord: CenterRecord = {
  centerId: lender,
  name: "测试中心",
  kind: "center",
  settlesOwnBooks: true,
  provinceCode: "990000",
  closingDays: [],
  standing: "active",
  standingSince: context.now,
  validFrom: LocalDate.parse("2020-01-01"),
  version: 1,
}

const asked = (body: Partial<GiveConsentRequest> = {}, accounts = [someAccount()]) =>
  giveConsent({
    identify: async () => ({ personRef: person.personRef, nameMac: "name" }),
    readPerson: async () => personOf(accounts),
    readCenter: async (centerId) => (centerId === lender ? lenderRecord : undefined),
  })({
    callerId: by,
    now: context.now,
    nowMs: Date.parse(context.now),
    body: { person: makePerson("consent"), purpose: "loanQuote", verifiedBy: "app", ...body },
    params: {},
    query: {},
    newId: context.newId,
    keyRestricted: false,
  })

test("the answer has the code and nothing of the person; nothing is disclosed yet", async () => {
  const result = await asked({ grantedTo: lender })
  expect(result).toMatchObject({
    outcome: "accepted",
    answer: { purpose: "loanQuote", grantedTo: lender, expiresAt: "2026-11-02T16:00:00.000Z" },
    changes: [{ kind: "giveConsent", consent: { issuedBy: by, personRef: person.personRef } }],
  })
  expect("answer" in result ? JSON.stringify(result.answer) : "").not.toContain("prs_")
})

test.each([
  ["no account", []],
  ["a closed account", [someAccount({ status: "05" })]],
  ["an account elsewhere", [someAccount({ centerId: lender })]],
])("a center that has of the person %s has no record to open", async (_, accounts) => {
  expect(await asked({}, accounts)).toMatchObject({ problem: "account-not-found" })
})

test("a record under another name is not this person's to open, until somebody has looked at the doubt", async () => {
  expect(await asked({}, [someAccount({ nameMac: "another name" })])).toMatchObject({
    problem: "account-not-found",
    rule: "ACC-009",
    field: "/person/name",
  })
})

test.each([
  ["a center that nobody knows", CenterId.parse("990901000000001"), "unknown-center"],
  ["the home center itself", by, "invalid-request"],
])("a code for %s is refused", async (_, grantedTo, problem) => {
  expect(await asked({ grantedTo })).toMatchObject({ problem, field: "/grantedTo" })
})
