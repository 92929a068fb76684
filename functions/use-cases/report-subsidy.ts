import type { SubsidyPaid, SubsidyReport } from "../../contracts/subsidies.ts"
import { defectOfReport, reportSubsidy as decide } from "../domain/flexible/report-subsidy.ts"
import { leftToPay, quoteSubsidies } from "../domain/flexible/subsidy-quote.ts"
import { refuse } from "../domain/refusal.ts"
import { ownAccount, type AccountActionNeeds } from "./account-action.ts"
import { subsidyCaseOf, type SubsidyNeeds } from "./quote-subsidy.ts"
import { accept, hitPoints, type UseCase } from "./use-case.ts"

export interface ReportSubsidyNeeds extends AccountActionNeeds, SubsidyNeeds {}

/** A subsidy was paid into the account: claimed once for the person, never more than is due on that day. */
export const reportSubsidy =
  (needs: ReportSubsidyNeeds): UseCase<SubsidyReport, SubsidyPaid> =>
  async (call) => {
    const own = await ownAccount(needs, call)
    if (own.outcome === "refused") return own
    const { account, context } = own
    const defect = defectOfReport(account, call.body, context)
    if (defect !== undefined) return defect
    const { kind, amount, paidOn } = call.body
    const read = await subsidyCaseOf(needs, { account, person: context.person }, { ...call.body, on: paidOn })
    if ("outcome" in read) return { ...read, field: "/paidOn" }
    // What was paid before is the claim's to refuse; here it would only hide how much was due.
    const quoted = quoteSubsidies({ ...read.about, paid: [] }, kind)
    if (quoted.outcome === "refused") return quoted
    const [line] = quoted.lines
    if (line === undefined) return refuse("subsidy-not-due", { rule: "FLX-046", field: "/kind" })
    const decided = decide(account, call.body, line, context, leftToPay(read.about, line))
    if (decided.outcome === "refused")
      return decided.centerId === undefined
        ? decided
        : {
            ...decided,
            disclosure: {
              personRefs: [context.person.personRef],
              purpose: "subsidy-report",
              points: hitPoints,
              found: decided.problem,
            },
          }
    return accept(
      {
        accountNo: account.accountNo,
        kind,
        ...(line.year === undefined ? {} : { year: line.year }),
        amount,
        paidOn,
        version: decided.account.version,
      },
      decided.changes,
    )
  }
