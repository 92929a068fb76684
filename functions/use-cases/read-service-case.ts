import {
  ServiceStatusName,
  type ServiceCaseDetail,
  type ServiceCaseList,
} from "../../contracts/service-cases.ts"
import { CenterId, LocalDate as Day, type LocalDate, type ServiceCaseId } from "../../contracts/primitives.ts"
import { Matter } from "../../contracts/service-catalogue.ts"
import type { HistoryEntry } from "../domain/change.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { matterOf, type ServiceCase, type ServiceParty } from "../domain/service-case/service-case.ts"
import { viewServiceCase } from "../domain/service-case/view-service-case.ts"
import { limitOf } from "./query-values.ts"
import { readOwnServiceCase, sidesOf } from "./service-context.ts"
import { answer, type Call, type UseCase } from "./use-case.ts"

export interface ReadServiceCaseNeeds {
  readonly readServiceCase: (id: ServiceCaseId) => Promise<ServiceCase | undefined>
  readonly readHistory: (
    id: ServiceCaseId,
  ) => Promise<readonly { readonly version: number; readonly entry: HistoryEntry }[]>
  readonly listServiceCases: (query: {
    readonly centerId: CenterId
    readonly party: "in" | "out"
    readonly limit: number
    readonly after?: string
  }) => Promise<{ readonly cases: readonly ServiceCase[]; readonly nextAfter?: string }>
}

/** One case with its history; no identity in clear. */
export const readServiceCase =
  (needs: ReadServiceCaseNeeds): UseCase<undefined, ServiceCaseDetail> =>
  async (call) => {
    const found = await readOwnServiceCase(needs, call)
    if (found.outcome === "refused") return found
    const history = await needs.readHistory(found.case.serviceCaseId)
    return answer({
      ...viewServiceCase(found.case, found.sides),
      history: history.map(({ version, entry }) => ({
        at: entry.at,
        event: entry.event,
        by: entry.by,
        status: ServiceStatusName.parse(entry.status),
        ...(entry.note === undefined ? {} : { note: entry.note }),
        version,
      })),
    })
  }

interface ListFilter {
  readonly status?: string
  readonly matter?: string
  readonly due?: LocalDate
}

const matches = (serviceCase: ServiceCase, { status, matter, due }: ListFilter): boolean =>
  (status === undefined || serviceCase.status === status) &&
  (matter === undefined || matterOf(serviceCase) === matter) &&
  (due === undefined || serviceCase.legs.some(({ dueOn }) => dueOn !== undefined && dueOn <= due))

const queryDefect = (field: string): Refusal => refuse("invalid-request", { rule: "VAL-009", field })

/** `status`, `matter`, and `due`: something is due on or before that day. */
const readFilter = ({ query: { status, matter, due } }: Call): ListFilter | Refusal => {
  if (status !== undefined && !ServiceStatusName.safeParse(status).success) return queryDefect("status")
  if (matter !== undefined && !Matter.safeParse(matter).success) return queryDefect("matter")
  const day = due === undefined ? undefined : Day.safeParse(due)
  if (day?.success === false) return queryDefect("due")
  return {
    ...(status === undefined ? {} : { status }),
    ...(matter === undefined ? {} : { matter }),
    ...(day === undefined ? {} : { due: day.data }),
  }
}

const mostPerPage = 100
/** A filtered page may look through more than it shows, but not without end; the cursor leads on. */
const mostPagesRead = 10

interface Cursor {
  readonly party: ServiceParty
  readonly after?: string
}

const partiesOf = (role: string | undefined): readonly ServiceParty[] | undefined => {
  if (role === undefined) return ["receiving", "home"]
  return role === "receiving" || role === "home" ? [role] : undefined
}

const cursorForm = /^(receiving|home)\.(svc_[0-9A-Z]{26})?$/
const readCursor = (text: string | undefined, parties: readonly ServiceParty[]): Cursor | undefined => {
  if (text === undefined) return { party: parties[0] ?? "receiving" }
  const [, party, after] = cursorForm.exec(text) ?? []
  if ((party !== "receiving" && party !== "home") || !parties.includes(party)) return undefined
  return { party, ...(after === undefined || after === "" ? {} : { after }) }
}

const nextCursor = (
  { party }: Cursor,
  nextAfter: string | undefined,
  parties: readonly ServiceParty[],
): Cursor | undefined => {
  if (nextAfter !== undefined) return { party, after: nextAfter }
  return party === "receiving" && parties.includes("home") ? { party: "home" } : undefined
}

/** A case that the center both receives and decides is listed once, where it receives. */
const listedHere = (serviceCase: ServiceCase, { party }: Cursor, parties: readonly ServiceParty[]): boolean =>
  party === "receiving" ||
  !parties.includes("receiving") ||
  serviceCase.receivingCenterId !== serviceCase.homeCenterId

/** Cases of the center, newest first within a role: first those that it receives, then those that it decides. */
export const listServiceCases =
  (needs: ReadServiceCaseNeeds): UseCase<undefined, ServiceCaseList> =>
  async (call) => {
    const filter = readFilter(call)
    if ("outcome" in filter) return filter
    const parties = partiesOf(call.query["role"])
    if (parties === undefined) return queryDefect("role")
    const limit = limitOf(call.query, mostPerPage)
    if (typeof limit !== "number") return limit
    const start = readCursor(call.query["cursor"], parties)
    if (start === undefined) return refuse("cursor-invalid", { field: "cursor" })

    const centerId = CenterId.parse(call.callerId)
    const found: ServiceCase[] = []
    let cursor: Cursor | undefined = start
    for (let page = 0; page < mostPagesRead && cursor !== undefined && found.length < limit; page += 1) {
      const at: Cursor = cursor
      const answered = await needs.listServiceCases({
        centerId,
        party: at.party === "receiving" ? "in" : "out",
        limit: limit - found.length,
        ...(at.after === undefined ? {} : { after: at.after }),
      })
      found.push(...answered.cases.filter((one) => matches(one, filter) && listedHere(one, at, parties)))
      cursor = nextCursor(at, answered.nextAfter, parties)
    }
    return answer({
      serviceCases: found.map((one) => viewServiceCase(one, sidesOf(one, centerId))),
      ...(cursor === undefined ? {} : { cursor: `${cursor.party}.${cursor.after ?? ""}` }),
    })
  }
