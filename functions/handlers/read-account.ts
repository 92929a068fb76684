import { asking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { readAccount } from "../use-cases/read-account.ts"

export const handler = serveCenters("read-account", (hub) => ({
  readAccount: asking(
    readAccount({
      readAccount: hub.readAccount,
      readSegments: hub.readSegments,
      readWithdrawals: hub.readWithdrawals,
    }),
  ),
}))
