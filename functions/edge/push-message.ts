import { lookup } from "node:dns"
import { request as requestHttp } from "node:http"
import { request as requestHttps } from "node:https"
import { isIP, type LookupFunction } from "node:net"
import { signatureHeaderNames } from "../../contracts/signature.ts"
import { isInsideAddress, isOnOneMachine } from "../domain/directory/webhook-address.ts"

interface SignedPush {
  readonly url: string
  readonly body: Uint8Array
  readonly signature: string
}

const pushTimeoutMs = 5_000

/** The name is resolved once, and the connection goes to the very address that was judged. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error !== null) callback(error, "", 0)
    else if (first === undefined || addresses.some(({ address }) => isInsideAddress(address)))
      callback(new Error("the name leads inside"), "", 0)
    else if (options.all === true) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}

/** Posts once, without following anybody elsewhere. Answers the status, or nothing when none came in time. */
export const pushMessage = async (
  { url, body, signature }: SignedPush,
  audience: string,
): Promise<number | undefined> => {
  const target = new URL(url)
  const request = target.protocol === "https:" ? requestHttps : requestHttp
  const isLocal = isOnOneMachine(url) && isOnOneMachine(audience)
  return new Promise((resolve) => {
    const sent = request(
      target,
      {
        method: "POST",
        agent: false,
        signal: AbortSignal.timeout(pushTimeoutMs),
        headers: {
          "content-type": "application/json",
          "content-length": body.byteLength,
          [signatureHeaderNames.signature]: signature,
        },
        ...(isLocal || isIP(target.hostname) !== 0 ? {} : { lookup: publicLookup }),
      },
      (answer) => {
        resolve(answer.statusCode)
        answer.destroy()
      },
    )
    sent.once("error", () => resolve(undefined))
    sent.end(body)
  })
}
