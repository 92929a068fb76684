import { build, type Plugin, stop, transform } from "esbuild"
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { buildPages, writePages } from "./page-bundles.ts"

/**
 * Bundles every function in one esbuild call. One `NodejsFunction` each would start esbuild for each, which parses the
 * SDK 26 times and takes half a minute on two busy cores instead of a few seconds.
 */

const root = fileURLToPath(new URL("../", import.meta.url))
const handlers = join(root, "functions/handlers")

/**
 * What the SDK imports only when it is needed, which is never here. A Lambda finds its credentials in its environment,
 * so that no other way to them is gone; none of our services streams events. Together they are a tenth of a bundle.
 */
const neverImported = [
  "@aws-sdk/credential-provider-http",
  "@aws-sdk/credential-provider-ini",
  "@aws-sdk/credential-provider-process",
  "@aws-sdk/credential-provider-sso",
  "@aws-sdk/credential-provider-web-identity",
  "@smithy/core/event-streams",
  "@smithy/credential-provider-imds",
]

/** `const Name = value`, as esbuild prints it at the top of a module: the next statement begins at the margin. */
const topLevelConstant = /^(export )?const (\w+) = ([^]*?);\n(?=[a-z]|$(?![^]))/gm
const isFunction = (value: string): boolean => /^(async )?\(/.test(value)
const isCalled = (value: string): boolean => value.includes("(") && !isFunction(value)

/**
 * A contract only declares. esbuild cannot know that `z.strictObject(...)` does nothing else, and would keep every schema
 * of a module for the one that is used; building those that nobody reads was a third of a cold start.
 */
const shakeDeclarations: Plugin = {
  name: "shake-declarations",
  setup: (bundler) => {
    bundler.onLoad({ filter: /[\\/]contracts[\\/][^\\/]+\.ts$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "ts", charset: "utf8" })
      const contents = code.replace(
        topLevelConstant,
        (statement: string, exported: string | undefined, name: string, value: string) =>
          isCalled(value)
            ? `${exported ?? ""}const ${name} = /* @__PURE__ */ (() => (${value}))();\n`
            : statement,
      )
      return { contents, loader: "js" }
    })
  },
}

/** Function name -> directory of its Lambda asset. */
export type FunctionBundles = (functionName: string) => string

/** The SDK is bundled too: what runs on AWS is byte for byte what the tests ran. */
export const bundleFunctions = async (functionNames: readonly string[]): Promise<FunctionBundles> => {
  const directory = mkdtempSync(join(tmpdir(), "hpf-hub-bundles-"))
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }))
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(
      functionNames.map((name) => [`${name}/index`, join(handlers, `${name}.ts`)]),
    ),
    outdir: directory,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    // The SDK's ECMAScript modules, which esbuild can shake; its CommonJS ones it cannot.
    mainFields: ["module", "main"],
    conditions: ["module", "import"],
    external: neverImported,
    plugins: [shakeDeclarations],
    minify: true,
    legalComments: "none",
    charset: "utf8",
    logLevel: "warning",
  })
  const pages = await buildPages(root, [shakeDeclarations])
  // Its process would keep a gigabyte for as long as this one runs.
  await stop()
  for (const name of functionNames) {
    addAssets(name, join(directory, name))
    writePages(pages, name, join(directory, name))
  }
  return (functionName) => join(directory, functionName)
}

/** Files beside the code: the reference pages are served by the hub itself, without a content network. */
const addAssets = (functionName: string, bundle: string): void => {
  if (functionName !== "serve-docs") return
  const viewer = join(root, "node_modules/swagger-ui-dist")
  for (const file of ["swagger-ui-bundle.js", "swagger-ui.css"]) {
    writeFileSync(join(bundle, `${file}.gz`), gzipSync(readFileSync(join(viewer, file)), { level: 9 }))
  }
  copyFileSync(join(root, "contracts/openapi.json"), join(bundle, "openapi.json"))
}
