import type { SupervisionProfile } from "../../contracts/supervision.ts"
import { CenterId, FederationId } from "../../contracts/primitives.ts"
import type { FederationRecord } from "../domain/federation/federation-record.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import type { SupervisorUseCase } from "./supervisor-call.ts"
import { answer } from "./use-case.ts"

export interface ReadSupervisionProfileNeeds {
  /** The whole directory: some seven hundred centers at most. */
  readonly readDirectory: () => Promise<readonly CenterRecord[]>
  readonly listFederations: () => Promise<readonly FederationRecord[]>
}

const viewCenter = ({ centerId, name, nameEn, provinceCode }: CenterRecord) => ({
  centerId: CenterId.parse(centerId),
  name: { zh: name, en: nameEn ?? name },
  provinceCode,
})

/** What the bearer of a token may look at. The names of centers are public, so a province sees them all. */
export const readSupervisionProfile =
  (needs: ReadSupervisionProfileNeeds): SupervisorUseCase<SupervisionProfile> =>
  async ({ sight }) =>
    answer({
      nation: sight.nation,
      provinces: [...sight.provinces],
      federations: sight.federations.map((id) => FederationId.parse(id)),
      centers: (await needs.readDirectory()).map(viewCenter),
      knownFederations: (await needs.listFederations())
        .filter(({ federationId }) => sight.nation || sight.federations.includes(federationId))
        .map(({ federationId, zh, en }) => ({ federationId, name: { zh, en } })),
    })
