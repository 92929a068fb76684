import * as oauth from "oauth4webapi"

/** Authorization code with PKCE (RFC 7636): what the page remembers between leaving for the issuer and coming back. */
const keptKey = "supervision.signIn"

export interface Issuer {
  readonly issuer: string
  readonly clientId: string
  readonly scopes: readonly string[]
}

const serverOf = async ({ issuer }: Issuer): Promise<oauth.AuthorizationServer> => {
  const url = new URL(issuer)
  return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url))
}

const redirectUri = (): string => `${location.origin}${location.pathname}`

/** Leaves for the issuer; the hash, where the reader is, waits in this tab. */
export const leaveForIssuer = async (issuer: Issuer): Promise<void> => {
  const server = await serverOf(issuer)
  if (server.authorization_endpoint === undefined)
    throw new Error("the issuer names no authorization endpoint")
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const nonce = oauth.generateRandomNonce()
  sessionStorage.setItem(keptKey, JSON.stringify([verifier, state, nonce, location.hash]))
  const target = new URL(server.authorization_endpoint)
  const asked = {
    client_id: issuer.clientId,
    redirect_uri: redirectUri(),
    response_type: "code",
    scope: issuer.scopes.join(" "),
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
  }
  for (const [name, value] of Object.entries(asked)) target.searchParams.set(name, value)
  location.assign(target)
}

export const cameFromIssuer = (): boolean =>
  sessionStorage.getItem(keptKey) !== null && /[?&](code|error)=/.test(location.search)

const readKept = (): readonly string[] => {
  const kept: unknown = JSON.parse(sessionStorage.getItem(keptKey) ?? "[]")
  sessionStorage.removeItem(keptKey)
  return Array.isArray(kept) ? kept.map(String) : []
}

/** Exchanges the code for a token and puts the reader where they were. */
export const returnFromIssuer = async (issuer: Issuer): Promise<string> => {
  const [verifier = "", state = "", nonce = "", hash = ""] = readKept()
  const given = new URL(location.href)
  history.replaceState(null, "", `${location.pathname}${hash}`)
  // Whoever follows the address is not told of a replaced one.
  dispatchEvent(new Event("hashchange"))
  const client: oauth.Client = { client_id: issuer.clientId }
  const server = await serverOf(issuer)
  const parameters = oauth.validateAuthResponse(server, client, given, state)
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    redirectUri(),
    verifier,
  )
  const checks = issuer.scopes.includes("openid") ? { expectedNonce: nonce } : {}
  const answer = await oauth.processAuthorizationCodeResponse(server, client, response, checks)
  return answer.access_token
}
