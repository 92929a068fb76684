import { LocalDate } from "../../contracts/primitives.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"

type Query = Readonly<Record<string, string>>

/** `on`: a calendar day, when the caller names one. */
export const dayOf = (query: Query): LocalDate | Refusal | undefined => {
  const text = query["on"]
  if (text === undefined) return undefined
  const parsed = LocalDate.safeParse(text)
  return parsed.success ? parsed.data : refuse("invalid-request", { rule: "VAL-009", field: "on" })
}

/** `limit`: lines of one page, from 1 to the most that the route gives. */
export const limitOf = (query: Query, most: number): number | Refusal => {
  const text = query["limit"]
  if (text === undefined) return most
  const limit = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0
  return limit >= 1 && limit <= most ? limit : refuse("invalid-request", { rule: "VAL-009", field: "limit" })
}

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === "object" && value !== null && "outcome" in value && value.outcome === "refused"
