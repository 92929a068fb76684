import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Environment } from "aws-cdk-lib"
import * as z from "zod"
import { FUNCTIONS } from "../../contracts/environment.ts"
import { bundleFunctions } from "../../infra/function-bundles.ts"
import { hubApp } from "../../infra/hub-app.ts"

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
})
const Template = z.looseObject({ Resources: z.record(z.string(), Resource) })

export type Resource = z.infer<typeof Resource>
export type Template = z.infer<typeof Template>

/** Bundled once for all the syntheses of a run: it takes longer than all of them. */
export const bundles = await bundleFunctions(Object.keys(FUNCTIONS))

interface SynthesisProps {
  readonly env?: Environment
  readonly context?: Readonly<Record<string, unknown>>
}

/** The two templates as they are written to disk, and the app they come from. */
export const synthesizeHub = (props: SynthesisProps = {}) => {
  const outdir = mkdtempSync(join(tmpdir(), "hpf-hub-synth-"))
  const app = hubApp({ ...props, outdir, bundles })
  app.synth()
  const read = (stack: string): Template =>
    Template.parse(JSON.parse(readFileSync(join(outdir, `${stack}.template.json`), "utf8")))
  const templates = { app, data: read("hpf-hub-data"), hub: read("hpf-hub") }
  rmSync(outdir, { recursive: true })
  return templates
}

export const resourcesOf = (template: Template, type: string): [logicalId: string, resource: Resource][] =>
  Object.entries(template.Resources).filter(([, resource]) => resource.Type === type)

/** Logical ids that a value of the template names, in whatever depth. */
export const referencesIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "Ref" && typeof inner === "string") return [inner]
    if (key === "Fn::GetAtt" && Array.isArray(inner)) return [String(inner[0])]
    return referencesIn(inner)
  })
}

/** Properties of all resources of a type, each with its logical id. */
export const propertiesOf = (template: Template, type: string) =>
  resourcesOf(template, type).map(([logicalId, resource]) => ({ logicalId, ...resource.Properties }))
/** The one item of a list that must have one. */
export const only = <Item>(items: readonly Item[]): Item => {
  const [item] = items
  if (item === undefined || items.length !== 1) throw new Error(`expected one, found ${items.length}`)
  return item
}
