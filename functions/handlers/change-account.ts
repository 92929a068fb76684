import * as contracts from "../../contracts/accounts.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { changeContributorType } from "../use-cases/change-contributor-type.ts"
import { closeAccount } from "../use-cases/close-account.ts"
import { linkPersons } from "../use-cases/link-persons.ts"
import { mergeAccount } from "../use-cases/merge-account.ts"
import { placeHold } from "../use-cases/place-hold.ts"
import { putSegments } from "../use-cases/put-segments.ts"
import { releaseHold } from "../use-cases/release-hold.ts"
import { reportWithdrawal } from "../use-cases/report-withdrawal.ts"
import { sealAccount } from "../use-cases/seal-account.ts"
import { unsealAccount } from "../use-cases/unseal-account.ts"

export const handler = serveCenters("change-account", (hub) => ({
  sealAccount: taking(contracts.SealRequest, sealAccount(hub)),
  unsealAccount: taking(contracts.UnsealRequest, unsealAccount(hub)),
  closeAccount: taking(contracts.ClosureRequest, closeAccount(hub)),
  mergeAccount: taking(contracts.MergerRequest, mergeAccount(hub)),
  changeContributorType: taking(contracts.ContributorTypeChangeRequest, changeContributorType(hub)),
  placeHold: taking(contracts.PlaceHoldRequest, placeHold(hub)),
  releaseHold: taking(contracts.ReleaseHoldRequest, releaseHold(hub)),
  putSegments: taking(contracts.PutSegmentsRequest, putSegments(hub)),
  reportWithdrawal: taking(contracts.WithdrawalRequest, reportWithdrawal(hub)),
  linkPersons: taking(contracts.LinkPersonsRequest, linkPersons(hub)),
}))
