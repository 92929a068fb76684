import { randomBytes } from "node:crypto"
import { crockford, ulidTime } from "../domain/ulid-time.ts"

/** 80 random bits as sixteen characters. */
const randomPart = (random: Uint8Array): string =>
  Array.from(random, (byte) => crockford.charAt(byte % 32)).join("")

/** A prefix and a ULID; the time is that of the call, never the clock's. */
export const newIdAt =
  (nowMs: number, random: () => Uint8Array = () => randomBytes(16)) =>
  (prefix: string): string =>
    `${prefix}_${ulidTime(nowMs)}${randomPart(random())}`
