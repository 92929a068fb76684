import type { NationalRules } from "../../contracts/policies.ts"
import { CenterId, type LocalDate } from "../../contracts/primitives.ts"
import type { SubsidyQuoteRequest, SubsidyQuoteResponse } from "../../contracts/subsidies.ts"
import type { AccountName, AccountRecord, PersonRecord } from "../domain/account/account-record.ts"
import type { SegmentGroup } from "../domain/account/contribution-record.ts"
import { subsidyBaseOf } from "../domain/flexible/subsidy-base.ts"
import { quoteSubsidies, referenceTo, type SubsidyCase } from "../domain/flexible/subsidy-quote.ts"
import type { KnownPack } from "../domain/policies/accept-policy.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import type { WithdrawalLedger } from "../domain/withdrawal/withdrawal-record.ts"
import { packInForce } from "./read-policy.ts"
import { answer, hitPoints, type UseCase } from "./use-case.ts"

export interface SubsidyNeeds {
  readonly readSegments: (name: AccountName) => Promise<readonly SegmentGroup[]>
  readonly readWithdrawals: (name: AccountName) => Promise<WithdrawalLedger | undefined>
  readonly readPolicies: (centerId: string) => Promise<readonly KnownPack[]>
  readonly nationalRules: () => NationalRules
}

export interface QuoteSubsidyNeeds extends SubsidyNeeds {
  readonly readAccount: (
    name: AccountName,
  ) => Promise<{ readonly account: AccountRecord; readonly person: PersonRecord } | undefined>
}

/** Everything that the subsidies of an account are judged by on a day, and the pack that judges. */
export const subsidyCaseOf = async (
  needs: SubsidyNeeds,
  { account, person }: { readonly account: AccountRecord; readonly person: PersonRecord },
  asked: Pick<SubsidyQuoteRequest, "year" | "categories" | "graduatedOn" | "yearInterest"> & {
    readonly on: LocalDate
  },
): Promise<{ readonly about: SubsidyCase; readonly found: KnownPack } | Refusal> => {
  const [packs, groups, ledger] = await Promise.all([
    needs.readPolicies(account.centerId),
    needs.readSegments(account),
    needs.readWithdrawals(account),
  ])
  const found = packInForce(packs, asked.on)
  if ("outcome" in found) return found
  const { on, year, categories = [], graduatedOn, yearInterest } = asked
  return {
    found,
    about: {
      pack: found.pack,
      openedOn: account.openedOn,
      accountRates: needs.nationalRules().accountRates,
      base: subsidyBaseOf(groups.flatMap(({ segments }) => segments)),
      ledger,
      on,
      year,
      categories,
      graduatedOn,
      yearInterest,
      paid: person.subsidies ?? [],
    },
  }
}

/** Every subsidy of the center's pack with its amount, or why not. What another center paid is told as a disclosure. */
export const quoteSubsidy =
  (needs: QuoteSubsidyNeeds): UseCase<SubsidyQuoteRequest, SubsidyQuoteResponse> =>
  async (call) => {
    const { accountNo, on, kind } = call.body
    const own = await needs.readAccount({ centerId: CenterId.parse(call.callerId), accountNo })
    if (own === undefined) return refuse("account-not-found", { field: "/accountNo" })
    const read = await subsidyCaseOf(needs, own, call.body)
    if ("outcome" in read) return { ...read, field: "/on" }
    const quoted = quoteSubsidies(read.about, kind)
    if (quoted.outcome === "refused") return { field: "/accountNo", ...quoted }
    const { outcome: _outcome, lines, ...totals } = quoted
    const result: SubsidyQuoteResponse = {
      accountNo,
      on,
      lines: [...lines],
      ...totals,
      policy: referenceTo(read.found),
    }
    const elsewhere = read.about.paid.some(({ centerId }) => centerId !== own.account.centerId)
    if (!elsewhere) return answer(result)
    return {
      outcome: "disclosed",
      answer: result,
      disclosure: {
        personRefs: [own.person.personRef],
        purpose: "subsidy-quote",
        points: hitPoints,
        found: "paid-elsewhere",
      },
    }
  }
