/**
 * Which addresses the hub may push to. A center chooses the address and the hub calls it from inside its own network,
 * so an address that leads back inside is refused, by name and once more by what the name resolves to.
 */

const octetsOf = (address: string): readonly number[] | undefined => {
  const parts = address.split(".")
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)
    ? parts.map(Number)
    : undefined
}

/** Loopback, private, shared, link-local (with the metadata service), test, multicast and reserved networks. */
const isInsideV4 = ([first = 0, second = 0, third = 0]: readonly number[]): boolean =>
  first === 0 ||
  first === 10 ||
  first === 127 ||
  first >= 224 ||
  (first === 100 && second >= 64 && second <= 127) ||
  (first === 169 && second === 254) ||
  (first === 172 && second >= 16 && second <= 31) ||
  (first === 192 && second === 168) ||
  (first === 192 && second === 0) ||
  (first === 198 && (second === 18 || second === 19)) ||
  (first === 198 && second === 51 && third === 100) ||
  (first === 203 && second === 0 && third === 113)

/** Only global unicast is outside; 6to4 and Teredo carry an IPv4 address of any kind. */
const isInsideV6 = (address: string): boolean => {
  const text = address.toLowerCase()
  return (
    !/^[23][0-9a-f]{3}:/.test(text) ||
    text.startsWith("2002:") ||
    text.startsWith("2001:0:") ||
    text.startsWith("2001::") ||
    text.startsWith("2001:db8:")
  )
}

/** True for an IP address that does not lead to the public internet. */
export const isInsideAddress = (address: string): boolean => {
  const octets = octetsOf(address)
  return octets === undefined ? isInsideV6(address) : isInsideV4(octets)
}

const insideName = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|arpa|test|invalid|example|onion)$/

const isInsideHost = (hostname: string): boolean => {
  if (hostname.startsWith("[")) return isInsideAddress(hostname.slice(1, -1))
  if (octetsOf(hostname) !== undefined) return isInsideAddress(hostname)
  const name = hostname.replace(/\.$/, "")
  return !name.includes(".") || insideName.test(name)
}

const ownMachine = (url: URL): boolean =>
  url.protocol === "http:" && (url.hostname === "127.0.0.1" || url.hostname === "localhost")

/** A hub on one machine may push to that machine: how a developer tries it. */
export const isOnOneMachine = (audience: string): boolean =>
  URL.canParse(audience) && ownMachine(new URL(audience))

/** True when messages may be pushed there. `htu` is signed, so path and query have one spelling, as in requests. */
export const isWebhookAddress = (text: string, audience: string): boolean => {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const plain =
    url.username === "" &&
    url.password === "" &&
    url.hash === "" &&
    /^\/[A-Za-z0-9._~/-]*(\?[A-Za-z0-9._~=&-]*)?$/.test(`${url.pathname}${url.search}`)
  if (!plain) return false
  if (ownMachine(url)) return isOnOneMachine(audience)
  return url.protocol === "https:" && !isInsideHost(url.hostname)
}
