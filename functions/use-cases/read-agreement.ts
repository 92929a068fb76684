import type { Agreement } from "../../contracts/agreements.ts"
import { refuse } from "../domain/refusal.ts"
import { ownAccount } from "./account-action.ts"
import { viewAgreement, type AgreementNeeds } from "./agreement-action.ts"
import { answer, type UseCase } from "./use-case.ts"

/** The latest agreement of one's own account. A number alone, as an opening names it, is no agreement yet. */
export const readAgreement =
  (needs: Pick<AgreementNeeds, "readAccount" | "readLatestAgreement">): UseCase<undefined, Agreement> =>
  async (call) => {
    const own = await ownAccount(needs, { ...call, body: {} })
    if (own.outcome === "refused") return own
    const agreement = await needs.readLatestAgreement(own.account)
    return agreement === undefined
      ? refuse("agreement-not-found")
      : answer(viewAgreement(agreement, own.account))
  }
