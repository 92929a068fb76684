import { spawn } from "node:child_process"
import { join } from "node:path"
import { describe, expect, it } from "vitest"

const script = join(import.meta.dirname, "../../tools/demo/story.ts")

const tell = (language: string): Promise<{ readonly code: number | null; readonly said: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [script, "--lang", language], { stdio: ["ignore", "pipe", "pipe"] })
    const said: Buffer[] = []
    child.stdout.on("data", (chunk: Buffer) => said.push(chunk))
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk))
    child.on("close", (code) => resolve({ code, said: Buffer.concat(said).toString() }))
  })

describe("npm run demo", () => {
  it("tells the story in English, and every figure agrees", { timeout: 120_000 }, async () => {
    const { code, said } = await tell("en")
    expect(said).not.toContain("✗")
    for (const part of [
      "42",
      "72600.00",
      "normal-account-exists",
      "X2",
      "52714.06",
      "27.00",
      "statusCode 20",
    ])
      expect(said).toContain(part)
    expect(code, said).toBe(0)
  })

  it("tells it in Chinese", { timeout: 120_000 }, async () => {
    const { code, said } = await tell("zh")
    expect(said).toContain("讲完了")
    expect(code, said).toBe(0)
  })
})
