import { describe, expect, test } from "vitest"
import type { CenterId } from "../../../contracts/primitives.ts"
import type { FederationService } from "../../../contracts/federations.ts"
import { noMemberships, type Memberships } from "../../../functions/domain/federation/membership.ts"
import { seesWarning } from "../../../functions/domain/warning/seen-warnings.ts"
import type { WarningLine } from "../../../functions/domain/warning/warning-record.ts"
import { foundWith, viewerOf, warningsAbout } from "../../../functions/use-cases/seen-warnings.ts"
import { center, day, federationId, other, personRef, third, warningId } from "./warning-base.ts"

const today = day("2026-11-20")
const line = (over: Partial<WarningLine> = {}): WarningLine => ({
  warningId,
  ground: "falseLoan",
  decisionNo: "某金惩〔2026〕3号",
  centerId: center,
  from: day("2026-08-20"),
  to: day("2031-08-19"),
  effect: "inForce",
  ...over,
})
const bound = (
  centerId: CenterId,
  service: FederationService = "sharedWarnings",
  leftOn?: string,
): Memberships => ({
  centerId,
  version: 1,
  bound: [
    {
      federationId,
      version: 1,
      contentHash: "ab".repeat(32),
      boundFrom: day("2026-01-01"),
      ...(leftOn === undefined ? {} : { leftOn: day(leftOn) }),
      services: [service],
      overrides: {},
      sources: [],
    },
  ],
})

describe("who sees a warning", () => {
  test.each<[string, Partial<WarningLine>, CenterId, readonly Memberships[], boolean]>([
    ["the nation's: everybody", {}, third, [], true],
    ["its own center, of any scope", { federationId }, center, [], true],
    ["whom the federation binds", { federationId }, other, [bound(center), bound(other)], true],
    ["nobody outside it", { federationId }, third, [bound(center), noMemberships(third)], false],
    [
      "nobody where the service is off",
      { federationId },
      other,
      [bound(center, "certificateRecognition"), bound(other, "certificateRecognition")],
      false,
    ],
    [
      "nobody who has left",
      { federationId },
      other,
      [bound(center), bound(other, "sharedWarnings", "2026-11-20")],
      false,
    ],
    [
      "nobody when its own center has left",
      { federationId },
      other,
      [bound(center, "sharedWarnings", "2026-11-01"), bound(other)],
      false,
    ],
    ["nobody before its first day", { from: day("2026-11-21") }, center, [], false],
    ["nobody after its last", { to: day("2026-11-19") }, center, [], false],
    ["on its last day as well", { to: today }, other, [], true],
  ])("%s", (_, over, viewer, memberships, sees) => {
    expect(seesWarning(line(over), viewerOf(viewer, today), memberships)).toBe(sees)
  })
})

const person = (warnings: readonly WarningLine[]) => ({
  personRef,
  accounts: [],
  openTransfers: [],
  findings: [],
  loans: [],
  offsiteLoans: [],
  openServices: [],
  warnings,
})

describe("what a check reads", () => {
  test("no federation for the nation's warnings, nor for its own", async () => {
    const needs = { readMemberships: () => Promise.reject(new Error("not to be read")) }
    const people = [person([line(), line({ federationId })])]
    expect(await warningsAbout(needs, people, viewerOf(center, today))).toHaveLength(2)
    expect(await warningsAbout(needs, [person([])], viewerOf(other, today))).toEqual([])
  })

  test("each of the two centers once, for those of a federation", async () => {
    const read: string[] = []
    const needs = {
      readMemberships: (id: CenterId) => {
        read.push(id)
        return Promise.resolve(bound(id))
      },
    }
    const people = [person([line({ federationId }), line({ federationId })])]
    expect(await warningsAbout(needs, people, viewerOf(other, today))).toHaveLength(2)
    expect(read.toSorted()).toEqual([other, center].toSorted())
  })

  test("a disclosure names what was told", async () => {
    const needs = { readMemberships: (id: CenterId) => Promise.resolve(noMemberships(id)) }
    const shown = await warningsAbout(needs, [person([line()])], viewerOf(other, today))
    expect(foundWith("clear", shown)).toBe(`clear ${warningId}`)
    expect(foundWith("clear", [])).toBe("clear")
  })
})
