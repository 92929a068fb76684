import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { factNumber, type NumberKind } from "../../../functions/domain/withdrawal/fact-number.ts"
import { makePerson } from "../../../tools/make-person.ts"

const kinds: readonly NumberKind[] = ["registry", "building", "room"]

/** How a letter or digit may be typed so that nobody sees it. */
const looks: Readonly<Record<string, readonly string[]>> = {
  A: ["a", "Ａ", "\u0391", "\u0410", "\u0430"],
  B: ["b", "Ｂ", "\u0392", "\u0412"],
  C: ["c", "\u0421", "\u0441", "Ⅽ"],
  E: ["e", "\u0395", "\u0415"],
  H: ["h", "\u0397", "\u041d", "ℍ"],
  I: ["i", "\u0399", "\u0406", "Ⅰ"],
  J: ["j", "\u0408"],
  K: ["k", "\u039a", "\u041a", "\u212a"],
  M: ["m", "\u039c", "\u041c"],
  N: ["n", "\u039d"],
  O: ["o", "\u039f", "\u041e"],
  P: ["p", "\u03a1", "\u0420"],
  S: ["s", "\u0405", "\u017f"],
  T: ["t", "\u03a4", "\u0422"],
  X: ["x", "\u03a7", "\u0425", "\u0445"],
  Y: ["y", "\u03a5", "\u0423"],
  Z: ["z", "\u0396"],
  "0": ["０", "\u0660", "\u09e6"],
  "1": ["１", "\u0661", "①", "\u{1d7cf}"],
  "5": ["５", "\u06f5", "\u0e55"],
  "9": ["９", "\u096f", "\u1049"],
}
const dashes = ["-", "_", "/", ".", "－", "–", "—", "·", "\\", "一", "ー", "--", "(", "〕"]

const typed = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(...Array.from(text, (letter) => fc.constantFrom(letter, ...(looks[letter] ?? []))))
    .map((letters) => letters.join(""))
const word = (letters: string): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...Array.from(letters)), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join(""))
const digits = word("0159")
const letters = word("ABCEHIJKMNOPSTXYZ")
/** A number is its groups: letters and digits by turns, or digits that something parts. */
const groups = fc.array(fc.oneof(digits, letters), { minLength: 1, maxLength: 4 })
const isDigits = (text: string | undefined): boolean => text !== undefined && /^\d+$/u.test(text)

/** A spelling of the groups; between two of digits a building's number needs a separator, a registry's has what it has. */
const spelt = (kind: NumberKind, parts: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      ...parts.map((part, at) => {
        const needed = kind !== "registry" && isDigits(part) && isDigits(parts[at - 1])
        const before = at === 0 ? fc.constant("") : fc.constantFrom(...dashes, ...(needed ? [] : [""]))
        return fc.tuple(before, typed(part)).map((pair) => pair.join(""))
      }),
    )
    .map((all) => all.join(""))

/** What the number is, said without looking at how it was typed. */
const identityOf = (kind: NumberKind, parts: readonly string[]): string =>
  parts
    .map((part, at) => (kind !== "registry" && isDigits(part) && isDigits(parts[at - 1]) ? `-${part}` : part))
    .join("")

describe("the number of a fact", () => {
  test.each(kinds)("two spellings of one number are one, of a %s", (kind) => {
    fc.assert(
      fc.property(
        groups.chain((parts) => fc.tuple(fc.constant(parts), spelt(kind, parts), spelt(kind, parts))),
        ([parts, one, other]) => {
          expect(factNumber(kind, one)).toBe(identityOf(kind, parts))
          expect(factNumber(kind, other)).toBe(factNumber(kind, one))
        },
      ),
      { numRuns: 1000 },
    )
  })

  test.each(kinds)("two different numbers are two, of a %s", (kind) => {
    // Of few letters, so that many pairs differ by a group or a leading zero only.
    const near = fc.array(fc.constantFrom("0", "1", "01", "10", "11", "A"), { minLength: 1, maxLength: 3 })
    const pair = fc.tuple(near, near).filter(([a, b]) => identityOf(kind, a) !== identityOf(kind, b))
    fc.assert(
      fc.property(
        pair.chain(([a, b]) => fc.tuple(spelt(kind, a), spelt(kind, b))),
        ([one, other]) => {
          expect(factNumber(kind, one)).not.toBe(factNumber(kind, other))
        },
      ),
      { numRuns: 1000 },
    )
  })

  test.each<[NumberKind, string, string]>([
    ["registry", "HT-09001", "HT-9001"],
    ["registry", "沈房2026", "沈房二〇二六"],
    ["registry", "第一1号", "第1号"],
    ["registry", "二〇一〇年", "二〇〇年"],
    ["building", "12-3", "1-23"],
    ["building", "12-3", "123"],
    ["building", "3号", "3栋"],
    ["room", "1-1101", "11-101"],
    ["room", "东室", "东"],
  ])("of a %s, %s is another than %s", (kind, one, other) => {
    expect(factNumber(kind, one)).not.toBe(factNumber(kind, other))
  })

  test.each<[NumberKind, string, readonly string[]]>([
    [
      "registry",
      "沈房20260001",
      ["沈房〔2026〕0001号", "沈房(2026)0001", "沈房2026-0001号", "沈房２０２６一0001号"],
    ],
    ["registry", "HT09001", ["HT-09001", "HT-〇9〇〇1", "нт–09001", "ΗΤ·09001", "h.t_09001", "HT一09001-"]],
    ["building", "12", ["12栋", "12幢", "12号楼", "１２号楼"]],
    ["building", "12-3", ["12栋3单元", "12号楼-3", "12/3", "12一3", "12幢(3)"]],
    ["room", "501", ["501室", "501号", "501房", "501号房", "(501)室", "٥٠١"]],
    ["room", "2-501", ["2单元501室", "2—501", "2单元-501"]],
  ])("of a %s, %s is written in many ways", (kind, number, spellings) => {
    expect(spellings.map((spelling) => factNumber(kind, spelling))).toEqual(spellings.map(() => number))
  })

  test("every digit of every script has its value", () => {
    const scripts = [0x30, 0x660, 0x6f0, 0x966, 0xe50, 0xf20, 0x1810, 0xa620, 0x104a0]
    for (const first of scripts)
      for (let value = 0; value < 10; value += 1)
        expect(factNumber("room", `A${String.fromCodePoint(first + value)}`)).toBe(`A${value}`)
  })

  test.each([
    ["nothing", "-"],
    ["nothing that is seen", "\u115f"],
    ["too much", "\ufdfa".repeat(5)],
    ["a letter of no registry", "HT-Щ1"],
    ["a letter with a mark", "HÉ-1"],
  ])("%s is none", (_, raw) => {
    expect(kinds.map((kind) => factNumber(kind, raw))).toEqual([undefined, undefined, undefined])
  })

  test("with a person's number in it is none, however that is typed", () => {
    const { documentNumber } = makePerson("number of a person")
    const parted = `${documentNumber.slice(0, 6)}-${documentNumber.slice(6, 14)}-${documentNumber.slice(14)}`
    const arabic = documentNumber.replace(/\d/gu, (digit) => String.fromCodePoint(0x660 + Number(digit)))
    for (const raw of [documentNumber, `HT-${documentNumber}`, `沈房${documentNumber}号`, parted, arabic])
      expect(factNumber("registry", raw)).toBeUndefined()
    const other = documentNumber.slice(0, 17) + (documentNumber.endsWith("1") ? "2" : "1")
    expect(factNumber("registry", other)).toBe(other)
  })
})
