import { serveSupervisors } from "../edge/serve-supervisors.ts"
import { readSupervisionProfile } from "../use-cases/read-supervision-profile.ts"

export const handler = serveSupervisors("supervise", (hub) => ({
  readSupervisionProfile: readSupervisionProfile(hub),
}))
