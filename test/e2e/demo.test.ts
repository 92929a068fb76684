import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { FederationList } from "../../contracts/federations.ts"
import { Instant } from "../../contracts/primitives.ts"
import { ServiceCaseList } from "../../contracts/service-cases.ts"
import { PrivateKeyJwk } from "../../contracts/signature.ts"
import { WarningList } from "../../contracts/warnings.ts"
import { OffsiteLoanList, type OffsiteLoan } from "../../contracts/offsite-loans.ts"
import { TransferList } from "../../contracts/transfers.ts"
import { startHub, type Hub } from "../../infra/local/start-hub.ts"
import { createBackOffice, waitInRealTime } from "../../tools/demo/back-office.ts"
import { openBankBook } from "../../tools/demo/books.ts"
import { chinaDay } from "../../tools/demo/contribution-record.ts"
import { foundFederation } from "../../tools/demo/found-federation.ts"
import { confirmWarnings } from "../../tools/demo/give-warnings.ts"
import { openDeskLink } from "../../tools/demo/open-desk-link.ts"
import { tellRecentMonths } from "../../tools/demo/recent-months.ts"
import { seedDemo } from "../../tools/demo/seed-demo.ts"
import { createHubClient } from "../../tools/hub-client.ts"
import { simulateFederation } from "../../tools/demo/simulate-federation.ts"

const storyScript = join(import.meta.dirname, "../../tools/demo/story.ts")
const hubScript = join(import.meta.dirname, "../../tools/hub.ts")

const isFed = ({ loan }: OffsiteLoan): boolean => loan?.asOf !== undefined

const run = (
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly said: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...environment },
    })
    const said: Buffer[] = []
    child.stdout.on("data", (chunk: Buffer) => said.push(chunk))
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk))
    child.on("close", (code) => resolve({ code, said: Buffer.concat(said).toString() }))
  })

describe("npm run demo", () => {
  it("tells the story, and every figure agrees", { timeout: 360_000 }, async () => {
    const { code, said } = await run(storyScript, ["--lang", "zh"])
    expect(said).not.toContain("✗")
    const parts = [
      "42",
      "72600.00",
      "normal-account-exists",
      "X2",
      "52714.06",
      "27.00",
      "statusCode 20",
      "shared-total-exceeded",
      "WDR-002",
      "3000.00",
      "fact-used",
      "10906.64 / 0.00",
      "1080000.00",
      "certificate-inconsistent",
      "over-quote",
      "QUO-003",
      "loanMark",
      "5333.50",
      "1051000.00",
      "D6",
      "202704200001",
      "inbound-months-short",
      "federation-content-differs",
      "warning-key-used",
      "clear · 沪金惩〔2027〕7号",
      "report-inconsistent",
      "expired",
      "110473.97",
      "center-succeeded",
      "讲完了",
    ]
    for (const part of parts) expect(said).toContain(part)
    expect(code, said).toBe(0)
  })
})

describe("the demo federation", () => {
  let folder: string
  let hub: Hub
  const lines: string[] = []
  const options = () => ({
    url: hub.url,
    dataDirectory: folder,
    operatorKey: hub.operatorKey,
    clock: () => Instant.parse(new Date(hub.clock.now()).toISOString()),
    log: (line: string) => void lines.push(line),
  })

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "hpf-demo-"))
    // A day passes below; the sweeper looks once an hour of it.
    hub = await startHub({ dataDirectory: folder, clock: "virtual", schedulePeriodFloorMs: 3_600_000 })
  }, 180_000)
  afterAll(async () => {
    await hub.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it("onboards twelve centers, whose keys only their owner can read", { timeout: 60_000 }, async () => {
    const centers = await seedDemo(options())
    expect(centers).toHaveLength(12)
    for (const { centerId } of centers)
      expect(statSync(join(folder, "centers", `${centerId}.jwk.json`)).mode & 0o777).toBe(0o600)
    expect(lines).toEqual([])
  })

  it("finds everything done when it is seeded again", { timeout: 60_000 }, async () => {
    const keyFile = join(folder, "centers", "140500000000000.jwk.json")
    const before = readFileSync(keyFile, "utf8")
    const centers = await seedDemo(options())
    expect(centers).toHaveLength(12)
    expect(readFileSync(keyFile, "utf8")).toBe(before)
    expect(lines).toEqual([])
  })

  it("founds a federation, whose warnings wait a day for the second key", { timeout: 120_000 }, async () => {
    const centers = await seedDemo(options())
    const now = () => hub.clock.now()
    const log = (line: string) => void lines.push(line)
    const office = {
      dataDirectory: folder,
      bank: openBankBook(folder),
      log,
      nowMs: now,
      wait: waitInRealTime,
    }
    const offices = centers.map((center) => createBackOffice({ ...office, center }))
    const operator = createHubClient({
      url: hub.url,
      key: PrivateKeyJwk.parse(hub.operatorKey),
      callerId: "operator",
      clock: options().clock,
    })
    const founding = { operator, offices, dataDirectory: folder, nowMs: now, today: () => chinaDay(now()) }
    await foundFederation(founding)
    await foundFederation(founding)
    const [first] = offices.filter(({ center }) => center.centerId === "310000000000000")
    if (first === undefined) throw new Error("Shanghai has no back office")
    const { federations } = FederationList.parse(await first.ask("GET", "/v1/federations"))
    expect(federations.map(({ boundMembers }) => boundMembers.length)).toEqual([3])
    const proposed = async () =>
      WarningList.parse(await first.ask("GET", "/v1/warnings?status=proposed")).warnings.length
    expect(await proposed()).toBe(2)
    expect(await confirmWarnings(first, founding)).toBe("later")
    await hub.clock.advance(25 * 3_600_000)
    expect(await confirmWarnings(first, founding)).toBe("done")
    expect(await proposed()).toBe(0)

    await tellRecentMonths(first, chinaDay(now()), new AbortController().signal)
    await tellRecentMonths(first, chinaDay(now()), new AbortController().signal)
    expect(await first.ask("GET", "/v1/report-cards/2026-10")).toMatchObject({ reported: true })
    expect(await openDeskLink(centers)).toContain(`${hub.url}/desk#`)
    expect(lines).toEqual([])
  })

  it("moves transfers to their end, lends and serves by itself", { timeout: 180_000 }, async () => {
    const centers = await seedDemo(options())
    const federation = simulateFederation({
      centers,
      dataDirectory: folder,
      log: (line) => void lines.push(line),
      nowMs: () => hub.clock.now(),
      pace: 1,
      // A minute of the demo in three seconds.
      wait: (ms, signal) => pause(ms / 20, undefined, { signal }).catch(() => undefined),
    })
    const ended = async (): Promise<number> => {
      const lists = await Promise.all(
        centers.map(({ client }) => client.call("GET", "/v1/transfers?role=in")),
      )
      return lists
        .flatMap((answer) => TransferList.parse(answer.body).transfers)
        .filter((transfer) => ["00", "20", "40"].includes(transfer.statusCode)).length
    }
    /** All off-site loans, as their lenders see them. */
    const loans = async (): Promise<readonly OffsiteLoan[]> => {
      const lists = await Promise.all(
        centers.map(({ client }) => client.call("GET", "/v1/offsite-loans?role=loan")),
      )
      return lists.flatMap((answer) => OffsiteLoanList.parse(answer.body).offsiteLoans)
    }
    /** Withdrawals and certificates that the applicants have, as the receiving centers see them. */
    const served = async (): Promise<number> => {
      const lists = await Promise.all(
        centers.map(({ client }) => client.call("GET", "/v1/service-cases?role=receiving&status=closed")),
      )
      return lists.flatMap((answer) => ServiceCaseList.parse(answer.body).serviceCases).length
    }
    let count = 0
    let closed = 0
    let lent: readonly OffsiteLoan[] = []
    for (let round = 0; round < 100 && (count < 2 || closed < 1 || !lent.some(isFed)); round += 1) {
      await hub.clock.advance(10_000)
      await pause(500)
      // The next list is asked for when the one before says enough.
      if (count < 2) count = await ended()
      else if (closed < 1) closed = await served()
      else lent = await loans()
    }
    await federation.stop()
    expect(lines).toEqual([])
    expect(count).toBeGreaterThanOrEqual(2)
    expect(closed).toBeGreaterThanOrEqual(1)
    expect(lent.filter(isFed).length).toBeGreaterThanOrEqual(1)
  })

  it(
    "is seen from the command line, which shows a refusal with rule and advice and exits 1",
    { timeout: 60_000 },
    async () => {
      const environment = { HUB_DATA: folder, HUB_URL: hub.url }
      // The virtual clock is not the machine's, so the hub refuses what the command line signs now.
      const { code, said } = await run(
        hubScript,
        ["inbox", "--as", "140500000000000", "--lang", "en"],
        environment,
      )
      expect(code).toBe(1)
      for (const part of ["1014", "signature-expired", "next:", "300 s"]) expect(said).toContain(part)
      expect(said).not.toContain("at ")
    },
  )

  it("says what is missing when the command is typed wrongly", async () => {
    expect(await run(hubScript, ["inbox", "--lang", "en"], { HUB_AS: "" })).toMatchObject({ code: 1 })
    const help = await run(hubScript, ["transfer", "--help", "--lang", "en"])
    expect(help.code).toBe(0)
    expect(help.said).toContain("letter-confirmation")
    const mode = await run(hubScript, ["service", "request", "rentWithdrawal", "--lang", "en"], {
      HUB_AS: "",
    })
    expect(mode).toMatchObject({ code: 1 })
    const asked = await run(hubScript, ["service", "request", "--help", "--lang", "en"])
    for (const part of ["buildingNo=", "--document", "payoffCertificate"]) expect(asked.said).toContain(part)
    for (const command of ["withdrawal", "flexible"]) {
      const told = await run(hubScript, [command, "--help", "--lang", "zh"])
      expect(told.code).toBe(0)
      expect(told.said).toContain(`hub ${command}`)
    }
  })
})
