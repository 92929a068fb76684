import { randomBytes } from "node:crypto"
import { crockford, ulidTime } from "../domain/ulid-time.ts"

const randomLength = 16

/** 79 random bits as sixteen characters; the first of them is of the lower half, so that counting on never overflows. */
const randomPart = (random: Uint8Array): string =>
  Array.from(random, (byte, index) => crockford.charAt(byte % (index === 0 ? 16 : 32))).join("")

/** The next higher text of the same length: the last character counts on, a full one carries. */
const nextPart = (part: string): string => {
  const full = /Z*$/.exec(part)?.[0].length ?? 0
  const position = part.length - full - 1
  const raised = crockford.charAt(crockford.indexOf(part.charAt(position)) + 1)
  return part.slice(0, position) + raised + "0".repeat(full)
}

/**
 * A prefix and a ULID; the time is that of the call, never the clock's. Ids of one call rise, so that what one act
 * tells a center stands in its inbox in the order in which it was told.
 */
export const newIdAt = (
  nowMs: number,
  random: () => Uint8Array = () => randomBytes(randomLength),
): ((prefix: string) => string) => {
  let part: string | undefined
  return (prefix) => {
    part = part === undefined ? randomPart(random()) : nextPart(part)
    return `${prefix}_${ulidTime(nowMs)}${part}`
  }
}
