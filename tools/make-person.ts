import { createHash } from "node:crypto"
import { Person, residentNumberCheck } from "../contracts/primitives.ts"

const surnames = ["示", "样", "例", "虚", "拟", "演", "试", "仿"] as const
const givenNames = [
  "甲一",
  "乙二",
  "丙三",
  "丁四",
  "戊五",
  "己六",
  "庚七",
  "辛八",
  "壬九",
  "癸十",
  "子安",
  "丑宁",
  "寅和",
  "卯平",
] as const

/** No region has a code that begins with 99: nobody bears such a number. */
const regionPrefixes = ["990101", "990102", "990201", "990301", "990401"] as const

const pick = <Item>(items: readonly [Item, ...Item[]], number: number): Item =>
  items[number % items.length] ?? items[0]

/**
 * An invented contributor, the same for the same seed: a number that passes GB 11643 under a region that does not
 * exist, and a name from a list of names that nobody has. `bornIn` fixes the year where a rule looks at the age.
 */
export const makePerson = (seed: string | number, bornIn?: number): Person => {
  const digest = createHash("sha256").update(`person ${seed}`).digest()
  const at = (index: number): number => digest.readUInt16BE(index * 2)
  const year = bornIn ?? 1966 + (at(0) % 38)
  const month = String(1 + (at(1) % 12)).padStart(2, "0")
  const day = String(1 + (at(2) % 28)).padStart(2, "0")
  const sequence = String(at(3) % 1000).padStart(3, "0")
  const first17 = `${pick(regionPrefixes, at(4))}${year}${month}${day}${sequence}`
  return Person.parse({
    documentType: "01",
    documentNumber: `${first17}${residentNumberCheck(first17)}`,
    name: `${pick(surnames, at(5))}${pick(givenNames, at(6))}`,
  })
}

/** A phone number of a number range that is not given out. */
export const makePhone = (seed: string | number): string =>
  `100${String(createHash("sha256").update(`phone ${seed}`).digest().readUInt32BE(0) % 100_000_000).padStart(8, "0")}`

const creditCodeAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

/** The credit code of an invented unit: registered under the unassigned region 990101, with its check character. */
export const makeUnitCreditCode = (seed: string | number): string => {
  const number = createHash("sha256").update(`unit ${seed}`).digest().readUInt32BE(0) % 1_000_000_000
  const first17 = `91990101${String(number).padStart(9, "0")}`
  let sum = 0
  let weight = 1
  for (const character of first17) {
    sum += creditCodeAlphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return `${first17}${creditCodeAlphabet.charAt((31 - (sum % 31)) % 31)}`
}
