import { OpenDeskRequest } from "../../contracts/desk.ts"
import { OpenIdentityRequest } from "../../contracts/transfers.ts"
import { taking } from "../edge/operation.ts"
import { page } from "../edge/page-asset.ts"
import { lookingUp, lookingUpWith, serveDesk } from "../edge/serve-desk.ts"
import { endDesk } from "../use-cases/end-desk.ts"
import { listDeskFunds } from "../use-cases/list-desk-funds.ts"
import { openDesk } from "../use-cases/open-desk.ts"
import { openDeskIdentity, readDeskCase } from "../use-cases/read-desk-case.ts"
import { readDeskToDo } from "../use-cases/read-desk-to-do.ts"
import { searchDesk } from "../use-cases/search-desk.ts"

export const handler = serveDesk("serve-desk", {
  signed: (hub) => ({ openDesk: taking(OpenDeskRequest, openDesk(hub)) }),
  desk: (hub) => ({
    readDeskToDo: lookingUp(readDeskToDo(hub)),
    searchDesk: lookingUp(searchDesk(hub)),
    readDeskCase: lookingUp(readDeskCase(hub)),
    openDeskIdentity: lookingUpWith(OpenIdentityRequest, openDeskIdentity(hub)),
    listDeskFunds: lookingUp(listDeskFunds(hub)),
    endDesk: lookingUp(endDesk),
  }),
  pages: { browseDesk: async () => page("desk", { scopes: [] }) },
})
