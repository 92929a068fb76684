import * as contracts from "../../contracts/investigations.ts"
import { investigationPolicy } from "../../contracts/starter/investigation-policy.ts"
import { OpenIdentityRequest } from "../../contracts/transfers.ts"
import { asking, taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { answerInvestigation, withdrawInvestigation } from "../use-cases/answer-investigation.ts"
import { listNotices, publishNotice, withdrawNotice } from "../use-cases/keep-notices.ts"
import {
  listInvestigations,
  openInvestigatedPerson,
  readInvestigation,
} from "../use-cases/read-investigation.ts"
import { requestInvestigation } from "../use-cases/request-investigation.ts"

export const handler = serveCenters("keep-investigations", (hub) => {
  const needs = { ...hub, readCenter: hub.readKeptCenter, investigationPolicy }
  return {
    requestInvestigation: taking(contracts.RequestInvestigationRequest, requestInvestigation(needs)),
    answerInvestigation: taking(contracts.InvestigationAnswerRequest, answerInvestigation(needs)),
    withdrawInvestigation: taking(contracts.InvestigationWithdrawalRequest, withdrawInvestigation(needs)),
    openInvestigatedPerson: taking(OpenIdentityRequest, openInvestigatedPerson(needs)),
    readInvestigation: asking(readInvestigation(needs)),
    listInvestigations: asking(listInvestigations(needs)),
    publishNotice: taking(contracts.PublishNoticeRequest, publishNotice(hub)),
    withdrawNotice: taking(contracts.WithdrawNoticeRequest, withdrawNotice(hub)),
    listNotices: asking(listNotices(hub)),
  }
})
