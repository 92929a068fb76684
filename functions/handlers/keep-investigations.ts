import * as contracts from "../../contracts/investigations.ts"
import { OpenIdentityRequest } from "../../contracts/transfers.ts"
import { asking, taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { answerInvestigation } from "../use-cases/answer-investigation.ts"
import { listNotices, publishNotice, withdrawNotice } from "../use-cases/keep-notices.ts"
import {
  listInvestigations,
  openInvestigatedPerson,
  readInvestigation,
} from "../use-cases/read-investigation.ts"
import { requestInvestigation } from "../use-cases/request-investigation.ts"

export const handler = serveCenters("keep-investigations", (hub) => ({
  requestInvestigation: taking(contracts.RequestInvestigationRequest, requestInvestigation(hub)),
  answerInvestigation: taking(contracts.InvestigationAnswerRequest, answerInvestigation(hub)),
  openInvestigatedPerson: taking(OpenIdentityRequest, openInvestigatedPerson(hub)),
  readInvestigation: asking(readInvestigation(hub)),
  listInvestigations: asking(listInvestigations(hub)),
  publishNotice: taking(contracts.PublishNoticeRequest, publishNotice(hub)),
  withdrawNotice: taking(contracts.WithdrawNoticeRequest, withdrawNotice(hub)),
  listNotices: asking(listNotices(hub)),
}))
