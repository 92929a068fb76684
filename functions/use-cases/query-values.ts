import type * as z from "zod"
import { LocalDate } from "../../contracts/primitives.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"

type Query = Readonly<Record<string, string>>

/** A value of the query that cannot be read. */
export const queryDefect = (field: string): Refusal => refuse("invalid-request", { rule: "VAL-009", field })

/** A value of the query in its form, when the caller gives it. */
export const queryValue = <Form extends z.ZodType>(
  query: Query,
  field: string,
  form: Form,
): z.output<Form> | Refusal | undefined => {
  const text = query[field]
  if (text === undefined) return undefined
  const parsed = form.safeParse(text)
  return parsed.success ? parsed.data : queryDefect(field)
}

/** `on`: a calendar day, when the caller names one. */
export const dayOf = (query: Query): LocalDate | Refusal | undefined => queryValue(query, "on", LocalDate)

/** `limit`: lines of one page, from 1 to the most that the route gives. */
export const limitOf = (query: Query, most: number): number | Refusal => {
  const text = query["limit"]
  if (text === undefined) return most
  const limit = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0
  return limit >= 1 && limit <= most ? limit : queryDefect("limit")
}

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === "object" && value !== null && "outcome" in value && value.outcome === "refused"
