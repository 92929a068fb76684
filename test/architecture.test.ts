import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { describe, expect, it } from "vitest"
import { FUNCTIONS } from "../contracts/environment.ts"
import { ROUTES } from "../contracts/routes.ts"

const root = resolve(import.meta.dirname, "..")

const sourcesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes("node_modules"))
    .map((name) => join(folder, name))

/** Static imports, re-exports and dynamic imports of a file, types included. */
const importsOf = (file: string): string[] => {
  const text = readFileSync(join(root, file), "utf8")
  const statements =
    /^import\s[^";]*?from\s+"([^"]+)"|^import\s+"([^"]+)"|^export\s+(?:type\s+)?(?:\{[^}]*\}|\*)\s+from\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm
  const found = [...text.matchAll(statements)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? "",
  )
  return found.map((specifier) =>
    specifier.startsWith(".") ? relative(root, resolve(root, dirname(file), specifier)) : specifier,
  )
}

/** What each folder may import, as prefixes; packages by name. The direction of all data, in one table. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  contracts: ["contracts/", "zod"],
  "functions/domain": ["contracts/", "functions/domain/", "decimal.js", "chinese-days"],
  "functions/use-cases": ["contracts/", "functions/domain/", "functions/use-cases/", "zod"],
  "functions/store": [
    "contracts/",
    "functions/domain/",
    "functions/store/",
    "@aws-sdk/client-dynamodb",
    "@aws-sdk/util-dynamodb",
    "node:",
  ],
  "functions/security": ["contracts/", "functions/security/", "jose", "node:crypto", "zod"],
  "functions/edge": [
    "contracts/",
    "functions/domain/",
    "functions/use-cases/",
    "functions/store/",
    "functions/security/",
    "functions/edge/",
    "@aws-sdk/",
    "@smithy/signature-v4",
    "@middy/core",
    "aws-lambda",
    "zod",
    "node:",
  ],
  "functions/dashboard/web": [
    "contracts/",
    "functions/dashboard/web/",
    "preact",
    "echarts/",
    "oauth4webapi",
    "zod",
  ],
  "functions/handlers": [
    "contracts/",
    "functions/use-cases/",
    "functions/store/",
    "functions/edge/",
    "functions/security/",
  ],
}

/** The writer of the committed OpenAPI file is a script, not a contract. */
const scripts = new Set(["contracts/write-openapi.ts"])

describe("the import rule", () => {
  for (const [folder, allowed] of Object.entries(ALLOWED))
    it(`${folder} imports only what lies before it`, () => {
      const broken = sourcesBelow(folder)
        .filter((file) => !scripts.has(file))
        .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
        .filter(({ target }) => !allowed.some((prefix) => target.startsWith(prefix)))
      expect(broken).toEqual([])
    })

  it("infrastructure names handlers by path and imports no code of theirs", () => {
    const broken = sourcesBelow("infra")
      .filter((file) => !file.startsWith("infra/local"))
      .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
      .filter(({ target }) => target.startsWith("functions/") || target.startsWith("infra/local"))
    expect(broken).toEqual([])
  })

  it("nothing that is deployed imports the local runtime or the tools", () => {
    const broken = [...sourcesBelow("contracts"), ...sourcesBelow("functions")]
      .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
      .filter(
        ({ target }) =>
          target.startsWith("infra/") || target.startsWith("tools/") || target.startsWith("test/"),
      )
    expect(broken).toEqual([])
  })
})

describe("pure code", () => {
  it("neither domain nor use cases read a clock, chance or the environment", () => {
    const forbidden = /new Date\(\)|Date\.now\(|Math\.random|randomUUID|randomBytes|process\.env/
    const broken = [
      ...sourcesBelow("functions/domain"),
      ...sourcesBelow("functions/use-cases"),
      ...sourcesBelow("functions/handlers"),
    ].filter((file) => forbidden.test(readFileSync(join(root, file), "utf8")))
    expect(broken).toEqual([])
  })

  it("the environment is read in one place", () => {
    const readers = sourcesBelow("functions").filter((file) =>
      readFileSync(join(root, file), "utf8").includes("process.env"),
    )
    expect(readers).toEqual(["functions/edge/runtime.ts"])
  })

  it("keys of the table are spelt in contracts/table.ts only", () => {
    const broken = sourcesBelow("functions").filter((file) =>
      /`(PERSON|ACCOUNT|CASE|CENTER|INBOX|REQUEST|JTI|PAYMENT|POLICY)#\$\{/.test(
        readFileSync(join(root, file), "utf8"),
      ),
    )
    expect(broken).toEqual([])
  })
})

describe("the deployment inventory", () => {
  const handlers = readdirSync(join(root, "functions/handlers")).map((name) => name.replace(/\.ts$/, ""))

  it("has one handler file a function, and no other", () => {
    expect(handlers.toSorted()).toEqual(Object.keys(FUNCTIONS).toSorted())
  })

  it("gives every route to a function that exists", () => {
    expect(Object.values(ROUTES).filter((route) => !(route.function in FUNCTIONS))).toEqual([])
  })

  it("keeps handlers to wiring", () => {
    const long = handlers.filter(
      (name) => readFileSync(join(root, `functions/handlers/${name}.ts`), "utf8").split("\n").length > 48,
    )
    expect(long).toEqual([])
  })
})
