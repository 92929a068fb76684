import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { gzipSync } from "node:zlib"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { SupervisionOverview, SupervisionTable } from "../../contracts/supervision.ts"
import { formatFigure } from "../../functions/dashboard/web/shared/format.ts"
import {
  launchBrowser,
  openDashboard,
  screenshot,
  seriousFindings,
  textsOf,
  type OpenPage,
} from "../fixtures/dashboard-browser.ts"
import { centerIds, stubAnswer } from "../fixtures/dashboard-stub.ts"
import { pretendIssuer } from "../fixtures/pretend-issuer.ts"
import { I_ID, O_ID, startFederation, THIRD_ID, type Federation } from "../fixtures/federation.ts"
import { supervisorOf } from "../fixtures/supervisor.ts"
import { moving, transferWhole } from "../fixtures/transfer-story.ts"

const days = "from=2026-01-01&to=2026-11-02"
const views = [
  "overview",
  "transfers",
  "transit",
  "late",
  "duplicates",
  "loans",
  "services",
  "withdrawals",
  "accounts",
  "indicators",
  "centers",
  "federation",
  "availability",
  "cost",
] as const
const suzhou = "320500000000000"
const aCase = "trf_01K00000000000000000000001"
const inner = [`center?center=${suzhou}&${days}`, `case?id=${aCase}`] as const
const addresses = [...views.map((view) => `${view}?${days}`), ...inner]
const nameOf = (address: string): string => address.split("?")[0] ?? address

let federation: Federation
let browser: Browser
let url: string
let stub: OpenPage
const { token, tokenOf } = supervisorOf(() => federation)

beforeAll(async () => {
  ;[federation, browser] = await Promise.all([startFederation(), launchBrowser()])
  url = federation.hub.url
  stub = await openDashboard(browser, { url, token: "stub" })
})
afterAll(async () => {
  await browser?.close()
  await federation?.stop()
})

describe("each view", () => {
  it.each(addresses)(
    "%s: figures are there, nothing complains or overflows, axe finds nothing serious",
    async (address) => {
      const { page, complaints, asked, go } = stub
      complaints.length = 0
      await go(`#/${address}`)
      expect(await page.locator("main .panel, main .figures").count()).toBeGreaterThan(0)
      expect(await page.locator(".failure").count()).toBe(0)
      expect(
        (await page.locator("td").count()) + (await page.locator(".timeline li").count()),
      ).toBeGreaterThan(0)
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true)
      await screenshot(page, `${nameOf(address)}-1366x768`)
      expect(await seriousFindings(page)).toEqual([])
      expect(complaints).toEqual([])
      expect(
        asked.filter((target) => !/^(https?:\/\/localhost|https?:\/\/127|blob:|data:)/.test(target)),
      ).toEqual([])
    },
  )

  it.each(["overview", "transfers", "late", "services"])("%s in the dark, and in English", async (view) => {
    const { page, go } = stub
    await go(`#/${view}?${days}&theme=dark&lang=en`)
    expect(await page.evaluate("document.documentElement.lang")).toBe("en")
    await screenshot(page, `${view}-dark-en`)
    expect(await seriousFindings(page)).toEqual([])
    const words = await textsOf(page, "header, nav, h2, h3, th button, main label > select > option:checked")
    expect(words.join(" ").replace("中文", "")).not.toMatch(/\p{Script=Han}/u)
  })

  it("has the time of the last counted change in China's time", async () => {
    await stub.go(`#/overview?${days}`)
    expect(await stub.page.locator("header .as-of").innerText()).toContain("数据截至 2026-11-02 09:00")
  })
})

describe("a reader", () => {
  it("goes from the centers to one, to its cases, to the course of one, and back", async () => {
    const { page, go } = stub
    await go(`#/centers?${days}`)
    await page.locator("tbody a", { hasText: "苏州" }).click()
    await page.locator("[data-list=cases] tbody a").first().waitFor()
    expect(page.url()).toContain(`center=${suzhou}`)
    await page.locator("[data-list=cases] tbody a").first().click()
    await page.locator(".timeline li").first().waitFor()
    expect(page.url()).toContain(`id=${aCase}`)
    expect(await page.locator(".timeline li").count()).toBe(3)
    await page.goBack()
    await page.goBack()
    await page.locator("[data-by=center]").waitFor()
    expect(page.url()).toContain("#/centers")
  })

  it("finds every filter in the address, and the address shows the same page", async () => {
    const { page, asked, go } = stub
    await go(`#/services?${days}`)
    await page.selectOption("select[name=province]", "320000")
    await page.selectOption("select[name=slice]", "purchaseWithdrawal")
    await page.selectOption("select[name=by-1]", "province")
    await page.waitForSelector("[data-by=province]")
    const address = page.url()
    for (const part of ["province=320000", "slice=purchaseWithdrawal", "by=1.province", "from=2026-01-01"])
      expect(decodeURIComponent(address)).toContain(part)
    const question = asked.findLast((target) => target.includes("by=province")) ?? ""
    for (const part of ["/v1/supervision/services?", "province=320000", "slice=purchaseWithdrawal"])
      expect(question).toContain(part)
    await page.reload()
    await page.waitForSelector("[data-by=province]")
    expect(await page.locator("select[name=province]").inputValue()).toBe("320000")
    await page.selectOption("select[name=federation]", { index: 1 })
    await expect.poll(() => page.url()).not.toContain("province=320000")
  })

  it("takes away what is shown: the hub's CSV, a chart, and a list as file and as picture", async () => {
    const { page, go } = stub
    const file = async (panel: string, kind: "csv" | "png") => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.locator(`${panel} [data-export=${kind}]`).click(),
      ])
      return { name: download.suggestedFilename(), content: readFileSync(await download.path()) }
    }
    await go(`#/transfers?${days}`)
    const csv = await file("[data-metric=transfers]", "csv")
    expect(csv.name).toBe("transfers-month-2026-01-01-2026-11-02.csv")
    expect(csv.content.toString("utf8")).toBe(
      stubAnswer(`${url}/v1/supervision/transfers?${days}&by=month&format=csv`).body,
    )
    await go(`#/late?${days}`)
    const list = await file("[data-list=cases]", "csv")
    expect(list.content.toString("utf8").split("\r\n")[1]).toMatch(/^trf_01K0+1,transfer,letterConfirmed,/)
    for (const panel of ["[data-metric=openCases]", "[data-list=cases]"]) {
      const { name, content } = await file(panel, "png")
      expect(name).toMatch(/\.png$/)
      expect(content.subarray(1, 4).toString("latin1")).toBe("PNG")
      expect(content.length).toBeGreaterThan(5_000)
    }
  })

  it("hears what went wrong, and can try again; nothing to show is said as well", async () => {
    const { page, complaints, go } = stub
    const failing = "**/v1/supervision/cost?**"
    await page.route(failing, (route) =>
      route.fulfill({ status: 503, body: JSON.stringify({ title: "busy now" }) }),
    )
    await go(`#/cost?${days}`)
    expect(await page.locator("[role=alert]").first().innerText()).toContain("busy now")
    await page.unroute(failing)
    for (const button of await page.locator("[role=alert] button").all()) await button.click()
    await page.locator("[data-metric=cost] tbody td").first().waitFor()
    await page.route(failing, (route) => route.abort())
    await go(`#/cost?from=2026-02-01&to=2026-11-02`)
    expect(await page.locator("[role=alert]").first().innerText()).toContain("无法连接平台")
    await page.unroute(failing)
    complaints.length = 0
  })

  it("needs no mouse: skips to the content, sorts with a key, sees where the focus is", async () => {
    const { page, go } = stub
    await go(`#/centers?${days}`)
    await page.reload()
    await page.waitForSelector("[data-by=center]")
    await page.keyboard.press("Tab")
    expect(await page.evaluate("document.activeElement.className")).toBe("skip")
    await page.keyboard.press("Enter")
    expect(await page.evaluate("document.activeElement.id")).toBe("content")
    const heading = page.locator("[data-metric=transfers] thead th").nth(1)
    await heading.locator("button").focus()
    await page.keyboard.press("Enter")
    expect(await heading.getAttribute("aria-sort")).toBe("descending")
    const shown = await page
      .locator("[data-metric=transfers] tbody tr td:nth-child(2) span")
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute("data-value"))))
    expect(shown).toEqual(shown.toSorted((a, b) => b - a))
    expect(shown).toHaveLength(centerIds.length)
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid")
  })
})

describe("a wall display", () => {
  it("has large letters, no list of views, and asks again each minute", async () => {
    const wall = await openDashboard(browser, { url, token: "stub", width: 3840, height: 2160, dark: true })
    await wall.page.clock.install()
    await wall.go(`#/overview?${days}&wall=on`)
    expect(await wall.page.evaluate("getComputedStyle(document.documentElement).fontSize")).toBe("32px")
    expect(await wall.page.evaluate("document.documentElement.dataset.theme")).toBe("dark")
    expect(await wall.page.locator("nav").isVisible()).toBe(false)
    await screenshot(wall.page, "wall-3840x2160")
    const questions = (): number => wall.asked.filter((target) => target.includes("/overview?")).length
    const before = questions()
    await wall.page.clock.fastForward("01:01")
    await expect.poll(questions).toBe(before + 1)
    await wall.close()
  })
})

describe("the door", () => {
  it("takes the token out of the address at once, and keeps it for the tab only", async () => {
    const { page } = stub
    expect(page.url()).not.toContain("token")
    expect(await page.evaluate("sessionStorage.getItem('supervision.token')")).toBe("stub")
    expect(await page.evaluate("localStorage.length + document.cookie.length")).toBe(0)
  })

  it("asks for a token where the deployment names no issuer, and says when it is invalid or permits nothing", async () => {
    const { page, close } = await openDashboard(browser, { url, stubbed: false })
    await screenshot(page, "sign-in")
    expect(await seriousFindings(page)).toEqual([])
    const enter = async (text: string): Promise<void> => {
      await page.fill("textarea[name=token]", text)
      await page.click("button[type=submit]")
    }
    await enter("nonsense")
    expect(await page.locator("[role=alert]").innerText()).toContain("令牌无效或已过期")
    expect(await page.evaluate("sessionStorage.length")).toBe(0)
    await enter(await tokenOf("accounts:read"))
    expect(await page.locator("[role=alert]").innerText()).toContain("无权查看")
    await page.click("header button:last-child")
    await page.locator("textarea[name=token]").waitFor()
    await close()
  })
})

describe("sign-in at the issuer of the deployment", () => {
  it("is an authorization code with PKCE, comes back to the same view, and keeps the token of the issuer", async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const issuer = await pretendIssuer(page, url)
    await page.goto(`${issuer.origin}/#/transit?${days}`)
    await page.click("button.primary")
    await page.locator("[data-metric=transit] tbody").first().waitFor()
    expect(page.url()).toBe(`${issuer.origin}/#/transit?${days}`)
    expect(await page.evaluate("sessionStorage.getItem('supervision.token')")).toBe("of the issuer")
    const { asked, exchanged } = issuer
    expect(asked.get("code_challenge")).toBe(
      createHash("sha256")
        .update(exchanged.get("code_verifier") ?? "")
        .digest("base64url"),
    )
    expect([asked.get("code_challenge_method"), asked.get("scope"), exchanged.get("code")]).toEqual([
      "S256",
      "supervision",
      "a code",
    ])
    await context.close()
  })
})

describe("what the hub serves", () => {
  it("is small: scripts and styles of the first view stay under 300 kB, the map's data aside", async () => {
    const page = await (await fetch(`${url}/`)).text()
    expect(page).not.toMatch(/<script(?![^>]* src=)|style=|https?:/)
    const first = await openDashboard(browser, { url, token: "stub" })
    const files = [...new Set(first.asked.filter((target) => target.includes("/dashboard/")))]
    await first.close()
    const sizes = await Promise.all(
      files.map(async (target) => {
        const answer = await fetch(target, { headers: { "accept-encoding": "gzip" } })
        return Number(answer.headers.get("content-length"))
      }),
    )
    expect(sizes.length).toBeGreaterThan(4)
    expect(sizes.every((size) => size > 0)).toBe(true)
    const mapFile = new URL("../../contracts/starter/map/china-outline.json", import.meta.url)
    const map = gzipSync(readFileSync(mapFile), { level: 9 }).length
    expect(sizes.reduce((sum, size) => sum + size, 0) - map).toBeLessThan(300_000)
  })

  it("is kept by its name for a year, is compressed as the caller reads it, and knows no other name", async () => {
    const html = await fetch(`${url}/`)
    expect(html.headers.get("cache-control")).toBe("no-cache")
    expect(html.headers.get("content-security-policy")).toContain("script-src 'self'")
    const script = /src="(\/dashboard\/index-[A-Z0-9]+\.js)"/.exec(await html.text())?.[1] ?? ""
    for (const [accepted, encoding] of [
      ["br, gzip", "br"],
      ["gzip", "gzip"],
      ["identity", null],
    ] as const) {
      const answer = await fetch(url + script, { headers: { "accept-encoding": accepted } })
      expect(answer.headers.get("content-encoding")).toBe(encoding)
      expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable")
      expect(await answer.text()).toContain("createElement")
    }
    for (const name of ["index.html", "names.json", "..%2Findex.mjs", "index.js"])
      expect((await fetch(`${url}/dashboard/${name}`)).status, name).toBe(404)
  })
})

describe("figures of the hub", () => {
  beforeAll(async () => {
    const [O, I, third] = [
      await federation.onboard(O_ID),
      await federation.onboard(I_ID),
      await federation.onboard(THIRD_ID),
    ]
    for (const [from, to] of [
      [O, I],
      [O, I],
      [I, third],
    ] as const)
      await transferWhole(from, to, await moving(from, to), federation.hub.clock.now())
    await federation.hub.settle()
  })

  it("stand on the page digit by digit", async () => {
    const ask = async (path: string): Promise<unknown> =>
      (
        await fetch(`${url}/v1/supervision/${path}`, { headers: { authorization: `Bearer ${token()}` } })
      ).json()
    const year = "from=2026-01-01&to=2026-12-31"
    const live = await openDashboard(browser, { url, token: token(), stubbed: false })
    await live.go(`#/overview?${year}`)
    const overview = SupervisionOverview.parse(await ask(`overview?${year}`))
    expect(overview.headline["transfers.amount"]).toBe("158142.18")
    for (const column of overview.columns) {
      const cell = live.page.locator(`[data-figure="${column.name}"]`)
      expect((await cell.innerText()).split("\n")[0], column.name).toBe(
        formatFigure(overview.headline[column.name], column),
      )
    }
    expect(await live.page.locator("[data-metric=flows] tbody tr").count()).toBe(overview.flows.length)
    await screenshot(live.page, "live-overview")
    await live.go(`#/centers?${year}`)
    const table = SupervisionTable.parse(await ask(`transfers?${year}&by=center`))
    const cells = await live.page
      .locator("[data-metric=transfers] tbody td span[data-value]")
      .evaluateAll((spans) => spans.map((span) => span.getAttribute("data-value") ?? ""))
    expect(cells).toEqual(
      table.rows.flatMap(({ figures }) => table.columns.map(({ name }) => String(figures[name] ?? ""))),
    )
    for (const view of views) {
      await live.go(`#/${view}?${year}`)
      expect(await live.page.locator(".failure").allInnerTexts(), view).toEqual([])
    }
    await live.go(`#/center?center=${I_ID}&${year}`)
    await live.page.locator("[data-list=cases] tbody a").first().click()
    await live.page.locator(".timeline li").first().waitFor()
    expect(await textsOf(live.page, ".timeline strong")).toContain("办结")
    await screenshot(live.page, "live-case")
    expect(live.complaints).toEqual([])
    await live.close()
  })
})
