import type { Arrears } from "../../contracts/agreements.ts"
import type { PolicyPack } from "../../contracts/policies.ts"
import type { LocalDate } from "../../contracts/primitives.ts"
import { isOpen, type AccountRecord, type PersonRecord } from "../domain/account/account-record.ts"
import { arrearsOf, type ArrearsFound, type ContributionRecord } from "../domain/flexible/arrears.ts"
import { loansThatBarStopping } from "../domain/flexible/end-agreement.ts"
import type { AgreementRecord } from "../domain/flexible/flexible-record.ts"
import { loanBarOf, ownLoansBar } from "../domain/loan-registry/loan-bar.ts"
import { monthOf } from "../domain/months/month.ts"
import { ownAccount } from "./account-action.ts"
import { contributionsIn, type AgreementNeeds } from "./agreement-action.ts"
import { agreementRulesOf } from "./agreement-rules-of.ts"
import { dayOf, isRefusal } from "./query-values.ts"
import { answer, hitPoints, type UseCase } from "./use-case.ts"

const nothingOwed: ArrearsFound = { state: "inOrder", unpaidMonths: 0 }

/** An account from before the local plan owes from its opening on; a closed one, or an employee's, owes nothing here. */
const foundOn = (
  account: AccountRecord,
  agreement: AgreementRecord | undefined,
  record: Pick<ContributionRecord, "paid" | "balance">,
  pack: PolicyPack | undefined,
  on: LocalDate,
): ArrearsFound =>
  !isOpen(account) || account.contributorType === "employee"
    ? nothingOwed
    : arrearsOf(
        {
          ...record,
          firstMonth: monthOf(agreement?.signedOn ?? account.openedOn),
          agreementRuns: agreement?.status !== "ended",
        },
        pack?.flexible?.arrears,
        on,
      )

const loanBars = (
  person: PersonRecord,
  effect: ArrearsFound["effect"],
  pack: PolicyPack | undefined,
): boolean => {
  const rule = effect === "closesAccount" ? (pack?.loanBar ?? ownLoansBar) : loansThatBarStopping(pack)
  return rule !== undefined && loanBarOf(person, rule) !== undefined
}

/** 欠缴 of one's own account on a day. Whether a loan bars the act is told only where there is something to do. */
export const readArrears =
  (needs: AgreementNeeds): UseCase<undefined, Arrears> =>
  async (call) => {
    const asked = dayOf(call.query)
    if (isRefusal(asked)) return asked
    const own = await ownAccount(needs, { ...call, body: {} })
    if (own.outcome === "refused") return own
    const { account, context } = own
    const on = asked ?? context.today
    const [agreement, groups, packs] = await Promise.all([
      needs.readLatestAgreement(account),
      needs.readSegments(account),
      needs.readPolicies(context.by),
    ])
    const rules = agreementRulesOf(packs, on)
    if (rules.outcome === "refused") return rules
    const found = foundOn(account, agreement, contributionsIn(groups), rules.pack, on)
    const clause = found.rule === undefined ? undefined : rules.pack?.flexible?.arrears?.clause
    const told: Arrears = {
      accountNo: account.accountNo,
      on,
      ...found,
      ...(clause === undefined ? {} : { clause }),
    }
    if (found.state !== "due") return answer(told)
    const bars = loanBars(context.person, found.effect, rules.pack)
    return {
      outcome: "disclosed",
      answer: { ...told, loanBars: bars },
      disclosure: {
        personRefs: [account.personRef],
        purpose: "arrears",
        points: hitPoints,
        found: bars ? "loan" : "none",
      },
    }
  }
