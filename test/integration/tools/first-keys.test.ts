import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PrivateKeyJwk } from "../../../contracts/signature.ts"
import { startHub, type Hub } from "../../../infra/local/start-hub.ts"
import { createHubClient } from "../../../tools/hub-client.ts"

const run = promisify(execFile)

describe("hub first-keys", () => {
  let hub: Hub
  const folder = mkdtempSync(join(tmpdir(), "first-keys-"))

  beforeAll(async () => {
    hub = await startHub()
  })
  afterAll(async () => {
    await hub.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const firstKeys = () =>
    run(
      process.execPath,
      [
        "tools/hub.ts",
        "first-keys",
        "--table",
        hub.deployment.tables[0]?.name ?? "",
        "--secret",
        hub.deployment.secrets[0]?.arn ?? "",
        "--out",
        folder,
        "--lang",
        "en",
      ],
      { env: { ...process.env, ...hub.environment } },
    )

  it("registers an operator's key with which the hub then answers, and keeps a secret that is there", async () => {
    const first = await firstKeys()
    expect(first.stdout).toMatch(
      /secret: already there, kept; operator key operator-[0-9a-f]{12}: registered/,
    )
    const key = PrivateKeyJwk.parse(JSON.parse(readFileSync(join(folder, "operator.jwk.json"), "utf8")))
    const answer = await createHubClient({ url: hub.url, key, callerId: "operator" }).call(
      "GET",
      "/v1/directory/centers",
    )
    expect([answer.status, answer.verified]).toEqual([200, true])
  })

  it("changes nothing when it is run again", async () => {
    expect((await firstKeys()).stdout).toContain("already there, kept; operator key")
    expect((await firstKeys()).stdout).toMatch(/: already there\n$/)
  })
})
