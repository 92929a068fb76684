import { describe, expect, test } from "vitest"
import { findingsFor } from "../../../functions/domain/account/account-findings.ts"
import type { PersonRecord } from "../../../functions/domain/account/account-record.ts"
import { centers, personOf, someAccount, today } from "./account-ledger.ts"

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
