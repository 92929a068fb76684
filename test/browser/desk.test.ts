import { mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import chromium from "@sparticuz/chromium"
import { chromium as playwright, type Browser, type BrowserContext, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as z from "zod"
import { DeskLinkOpened } from "../../contracts/desk.ts"
import type { Transfer } from "../../contracts/transfers.ts"
import {
  actOn,
  expectStatus,
  I_ID,
  O_ID,
  staff,
  startFederation,
  statementBody,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { moving, paidOn, sendLetter, type Story } from "../fixtures/transfer-story.ts"

const root = join(import.meta.dirname, "../..")
const folder = process.env["HUB_SCREENSHOTS"] ?? join(root, "artifacts/screenshots")
const Violations = z.array(z.object({ id: z.string(), impact: z.string().nullable() }))

/** The hub's pages name no font of their own; this machine has none with Chinese characters. */
const fontOf = (slice: string): string => {
  const file = join(
    root,
    `node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-${slice}-400-normal.woff2`,
  )
  return `@font-face{font-family:Shown;src:url(data:font/woff2;base64,${readFileSync(file).toString("base64")}) format("woff2")}`
}

const linkOf = async (center: TestCenter): Promise<string> => {
  const body = { handler: { id: "jb21", name: "经办甲" } }
  return DeskLinkOpened.parse(expectStatus(await center.call("POST", "/v1/desk-links", body), 201)).url
}

/** Serious findings of axe, run from outside so that the page's own policy stands. */
const axe = async (page: Page) => {
  const found: unknown = await page.evaluate(
    `(() => { const module = undefined, define = undefined; ${readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8")}
      return window.axe.run().then(({ violations }) => violations.map(({ id, impact }) => ({ id, impact }))) })()`,
  )
  return Violations.parse(found).filter(({ impact }) => impact === "serious" || impact === "critical")
}

const inGlyphs = async (page: Page) => {
  await page.addStyleTag({
    content: `${fontOf("chinese-simplified")}*{font-family:Shown,sans-serif!important}`,
  })
  await page.evaluate("document.fonts.ready.then(() => undefined)")
}

describe("the clerk's page", () => {
  let federation: Federation
  let out: TestCenter
  let into: TestCenter
  let story: Story
  let letter: Transfer
  let browser: Browser

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true })
    federation = await startFederation({
      start: "2026-09-01T01:00:00.000Z",
      schedulePeriodFloorMs: 86_400_000,
    })
    out = await federation.onboard(O_ID)
    into = await federation.onboard(I_ID, { nameEn: "Test center I" })
    story = await moving(out, into)
    letter = await sendLetter(out, into, story)
    await actOn(out, letter.transferId, "letter-confirmation")
    const payment = paidOn(federation.hub.clock.now())
    await actOn(out, letter.transferId, "statement", { ...statementBody, payment })
    const money = {
      payingCenterId: O_ID,
      amount: "1288.00",
      receivedOn: "2026-09-01",
      bankSerial: "B1",
      ...staff,
    }
    expectStatus(await into.call("POST", "/v1/unmatched-funds", money), 201)
    chromium.setGraphicsMode = false
    browser = await playwright.launch({
      executablePath: await chromium.executablePath(),
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
      headless: true,
    })
  })
  afterAll(async () => {
    await browser.close()
    await federation.stop()
  })

  const opened = async (url: string, over: Parameters<Browser["newContext"]>[0] = {}) => {
    const context: BrowserContext = await browser.newContext({
      locale: "zh-CN",
      viewport: { width: 1366, height: 768 },
      ...over,
    })
    const page: Page = await context.newPage()
    const asked: string[] = []
    const complaints: string[] = []
    page.on("request", (request) => void asked.push(request.url()))
    page.on("pageerror", (error) => void complaints.push(error.message))
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text())
    })
    await page.goto(url)
    return { page, asked, complaints, close: () => context.close() }
  }

  it("shows the list, leaves no code in the address or in anything it asks, and asks nobody else", async () => {
    const url = await linkOf(into)
    const code = new URL(url).hash.slice(1)
    const { page, asked, complaints, close } = await opened(url)
    const line = page.locator("tr", { hasText: letter.letterNo })
    await line.waitFor()
    expect(await line.innerText()).toContain("52,714.06")
    expect(await line.innerText()).toContain("核对到账金额")
    expect(page.url()).not.toContain(code)
    expect(
      asked.slice(1).filter((address) => address.includes(code) || !address.startsWith(federation.hub.url)),
    ).toEqual([])
    expect(await page.locator("[role=timer]").innerText()).toMatch(/^1[45]:/)
    expect(await axe(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  it("is worked with the keyboard: search, case, English, and back", async () => {
    const { page, complaints, close } = await opened(await linkOf(into))
    await page.locator("tr", { hasText: letter.letterNo }).waitFor()
    await page.keyboard.press("/")
    await page.keyboard.type(letter.letterNo)
    await page.keyboard.press("Enter")
    await page.locator("#search-heading").waitFor()
    await page.locator("a", { hasText: letter.letterNo }).focus()
    await page.keyboard.press("Enter")
    await page.locator("blockquote").waitFor()
    expect(await page.locator("blockquote").innerText()).toContain("3个工作日内记入您的账户")
    expect(await page.locator(".legs .mine").innerText()).toContain("2026-")
    expect(await axe(page)).toEqual([])
    await page.getByRole("button", { name: "English" }).focus()
    await page.keyboard.press("Enter")
    expect(await page.locator("blockquote").innerText()).toContain("within 3 working days")
    expect(await page.evaluate("document.documentElement.lang")).toBe("en")
    await page.getByRole("button", { name: "Dark" }).click()
    expect(await axe(page)).toEqual([])
    await page.goBack()
    await page.locator("#search-heading").waitFor()
    await page.getByRole("link", { name: "Money without a letter" }).click()
    await page.locator("td", { hasText: "1,288.00" }).waitFor()
    expect(complaints).toEqual([])
    await close()
  })

  it("prints the letter and the statement on one page of A4 each; the name is there only when it was opened", async () => {
    const { page, close } = await opened(await linkOf(into), {
      bypassCSP: true,
      viewport: { width: 1366, height: 1500 },
    })
    await page.locator("tr", { hasText: letter.letterNo }).waitFor()
    await inGlyphs(page)
    await page.screenshot({ path: join(folder, "desk-to-do.png") })
    await page.locator("a", { hasText: letter.letterNo }).click()
    await page.locator("blockquote").waitFor()
    await page.screenshot({ path: join(folder, "desk-case.png"), fullPage: true })
    await page.getByRole("link", { name: "联系函", exact: true }).click()
    const paper = page.locator(".paper")
    await paper.waitFor()
    expect(await paper.innerText()).not.toContain(story.person.name)
    await page.getByRole("button", { name: "打开并留痕" }).click()
    await page.locator(".paper", { hasText: story.person.documentNumber }).waitFor()
    const text = await paper.innerText()
    for (const part of [
      letter.letterNo,
      story.person.name,
      story.oldNo,
      staff.handler,
      staff.reviewer,
      "9900140500000000",
    ])
      expect(text).toContain(part)
    await page.screenshot({ path: join(folder, "desk-letter.png"), fullPage: true })
    const print = async (name: string) => {
      const pdf = await page.pdf({ path: join(folder, name), preferCSSPageSize: true })
      return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length
    }
    expect(await print("desk-letter.pdf")).toBe(1)
    await page.emulateMedia({ media: "print" })
    await page.screenshot({ path: join(folder, "desk-letter-print.png") })
    await page.emulateMedia({ media: null })
    await page.goBack()
    await page.getByRole("link", { name: "账户信息表" }).click()
    await page.locator(".paper", { hasText: "人民币伍万贰仟柒佰壹拾肆元零陆分" }).waitFor()
    expect(await axe(page)).toEqual([])
    await page.screenshot({ path: join(folder, "desk-statement.png"), fullPage: true })
    expect(await print("desk-statement.pdf")).toBe(1)
    await close()
  })

  it("says that the link has ended: without one, when it is over, and when the clerk leaves; nothing stays shown", async () => {
    const gone = "链接已失效，请在业务系统中重新打开"
    const without = await opened(`${federation.hub.url}/desk`)
    await without.page.locator("h1", { hasText: gone }).waitFor()
    expect(await axe(without.page)).toEqual([])
    await without.close()
    const left = await opened(await linkOf(into))
    await left.page.getByRole("button", { name: "退出" }).click()
    await left.page.locator("h1", { hasText: gone }).waitFor()
    expect(await left.page.evaluate("sessionStorage.length + localStorage.length")).toBe(0)
    await left.close()
    const over = await opened(await linkOf(into))
    await over.page.locator("tr", { hasText: letter.letterNo }).waitFor()
    await federation.hub.clock.advance(15 * 60_000)
    await over.page.getByRole("link", { name: "有款无函" }).click()
    await over.page.locator("h1", { hasText: gone }).waitFor()
    expect(await over.page.locator("body").innerText()).not.toContain(letter.letterNo)
    await over.close()
  })
})
