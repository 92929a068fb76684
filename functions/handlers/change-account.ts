import { serveCenters } from "../edge/serve-centers.ts"
import { changeContributorType } from "../use-cases/change-contributor-type.ts"
import { closeAccount } from "../use-cases/close-account.ts"
import { linkPersons } from "../use-cases/link-persons.ts"
import { mergeAccount } from "../use-cases/merge-account.ts"
import { placeHold } from "../use-cases/place-hold.ts"
import { putSegments } from "../use-cases/put-segments.ts"
import { releaseHold } from "../use-cases/release-hold.ts"
import { sealAccount } from "../use-cases/seal-account.ts"
import { unsealAccount } from "../use-cases/unseal-account.ts"

export const handler = serveCenters("change-account", (hub) => ({
  sealAccount: sealAccount({ readAccount: hub.readAccount }),
  unsealAccount: unsealAccount({ readAccount: hub.readAccount }),
  closeAccount: closeAccount({ readAccount: hub.readAccount }),
  mergeAccount: mergeAccount({ readAccount: hub.readAccount, readSegments: hub.readSegments }),
  changeContributorType: changeContributorType({ readAccount: hub.readAccount }),
  placeHold: placeHold({ readAccount: hub.readAccount }),
  releaseHold: releaseHold({ readAccount: hub.readAccount }),
  putSegments: putSegments({ readAccount: hub.readAccount, readSegments: hub.readSegments }),
  linkPersons: linkPersons({ identify: hub.identify, readPerson: hub.readPerson }),
}))
