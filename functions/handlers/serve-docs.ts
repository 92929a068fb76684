import { gunzipSync } from "node:zlib"
import { problemSlugs } from "../../contracts/problems.ts"
import { readAsset } from "../edge/read-asset.ts"
import { serveAnybody, type PublicAnswer } from "../edge/serve-anybody.ts"
import { problemDescription, problemPage } from "../use-cases/problem-page.ts"
import { pagesStyle, referencePage, referenceScript } from "../use-cases/reference-page.ts"

const cacheSeconds = 300
const html = "text/html; charset=utf-8"

const shown = (contentType: string, body: string): PublicAnswer => ({ outcome: "answered", contentType, body, cacheSeconds })

/** Files that lie compressed beside the bundle. */
const packed: ReadonlyMap<string, string> = new Map([
  ["swagger-ui-bundle.js", "text/javascript; charset=utf-8"],
  ["swagger-ui.css", "text/css; charset=utf-8"],
])

const written: ReadonlyMap<string, PublicAnswer> = new Map([
  ["start.js", shown("text/javascript; charset=utf-8", referenceScript)],
  ["pages.css", shown("text/css; charset=utf-8", pagesStyle)],
])

const asset = (name: string, acceptsGzip: boolean): PublicAnswer => {
  const ready = written.get(name)
  if (ready !== undefined) return ready
  const contentType = packed.get(name)
  if (contentType === undefined) return { outcome: "refused", problem: "not-found" }
  const file = readAsset(`${name}.gz`)
  return acceptsGzip
    ? { outcome: "answered", contentType, body: file, cacheSeconds, headers: { "content-encoding": "gzip" } }
    : shown(contentType, gunzipSync(file).toString("utf8"))
}

const wantsJson = (accept: string): boolean => /\bapplication\/([a-z.-]+\+)?json\b/i.test(accept) && !/\btext\/html\b/i.test(accept)

export const handler = serveAnybody("serve-docs", () => ({
  browseDocs: async () => shown(html, referencePage),
  serveOpenApi: async () => shown("application/json", readAsset("openapi.json").toString("utf8")),
  serveDocsAsset: async ({ params, acceptsGzip }) => asset(params["asset"] ?? "", acceptsGzip),
  readProblem: async ({ params, accept }) => {
    const slug = problemSlugs.find((known) => known === params["slug"])
    if (slug === undefined) return { outcome: "refused", problem: "problem-not-found" }
    return wantsJson(accept) ? shown("application/json", JSON.stringify(problemDescription(slug))) : shown(html, problemPage(slug))
  },
}))
