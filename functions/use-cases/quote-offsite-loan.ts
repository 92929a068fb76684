import type { LoanQuoteResponse } from "../../contracts/loan-quotes.ts"
import type { OffsiteLoanQuoteRequest } from "../../contracts/offsite-loans.ts"
import type { NationalRules, PolicyPack } from "../../contracts/policies.ts"
import type { LocalDate } from "../../contracts/primitives.ts"
import { findAccount, type AccountName } from "../domain/account/account-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { quoteLoan as decideQuote } from "../domain/loan-quote/quote-loan.ts"
import { keepQuote, quoteBar } from "../domain/offsite-loan/keep-quote.ts"
import type { OffsiteContext } from "../domain/offsite-loan/offsite-decision.ts"
import type { OffsiteLoanCase } from "../domain/offsite-loan/offsite-loan-case.ts"
import type { KnownPack } from "../domain/policies/accept-policy.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { offsiteContextOf, readOwnOffsiteLoan, type OffsiteNeeds } from "./offsite-context.ts"
import { pinnedPackOf, type PinnedPackNeeds } from "./pinned-pack-of.ts"
import { readFamily, type ReadFamilyNeeds } from "./read-family.ts"
import { packInForce } from "./read-policy.ts"
import type { UseCase } from "./use-case.ts"

export interface QuoteOffsiteLoanNeeds extends OffsiteNeeds, PinnedPackNeeds, ReadFamilyNeeds {
  readonly readPolicies: (centerId: string) => Promise<readonly KnownPack[]>
  readonly nationalRules: () => NationalRules
}

/** The pack that the case named when it was requested. A center that had none is judged by the one that it has now. */
const packOf = async (
  needs: QuoteOffsiteLoanNeeds,
  offsite: OffsiteLoanCase,
  today: LocalDate,
): Promise<KnownPack | Refusal> =>
  (await pinnedPackOf(needs, offsite)) ?? packInForce(await needs.readPolicies(offsite.loanCenterId), today)

/** The case goes on under its own pack, also when that has ended meanwhile: then as of its last day. */
const dayUnder = ({ effectiveTo }: PolicyPack, today: LocalDate): LocalDate =>
  effectiveTo !== undefined && effectiveTo < today ? effectiveTo : today

/**
 * Of the applicant's accounts at the home center the certified one, as it was certified: what the center registers later,
 * there or in another account, it has not vouched for. Everything else is read as in any quote.
 */
const certifiedSegments =
  (
    needs: QuoteOffsiteLoanNeeds,
    { homeCenterId }: OffsiteLoanCase,
    { certificate, person }: OffsiteContext,
  ) =>
  (name: AccountName): ReturnType<QuoteOffsiteLoanNeeds["readSegments"]> => {
    if (
      certificate === undefined ||
      name.centerId !== homeCenterId ||
      findAccount(person, name) === undefined
    )
      return needs.readSegments(name)
    return Promise.resolve(
      name.accountNo === certificate.accountNo ? [{ segments: certificate.segments }] : [],
    )
  }

/** L: how much may be lent by the rules of the case, over the certified record; kept for the grant. */
export const quoteOffsiteLoan =
  (needs: QuoteOffsiteLoanNeeds): UseCase<OffsiteLoanQuoteRequest, LoanQuoteResponse> =>
  async (call) => {
    const found = await readOwnOffsiteLoan(needs, call)
    if (found.outcome === "refused") return found
    const offsite = found.case
    const bar = quoteBar(offsite, found.party)
    if (bar !== undefined) return bar
    const { newId, now, body } = call
    const context = await offsiteContextOf(needs, offsite, { now, actor: found.party, newId })
    const policy = await packOf(needs, offsite, context.today)
    if ("outcome" in policy) return { ...policy, caseId: offsite.offsiteLoanId }
    const { applicants: asked, spouse, ...request } = body
    const family = await readFamily(
      { ...needs, readSegments: certifiedSegments(needs, offsite, context) },
      asked,
      { caller: offsite.loanCenterId, now, purpose: "loan-quote", spouse },
    )
    if (family.outcome === "refused") return family
    if (!family.applicantRefs.includes(context.person.personRef))
      return refuse("invalid-request", { field: "/applicants", caseId: offsite.offsiteLoanId })
    const quoted = decideQuote({
      pack: policy.pack,
      packHash: policy.hash,
      national: needs.nationalRules(),
      on: dayUnder(policy.pack, chinaDateOf(now)),
      applicants: family.applicants,
      loans: family.loans,
      request,
    })
    if (quoted.outcome === "refused") return refuse(quoted.rule, { caseId: offsite.offsiteLoanId })
    const kept = keepQuote(offsite, { ...quoted.quote, termMonths: request.termMonths }, context)
    if (kept.outcome === "refused") return kept
    return {
      outcome: "accepted",
      answer: quoted.quote,
      changes: [...kept.changes, ...family.spends],
      disclosure: { ...family.disclosure, caseId: offsite.offsiteLoanId },
    }
  }
