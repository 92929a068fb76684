import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { SupervisionOverview, SupervisionTable } from "../../contracts/supervision.ts"
import {
  I_ID,
  O_ID,
  startFederation,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { moving, transferWhole } from "../fixtures/transfer-story.ts"
import { supervisorOf } from "../fixtures/supervisor.ts"

let federation: Federation
let O: TestCenter
let I: TestCenter
let third: TestCenter
const { token, tokenOf } = supervisorOf(() => federation)

const ask = async (path: string, bearer = token()): Promise<Response> =>
  fetch(`${federation.hub.url}/v1/supervision/${path}`, { headers: { authorization: `Bearer ${bearer}` } })

const table = async (path: string, bearer?: string): Promise<SupervisionTable> =>
  SupervisionTable.parse(await (await ask(path, bearer)).json())

beforeAll(async () => {
  federation = await startFederation()
  O = await federation.onboard(O_ID)
  I = await federation.onboard(I_ID)
  third = await federation.onboard(THIRD_ID)
  for (const [from, to] of [
    [O, I],
    [O, I],
    [I, third],
  ] as const)
    await transferWhole(from, to, await moving(from, to), federation.hub.clock.now())
  await federation.hub.settle()
})
afterAll(() => federation?.stop())

describe("figures", () => {
  it("of the nation count a transfer once, of centers by what they are to it", async () => {
    const nation = await table("transfers?from=2026-01-01&to=2026-12-31")
    expect(nation.rows[0]?.figures).toMatchObject({ requested: 3, completed: 3 })
    const centers = await table("transfers?from=2026-01-01&to=2026-12-31&by=center")
    expect(centers.rows.find(({ key }) => key === O_ID)?.figures).toMatchObject({
      "out.requested": 2,
      "out.completed": 2,
    })
    console.log(JSON.stringify(centers, null, 1).slice(0, 3000))
    const overview = SupervisionOverview.parse(
      await (await ask("overview?from=2026-01-01&to=2026-12-31")).json(),
    )
    console.log(JSON.stringify(overview, null, 1).slice(0, 6000))
  })
})
