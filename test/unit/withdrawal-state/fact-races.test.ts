import { describe, expect, test } from "vitest"
import { interleave } from "../../integration/accounts/interleave.ts"
import { createMemoryTable, type Memory } from "../../integration/accounts/memory-table.ts"
import { defectsOfFacts } from "./defects-of-facts.ts"
import {
  approve,
  at,
  giveBack,
  link,
  merge,
  openFamily,
  owner,
  ownerByPassport,
  pay,
  put,
  report,
  type Act,
} from "./fact-acts.ts"

// Each act, in pairs, on one lift and the accounts that pay for it, interrupted at each look and each commit.

const scenes: Readonly<Record<string, readonly Act[]>> = {
  "nobody has used the lift": [],
  "the owner has used a part, and something was reported": [
    approve({ at: at.owner, caseId: "s-0", amount: "8000.00", principal: owner }),
    report(at.ownersSecond, "PAY-0", "1000.00"),
  ],
}

const acts: Readonly<Record<string, Act>> = {
  "the owner uses most": approve({ at: at.owner, caseId: "s-1", amount: "12000.00", principal: owner }),
  "the owner uses it elsewhere, by the passport": approve({
    at: at.ownersElsewhere,
    caseId: "s-2",
    amount: "5000.00",
    principal: ownerByPassport,
  }),
  "the spouse uses a share": approve({ at: at.spouse, caseId: "s-3", amount: "9000.00", principal: owner }),
  "the child uses a share": approve({ at: at.child, caseId: "s-4", amount: "12000.00", principal: owner }),
  "the owner withdraws for something else": approve({ at: at.owner, caseId: "s-5", amount: "7000.00" }),
  "the first use is given back": giveBack(at.owner, "s-0"),
  "the first use is paid": pay(at.owner, "s-0"),
  "a withdrawal is reported": report(at.owner, "PAY-1", "6000.00"),
  "one is reported from the other account": report(at.ownersSecond, "PAY-2", "2000.00"),
  "the record is put": put(at.owner),
  "the other account's record is put": put(at.ownersSecond),
  "the other account is merged": merge(at.ownersSecond, at.owner),
  "the documents are joined": link(at.owner),
}

/** They take what they take without a fact. */
const factless = new Set(["s-5"])
const still = (): Promise<void> => Promise.resolve()

const settingOf = async (scene: readonly Act[]): Promise<Memory> => {
  const memory: Memory = new Map()
  const table = createMemoryTable(memory, still, "accounts first")
  await openFamily(table)
  for (const act of scene) expect(await act(table)).toBe("done")
  return memory
}

const race = async (before: Memory, names: readonly string[], defects: Map<string, string>) => {
  const ends: { readonly memory: Memory; readonly how: string }[] = []
  const played = await interleave(() => {
    const memory: Memory = new Map(before)
    const runs = names.map((name) => (step: () => Promise<void>) => {
      const act = acts[name]
      if (act === undefined) throw new Error(name)
      return act(createMemoryTable(memory, step, "guard first"))
    })
    return {
      runs,
      judge: ({ schedule, outcomes }) => {
        const how = `${names.join(" | ")} [${schedule.join("")}] ${outcomes.join(" | ")}`
        ends.push({ memory, how })
        for (const outcome of outcomes) if (/^(threw|unended|busy)/.test(outcome)) defects.set(outcome, how)
      },
    }
  }, 2)
  for (const { memory, how } of ends)
    for (const defect of await defectsOfFacts(
      memory,
      createMemoryTable(memory, still, "guard first"),
      factless,
    ))
      if (!defects.has(defect)) defects.set(defect, how)
  return played
}

const names = Object.keys(acts)
const pairs = names.flatMap((left, index) => names.slice(index).map((right) => [left, right]))

describe("any two acts on one lift and its family's accounts, in every order", () => {
  for (const [about, scene] of Object.entries(scenes))
    test(
      `${about}: within the total, once a person and center, and nothing is lost`,
      { timeout: 120_000 },
      async () => {
        const before = await settingOf(scene)
        const defects = new Map<string, string>()
        let played = 0
        for (const pair of pairs) played += await race(before, pair, defects)
        expect([...defects].slice(0, 8).map(([defect, how]) => `${defect} <- ${how}`)).toEqual([])
        expect(played).toBeGreaterThan(pairs.length)
      },
    )
})

const joined = async (): Promise<ReturnType<typeof createMemoryTable>> => {
  const memory = await settingOf([
    approve({ at: at.ownersElsewhere, caseId: "s-0", amount: "8000.00", principal: ownerByPassport }),
    link(at.owner),
  ])
  return createMemoryTable(memory, still, "accounts first")
}

describe("a lift that was used before two documents of its owner were joined", () => {
  test("is used by the owner still: at that center and no other", async () => {
    const table = await joined()
    const use = { amount: "1000.00", principal: owner }
    expect(await approve({ at: at.owner, caseId: "s-1", ...use })(table)).toBe("fact-used")
    expect(await approve({ at: at.ownersElsewhere, caseId: "s-2", ...use })(table)).toBe("done")
  })

  test("is the same owner's for the family, under either document", async () => {
    const table = await joined()
    const use = { amount: "1000.00" }
    expect(await approve({ at: at.spouse, caseId: "s-1", ...use, principal: owner })(table)).toBe("done")
    expect(await approve({ at: at.child, caseId: "s-2", ...use, principal: ownerByPassport })(table)).toBe(
      "done",
    )
  })
})
