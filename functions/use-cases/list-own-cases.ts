import { CenterId } from "../../contracts/primitives.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { isRefusal, queryDefect } from "./query-values.ts"
import type { Call } from "./use-case.ts"

/** The index of a center's cases has two sides; what a center is called on each, the kind of case knows. */
export type Side = "in" | "out"

export interface OwnCasesQuery {
  readonly centerId: CenterId
  readonly formerIds?: readonly string[]
  readonly party: Side
  readonly limit: number
  readonly after?: string
}

export interface OwnCasesPage<Case> {
  readonly cases: readonly Case[]
  readonly nextAfter?: string
}

interface Listing<Case> {
  /** What the sides are called in `role` and in the cursor. */
  readonly roles: Readonly<Record<Side, string>>
  readonly idForm: RegExp
  /** Cases of one answer; a refusal comes after that of the role. */
  readonly limit: number | Refusal
  readonly read: (query: OwnCasesQuery) => Promise<OwnCasesPage<Case>>
  /** Whether a case is shown when it is read on that side, of those that are asked for. */
  readonly matches: (one: Case, side: Side, asked: readonly Side[]) => boolean
}

export interface OwnCases<Case> {
  readonly outcome: "listed"
  readonly cases: readonly Case[]
  readonly cursor?: string
}

/** A filtered page may look through more than it shows, but not without end; the cursor leads on. */
const mostPagesRead = 10
const sides = ["in", "out"] as const satisfies readonly Side[]

interface Place {
  readonly side: Side
  readonly after?: string
}

type Roles = Listing<unknown>["roles"]

const sidesAsked = (role: string | undefined, roles: Roles): readonly Side[] =>
  role === undefined ? sides : sides.filter((side) => roles[side] === role)

const cursorForm = /^([a-z]+)\.(.*)$/
const placeOf = (cursor: string, roles: Roles, idForm: RegExp): Place | undefined => {
  const [, role, after = ""] = cursorForm.exec(cursor) ?? []
  const side = sides.find((one) => roles[one] === role)
  if (side === undefined || (after !== "" && !idForm.test(after))) return undefined
  return after === "" ? { side } : { side, after }
}

const nextPlace = (
  { side }: Place,
  nextAfter: string | undefined,
  asked: readonly Side[],
): Place | undefined => {
  if (nextAfter !== undefined) return { side, after: nextAfter }
  return side === "in" && asked.includes("out") ? { side: "out" } : undefined
}

/** Cases of the calling center, newest first within a side: first all of the one, then those of the other. */
export const listOwnCases = async <Case>(
  { callerId, formerIds, query }: Call,
  { roles, idForm, limit, read, matches }: Listing<Case>,
): Promise<OwnCases<Case> | Refusal> => {
  const asked = sidesAsked(query["role"], roles)
  const [first] = asked
  if (first === undefined) return queryDefect("role")
  if (isRefusal(limit)) return limit
  const { cursor } = query
  const start = cursor === undefined ? { side: first } : placeOf(cursor, roles, idForm)
  if (start === undefined || !asked.includes(start.side)) return refuse("cursor-invalid", { field: "cursor" })

  const centerId = CenterId.parse(callerId)
  const found: Case[] = []
  let place: Place | undefined = start
  for (let page = 0; page < mostPagesRead && place !== undefined && found.length < limit; page += 1) {
    const { side, after }: Place = place
    const answered = await read({
      centerId,
      ...(formerIds === undefined ? {} : { formerIds }),
      party: side,
      limit: limit - found.length,
      ...(after === undefined ? {} : { after }),
    })
    found.push(...answered.cases.filter((one) => matches(one, side, asked)))
    place = nextPlace(place, answered.nextAfter, asked)
  }
  return {
    outcome: "listed",
    cases: found,
    ...(place === undefined ? {} : { cursor: `${roles[place.side]}.${place.after ?? ""}` }),
  }
}
