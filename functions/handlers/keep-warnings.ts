import { warningPolicy } from "../../contracts/starter/warning-policy.ts"
import * as contracts from "../../contracts/warnings.ts"
import { asking, taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import {
  answerObjection,
  confirmWarning,
  objectToWarning,
  removeWarning,
} from "../use-cases/act-on-warning.ts"
import { listWarnings, readWarning } from "../use-cases/read-warning.ts"
import { registerWarning } from "../use-cases/register-warning.ts"

export const handler = serveCenters("keep-warnings", (hub) => {
  const needs = { ...hub, readCenter: hub.readKeptCenter, warningPolicy }
  return {
    registerWarning: taking(contracts.RegisterWarningRequest, registerWarning(needs)),
    confirmWarning: taking(contracts.ConfirmWarningRequest, confirmWarning(needs)),
    objectToWarning: taking(contracts.WarningObjectionRequest, objectToWarning(needs)),
    answerObjection: taking(contracts.WarningAnswerRequest, answerObjection(needs)),
    removeWarning: taking(contracts.WarningRemovalRequest, removeWarning(needs)),
    readWarning: asking(readWarning(needs)),
    listWarnings: asking(listWarnings(needs)),
  }
})
