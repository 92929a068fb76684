import { problemSlugs } from "../../contracts/problems.ts"
import { docsAsset, shown } from "../edge/docs-asset.ts"
import { readAsset } from "../edge/read-asset.ts"
import { serveAnybody } from "../edge/serve-anybody.ts"
import { problemDescription, problemPage } from "../use-cases/problem-page.ts"
import { referencePage } from "../use-cases/reference-page.ts"

const html = "text/html; charset=utf-8"

export const handler = serveAnybody("serve-docs", () => ({
  browseDocs: async () => shown(html, referencePage),
  serveOpenApi: async () => shown("application/json", readAsset("openapi.json").toString("utf8")),
  serveDocsAsset: async ({ params, acceptsGzip }) => docsAsset(params["asset"] ?? "", acceptsGzip),
  readProblem: async ({ params, prefersJson }) => {
    const slug = problemSlugs.find((known) => known === params["slug"])
    if (slug === undefined) return { outcome: "refused", problem: "problem-not-found" }
    return prefersJson
      ? shown("application/json", JSON.stringify(problemDescription(slug)))
      : shown(html, problemPage(slug))
  },
}))
