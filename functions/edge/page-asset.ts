import { gunzipSync } from "node:zlib"
import type { DashboardSettings } from "../../contracts/supervision.ts"
import { shown } from "./docs-asset.ts"
import { readAsset } from "./read-asset.ts"
import { publicPolicy, type PublicAnswer, type PublicCall } from "./serve-anybody.ts"

/** The pages of the dashboard, as they lie beside the bundle: `infra/page-bundles.ts` has put them there. */

const types: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
}

/** A name contains the hash of its content, so that a browser never asks again. */
const forever = "public, max-age=31536000, immutable"

let names: readonly string[] | undefined

/** The closed list of files: a name from outside never reaches the disk. */
const isKnown = (name: string): boolean => {
  if (names === undefined) {
    const listed: unknown = JSON.parse(readAsset("web/names.json").toString("utf8"))
    names = Array.isArray(listed) ? listed.map(String) : []
  }
  return names.includes(name)
}

const encodingOf = ({ acceptsBrotli, acceptsGzip }: PublicCall): "br" | "gzip" | undefined => {
  if (acceptsBrotli) return "br"
  return acceptsGzip ? "gzip" : undefined
}

/** A script or a style of a page, as small as the caller can read it. */
export const pageAsset = (name: string, call: PublicCall): PublicAnswer => {
  const contentType = types[name.split(".").at(-1) ?? ""]
  if (contentType === undefined || !isKnown(name)) return { outcome: "refused", problem: "not-found" }
  const encoding = encodingOf(call)
  const file = readAsset(`web/${name}.${encoding === "br" ? "br" : "gz"}`)
  return {
    outcome: "answered",
    contentType,
    body: encoding === undefined ? gunzipSync(file) : file,
    cacheSeconds: 0,
    headers: {
      "cache-control": forever,
      ...(encoding === undefined ? {} : { "content-encoding": encoding }),
    },
  }
}

/** Beside this hub the page may reach the issuer, to sign in, and nobody else. */
const reaching = (origins: readonly string[]): Readonly<Record<string, string>> =>
  origins.length === 0
    ? {}
    : {
        "content-security-policy": publicPolicy.replace(
          "connect-src 'self'",
          `connect-src 'self' ${origins.join(" ")}`,
        ),
      }

/** How the page signs in: an issuer, and where it keeps its token endpoint if that is another host. */
export interface PageSignIn {
  readonly issuer?: string | undefined
  readonly clientId?: string | undefined
  readonly scopes: readonly string[]
  readonly tokenOrigin?: string | undefined
}

/** The page itself is asked for each time: it names the files of this deployment. */
export const page = (name: string, { issuer, tokenOrigin }: PageSignIn): PublicAnswer => {
  const hosts = [issuer, tokenOrigin].flatMap((url) => (url === undefined ? [] : [new URL(url).origin]))
  return {
    outcome: "answered",
    contentType: "text/html; charset=utf-8",
    body: readAsset(`web/${name}.html`).toString("utf8"),
    cacheSeconds: 0,
    headers: { "cache-control": "no-cache", ...reaching([...new Set(hosts)]) },
  }
}

export const signInSettings = ({ issuer, clientId, scopes }: PageSignIn): PublicAnswer => {
  const settings: DashboardSettings =
    issuer === undefined || clientId === undefined
      ? { scopes: [] }
      : { issuer, clientId, scopes: [...scopes] }
  return shown("application/json", JSON.stringify(settings))
}
