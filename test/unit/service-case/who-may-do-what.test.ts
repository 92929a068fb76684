import { describe, expect, it } from "vitest"
import { SERVICE_STATUSES, type ServiceMode, type ServiceStatus } from "../../../contracts/service-codes.ts"
import {
  decideServiceCase,
  type ServiceAction,
} from "../../../functions/domain/service-case/decide-service-case.ts"
import type { ServiceParty } from "../../../functions/domain/service-case/service-case.ts"
import { commands, contextOf, inStatus, modes } from "./stage.ts"

const statuses = Object.keys(SERVICE_STATUSES).filter(
  (name): name is ServiceStatus => name in SERVICE_STATUSES,
)
const actions = Object.keys(commands).filter((name): name is ServiceAction => name in commands)

/** Of each action the parties that may do it, then the statuses in which. */
type Interface = Readonly<Record<ServiceAction, readonly [parties: string, statuses: string]>>

/** The interface as the modes define it, written down once more; the other modes change what follows. */
const base: Interface = {
  "supplement-request": ["home", "submitted"],
  supplement: ["receiving", "supplementRequested"],
  verification: ["receiving", ""],
  decision: ["home", "submitted"],
  payment: ["home", "approved"],
  "payment-return": ["home", "paid closed"],
  closure: ["home", "refused paid"],
  cancellation: ["receiving", "submitted supplementRequested verified notVerified"],
  rating: ["home", "closed"],
  "rating-reply": ["home", ""],
  revocation: ["home", "approved"],
}

/** Who stands at R's counter is handed the result there, and rates there. */
const atTheCounter = {
  closure: ["receiving", "refused paid"],
  rating: ["receiving", "closed"],
} as const satisfies Partial<Interface>

const table = {
  online: base,
  agent: { ...base, ...atTheCounter },
  joint: {
    ...base,
    ...atTheCounter,
    "supplement-request": ["home receiving", "submitted verified"],
    verification: ["receiving", "submitted"],
    decision: ["home", "verified"],
  },
} as const satisfies Readonly<Record<ServiceMode, Interface>>

const all = modes.flatMap((mode) =>
  actions.flatMap((action) =>
    statuses.flatMap((status) =>
      (["receiving", "home"] as const).map((party) => ({ mode, action, status, party })),
    ),
  ),
)

const outcomeOf = (party: ServiceParty, { mode, action, status }: Omit<(typeof all)[number], "party">) => {
  const decided = decideServiceCase(inStatus(status, { mode }), commands[action], contextOf([party]))
  return decided.outcome === "refused" ? decided.problem : "accepted"
}

const says = (words: string, word: string): boolean => words.split(" ").includes(word)

describe("who may do what to a service case, in which status", () => {
  it(`each of ${all.length} combinations is as the modes define it`, () => {
    const wrong = all.filter((one) => {
      const [parties, from] = table[one.mode][one.action]
      const expected = !says(parties, one.party)
        ? "wrong-party"
        : says(from, one.status)
          ? "accepted"
          : "action-not-allowed"
      return outcomeOf(one.party, one) !== expected
    })
    expect(wrong).toEqual([])
  })

  it("a center that receives what it decides may do both sides' part", () => {
    const both = contextOf(["receiving", "home"])
    const online = inStatus("submitted", { mode: "online" })
    expect(decideServiceCase(online, commands.decision, both).outcome).toBe("accepted")
    expect(decideServiceCase(online, commands.cancellation, both).outcome).toBe("accepted")
  })

  it("the clock decides nothing", () => {
    for (const action of actions)
      expect(decideServiceCase(inStatus("verified"), commands[action], contextOf("clock"))).toMatchObject({
        outcome: "refused",
        problem: "wrong-party",
      })
  })
})
