import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import * as z from "zod"
import * as accountImports from "../../contracts/account-imports.ts"
import * as accounts from "../../contracts/accounts.ts"
import * as agreements from "../../contracts/agreements.ts"
import * as batches from "../../contracts/batches.ts"
import * as consents from "../../contracts/consents.ts"
import * as directory from "../../contracts/directory.ts"
import * as findings from "../../contracts/findings.ts"
import * as interest from "../../contracts/interest.ts"
import * as loanQuotes from "../../contracts/loan-quotes.ts"
import * as loans from "../../contracts/loans.ts"
import * as messages from "../../contracts/messages.ts"
import * as offsiteLoans from "../../contracts/offsite-loans.ts"
import * as participation from "../../contracts/participation.ts"
import * as policies from "../../contracts/policies.ts"
import { schemasOf } from "../../contracts/route-schemas.ts"
import { ROUTES, routeNames, type RouteName } from "../../contracts/routes.ts"
import * as subsidies from "../../contracts/subsidies.ts"
import * as transfers from "../../contracts/transfers.ts"
import * as unmatchedFunds from "../../contracts/unmatched-funds.ts"
import * as withdrawals from "../../contracts/withdrawals.ts"

const namesOfSchemas = new Map<unknown, string>(
  [
    accountImports,
    accounts,
    agreements,
    batches,
    consents,
    directory,
    findings,
    interest,
    loanQuotes,
    loans,
    messages,
    offsiteLoans,
    participation,
    policies,
    subsidies,
    transfers,
    unmatchedFunds,
    withdrawals,
  ].flatMap((module) => Object.entries(module).map(([name, value]) => [value, name] as const)),
)

const wiringOf = (name: RouteName): string =>
  readFileSync(new URL(`../../functions/handlers/${ROUTES[name].function}.ts`, import.meta.url), "utf8")

const signed = routeNames.filter((name) => !["anybody", "supervisor"].includes(ROUTES[name].caller))

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

const asksTwoPeople = (name: RouteName): boolean => {
  const body: unknown = schemasOf(name).request
  if (!(body instanceof z.ZodType)) return false
  return (body.safeParse({}).error?.issues ?? []).some(({ path }) => path[0] === "handler")
}

describe("two people for what changes money or status (ADR 18)", () => {
  const acts = signed.filter(
    (name) =>
      ROUTES[name].method !== "GET" &&
      /^\/v1\/(accounts|transfers|unmatched-funds|persons|loans|loan-reservations|loan-imports|offsite-loans|findings)/.test(
        ROUTES[name].path,
      ),
  )

  it("each act asks for both, but openings, records, feeds and quotes do not", () => {
    expect(acts.filter((name) => !asksTwoPeople(name)).toSorted()).toEqual([
      "feedRepayment",
      "openAccount",
      "openApplicant",
      "openIdentity",
      "putSegments",
      "quoteOffsiteLoan",
    ])
  })
})
