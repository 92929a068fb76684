import { serveCenters } from "../edge/serve-centers.ts"
import { checkAccount } from "../use-cases/check-account.ts"

export const handler = serveCenters("check-account", (hub) => ({
  checkAccount: checkAccount({ identify: hub.identify, readPerson: hub.readPerson }),
}))
