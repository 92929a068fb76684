import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { holdAssembly, synthesize } from "../../../infra/local/synthesize.ts"

let root: string

// Stands for the CDK app: takes a moment, notes that it ran, and fails when a file says so.
const app = `
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs"
appendFileSync("runs", "x")
await new Promise((resolve) => setTimeout(resolve, 300))
if (existsSync("broken")) throw new Error("the app is broken")
mkdirSync(process.env.CDK_OUTDIR, { recursive: true })
writeFileSync(process.env.CDK_OUTDIR + "/manifest.json", "{}")
`

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "synthesize-"))
  for (const folder of ["infra/local", "functions"]) mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(join(root, "infra/app.ts"), app)
  writeFileSync(join(root, "package.json"), `{"type":"module"}`)
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

const runs = (): number => readFileSync(join(root, "runs"), "utf8").length

test("callers at the same time share one synthesis, and later ones find it", async () => {
  const directories = await Promise.all([synthesize(root), synthesize(root), synthesize(root)])
  expect(new Set([...directories, await synthesize(root)]).size).toBe(1)
  expect(runs()).toBe(1)
})

test("a changed source makes a new assembly, a changed local runtime does not", async () => {
  const first = await synthesize(root)
  writeFileSync(join(root, "infra/local/clock.ts"), "// changed")
  expect(await synthesize(root)).toBe(first)
  writeFileSync(join(root, "functions/handler.ts"), "// changed")
  expect(await synthesize(root)).not.toBe(first)
  expect(runs()).toBe(2)
})

test("only the latest assemblies are kept", async () => {
  let latest = ""
  for (const version of ["1", "2", "3", "4"]) {
    writeFileSync(join(root, "functions/handler.ts"), `// ${version}`)
    latest = await synthesize(root)
  }
  expect(readdirSync(join(root, "cdk.out"))).toHaveLength(3)
  expect(existsSync(join(latest, "manifest.json"))).toBe(true)
})

test("the assembly of a hub that runs is kept until it lets go", async () => {
  const change = async (version: string): Promise<void> => {
    writeFileSync(join(root, "functions/handler.ts"), `// ${version}`)
    await synthesize(root)
  }
  const held = await synthesize(root)
  const letGo = holdAssembly(held)
  for (const version of ["1", "2", "3"]) await change(version)
  expect(existsSync(join(held, "manifest.json"))).toBe(true)
  letGo()
  for (const version of ["4", "5", "6"]) await change(version)
  expect(existsSync(held)).toBe(false)
}, 20_000)

test("a failed synthesis says why and leaves nothing in the way of the next", async () => {
  writeFileSync(join(root, "broken"), "")
  await expect(synthesize(root)).rejects.toThrow("the app is broken")
  rmSync(join(root, "broken"))
  await synthesize(root)
  expect(readdirSync(join(root, "cdk.out"))).toHaveLength(1)
})

test("the lock of a synthesis that was killed is taken over", async () => {
  const assembly = await synthesize(root)
  rmSync(assembly, { recursive: true })
  mkdirSync(`${assembly}.lock`)
  // No process has this id.
  writeFileSync(join(`${assembly}.lock`, "pid"), "99999999")
  expect(await synthesize(root)).toBe(assembly)
}, 10_000)
