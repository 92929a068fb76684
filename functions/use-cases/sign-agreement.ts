import type { Agreement, SignAgreementRequest } from "../../contracts/agreements.ts"
import { signAgreement as decide } from "../domain/flexible/sign-agreement.ts"
import type { AgreementRecord } from "../domain/flexible/flexible-record.ts"
import { ownAccount } from "./account-action.ts"
import { contributionsIn, disclosing, viewAgreement, type AgreementNeeds } from "./agreement-action.ts"
import { agreementRulesOf } from "./agreement-rules-of.ts"
import { accept, type UseCase } from "./use-case.ts"

export interface SignAgreementNeeds extends AgreementNeeds {
  readonly readAgreement: (centerId: string, agreementNo: string) => Promise<AgreementRecord | undefined>
}

/** 签订缴存使用协议, under the limits that held on the day of signing. */
export const signAgreement =
  (needs: SignAgreementNeeds): UseCase<SignAgreementRequest, Agreement> =>
  async (call) => {
    const own = await ownAccount(needs, call)
    if (own.outcome === "refused") return own
    const { account, context } = own
    const [latest, bearer, groups, packs] = await Promise.all([
      needs.readLatestAgreement(account),
      needs.readAgreement(context.by, call.body.agreementNo),
      needs.readSegments(account),
      needs.readPolicies(context.by),
    ])
    const then = agreementRulesOf(packs, call.body.signedOn)
    if (then.outcome === "refused") return then
    const now = agreementRulesOf(packs, context.today)
    const decided = decide(
      account,
      call.body,
      {
        latest,
        bearer,
        limits: then.pack,
        arrears: now.outcome === "refused" ? undefined : now.pack?.flexible?.arrears,
        record: contributionsIn(groups),
      },
      context,
    )
    return decided.outcome === "refused"
      ? disclosing(decided, context, "agreement")
      : accept(viewAgreement(decided.agreement, decided.account), decided.changes)
  }
