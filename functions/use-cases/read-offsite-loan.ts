import {
  OffsiteLoanStatusName,
  type OffsiteLoanDetail,
  type OffsiteLoanList,
} from "../../contracts/offsite-loans.ts"
import { LocalDate, type OffsiteLoanId } from "../../contracts/primitives.ts"
import { totalsByType } from "../domain/account/totals-by-type.ts"
import {
  hasEndedOffsite,
  type CertificateRecord,
  type OffsiteLoanCase,
  type OffsiteParty,
} from "../domain/offsite-loan/offsite-loan-case.ts"
import { viewOffsiteLoan } from "../domain/offsite-loan/view-offsite-loan.ts"
import type { Refusal } from "../domain/refusal.ts"
import { listOwnCases, type OwnCasesPage, type OwnCasesQuery } from "./list-own-cases.ts"
import { readOwnOffsiteLoan } from "./offsite-context.ts"
import { isRefusal, limitOf, queryValue } from "./query-values.ts"
import { answer, type Call, type UseCase } from "./use-case.ts"
import { viewCaseHistory, type CaseHistoryRead } from "./view-case-history.ts"

export interface ReadOffsiteLoanNeeds {
  readonly readOffsiteLoan: (id: OffsiteLoanId) => Promise<OffsiteLoanCase | undefined>
  readonly readCertificate: (id: OffsiteLoanId) => Promise<CertificateRecord | undefined>
  readonly readHistory: (id: OffsiteLoanId) => Promise<CaseHistoryRead>
  readonly listOffsiteLoans: (query: OwnCasesQuery) => Promise<OwnCasesPage<OffsiteLoanCase>>
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
      history: viewCaseHistory(history, OffsiteLoanStatusName),
    })
  }

interface ListFilter {
  readonly status: string | undefined
  readonly due: LocalDate | undefined
}

const matches = (offsite: OffsiteLoanCase, { status, due }: ListFilter): boolean =>
  (status === undefined || offsite.status === status) &&
  (due === undefined || offsite.legs.some(({ dueOn }) => dueOn !== undefined && dueOn <= due))

/** `status`, and `due`: something is due on or before that day. */
const readFilter = ({ query }: Call): ListFilter | Refusal => {
  const status = queryValue(query, "status", OffsiteLoanStatusName)
  if (isRefusal(status)) return status
  const due = queryValue(query, "due", LocalDate)
  return isRefusal(due) ? due : { status, due }
}

const mostPerPage = 100

/** Cases of the center, newest first within a role: first those where it lends, then those where it is the home. */
export const listOffsiteLoans =
  (needs: ReadOffsiteLoanNeeds): UseCase<undefined, OffsiteLoanList> =>
  async (call) => {
    const filter = readFilter(call)
    if ("outcome" in filter) return filter
    const listed = await listOwnCases(call, {
      roles: { in: "loan", out: "home" },
      idForm: /^lnc_[0-9A-Z]{26}$/,
      limit: limitOf(call.query, mostPerPage),
      read: needs.listOffsiteLoans,
      matches: (offsite) => matches(offsite, filter),
    })
    if (listed.outcome === "refused") return listed
    const { cases, cursor } = listed
    return answer({
      offsiteLoans: cases.map(viewOffsiteLoan),
      ...(cursor === undefined ? {} : { cursor }),
    })
  }
