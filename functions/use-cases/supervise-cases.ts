import { CaseId, type Instant } from "../../contracts/primitives.ts"
import type { EscalationList, SupervisedCaseDetail, SupervisedCaseList } from "../../contracts/supervision.ts"
import type { CaseKind } from "../../contracts/table.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { caseIdOf, type HubCase } from "../domain/case/hub-case.ts"
import type { HistoryEntry } from "../domain/change.ts"
import { refuse } from "../domain/refusal.ts"
import {
  partiesOf,
  superviseCase,
  viewEscalation,
  type EscalationMessage,
} from "../domain/supervision/view-case.ts"
import { isRefusal, limitOf, queryDefect } from "./query-values.ts"
import { seenBy, type Seen, type SupervisedScopeNeeds } from "./supervised-scope.ts"
import type { SupervisorUseCase } from "./supervisor-call.ts"
import { answer } from "./use-case.ts"

export interface SuperviseCasesNeeds extends SupervisedScopeNeeds {
  readonly listLateCases: (page: {
    readonly limit: number
    readonly after?: string
  }) => Promise<{ readonly caseIds: readonly string[]; readonly nextAfter?: string }>
  readonly readCasesById: (ids: readonly string[]) => Promise<readonly HubCase[]>
  readonly listCasesOf: (query: {
    readonly kind: CaseKind
    readonly centerId: string
    readonly party: "in" | "out"
    readonly limit: number
    readonly after?: string
  }) => Promise<{ readonly cases: readonly HubCase[]; readonly nextAfter?: string }>
  readonly readHistory: (id: CaseId) => Promise<readonly { readonly entry: HistoryEntry }[]>
  readonly listEscalations: (
    month: string,
    page: { readonly limit: number; readonly after?: string },
  ) => Promise<{ readonly messages: readonly EscalationMessage[]; readonly nextAfter?: string }>
}

const mostCases = 50
/** A filtered page may look through more than it shows, but not without end; the cursor leads on. */
const mostPagesRead = 10
const cursorForm = /^after\.([0-9A-Za-z_]{10,40})$/

const kinds: Readonly<Record<string, CaseKind>> = { transfer: "trf", offsiteLoan: "lnc", service: "svc" }
const roles: Readonly<Record<string, "in" | "out">> = { asking: "in", answering: "out" }

/** A word that every object has, as `constructor`, is no kind of case. */
const ownValue = <Value>(of: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined

const concerns =
  ({ centerIds }: Seen) =>
  (hubCase: HubCase): boolean => {
    const { asking, answering } = partiesOf(hubCase)
    return centerIds === undefined || centerIds.includes(asking) || centerIds.includes(answering)
  }

interface Start {
  readonly limit: number
  readonly after?: string
}

interface Read<Item> {
  readonly found: readonly Item[]
  readonly cursor?: string
}

/** Reads on until the page is full of what may be seen, or enough was looked through. */
const collect = async <Item>(
  start: Start,
  read: (page: Start) => Promise<{ readonly items: readonly Item[]; readonly nextAfter?: string }>,
): Promise<Read<Item>> => {
  const found: Item[] = []
  let { after } = start
  for (let page = 0; page < mostPagesRead && found.length < start.limit; page += 1) {
    const { items, nextAfter } = await read({
      limit: start.limit - found.length,
      ...(after === undefined ? {} : { after }),
    })
    found.push(...items)
    after = nextAfter
    if (after === undefined) return { found }
  }
  return { found, ...(after === undefined ? {} : { cursor: `after.${after}` }) }
}

const startOf = (query: Readonly<Record<string, string>>) => {
  const limit = limitOf(query, mostCases)
  if (isRefusal(limit)) return limit
  const { cursor } = query
  const after = cursor === undefined ? undefined : cursorForm.exec(cursor)?.[1]
  if (cursor !== undefined && after === undefined) return refuse("cursor-invalid", { field: "cursor" })
  return { limit, ...(after === undefined ? {} : { after }) }
}

/** The cases of one center, or, where none is named, the late ones as far as the token sees. */
export const listSupervisedCases =
  (needs: SuperviseCasesNeeds): SupervisorUseCase<SupervisedCaseList> =>
  async (call) => {
    const { kind = "transfer", role = "answering", late, center } = call.query
    const start = startOf(call.query)
    if (isRefusal(start)) return start
    const [caseKind, party] = [ownValue(kinds, kind), ownValue(roles, role)]
    if (caseKind === undefined) return queryDefect("kind")
    if (party === undefined) return queryDefect("role")
    if (late !== undefined && late !== "yes") return queryDefect("late")
    const seen = await seenBy(needs, call, chinaDateOf(call.now))
    if (isRefusal(seen)) return seen
    const { found, cursor } = await collect<HubCase>(start, async (page) => {
      if (late === undefined && center !== undefined) {
        const { cases, nextAfter } = await needs.listCasesOf({
          kind: caseKind,
          centerId: center,
          party,
          ...page,
        })
        return { items: cases, ...(nextAfter === undefined ? {} : { nextAfter }) }
      }
      const { caseIds, nextAfter } = await needs.listLateCases(page)
      const cases = (await needs.readCasesById(caseIds)).filter(
        (hubCase) => call.query["kind"] === undefined || caseIdOf(hubCase).startsWith(caseKind),
      )
      return {
        items: cases.filter(concerns(seen)),
        ...(nextAfter === undefined ? {} : { nextAfter }),
      }
    })
    return answer({ cases: found.map(superviseCase), ...(cursor === undefined ? {} : { cursor }) })
  }

/** The course of one case. What centers wrote to each other, and who of them, stays between them. */
export const readSupervisedCase =
  (needs: SuperviseCasesNeeds): SupervisorUseCase<SupervisedCaseDetail> =>
  async (call) => {
    const caseId = CaseId.parse(call.params["caseId"])
    const [hubCase] = await needs.readCasesById([caseId])
    if (hubCase === undefined || !(await maySee(needs, call, hubCase))) return refuse("case-not-found")
    const history = await needs.readHistory(caseId)
    return answer({
      ...superviseCase(hubCase),
      history: history.map(({ entry: { at, event, by, status } }) => ({
        at,
        event,
        by,
        ...(status === undefined ? {} : { status }),
      })),
    })
  }

/** Of a case outside the token's scope the bearer hears what is heard of one that is not there. */
const maySee = async (
  needs: SuperviseCasesNeeds,
  call: Parameters<SupervisorUseCase<unknown>>[0],
  hubCase: HubCase,
): Promise<boolean> => {
  if (call.sight.nation) return true
  const { asking, answering } = partiesOf(hubCase)
  for (const center of [asking, answering])
    if (!isRefusal(await seenBy(needs, { ...call, query: { center } }, chinaDateOf(call.now)))) return true
  return false
}

const monthBefore = (month: string): string => {
  const [year = 0, number = 1] = month.split("-").map(Number)
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, "0")}`
}

/** How far back the inbox reaches. */
const monthsKept = 13
const escalationCursor = /^after\.(\d{4}-\d{2})\.(msg_[0-9A-Z]{26})$/

/** 监管收件箱: what was escalated, newest first; a filtered page may be short. */
export const listEscalations =
  (needs: SuperviseCasesNeeds): SupervisorUseCase<EscalationList> =>
  async (call) => {
    const limit = limitOf(call.query, mostCases)
    if (isRefusal(limit)) return limit
    const { cursor } = call.query
    const from = cursor === undefined ? undefined : escalationCursor.exec(cursor)
    if (cursor !== undefined && from === null) return refuse("cursor-invalid", { field: "cursor" })
    const seen = await seenBy(needs, call, chinaDateOf(call.now))
    if (isRefusal(seen)) return seen
    return answer(await collectEscalations(needs, seen, { limit, now: call.now, from: from ?? undefined }))
  }

const collectEscalations = async (
  needs: SuperviseCasesNeeds,
  { centerIds }: Seen,
  start: { readonly limit: number; readonly now: Instant; readonly from: RegExpExecArray | undefined },
): Promise<EscalationList> => {
  const found: EscalationList["escalations"] = []
  let month = start.from?.[1] ?? start.now.slice(0, 7)
  let after = start.from?.[2]
  for (let read = 0; read < monthsKept;) {
    const page = await needs.listEscalations(month, {
      limit: start.limit - found.length,
      ...(after === undefined ? {} : { after }),
    })
    const ids = page.messages.flatMap(({ caseId }) =>
      CaseId.safeParse(caseId).success ? [String(caseId)] : [],
    )
    const cases = new Map((await needs.readCasesById(ids)).map((each) => [String(caseIdOf(each)), each]))
    const told = page.messages.map((message) => viewEscalation(message, cases))
    found.push(
      ...told.filter(
        (each) => centerIds === undefined || each.centerIds.some((id) => centerIds.includes(id)),
      ),
    )
    const last = page.messages.at(-1)?.messageId
    if (found.length >= start.limit && last !== undefined)
      return { escalations: found, cursor: `after.${month}.${last}` }
    if (page.nextAfter === undefined) {
      month = monthBefore(month)
      after = undefined
      read += 1
    } else after = page.nextAfter
  }
  return { escalations: found }
}
