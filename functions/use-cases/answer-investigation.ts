import type {
  Investigation,
  InvestigationAnswerRequest,
  InvestigationWithdrawalRequest,
} from "../../contracts/investigations.ts"
import {
  answerInvestigation as decide,
  withdrawInvestigation as decideWithdrawal,
} from "../domain/investigation/investigate.ts"
import { viewInvestigation } from "../domain/investigation/view-investigation.ts"
import { investigationContextOf, ownInvestigation, type InvestigationNeeds } from "./investigation-action.ts"
import { usableDocuments } from "./usable-documents.ts"
import { accept, type UseCase } from "./use-case.ts"

/** The asked center answers, with documents that the asking center may open. */
export const answerInvestigation =
  (needs: InvestigationNeeds): UseCase<InvestigationAnswerRequest, Investigation> =>
  async (call) => {
    const own = await ownInvestigation(needs, call)
    if (own.outcome === "refused") return own
    const { investigation, by } = own
    const papers = await usableDocuments(needs, call.body.documents ?? [], {
      centerId: by,
      caseId: investigation.investigationId,
    })
    if (papers.outcome === "refused") return papers
    const context = await investigationContextOf(needs, investigation.homeCityCenterId, call, by)
    const decided = decide(investigation, call.body, papers.changes, context)
    return decided.outcome === "refused"
      ? decided
      : accept(viewInvestigation(decided.investigation, by), decided.changes)
  }

/** The asking center takes its question back while nobody has answered it. */
export const withdrawInvestigation =
  (needs: InvestigationNeeds): UseCase<InvestigationWithdrawalRequest, Investigation> =>
  async (call) => {
    const own = await ownInvestigation(needs, call)
    if (own.outcome === "refused") return own
    const { investigation, by } = own
    const context = await investigationContextOf(needs, investigation.homeCityCenterId, call, by)
    const decided = decideWithdrawal(investigation, call.body, context)
    return decided.outcome === "refused"
      ? decided
      : accept(viewInvestigation(decided.investigation, by), decided.changes)
  }
