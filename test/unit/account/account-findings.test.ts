import { describe, expect, test } from "vitest"
import type { FindingConclusion } from "../../../contracts/findings.ts"
import { FindingId } from "../../../contracts/primitives.ts"
import { findingsFor } from "../../../functions/domain/account/account-findings.ts"
import type { AccountRecord, PersonRecord } from "../../../functions/domain/account/account-record.ts"
import type { Finding } from "../../../functions/domain/finding/finding-record.ts"
import { centers, now, personOf, someAccount, today } from "./account-ledger.ts"

const [home = "", elsewhere = "", third = ""] = centers
const at = (index: number) => {
  const centerId = centers[index]
  return centerId === undefined ? {} : { centerId }
}

const told = (person: PersonRecord, asking: string, nameMac = "name") => {
  const { verdict, findings } = findingsFor(person, nameMac, asking, today)
  return {
    verdict,
    findings: findings.map((finding) => `${finding.class} ${finding.centerId} ${finding.accountStatus}`),
  }
}

describe("what a check tells", () => {
  test("of a person without account: nothing, and clear", () => {
    expect(told(personOf([]), home)).toEqual({ verdict: "clear", findings: [] })
  })

  test("a normal account elsewhere blocks; at home it does not", () => {
    const person = personOf([someAccount(at(0))])
    expect(told(person, elsewhere)).toEqual({ verdict: "blocked", findings: [`normalAccount ${home} 01`] })
    expect(told(person, home)).toEqual({ verdict: "clear", findings: [] })
  })

  test("a sealed account elsewhere is lawful and not shown", () => {
    const person = personOf([someAccount({ ...at(0), status: "02" })])
    expect(told(person, elsewhere)).toEqual({ verdict: "clear", findings: [] })
  })

  test("two normal accounts at two centers are D1", () => {
    const person = personOf([someAccount(at(0)), someAccount({ ...at(1), contested: true })])
    expect(told(person, third).findings).toEqual([
      `normalAccount ${home} 01`,
      `normalAccount ${elsewhere} 01`,
      `D1 ${home} 01`,
      `D1 ${elsewhere} 01`,
    ])
  })

  test("an account that awaits the seal is shown, but is no D1: it is the lawful way to change the employer", () => {
    const person = personOf([someAccount(at(0)), someAccount({ ...at(1), status: "X2" })])
    expect(told(person, home)).toEqual({ verdict: "blocked", findings: [`normalAccount ${elsewhere} X2`] })
  })

  test("two basic accounts at one center are D2, for a human", () => {
    const person = personOf([someAccount(at(0)), someAccount({ ...at(0), no: "a-2", status: "02" })])
    expect(told(person, home)).toEqual({ verdict: "review", findings: [`D2 ${home} 01`, `D2 ${home} 02`] })
  })

  test("another name under the same document is D7, for a human", () => {
    const person = personOf([someAccount(at(0))])
    expect(told(person, home, "another name")).toEqual({ verdict: "review", findings: [`D7 ${home} 01`] })
  })

  test("a supplementary account takes part in none of it", () => {
    const person = personOf([someAccount({ ...at(0), accountKind: "supplementary" })])
    expect(told(person, elsewhere)).toEqual({ verdict: "clear", findings: [] })
  })
})

const fixed = (
  kind: Finding["class"],
  accounts: readonly AccountRecord[],
  rest: Partial<Finding>,
): Finding => ({
  findingId: FindingId.parse("fnd_01HZZZZZZZZZZZZZZZZZZZZZZZ"),
  class: kind,
  accounts,
  foundAt: now,
  ...rest,
})
const closed = (conclusion: FindingConclusion) => ({ closedAt: now, conclusion })

describe("what people have looked at", () => {
  const two = [someAccount(at(0)), someAccount({ ...at(1), contested: true })]
  const beside = [someAccount(at(0)), someAccount({ ...at(0), no: "a-2", status: "02" })]

  test.each(["lawful", "mistaken"] as const)(
    "two that may stand (%s) are no doubt any more",
    (conclusion) => {
      const d2 = personOf(beside, { findings: [fixed("D2", beside, closed(conclusion))] })
      expect(told(d2, home)).toEqual({ verdict: "clear", findings: [] })
      const d1 = personOf(two, { findings: [fixed("D1", two, closed(conclusion))] })
      expect(told(d1, third).findings).toEqual([`normalAccount ${home} 01`, `normalAccount ${elsewhere} 01`])
    },
  )

  test("a confirmed violation is one as long as it lasts, and so is one that was said to be corrected", () => {
    for (const conclusion of ["confirmed", "corrected"] as const) {
      const person = personOf(beside, { findings: [fixed("D2", beside, closed(conclusion))] })
      expect(told(person, home).verdict).toBe("review")
    }
  })

  test("a third account beside two that may stand is a doubt again", () => {
    const more = [...beside, someAccount({ ...at(0), no: "a-3", status: "02" })]
    const person = personOf(more, { findings: [fixed("D2", beside, closed("lawful"))] })
    expect(told(person, home).findings).toHaveLength(3)
  })

  test("an open D7 is shown whoever asks, a closed one only to who gives a name that nobody has seen", () => {
    const named = [
      someAccount(at(0)),
      someAccount({ ...at(0), no: "s-1", accountKind: "supplementary", nameMac: "second" }),
    ]
    const open = personOf(named, { findings: [fixed("D7", named, {})] })
    expect(told(open, home).verdict).toBe("review")
    const settled = personOf(named, { findings: [fixed("D7", named, closed("lawful"))] })
    expect(told(settled, home)).toEqual({ verdict: "clear", findings: [] })
    expect(told(settled, home, "second").verdict).toBe("clear")
    expect(told(settled, home, "a third name").verdict).toBe("review")
  })
})
