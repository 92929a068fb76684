import type { Person } from "../../contracts/primitives.ts"
import { parseHubSecret } from "../../functions/security/hub-secret.ts"
import { nameMac, personRef } from "../../functions/security/person-reference.ts"
import type { Identified } from "../../functions/use-cases/use-case.ts"
import { hubSecretOf } from "../../infra/local/hub-secret.ts"
import type { Hub } from "../../infra/local/start-hub.ts"

/** The names that this hub has for a person, for records that do not come through the API. */
export const identifyAs = (hub: Hub): ((person: Person) => Identified) => {
  const { personMacKey } = parseHubSecret(hubSecretOf(hub.dataDirectory))
  return (person) => ({
    personRef: personRef(personMacKey, person),
    nameMac: nameMac(personMacKey, person.name),
  })
}
