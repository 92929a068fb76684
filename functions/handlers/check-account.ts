import { AccountCheckRequest } from "../../contracts/accounts.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { checkAccount } from "../use-cases/check-account.ts"

export const handler = serveCenters("check-account", (hub) => ({
  checkAccount: taking(
    AccountCheckRequest,
    checkAccount({
      identify: hub.identify,
      readPerson: hub.readPerson,
      readMemberships: hub.readMemberships,
    }),
  ),
}))
