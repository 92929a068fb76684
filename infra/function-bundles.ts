import { buildSync } from "esbuild"
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"

/**
 * Bundles every function in one esbuild call. One `NodejsFunction` each would start esbuild for each, which parses the
 * SDK 26 times and takes half a minute on two busy cores instead of a few seconds.
 */

const root = fileURLToPath(new URL("../", import.meta.url))
const handlers = join(root, "functions/handlers")

/**
 * Ways to credentials that a Lambda has no use for: the service puts them into its environment, and the SDK imports
 * these only when it finds none there. They are an eighth of a bundle.
 */
const otherCredentialProviders = [
  "@aws-sdk/credential-provider-ini",
  "@aws-sdk/credential-provider-process",
  "@aws-sdk/credential-provider-sso",
  "@aws-sdk/credential-provider-web-identity",
]

/** Function name -> directory of its Lambda asset. */
export type FunctionBundles = (functionName: string) => string

/** The SDK is bundled too: what runs on AWS is byte for byte what the tests ran. */
export const bundleFunctions = (functionNames: readonly string[]): FunctionBundles => {
  const directory = mkdtempSync(join(tmpdir(), "hpf-hub-bundles-"))
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }))
  buildSync({
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
    external: otherCredentialProviders,
    minify: true,
    legalComments: "none",
    charset: "utf8",
    logLevel: "warning",
  })
  for (const name of functionNames) addAssets(name, join(directory, name))
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
