import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import chromium from "@sparticuz/chromium"
import { chromium as playwright, type Browser, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PROBLEMS } from "../../contracts/problems.ts"
import { ROUTES, routeNames } from "../../contracts/routes.ts"
import { startHub, type Hub } from "../../infra/local/start-hub.ts"

describe("the pages for people", () => {
  const folder = process.env["HUB_SCREENSHOTS"] ?? mkdtempSync(join(tmpdir(), "hpf-pages-"))
  let hub: Hub
  let browser: Browser

  beforeAll(async () => {
    hub = await startHub({ clock: "virtual" })
    // Not the package's own arguments: they turn off web security, which is part of what is tested here.
    chromium.setGraphicsMode = false
    browser = await playwright.launch({
      executablePath: await chromium.executablePath(),
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
      headless: true,
    })
  })
  afterAll(async () => {
    await browser.close()
    await hub.stop()
    if (process.env["HUB_SCREENSHOTS"] === undefined) rmSync(folder, { recursive: true, force: true })
  })

  /** Opens a page and remembers what it asked for and what it complained of. */
  const open = async (path: string, locale = "zh-CN") => {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 1000 } })
    const page: Page = await context.newPage()
    const asked: string[] = []
    const complaints: string[] = []
    page.on("request", (request) => void asked.push(request.url()))
    page.on("requestfailed", (request) => void complaints.push(`failed ${request.url()}`))
    page.on("response", (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
    })
    page.on("pageerror", (error) => void complaints.push(error.message))
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text())
    })
    await page.goto(`${hub.url}${path}`, { waitUntil: "networkidle" })
    return { page, asked, complaints, close: () => context.close() }
  }
  const elsewhere = (asked: readonly string[]) =>
    asked.filter((url) => !url.startsWith(`${hub.url}/`) && !url.startsWith("data:"))

  it("/docs: the reference renders, an operation opens, nothing is asked of another host, nothing complains", async () => {
    const { page, asked, complaints, close } = await open("/docs")
    await page.locator(".opblock-tag").first().waitFor()
    const shown: (string | null)[] = []
    const groups = page.locator(".opblock-tag-section")
    // One group at a time: of all at once the viewer draws the first ones only.
    for (let index = 0; index < (await groups.count()); index += 1) {
      const group = groups.nth(index)
      await group.locator(".opblock-tag").click()
      await group.locator(".opblock-summary-path").first().waitFor()
      shown.push(
        ...(await group
          .locator(".opblock-summary-path")
          .evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-path")))),
      )
      await group.locator(".opblock-tag").click()
    }
    for (const name of routeNames) expect(shown).toContain(ROUTES[name].path)
    await page.locator("#operations-tag-transfers").click()
    const letter = page.locator(".opblock", { hasText: ROUTES.requestTransfer.summary }).first()
    await letter.locator(".opblock-summary-control").click()
    await letter.locator(".opblock-body").waitFor()
    const text = await letter.innerText()
    expect(text).toContain("/v1/transfers")
    expect(text).toContain("fromCenterId")
    expect(text).toContain("201")
    await page.screenshot({ path: join(folder, "docs.png") })
    await letter.screenshot({ path: join(folder, "docs-operation.png") })
    expect(elsewhere(asked)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  it.each(["zh-CN", "en-GB"])(
    "/problems/<slug> for a reader of %s: both languages, own style, nothing from elsewhere",
    async (locale) => {
      const { page, asked, complaints, close } = await open("/problems/amount-mismatch", locale)
      const entry = PROBLEMS["amount-mismatch"]
      const text = await page.locator("body").innerText()
      for (const part of [entry.zh, entry.en, entry.code, "/problems/amount-mismatch"])
        expect(text).toContain(part)
      expect(await page.evaluate("getComputedStyle(document.querySelector('header')).color")).toBe(
        "rgb(255, 255, 255)",
      )
      await page.screenshot({ path: join(folder, `problem-${locale}.png`) })
      expect(elsewhere(asked)).toEqual([])
      expect(complaints).toEqual([])
      await close()
    },
  )
})
