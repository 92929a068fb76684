import type { Agreement, EndAgreementRequest } from "../../contracts/agreements.ts"
import { endAgreement as decide, loansThatBarStopping } from "../domain/flexible/end-agreement.ts"
import { ownAccount } from "./account-action.ts"
import { contributionsIn, disclosing, viewAgreement, type AgreementNeeds } from "./agreement-action.ts"
import { agreementRulesOf } from "./agreement-rules-of.ts"
import { accept, type UseCase } from "./use-case.ts"

/** 终止协议, unless a loan runs. */
export const endAgreement =
  (needs: AgreementNeeds): UseCase<EndAgreementRequest, Agreement> =>
  async (call) => {
    const own = await ownAccount(needs, call)
    if (own.outcome === "refused") return own
    const { account, context } = own
    const [latest, groups, packs] = await Promise.all([
      needs.readLatestAgreement(account),
      needs.readSegments(account),
      needs.readPolicies(context.by),
    ])
    const rules = agreementRulesOf(packs, context.today)
    if (rules.outcome === "refused") return rules
    const decided = decide(
      account,
      call.body,
      {
        latest,
        paid: contributionsIn(groups).paid,
        loanBar: loansThatBarStopping(rules.pack),
        arrears: rules.pack?.flexible?.arrears,
      },
      context,
    )
    return decided.outcome === "refused"
      ? disclosing(decided, context, "agreement-end")
      : accept(viewAgreement(decided.agreement, decided.account), decided.changes)
  }
