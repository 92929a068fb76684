import { OnboardCenterRequest, StandingRequest } from "../../contracts/directory.ts"
import {
  AcceptSuccessionRequest,
  CancelSuccessionRequest,
  ProposeSuccessionRequest,
} from "../../contracts/succession.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { isUsableKey } from "../security/prove-possession.ts"
import { acceptSuccession, cancelSuccession, proposeSuccession } from "../use-cases/agree-succession.ts"
import { onboardCenter, setStanding } from "../use-cases/onboard-center.ts"

export const handler = serveCenters("onboard-center", (hub) => ({
  onboardCenter: taking(
    OnboardCenterRequest,
    onboardCenter({ readCenter: hub.readCenter, readKey: hub.readKey, isUsableKey }),
  ),
  suspendCenter: taking(StandingRequest, setStanding(hub, "suspended")),
  reinstateCenter: taking(StandingRequest, setStanding(hub, "active")),
  proposeSuccession: taking(ProposeSuccessionRequest, proposeSuccession(hub)),
  acceptSuccession: taking(AcceptSuccessionRequest, acceptSuccession(hub)),
  cancelSuccession: taking(CancelSuccessionRequest, cancelSuccession(hub)),
}))
