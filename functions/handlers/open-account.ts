import { AccountImport } from "../../contracts/account-imports.ts"
import { OpenAccountRequest } from "../../contracts/accounts.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { importAccounts } from "../use-cases/import-accounts.ts"
import { openAccount } from "../use-cases/open-account.ts"

export const handler = serveCenters("open-account", (hub) => ({
  openAccount: taking(
    OpenAccountRequest,
    openAccount({
      identify: hub.identify,
      readPerson: hub.readPerson,
      readHolder: hub.readHolder,
      readCenter: hub.readCenter,
    }),
  ),
  importAccounts: taking(
    AccountImport,
    importAccounts({
      identify: hub.identify,
      readPerson: hub.readPerson,
      readHolder: hub.readHolder,
      readCenter: hub.readCenter,
      commitLine: (changes) => hub.commitPart("open-account", changes),
    }),
  ),
}))
