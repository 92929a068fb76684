import { serveCenters } from "../edge/serve-centers.ts"
import { isUsableKey } from "../security/prove-possession.ts"
import { onboardCenter, setStanding } from "../use-cases/onboard-center.ts"

export const handler = serveCenters("onboard-center", (hub) => ({
  onboardCenter: onboardCenter({ readCenter: hub.readCenter, readKey: hub.readKey, isUsableKey }),
  suspendCenter: setStanding(hub, "suspended"),
  reinstateCenter: setStanding(hub, "active"),
}))
