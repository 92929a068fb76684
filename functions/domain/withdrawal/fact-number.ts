import { containsResidentNumber } from "../../../contracts/withdrawals.ts"

/**
 * What is numbered: a registry's own number has a fixed form, and its separators are ornament; the number of a building
 * or room has not, and 1-1101 is another home than 11-101.
 */
export type NumberKind = "registry" | "building" | "room"

/** A number that grows when it is normalised (a ligature that stands for words) is none that a registry has written. */
const longestNumber = 60

/** Capitals of Greek and Cyrillic that nobody tells from Latin ones on paper. */
const lookalikes: Readonly<Record<string, string>> = {
  A: "\u0391\u0410",
  B: "\u0392\u0412",
  C: "\u0421",
  E: "\u0395\u0415",
  H: "\u0397\u041d",
  I: "\u0399\u0406\u04c0",
  J: "\u0408",
  K: "\u039a\u041a",
  M: "\u039c\u041c",
  N: "\u039d",
  O: "\u039f\u041e",
  P: "\u03a1\u0420",
  S: "\u0405",
  T: "\u03a4\u0422",
  X: "\u03a7\u0425",
  Y: "\u03a5\u0423\u04ae",
  Z: "\u0396",
}
const latinOf: ReadonlyMap<string, string> = new Map(
  Object.entries(lookalikes).flatMap(([latin, others]) =>
    Array.from(others, (letter) => [letter, latin] as const),
  ),
)

/** Digits of a script stand in tens, from nought on. */
const asciiDigit = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0
  let first = code
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first -= 1
  return String((code - first) % 10)
}

/** Dashes, dots and strokes, and the two letters of other scripts that are one; brackets part as they do. */
const dash = String.raw`\-_\u2010-\u2015\u2212·•\u2027\u30fb./\\\u2044\u2215ー\u1173`
const separators = new RegExp(`[${dash}()〔〕\\[\\]【】{}〈〉《》「」]+`, "gu")
/** Between letters and digits 一 is a dash that an input method wrote; elsewhere it is a word. */
const dashes = new RegExp(`(?<=[A-Z0-9])[${dash}一]+(?=[A-Z0-9])`, "gu")

const unitBetween = /(?<=\d)(?:号楼|栋|幢|单元)(?=\d)/gu
const ending: Record<NumberKind, RegExp> = {
  registry: /(?<=\d)号$/u,
  building: /(?<=[A-Z0-9])(?:号楼|栋|幢|单元)$/u,
  room: /(?<=[A-Z0-9])[室号房]+$/u,
}

/** One letter for all that look like it: width, case, script; nothing that cannot be seen. */
const folded = (raw: string): string =>
  raw
    .normalize("NFKC")
    .toUpperCase()
    .normalize("NFKC")
    .replace(/[\s\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, "")
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/\p{L}/gu, (letter) => latinOf.get(letter) ?? letter)

/** A separator between two digits parts what would be another number without it. */
const parted = (number: string): string =>
  number
    .replace(separators, "-")
    .replace(/(?<!\d)-|-(?!\d)/gu, "")
    .replace(unitBetween, "-")

/**
 * One number, however it was typed: what looks alike is alike, separators are of one kind or none, and a number does not
 * say again what it numbers. Leading zeros stay. Undefined when nothing is left of it, or too much, or a letter that no
 * registry here writes, or the number of a person in it: nothing personal enters a key.
 */
export const factNumber = (kind: NumberKind, raw: string): string | undefined => {
  // 〇 last: in 二〇一〇 stands a one between noughts, and no dash.
  const number = folded(raw).replace(dashes, "-").replace(/〇/gu, "0")
  const bare = number.replace(separators, "")
  const isWritten = number.length <= longestNumber && /^[A-Z0-9\p{Unified_Ideograph}]+$/u.test(bare)
  if (!isWritten || containsResidentNumber(bare)) return undefined
  return (kind === "registry" ? bare : parted(number)).replace(ending[kind], "")
}
