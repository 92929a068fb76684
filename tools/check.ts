import { spawn } from "node:child_process"
import process from "node:process"

/** What `npm run check` asks of the sources: form, types, lint, packs. Side by side, each told when it has ended. */
const checks = ["format:check", "types", "lint", "packs"] as const

const run = (name: string): Promise<boolean> =>
  new Promise((resolve) => {
    const said: Buffer[] = []
    const child = spawn("npm", ["run", "--silent", name], { stdio: ["ignore", "pipe", "pipe"] })
    child.stdout.on("data", (chunk: Buffer) => said.push(chunk))
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk))
    child.once("error", (error) => said.push(Buffer.from(`${error.message}\n`)))
    child.once("close", (code) => {
      process.stdout.write(`${code === 0 ? "ok" : "FAILED"}: npm run ${name}\n`)
      if (code !== 0) process.stdout.write(Buffer.concat(said))
      resolve(code === 0)
    })
  })

const passed = await Promise.all(checks.map(run))
process.exitCode = passed.every(Boolean) ? 0 : 1
