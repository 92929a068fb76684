import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import * as z from "zod"
import * as accountImports from "../../contracts/account-imports.ts"
import * as accounts from "../../contracts/accounts.ts"
import * as agreements from "../../contracts/agreements.ts"
import * as batches from "../../contracts/batches.ts"
import * as consents from "../../contracts/consents.ts"
import * as desk from "../../contracts/desk.ts"
import * as directory from "../../contracts/directory.ts"
import * as documents from "../../contracts/documents.ts"
import * as federations from "../../contracts/federations.ts"
import * as findings from "../../contracts/findings.ts"
import * as interest from "../../contracts/interest.ts"
import * as investigations from "../../contracts/investigations.ts"
import * as loanQuotes from "../../contracts/loan-quotes.ts"
import * as loans from "../../contracts/loans.ts"
import * as messages from "../../contracts/messages.ts"
import * as offsiteLoans from "../../contracts/offsite-loans.ts"
import * as participation from "../../contracts/participation.ts"
import * as policies from "../../contracts/policies.ts"
import * as reports from "../../contracts/reports.ts"
import { schemasOf } from "../../contracts/route-schemas.ts"
import { ROUTES, routeNames, type RouteName } from "../../contracts/routes.ts"
import * as serviceCases from "../../contracts/service-cases.ts"
import * as subsidies from "../../contracts/subsidies.ts"
import * as succession from "../../contracts/succession.ts"
import * as transfers from "../../contracts/transfers.ts"
import * as unmatchedFunds from "../../contracts/unmatched-funds.ts"
import * as warnings from "../../contracts/warnings.ts"
import * as withdrawals from "../../contracts/withdrawals.ts"

const namesOfSchemas = new Map<unknown, string>(
  [
    accountImports,
    accounts,
    agreements,
    batches,
    consents,
    desk,
    directory,
    documents,
    federations,
    findings,
    interest,
    investigations,
    loanQuotes,
    loans,
    messages,
    offsiteLoans,
    participation,
    policies,
    reports,
    serviceCases,
    subsidies,
    succession,
    transfers,
    unmatchedFunds,
    warnings,
    withdrawals,
  ].flatMap((module) => Object.entries(module).map(([name, value]) => [value, name] as const)),
)

const wiringOf = (name: RouteName): string =>
  readFileSync(new URL(`../../functions/handlers/${ROUTES[name].function}.ts`, import.meta.url), "utf8")

const signed = routeNames.filter((name) => !["anybody", "desk", "supervisor"].includes(ROUTES[name].caller))

describe("each handler reads the body that the contract promises", () => {
  it.each(signed)("%s", (name) => {
    const { request } = schemasOf(name)
    const schema = request === undefined ? undefined : namesOfSchemas.get(request)
    expect(schema === undefined).toBe(request === undefined)
    expect(wiringOf(name)).toMatch(
      schema === undefined
        ? new RegExp(`\\b${name}: asking\\(`)
        : new RegExp(`\\b${name}: taking\\(\\s*(contracts\\.)?${schema}\\b`),
    )
  })
})

const mustName = (body: z.ZodType, field: string): boolean =>
  body instanceof z.ZodDiscriminatedUnion
    ? body.options.every((option) => option instanceof z.ZodType && mustName(option, field))
    : (body.safeParse({}).error?.issues ?? []).some(({ path }) => path[0] === field)

const asksTwoPeople = (name: RouteName): boolean => {
  const body: unknown = schemasOf(name).request
  return body instanceof z.ZodType && mustName(body, "handler") && mustName(body, "reviewer")
}

/** What needs no two people, and why (ADR 18). Whatever is not here changes money or status. */
const oneSignatureIsEnough: Readonly<Record<string, readonly RouteName[]>> = {
  "an opening or a record comes by itself, from employers and from the core system": [
    "openAccount",
    "importAccounts",
    "putSegments",
    "feedRepayment",
    "giveConsent",
  ],
  "a check or a quote asks and changes nothing": [
    "checkAccount",
    "checkLoan",
    "checkParticipation",
    "checkWithdrawal",
    "compareLoanQuotes",
    "quoteInterest",
    "quoteLoan",
    "quoteOffsiteLoan",
    "quoteSubsidy",
  ],
  "who looks is recorded with the purpose, and moves nothing": [
    "openApplicant",
    "openDocument",
    "openIdentity",
    "openInvestigatedPerson",
    "openServiceApplicant",
    "openDesk",
  ],
  "two people sign with two keys, in a call each (ADR 37)": ["confirmWarning", "registerWarning"],
  "a paper counts when an act of two people names it": ["announceDocument", "receiveDocument"],
  "the center's own post, keys and calendar, or the operator's word on a center": [
    "acknowledgeMessages",
    "cancelSuccession",
    "deleteWebhook",
    "onboardCenter",
    "proposeSuccession",
    "putClosingDays",
    "putKey",
    "putPolicy",
    "putReceivingAccount",
    "putWebhook",
    "reinstateCenter",
    "revokeKey",
    "suspendCenter",
  ],
}

describe("two people for what changes money or status (ADR 18)", () => {
  it("each act asks for both, of every outcome, unless it is listed with its reason", () => {
    const acts = signed.filter((name) => ROUTES[name].method !== "GET")
    expect(acts.filter((name) => !asksTwoPeople(name)).toSorted()).toEqual(
      Object.values(oneSignatureIsEnough).flat().toSorted(),
    )
  })
})
