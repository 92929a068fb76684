import {
  ServiceStatusName,
  type ServiceCaseDetail,
  type ServiceCaseList,
} from "../../contracts/service-cases.ts"
import { LocalDate, type ServiceCaseId } from "../../contracts/primitives.ts"
import { Matter } from "../../contracts/service-catalogue.ts"
import type { Refusal } from "../domain/refusal.ts"
import { matterOf, type ServiceCase } from "../domain/service-case/service-case.ts"
import { viewServiceCase } from "../domain/service-case/view-service-case.ts"
import { listOwnCases, type OwnCasesPage, type OwnCasesQuery, type Side } from "./list-own-cases.ts"
import { isRefusal, limitOf, queryValue } from "./query-values.ts"
import { readOwnServiceCase, sidesOf } from "./service-context.ts"
import { answer, type Call, type UseCase } from "./use-case.ts"
import { viewCaseHistory, type CaseHistoryRead } from "./view-case-history.ts"

export interface ReadServiceCaseNeeds {
  readonly readServiceCase: (id: ServiceCaseId) => Promise<ServiceCase | undefined>
  readonly readHistory: (id: ServiceCaseId) => Promise<CaseHistoryRead>
  readonly listServiceCases: (query: OwnCasesQuery) => Promise<OwnCasesPage<ServiceCase>>
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
      history: viewCaseHistory(history, ServiceStatusName),
    })
  }

interface ListFilter {
  readonly status: string | undefined
  readonly matter: string | undefined
  readonly due: LocalDate | undefined
}

const matches = (serviceCase: ServiceCase, { status, matter, due }: ListFilter): boolean =>
  (status === undefined || serviceCase.status === status) &&
  (matter === undefined || matterOf(serviceCase) === matter) &&
  (due === undefined || serviceCase.legs.some(({ dueOn }) => dueOn !== undefined && dueOn <= due))

/** `status`, `matter`, and `due`: something is due on or before that day. */
const readFilter = ({ query }: Call): ListFilter | Refusal => {
  const status = queryValue(query, "status", ServiceStatusName)
  if (isRefusal(status)) return status
  const matter = queryValue(query, "matter", Matter)
  if (isRefusal(matter)) return matter
  const due = queryValue(query, "due", LocalDate)
  return isRefusal(due) ? due : { status, matter, due }
}

const mostPerPage = 100

/** A case that the center both receives and decides is listed once, where it receives. */
const listedHere = (serviceCase: ServiceCase, side: Side, asked: readonly Side[]): boolean =>
  side === "in" || !asked.includes("in") || serviceCase.receivingCenterId !== serviceCase.homeCenterId

/** Cases of the center, newest first within a role: first those that it receives, then those that it decides. */
export const listServiceCases =
  (needs: ReadServiceCaseNeeds): UseCase<undefined, ServiceCaseList> =>
  async (call) => {
    const filter = readFilter(call)
    if ("outcome" in filter) return filter
    const listed = await listOwnCases(call, {
      roles: { in: "receiving", out: "home" },
      idForm: /^svc_[0-9A-Z]{26}$/,
      limit: limitOf(call.query, mostPerPage),
      read: needs.listServiceCases,
      matches: (one, side, asked) => matches(one, filter) && listedHere(one, side, asked),
    })
    if (listed.outcome === "refused") return listed
    const { cases, cursor } = listed
    return answer({
      serviceCases: cases.map((one) => viewServiceCase(one, sidesOf(one, call.callerId))),
      ...(cursor === undefined ? {} : { cursor }),
    })
  }
