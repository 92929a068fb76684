import {
  ClosureRequest,
  ContributorTypeChangeRequest,
  LinkPersonsRequest,
  MergerRequest,
  PlaceHoldRequest,
  PutSegmentsRequest,
  ReleaseHoldRequest,
  SealRequest,
  UnsealRequest,
} from "../../contracts/accounts.ts"
import { taking } from "../edge/operation.ts"
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
  sealAccount: taking(SealRequest, sealAccount({ readAccount: hub.readAccount })),
  unsealAccount: taking(UnsealRequest, unsealAccount({ readAccount: hub.readAccount })),
  closeAccount: taking(ClosureRequest, closeAccount({ readAccount: hub.readAccount })),
  mergeAccount: taking(
    MergerRequest,
    mergeAccount({ readAccount: hub.readAccount, readSegments: hub.readSegments }),
  ),
  changeContributorType: taking(
    ContributorTypeChangeRequest,
    changeContributorType({ readAccount: hub.readAccount }),
  ),
  placeHold: taking(PlaceHoldRequest, placeHold({ readAccount: hub.readAccount })),
  releaseHold: taking(ReleaseHoldRequest, releaseHold({ readAccount: hub.readAccount })),
  putSegments: taking(
    PutSegmentsRequest,
    putSegments({ readAccount: hub.readAccount, readSegments: hub.readSegments }),
  ),
  linkPersons: taking(
    LinkPersonsRequest,
    linkPersons({ identify: hub.identify, readPerson: hub.readPerson }),
  ),
}))
