import { DUPLICATE_CLASSES } from "../../contracts/codes.ts"
import type { DeskLine, DeskToDo } from "../../contracts/desk.ts"
import { CenterId, Instant, type LocalDate } from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { HubCase } from "../domain/case/hub-case.ts"
import { byDueDate, deskLineOf, ownLegs, type NameOfCenter } from "../domain/desk/desk-line.ts"
import { deskViewOf, type DeskView } from "../domain/desk/desk-view.ts"
import { OTHER_NEXT } from "../domain/desk/leg-words.ts"
import { words } from "../domain/desk/words.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import type { UnmatchedFunds } from "../domain/transfer/residual.ts"
import { namesOfCenters, type CenterNamesNeeds, type DeskCall, type DeskUseCase } from "./desk-call.ts"
import type { ListAgreementsNeeds } from "./list-agreements.ts"
import type { ListFindingsNeeds } from "./list-findings.ts"
import type { OwnCasesPage, OwnCasesQuery } from "./list-own-cases.ts"

type ListCases = (query: OwnCasesQuery) => Promise<OwnCasesPage<HubCase>>

export interface OpenFundsNeeds {
  readonly listOpenFunds: (query: OwnCasesQuery) => Promise<{
    readonly funds: readonly UnmatchedFunds[]
    readonly nextAfter?: string
  }>
}

export interface ReadDeskToDoNeeds
  extends CenterNamesNeeds, OpenFundsNeeds, ListFindingsNeeds, ListAgreementsNeeds {
  readonly listTransfers: ListCases
  readonly listOffsiteLoans: ListCases
  readonly listServiceCases: ListCases
}

/**
 * Cases of each list that one answer looks through, newest first: six lists, so six queries and at most six hundred cases,
 * however many the center has ever had. A transfer lives some three weeks, so a first page reaches the open cases of all
 * but the largest centers; the cursor leads those on to earlier ones.
 */
const casesPerList = 100
const linesPerOther = 50

const lists = ["trf.in", "trf.out", "lnc.in", "lnc.out", "svc.in", "svc.out"] as const
type List = (typeof lists)[number]

/** Where each list goes on: after a case, from its beginning, or not at all any more. */
type Place = { readonly after: string } | "beginning" | "ended"
type Places = readonly { readonly list: List; readonly place: Place }[]

const idForm = /^(trf|lnc|svc)_[0-9A-HJKMNP-TV-Z]{26}$/

const placesOf = (cursor: string | undefined): Places | undefined => {
  if (cursor === undefined) return lists.map((list) => ({ list, place: "beginning" }))
  const parts = cursor.split(".")
  if (parts.length !== lists.length) return undefined
  const places = lists.map((list, index): { list: List; place: Place | undefined } => {
    const part = parts[index] ?? ""
    if (part === "-") return { list, place: "ended" }
    return {
      list,
      place: idForm.test(part) && part.startsWith(list.slice(0, 3)) ? { after: part } : undefined,
    }
  })
  const known = places.flatMap(({ list, place }) => (place === undefined ? [] : [{ list, place }]))
  return known.length === lists.length ? known : undefined
}

const cursorOf = (places: Places): string | undefined =>
  places.every(({ place }) => place === "ended")
    ? undefined
    : places.map(({ place }) => (typeof place === "object" ? place.after : "-")).join(".")

interface Looked {
  readonly list: List
  readonly place: Place
  readonly cases: readonly HubCase[]
}

const lookThrough = async (
  needs: ReadDeskToDoNeeds,
  centerId: CenterId,
  { list, place }: Places[number],
): Promise<Looked> => {
  if (place === "ended") return { list, place, cases: [] }
  const read = {
    trf: needs.listTransfers,
    lnc: needs.listOffsiteLoans,
    svc: needs.listServiceCases,
  }[list.startsWith("trf") ? "trf" : list.startsWith("lnc") ? "lnc" : "svc"]
  const { cases, nextAfter } = await read({
    centerId,
    party: list.endsWith("in") ? "in" : "out",
    limit: casesPerList,
    ...(place === "beginning" ? {} : place),
  })
  return { list, place: nextAfter === undefined ? "ended" : { after: nextAfter }, cases }
}

/** Since when every case has been looked at: the latest of where the lists stopped. */
const lookedBackTo = (looked: readonly Looked[]): Instant | undefined =>
  looked
    .filter(({ place }) => place !== "ended")
    .flatMap(({ cases }) => cases.at(-1)?.openedAt ?? [])
    .toSorted()
    .at(-1)

/** A case that the center both receives and decides stands in both lists. */
const tasksOf = (looked: readonly Looked[], centerId: CenterId, today: LocalDate): readonly DeskView[] => {
  const views = looked.flatMap(({ cases }) => cases.map(deskViewOf))
  const byId = new Map(views.map((view) => [view.caseId, view]))
  return [...byId.values()].filter((view) => ownLegs(view, centerId, today).length > 0)
}

const findingLines = async (needs: ReadDeskToDoNeeds, centerId: CenterId): Promise<readonly DeskLine[]> => {
  const { findings } = await needs.listFindings({ centerId, limit: linesPerOther })
  return findings
    .filter(
      ({ status, positions }) =>
        status === "open" && !positions.some((stated) => stated.centerId === centerId),
    )
    .map((finding) => {
      const { zh, en } = DUPLICATE_CLASSES[finding.class]
      const own = finding.accounts.find((account) => account.centerId === centerId)
      return {
        subject: "finding",
        id: finding.findingId,
        reference: finding.findingId,
        about: words(`疑点 ${finding.class} · ${zh}`, `doubt ${finding.class}: ${en}`),
        status: words("待本中心说明", "awaits this center's side"),
        ...(own === undefined ? {} : { accountNo: own.accountNo }),
        next: OTHER_NEXT.finding,
      }
    })
}

const arrearsLines = async (needs: ReadDeskToDoNeeds, centerId: CenterId): Promise<readonly DeskLine[]> => {
  const { listed } = await needs.listAgreementAccounts({ centerId, list: "arrears", limit: linesPerOther })
  return listed.map(({ account, since }) => ({
    subject: "arrears",
    id: account.accountNo,
    reference: account.accountNo,
    about: words("灵活就业欠缴", "arrears of a flexible contributor"),
    status: words(`欠缴自 ${since}`, `in arrears since ${since}`),
    accountNo: account.accountNo,
    next: OTHER_NEXT.arrears,
  }))
}

const fundsLines = (funds: readonly UnmatchedFunds[], nameOf: NameOfCenter): readonly DeskLine[] =>
  funds.map(({ unmatchedFundsId, receivingCenterId, amount, receivedOn }) => ({
    subject: "unmatchedFunds",
    id: unmatchedFundsId,
    reference: unmatchedFundsId,
    about: words("有款无函 · 本中心付出", "money without a letter, paid by this center"),
    status: words(`对方 ${receivedOn} 到账，待说明`, `arrived on ${receivedOn}, to be explained`),
    otherCenter: nameOf(receivingCenterId),
    amount,
    next: OTHER_NEXT.fundsPaid,
  }))

/** What waits beside the cases stands on the first page. */
const othersOf = async (needs: ReadDeskToDoNeeds, { callerId, query }: DeskCall) => {
  const centerId = CenterId.parse(callerId)
  if (query["cursor"] !== undefined) return { lines: [], funds: [] }
  const [findings, arrears, { funds }] = await Promise.all([
    findingLines(needs, centerId),
    arrearsLines(needs, centerId),
    needs.listOpenFunds({ centerId, party: "out", limit: linesPerOther }),
  ])
  return { lines: [...findings, ...arrears], funds }
}

/** What the center must do, by due date. */
export const readDeskToDo =
  (needs: ReadDeskToDoNeeds): DeskUseCase<undefined, DeskToDo> =>
  async (call): Promise<{ readonly outcome: "answered"; readonly answer: DeskToDo } | Refusal> => {
    const places = placesOf(call.query["cursor"])
    if (places === undefined) return refuse("cursor-invalid", { field: "cursor" })
    const centerId = CenterId.parse(call.callerId)
    const today = chinaDateOf(call.now)
    const [looked, others] = await Promise.all([
      Promise.all(places.map((place) => lookThrough(needs, centerId, place))),
      othersOf(needs, call),
    ])
    const tasks = tasksOf(looked, centerId, today)
    const nameOf = await namesOfCenters(needs, [
      centerId,
      ...tasks.flatMap(({ sides }) => sides.map((side) => side.centerId)),
      ...others.funds.map(({ receivingCenterId }) => receivingCenterId),
    ])
    const { handler, language, endsAt } = call.link
    const back = lookedBackTo(looked)
    const cursor = cursorOf(looked)
    return {
      outcome: "answered",
      answer: {
        session: { center: nameOf(centerId), handler, language, now: call.now, expiresAt: endsAt },
        items: byDueDate([
          ...tasks.map((view) => deskLineOf(view, centerId, today, nameOf)),
          ...others.lines,
          ...fundsLines(others.funds, nameOf),
        ]),
        ...(back === undefined ? {} : { lookedBackTo: back }),
        ...(cursor === undefined ? {} : { cursor }),
      },
    }
  }
