import { serveCenters } from "../edge/serve-centers.ts"
import { provePossession } from "../security/prove-possession.ts"
import { putClosingDays, putKey, putReceivingAccount, revokeOwnKey } from "../use-cases/change-directory.ts"

export const handler = serveCenters("change-directory", (hub) => {
  const needs = { ...hub, provePossession }
  return {
    putKey: putKey(needs),
    revokeKey: revokeOwnKey(needs),
    putReceivingAccount: putReceivingAccount(needs),
    putClosingDays: putClosingDays(needs),
  }
})
