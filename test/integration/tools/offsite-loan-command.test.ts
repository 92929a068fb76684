import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startHub, type Hub } from "../../../infra/local/start-hub.ts"
import { seedDemo, type DemoCenter } from "../../../tools/demo/seed-demo.ts"
import { makePerson, makeUnitCreditCode } from "../../../tools/make-person.ts"

const hubScript = join(import.meta.dirname, "../../../tools/hub.ts")
const H = "140500000000000"
const L = "210100000000000"
const THIRD = "210200000000000"
const accountNo = "CLI1"
const person = makePerson("command line", 1990)
const typed = `${person.documentNumber} ${person.name}`
const staff = ["--handler", "jb1", "--reviewer", "fh1"] as const

let folder: string
let hub: Hub
let offsiteLoanId = ""

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hpf-command-"))
  hub = await startHub({ dataDirectory: folder })
  const centers = await seedDemo({ url: hub.url, dataDirectory: folder, operatorKey: hub.operatorKey })
  await registerAccount(centers)
}, 180_000)
afterAll(async () => {
  await hub.stop()
  rmSync(folder, { recursive: true, force: true })
})

const registerAccount = async (centers: readonly DemoCenter[]): Promise<void> => {
  const unitCreditCode = makeUnitCreditCode("command line")
  const segment = {
    contributorType: "employee",
    accountKind: "basic",
    origin: { kind: "local" },
    unitCreditCode,
    from: "2022-01",
    to: "2026-08",
    principal: "56000.00",
    interest: "100.00",
    contributions: "56000.00",
    subsidy: "0.00",
    monthlyContribution: "1000.00",
  }
  const account = {
    person,
    accountNo,
    accountKind: "basic",
    contributorType: "employee",
    status: "01",
    statusSince: "2022-01-05",
    openedOn: "2022-01-05",
    unitCreditCode,
    segments: [segment],
  }
  const home = centers.find(({ centerId }) => centerId === H)
  const answer = await home?.client.call("POST", "/v1/account-imports", { body: { accounts: [account] } })
  expect(answer?.body).toMatchObject({ registered: 1 })
}

const run = (
  as: string,
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly said: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [hubScript, ...args, "--as", as, "--lang", "en"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, HUB_DATA: folder, HUB_URL: hub.url },
    })
    const said: Buffer[] = []
    child.stdout.on("data", (chunk: Buffer) => said.push(chunk))
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk))
    child.on("close", (code) => resolve({ code, said: Buffer.concat(said).toString() }))
  })

describe("an off-site loan at the command line, without JSON", () => {
  it("consent, loan check and request", { timeout: 60_000 }, async () => {
    const given = await run(H, "consent", "give", "--person", typed, "--for", L)
    expect(given.code, given.said).toBe(0)
    const code = /cns_[0-9A-Z]{26}/.exec(given.said)?.[0] ?? ""
    const checked = await run(L, "loan", "check", "--applicant", typed)
    expect(checked.said).toContain("clear")
    const incomplete = await run(L, "offsite-loan", "request", "--person", typed, "--home", H, ...staff)
    expect(incomplete).toMatchObject({ code: 1, said: "--consent is missing\n" })
    const wanted = ["--person", typed, "--home", H, "--consent", code, "--phone", "13900000000"]
    const asked = await run(L, "offsite-loan", "request", ...wanted, ...staff)
    expect(asked.code, asked.said).toBe(0)
    offsiteLoanId = /lnc_[0-9A-Z]{26}/.exec(asked.said)?.[0] ?? ""
    expect(asked.said).toContain(`certify the record, ${H}`)
    const again = await run(L, "offsite-loan", "request", ...wanted, ...staff)
    expect(again.code).toBe(1)
    for (const part of ["consent-invalid", "LON-013", "a new code"]) expect(again.said).toContain(part)
  })

  it(
    "the home center's inbox says what to do, and balance and segments need not be typed",
    { timeout: 60_000 },
    async () => {
      const inbox = await run(H, "inbox")
      for (const part of ["please certify", `hub offsite-loan certification ${offsiteLoanId}`])
        expect(inbox.said).toContain(part)
      const fields = ["contributionBase=8000.00", "monthlyContribution=1000.00", "continuousFrom=2022-01"]
      const further = ["continuousTo=2026-08", "centerPhone=0356-1000000"]
      const wrong = await run(
        H,
        "offsite-loan",
        "certification",
        offsiteLoanId,
        `accountNo=${accountNo}`,
        ...fields,
        ...further,
        "balance=56000.01",
        ...staff,
      )
      expect(wrong.said).toContain("LON-008")
      const certified = await run(
        H,
        "offsite-loan",
        "certification",
        offsiteLoanId,
        `accountNo=${accountNo}`,
        ...fields,
        ...further,
        ...staff,
      )
      expect(certified.code, certified.said).toBe(0)
      expect(certified.said).toContain(`decide: quote, grant or reject, ${L}`)
    },
  )

  it("shows legs and what to tell the contributor, and to nobody else", { timeout: 60_000 }, async () => {
    const shown = await run(L, "offsite-loan", "show", offsiteLoanId)
    for (const part of ["balance 56,000.00", `${L} us`, "Tell the contributor", "nothing leaves the account"])
      expect(shown.said).toContain(part)
    const listed = await run(H, "offsite-loan", "list", "--role", "home", "--status", "certified")
    expect(listed.said).toContain(offsiteLoanId)
    const hidden = await run(THIRD, "offsite-loan", "show", offsiteLoanId)
    expect(hidden.code).toBe(1)
    expect(hidden.said).toContain("offsite-loan-not-found")
  })

  it("reserves, and names who is in the way", { timeout: 60_000 }, async () => {
    const reserved = await run(
      L,
      "loan",
      "reserve",
      "--applicant",
      typed,
      `offsiteLoanId=${offsiteLoanId}`,
      ...staff,
    )
    expect(reserved.said).toMatch(/lrs_[0-9A-Z]{26} {2}held {2}1 people/)
    const refused = await run(THIRD, "loan", "reserve", "--applicant", typed, ...staff)
    for (const part of ["unsettled-loan-exists", L, "next:"]) expect(refused.said).toContain(part)
    expect((await run(THIRD, "finding", "list")).said).toBe("No doubts.\n")
  })
})
