import { randomBytes } from "node:crypto"

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** Ten characters of time, so that ids of one kind sort by creation. */
const timePart = (ms: number): string => {
  let rest = ms
  let text = ""
  for (let position = 0; position < 10; position += 1) {
    text = alphabet.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}

/** 80 random bits as sixteen characters. */
const randomPart = (random: Uint8Array): string => Array.from(random, (byte) => alphabet.charAt(byte % 32)).join("")

/** A prefix and a ULID; the time is that of the call, never the clock's. */
export const newIdAt =
  (nowMs: number, random: () => Uint8Array = () => randomBytes(16)) =>
  (prefix: string): string =>
    `${prefix}_${timePart(nowMs)}${randomPart(random())}`
