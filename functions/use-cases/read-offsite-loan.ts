import {
  OffsiteLoanStatusName,
  type OffsiteLoanDetail,
  type OffsiteLoanList,
} from "../../contracts/offsite-loans.ts"
import { CenterId, LocalDate as Day, type LocalDate, type OffsiteLoanId } from "../../contracts/primitives.ts"
import { totalsByType } from "../domain/account/totals-by-type.ts"
import type { HistoryEntry } from "../domain/change.ts"
import {
  hasEndedOffsite,
  type CertificateRecord,
  type OffsiteLoanCase,
  type OffsiteParty,
} from "../domain/offsite-loan/offsite-loan-case.ts"
import { viewOffsiteLoan } from "../domain/offsite-loan/view-offsite-loan.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { readOwnOffsiteLoan } from "./offsite-context.ts"
import { limitOf } from "./query-values.ts"
import { answer, type Call, type UseCase } from "./use-case.ts"

export interface ReadOffsiteLoanNeeds {
  readonly readOffsiteLoan: (id: OffsiteLoanId) => Promise<OffsiteLoanCase | undefined>
  readonly readCertificate: (id: OffsiteLoanId) => Promise<CertificateRecord | undefined>
  readonly readHistory: (
    id: OffsiteLoanId,
  ) => Promise<readonly { readonly version: number; readonly entry: HistoryEntry }[]>
  readonly listOffsiteLoans: (query: {
    readonly centerId: CenterId
    readonly party: "in" | "out"
    readonly limit: number
    readonly after?: string
  }) => Promise<{ readonly cases: readonly OffsiteLoanCase[]; readonly nextAfter?: string }>
}

/**
 * The certificate is between the center that issued it and the one that it is addressed to. A home center that the account
 * has come to since does not read the number that it bore elsewhere.
 */
const readsCertificate = ({ homes, homeCenterId }: OffsiteLoanCase, party: OffsiteParty): boolean =>
  party === "loan" || homeCenterId === (homes[0]?.centerId ?? homeCenterId)

/** One case with its certificate while it runs, and its history; no identity in clear. */
export const readOffsiteLoan =
  (needs: ReadOffsiteLoanNeeds): UseCase<undefined, OffsiteLoanDetail> =>
  async (call) => {
    const found = await readOwnOffsiteLoan(needs, call)
    if (found.outcome === "refused") return found
    const { offsiteLoanId, certificateNo } = found.case
    const isShown =
      certificateNo !== undefined && !hasEndedOffsite(found.case) && readsCertificate(found.case, found.party)
    const [certificate, history] = await Promise.all([
      isShown ? needs.readCertificate(offsiteLoanId) : undefined,
      needs.readHistory(offsiteLoanId),
    ])
    return answer({
      ...viewOffsiteLoan(found.case),
      ...(certificate === undefined ? {} : { certificate, totals: totalsByType(certificate.segments) }),
      history: history.map(({ version, entry }) => ({
        at: entry.at,
        event: entry.event,
        by: entry.by,
        status: OffsiteLoanStatusName.parse(entry.status),
        ...(entry.note === undefined ? {} : { note: entry.note }),
        version,
      })),
    })
  }

interface ListFilter {
  readonly status?: string
  readonly due?: LocalDate
}

const matches = (offsite: OffsiteLoanCase, { status, due }: ListFilter): boolean =>
  (status === undefined || offsite.status === status) &&
  (due === undefined || offsite.legs.some(({ dueOn }) => dueOn !== undefined && dueOn <= due))

const queryDefect = (field: string): Refusal => refuse("invalid-request", { rule: "VAL-009", field })

/** `status`, and `due`: something is due on or before that day. */
const readFilter = ({ query: { status, due } }: Call): ListFilter | Refusal => {
  if (status !== undefined && !OffsiteLoanStatusName.safeParse(status).success) return queryDefect("status")
  const day = due === undefined ? undefined : Day.safeParse(due)
  if (day?.success === false) return queryDefect("due")
  return {
    ...(status === undefined ? {} : { status }),
    ...(day === undefined ? {} : { due: day.data }),
  }
}

const mostPerPage = 100
/** A filtered page may look through more than it shows, but not without end; the cursor leads on. */
const mostPagesRead = 10

interface Cursor {
  readonly party: OffsiteParty
  readonly after?: string
}

const partiesOf = (role: string | undefined): readonly OffsiteParty[] | undefined => {
  if (role === undefined) return ["loan", "home"]
  return role === "loan" || role === "home" ? [role] : undefined
}

const cursorForm = /^(loan|home)\.(lnc_[0-9A-Z]{26})?$/
const readCursor = (text: string | undefined, parties: readonly OffsiteParty[]): Cursor | undefined => {
  if (text === undefined) return { party: parties[0] ?? "loan" }
  const [, party, after] = cursorForm.exec(text) ?? []
  if ((party !== "loan" && party !== "home") || !parties.includes(party)) return undefined
  return { party, ...(after === undefined || after === "" ? {} : { after }) }
}

const nextCursor = (
  { party }: Cursor,
  nextAfter: string | undefined,
  parties: readonly OffsiteParty[],
): Cursor | undefined => {
  if (nextAfter !== undefined) return { party, after: nextAfter }
  return party === "loan" && parties.includes("home") ? { party: "home" } : undefined
}

/** Cases of the center, newest first within a role: first those where it lends, then those where it is the home. */
export const listOffsiteLoans =
  (needs: ReadOffsiteLoanNeeds): UseCase<undefined, OffsiteLoanList> =>
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
    const found: OffsiteLoanCase[] = []
    let cursor: Cursor | undefined = start
    for (let page = 0; page < mostPagesRead && cursor !== undefined && found.length < limit; page += 1) {
      const answered = await needs.listOffsiteLoans({
        centerId,
        party: cursor.party === "loan" ? "in" : "out",
        limit: limit - found.length,
        ...(cursor.after === undefined ? {} : { after: cursor.after }),
      })
      found.push(...answered.cases.filter((offsite) => matches(offsite, filter)))
      cursor = nextCursor(cursor, answered.nextAfter, parties)
    }
    return answer({
      offsiteLoans: found.map(viewOffsiteLoan),
      ...(cursor === undefined ? {} : { cursor: `${cursor.party}.${cursor.after ?? ""}` }),
    })
  }
