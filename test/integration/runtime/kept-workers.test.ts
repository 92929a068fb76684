import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import type { FunctionPlan } from "../../../infra/local/deployment.ts"
import { createFunctionLogs } from "../../../infra/local/function-logs.ts"
import { createLambdaPool, type LambdaPool } from "../../../infra/local/lambda-pool.ts"

const folder = mkdtempSync(join(tmpdir(), "hpf-kept-"))
const pools: LambdaPool[] = []
afterAll(async () => {
  for (const pool of pools) await pool.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Says in which thread it runs, how often its module was asked, and what its environment is. */
const says = `import{threadId as t}from"node:worker_threads";import p,{env as e}from"node:process";
var n=0,h=async()=>(Array.from({length:300},()=>console.log("asked "+e.HUB)),{thread:t,asked:++n,hub:p.env.HUB,names:Object.keys(e),url:import.meta.url});
export{h as handler};
`
const imports = `import*as o from"./other.mjs";var h=async()=>({asked:o.next()});export{h as handler};\n`

const planOf = (name: string, bundle: string): FunctionPlan => {
  const modulePath = join(folder, `${name}.mjs`)
  writeFileSync(modulePath, bundle)
  const arn = `arn:${name}`
  const limits = { timeoutMs: 30_000, memoryMb: 128 }
  return { name, label: name, arn, modulePath, exportName: "handler", environment: {}, ...limits }
}

const poolOf = (plan: FunctionPlan, environment: Readonly<Record<string, string>>) => {
  const lines: string[] = []
  const pool = createLambdaPool({
    functions: [plan],
    environment,
    logs: createFunctionLogs(join(folder, "logs"), ({ line }) => void lines.push(line)),
    compileCache: join(folder, "compiled"),
    workersPerFunction: 1,
    keepWorkers: true,
  })
  pools.push(pool)
  return { pool, lines }
}

test("the next hub has the thread of the one before, and nothing else of it", async () => {
  const plan = planOf("says", says)
  const first = poolOf(plan, { HUB: "first", ONLY_FIRST: "1" })
  // More than it takes to keep the compiled code.
  for (let call = 1; call < 8; call += 1) await first.pool.invoke("says", {})
  const before = await first.pool.invoke("says", {})
  expect(before).toMatchObject({ asked: 8, hub: "first", names: expect.arrayContaining(["ONLY_FIRST"]) })
  await first.pool.close()

  const second = poolOf(plan, { HUB: "second" })
  const after = await second.pool.invoke("says", {})
  expect(after).toEqual({
    thread: Object(before).thread,
    asked: 1,
    hub: "second",
    names: expect.not.arrayContaining(["ONLY_FIRST"]),
    url: Object(before).url,
  })
  // Lines of the first hub may still have been under way when the second took the thread.
  await expect.poll(() => second.lines.length).toBe(300)
  expect(second.lines.every((line) => line.includes("asked second"))).toBe(true)
  expect(first.lines.every((line) => line.includes("asked first"))).toBe(true)
})

test("a thread whose bundle has an import of its own is not kept", async () => {
  writeFileSync(join(folder, "other.mjs"), "let n = 0\nexport const next = () => ++n\n")
  const plan = planOf("imports", imports)
  for (const hub of ["first", "second"]) {
    const { pool } = poolOf(plan, { HUB: hub })
    expect(await pool.invoke("imports", {})).toEqual({ asked: 1 })
    await pool.close()
  }
})
