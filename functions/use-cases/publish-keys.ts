import type { PublicKeyJwk } from "../../contracts/signature.ts"

export interface PublishKeysNeeds {
  readonly readPublicKeys: () => Promise<{ readonly keys: readonly PublicKeyJwk[] }>
}

/** How long a center may keep the list: a new signing key is published that long before it signs. */
export const keysCacheSeconds = 300

/** The keys that verify the hub's answers, those retired included. */
export const publishKeys = (needs: PublishKeysNeeds) => async (): Promise<string> =>
  JSON.stringify(await needs.readPublicKeys())
