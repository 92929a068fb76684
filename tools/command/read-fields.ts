import { text } from "../language.ts"
import { CommandError, type Session } from "./command.ts"
import { fieldsOf } from "./person-arguments.ts"
import { jsonOf, readBodyArgument } from "./read-input.ts"

type Fields = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isWhole = (argument: string): boolean => argument === "-" || /^\s*[@{[]/.test(argument)

/** A body as it was typed: one @file, - or '{...}', then name=value; --handler and --reviewer are added. */
export const readFields = (session: Session, args: readonly string[]): Fields => {
  const [first, ...rest] = args
  const whole = first !== undefined && isWhole(first)
  const bytes = whole ? readBodyArgument(first) : undefined
  const body: unknown = bytes === undefined ? {} : jsonOf(bytes)
  if (!isRecord(body)) throw new CommandError(text("报文应为 JSON 对象", "the body is a JSON object"))
  const { handler, reviewer, note } = session.flags
  return {
    ...body,
    ...fieldsOf(whole ? rest : args),
    ...(handler === undefined ? {} : { handler }),
    ...(reviewer === undefined ? {} : { reviewer }),
    ...(note === undefined ? {} : { note }),
  }
}

/** --if-match, when it was given. */
export const versionOf = ({ flags }: Session): { readonly ifMatch?: string } =>
  flags["if-match"] === undefined ? {} : { ifMatch: flags["if-match"] }

export const required = (value: string | undefined, flag: string): string => {
  if (value === undefined || value === "") throw new CommandError(text(`缺少 ${flag}`, `${flag} is missing`))
  return value
}

const dayMs = 86_400_000
const chinaOffsetMs = 8 * 3_600_000

/** Today in China by this machine's clock; a clerk who means another day says so. */
export const todayInChina = (): string => new Date(Date.now() + chinaOffsetMs).toISOString().slice(0, 10)

export const daysFromToday = (days: number): string =>
  new Date(Date.now() + chinaOffsetMs + days * dayMs).toISOString().slice(0, 10)

/** A time as a clerk in China reads it, to the minute. */
export const chinaMinute = (instant: string): string =>
  new Date(Date.parse(instant) + chinaOffsetMs).toISOString().slice(0, 16).replace("T", " ")

/** A last moment, as people say it: the 22nd 24:00 and not the 23rd 00:00. */
export const chinaLastMoment = (instant: string): string => {
  const minute = chinaMinute(instant)
  return minute.endsWith(" 00:00")
    ? `${chinaMinute(new Date(Date.parse(instant) - 1).toISOString()).slice(0, 10)} 24:00`
    : minute
}
