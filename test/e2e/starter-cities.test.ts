import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { CenterList } from "../../contracts/directory.ts"
import { PolicyPack } from "../../contracts/policies.ts"
import { CenterId, Instant } from "../../contracts/primitives.ts"
import { startHub, type Hub } from "../../infra/local/start-hub.ts"
import { seedDemo } from "../../tools/demo/seed-demo.ts"
import { livingCenterIds, readStarterCenters, readStarterPolicy } from "../../tools/demo/starter-centers.ts"

const shihezi = CenterId.parse("660800000000000")

describe("npm start with every starter city", () => {
  let folder: string
  let hub: Hub

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "hpf-cities-"))
    hub = await startHub({ dataDirectory: folder, clock: "virtual" })
  }, 180_000)
  afterAll(async () => {
    await hub.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it("onboards each with its pack, and gives back offices to twelve", { timeout: 180_000 }, async () => {
    const lines: string[] = []
    const living = await seedDemo({
      url: hub.url,
      dataDirectory: folder,
      operatorKey: hub.operatorKey,
      brings: "all",
      clock: () => Instant.parse(new Date(hub.clock.now()).toISOString()),
      log: (line) => void lines.push(line),
    })
    expect(lines).toEqual([])
    expect(new Set(living.map(({ centerId }) => centerId))).toEqual(livingCenterIds)

    // Each pack was answered 201, or a line would say so; what the hub keeps is what the file says.
    const client = living[0]?.client
    if (client === undefined) throw new Error("nobody joined")
    const pack = readStarterPolicy(shihezi)
    const kept = await client.call("GET", `/v1/policies/${shihezi}?on=${pack.effectiveFrom}`)
    expect(PolicyPack.parse(kept.body)).toEqual(pack)
    const pages = await Promise.all(
      ["", "&cursor=after.430200000000000"].map((from) =>
        client.call("GET", `/v1/directory/centers?limit=100${from}`),
      ),
    )
    const listed = pages.flatMap((page) => CenterList.parse(page.body).centers)
    const known = new Set(listed.map(({ centerId }) => centerId))
    expect(known).toEqual(new Set(readStarterCenters().map(({ centerId }) => centerId)))
  })
})
