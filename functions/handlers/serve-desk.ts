import { OpenIdentityRequest } from "../../contracts/transfers.ts"
import type { Hub } from "../edge/hub.ts"
import { page } from "../edge/page-asset.ts"
import { lookingUp, lookingUpWith, serveDesk } from "../edge/serve-desk.ts"
import { endDesk } from "../use-cases/end-desk.ts"
import { listDeskFunds } from "../use-cases/list-desk-funds.ts"
import { openDeskIdentity, readDeskCase } from "../use-cases/read-desk-case.ts"
import { readDeskToDo } from "../use-cases/read-desk-to-do.ts"
import { searchDesk } from "../use-cases/search-desk.ts"

const operationsOf = (hub: Hub) => ({
  readDeskToDo: lookingUp(readDeskToDo(hub)),
  searchDesk: lookingUp(searchDesk(hub)),
  readDeskCase: lookingUp(readDeskCase(hub)),
  openDeskIdentity: lookingUpWith(OpenIdentityRequest, openDeskIdentity(hub)),
  listDeskFunds: lookingUp(listDeskFunds(hub)),
  endDesk: lookingUp(endDesk),
})

export const handler = serveDesk("serve-desk", operationsOf, { browseDesk: async () => page("desk", {}) })
