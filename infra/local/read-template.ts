import { readFileSync } from "node:fs"
import { join } from "node:path"
import * as z from "zod"

/** What `cdk synth` wrote: stacks in the order in which they would be deployed, and where each asset lies. */
export interface Assembly {
  readonly directory: string
  readonly stacks: readonly Stack[]
}

export interface Stack {
  readonly name: string
  readonly resources: ReadonlyMap<string, TemplateResource>
  /** Export name -> value with intrinsics. */
  readonly exports: ReadonlyMap<string, unknown>
  readonly parameters: ReadonlyMap<string, unknown>
  /** Object key of a file asset -> directory or file on this machine. */
  readonly assets: ReadonlyMap<string, string>
}

export interface TemplateResource {
  readonly stack: string
  readonly logicalId: string
  readonly type: string
  readonly properties: unknown
  readonly condition: string | undefined
  /** Construct path, for messages that a reader of infra/ understands. */
  readonly path: string
}

const Manifest = z.looseObject({
  artifacts: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      dependencies: z.array(z.string()).default([]),
      properties: z
        .looseObject({ templateFile: z.string().optional(), stackName: z.string().optional() })
        .default({}),
    }),
  ),
})

const Template = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      Properties: z.unknown().optional(),
      Condition: z.string().optional(),
      Metadata: z.looseObject({ "aws:cdk:path": z.string().optional() }).optional(),
    }),
  ),
  Outputs: z
    .record(
      z.string(),
      z.looseObject({ Value: z.unknown(), Export: z.looseObject({ Name: z.string() }).optional() }),
    )
    .default({}),
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown().optional() })).default({}),
})

const AssetManifest = z.looseObject({
  files: z
    .record(
      z.string(),
      z.looseObject({
        source: z.looseObject({ path: z.string() }),
        destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
      }),
    )
    .default({}),
})

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"))

const readAssets = (directory: string, file: string): Map<string, string> => {
  const assets = new Map<string, string>()
  for (const asset of Object.values(AssetManifest.parse(readJson(join(directory, file))).files)) {
    for (const destination of Object.values(asset.destinations)) {
      assets.set(destination.objectKey, join(directory, asset.source.path))
    }
  }
  return assets
}

const readStack = (directory: string, name: string, templateFile: string): Stack => {
  const template = Template.parse(readJson(join(directory, templateFile)))
  const resources = new Map<string, TemplateResource>()
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    resources.set(logicalId, {
      stack: name,
      logicalId,
      type: resource.Type,
      properties: resource.Properties ?? {},
      condition: resource.Condition,
      path: resource.Metadata?.["aws:cdk:path"] ?? `${name}/${logicalId}`,
    })
  }
  const exports = new Map<string, unknown>()
  for (const output of Object.values(template.Outputs)) {
    if (output.Export !== undefined) exports.set(output.Export.Name, output.Value)
  }
  const parameters = new Map<string, unknown>()
  for (const [parameter, { Default }] of Object.entries(template.Parameters))
    parameters.set(parameter, Default)
  const assets = readAssets(directory, templateFile.replace(/\.template\.json$/, ".assets.json"))
  return { name, resources, exports, parameters, assets }
}

/** Reads a cloud assembly. A nested assembly (a CDK stage) is not looked into. */
export const readTemplate = (directory: string): Assembly => {
  const manifest = Manifest.parse(readJson(join(directory, "manifest.json")))
  const stacks: Stack[] = []
  for (const [id, artifact] of Object.entries(manifest.artifacts)) {
    if (artifact.type !== "aws:cloudformation:stack") continue
    const { templateFile, stackName } = artifact.properties
    if (templateFile === undefined) throw new Error(`stack ${id} in ${directory} has no template file`)
    stacks.push(readStack(directory, stackName ?? id, templateFile))
  }
  if (stacks.length === 0) throw new Error(`${directory} holds no stack`)
  return { directory, stacks }
}
