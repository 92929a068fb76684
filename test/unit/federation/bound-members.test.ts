import { describe, expect, it } from "vitest"
import { membersOf } from "../../../functions/domain/federation/federation-record.ts"
import {
  federationsWith,
  sharedVersions,
  sharesService,
} from "../../../functions/domain/federation/membership.ts"
import { viewFederation } from "../../../functions/domain/federation/view-federation.ts"
import { A, B, C, contentOf, day, today, world } from "./a-federation.ts"

const first = "1".repeat(64)
const second = "2".repeat(64)
const tomorrow = day("2026-11-23")

const versionsOf = (scene: ReturnType<typeof world>, one: typeof A, other: typeof A, on = today) =>
  sharedVersions(scene.of(one), scene.of(other), on).map(({ version }) => version)

describe("who is bound by what", () => {
  it("binds nobody by a proposal, and nobody to itself", () => {
    const scene = world()
    const told = scene.proposes(contentOf(), first)
    expect(told).toMatchObject({ outcome: "done", told: [{ to: A }, { to: B }, { to: C }] })
    expect(membersOf(scene.federation(), today)).toEqual([])
    scene.accepts(A, first)
    expect(membersOf(scene.federation(), today)).toEqual([])
    expect(versionsOf(scene, A, A)).toEqual([])
    expect(versionsOf(scene, A, B)).toEqual([])
    expect(viewFederation(scene.federation(), today).versions[0]?.state).toBe("proposed")
  })

  it("is in force for two that have accepted, and for them only", () => {
    const scene = world()
    scene.proposes(contentOf(), first)
    scene.accepts(A, first)
    const told = scene.accepts(B, first)
    expect(told).toMatchObject({ told: [{ to: A, type: "federation.joined" }, { to: "operator" }] })
    expect(membersOf(scene.federation(), today)).toEqual([A, B])
    expect(versionsOf(scene, A, B)).toEqual([1])
    expect(versionsOf(scene, A, C)).toEqual([])
    expect(viewFederation(scene.federation(), today)).toMatchObject({
      boundMembers: [A, B],
      versions: [{ state: "inForce", acceptances: [{ centerId: A }, { centerId: B }] }],
    })
  })

  it("begins on its first day and ends with its last", () => {
    const scene = world()
    scene.proposes(contentOf({ validFrom: "2026-12-01", validTo: "2026-12-31" }), first)
    scene.accepts(A, first)
    scene.accepts(B, first)
    const on = ["2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"].map(day)
    expect(on.map((one) => versionsOf(scene, A, B, one).length)).toEqual([0, 1, 1, 0])
    expect(on.map((one) => membersOf(scene.federation(), one).length)).toEqual([0, 2, 2, 0])
    expect(viewFederation(scene.federation(), day("2027-01-01")).versions[0]?.state).toBe("ended")
    expect(scene.accepts(C, first, day("2027-01-01"))).toMatchObject({ problem: "federation-version-over" })
  })

  it("keeps the word of who went ahead to those that have not accepted the next version", () => {
    const scene = world()
    scene.proposes(contentOf(), first)
    for (const member of [A, B, C]) scene.accepts(member, first)
    scene.proposes(contentOf({ validFrom: "2026-11-01" }), second)
    scene.accepts(A, second)
    expect(versionsOf(scene, A, B)).toEqual([1])
    scene.accepts(B, second)
    expect(versionsOf(scene, A, B)).toEqual([2])
    expect(versionsOf(scene, B, C)).toEqual([1])
    expect(scene.accepts(A, first)).toMatchObject({ problem: "federation-already-accepted", rule: "FED-008" })
  })

  it("lets a member leave from a day on, all versions at once, and come back", () => {
    const scene = world()
    scene.proposes(contentOf(), first)
    for (const member of [A, B, C]) scene.accepts(member, first)
    const told = scene.leaves(B, tomorrow)
    expect(told).toMatchObject({ told: [{ to: A, type: "federation.left" }, { to: C }, { to: "operator" }] })
    expect([today, tomorrow].map((on) => versionsOf(scene, A, B, on).length)).toEqual([1, 0])
    expect(membersOf(scene.federation(), tomorrow)).toEqual([A, C])
    expect(scene.leaves(B, day("2026-12-01"))).toMatchObject({ problem: "federation-not-bound" })
    expect(scene.leaves(B, today)).toMatchObject({ outcome: "done" })
    expect(versionsOf(scene, A, B)).toEqual([])
    scene.accepts(B, first)
    expect(versionsOf(scene, A, B, tomorrow)).toEqual([1])
    expect(scene.leaves(B, day("2026-11-21"))).toMatchObject({ problem: "invalid-request", rule: "FED-009" })
  })

  it("ends for the last one when the other has left", () => {
    const scene = world()
    scene.proposes(contentOf(), first)
    for (const member of [A, B]) scene.accepts(member, first)
    scene.leaves(A, today)
    expect(membersOf(scene.federation(), today)).toEqual([])
    expect(viewFederation(scene.federation(), today).versions[0]?.state).toBe("proposed")
    scene.leaves(B, today)
    expect(viewFederation(scene.federation(), today).versions[0]?.state).toBe("ended")
  })
})

describe("sharing a service", () => {
  const scene = world()
  scene.proposes(contentOf({ services: ["inboundTransfer", "sharedWarnings"] }), first)
  scene.accepts(A, first)
  scene.accepts(B, first)
  const memberships = [A, B, C].map(scene.of)

  it.each([
    [A, B, "sharedWarnings", true],
    [B, A, "sharedWarnings", true],
    [A, B, "fundsLending", false],
    [A, C, "sharedWarnings", false],
    [A, A, "sharedWarnings", false],
  ] as const)("of %s and %s, %s: %s", (one, other, service, shared) => {
    expect(sharesService(memberships, one, other, service, today)).toBe(shared)
  })

  it("is told by federation for one center", () => {
    expect(federationsWith(scene.of(A), "sharedWarnings", today)).toHaveLength(1)
    expect(federationsWith(scene.of(C), "sharedWarnings", today)).toEqual([])
  })
})
