import { gunzipSync } from "node:zlib"
import { pagesStyle, referenceScript } from "../use-cases/reference-page.ts"
import { readAsset } from "./read-asset.ts"
import type { PublicAnswer } from "./serve-anybody.ts"

const cacheSeconds = 300

export const shown = (contentType: string, body: string): PublicAnswer => ({
  outcome: "answered",
  contentType,
  body,
  cacheSeconds,
})

/** Files of the viewer, which lie compressed beside the bundle. */
const packed: ReadonlyMap<string, string> = new Map([
  ["swagger-ui-bundle.js", "text/javascript; charset=utf-8"],
  ["swagger-ui.css", "text/css; charset=utf-8"],
])

const written: ReadonlyMap<string, PublicAnswer> = new Map([
  ["start.js", shown("text/javascript; charset=utf-8", referenceScript)],
  ["pages.css", shown("text/css; charset=utf-8", pagesStyle)],
])

/** A file of the reference page, by a name from a closed list. */
export const docsAsset = (name: string, acceptsGzip: boolean): PublicAnswer => {
  const ready = written.get(name)
  if (ready !== undefined) return ready
  const contentType = packed.get(name)
  if (contentType === undefined) return { outcome: "refused", problem: "not-found" }
  const file = readAsset(`${name}.gz`)
  return acceptsGzip
    ? { outcome: "answered", contentType, body: file, cacheSeconds, headers: { "content-encoding": "gzip" } }
    : shown(contentType, gunzipSync(file).toString("utf8"))
}
