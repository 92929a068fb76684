import {
  PutClosingDaysRequest,
  PutKeyRequest,
  PutReceivingAccountRequest,
} from "../../contracts/directory.ts"
import { asking, taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { provePossession } from "../security/prove-possession.ts"
import { putClosingDays, putKey, putReceivingAccount, revokeOwnKey } from "../use-cases/change-directory.ts"

export const handler = serveCenters("change-directory", (hub) => {
  const needs = { ...hub, provePossession }
  return {
    putKey: taking(PutKeyRequest, putKey(needs)),
    revokeKey: asking(revokeOwnKey(needs)),
    putReceivingAccount: taking(PutReceivingAccountRequest, putReceivingAccount(needs)),
    putClosingDays: taking(PutClosingDaysRequest, putClosingDays(needs)),
  }
})
