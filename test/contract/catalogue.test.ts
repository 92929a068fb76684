import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { codeTables } from "../../contracts/openapi-texts.ts"
import { PROBLEMS, problemSlugs } from "../../contracts/problems.ts"
import { RULES } from "../../contracts/rules.ts"
import { adviceFor } from "../../functions/use-cases/problem-advice.ts"
import { problemPage } from "../../functions/use-cases/problem-page.ts"

const hasChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)
const isEnglish = (text: string): boolean => /[a-z]/i.test(text) && !hasChinese(text)

describe("problems", () => {
  test.each(problemSlugs)("%s is told in both languages", (slug) => {
    const { zh, en } = PROBLEMS[slug]
    expect([hasChinese(zh), isEnglish(en)]).toEqual([true, true])
  })

  test("have codes of their own, four digits", () => {
    const codes = problemSlugs.map((slug) => PROBLEMS[slug].code)
    expect(codes.filter((code) => !/^[1-5]\d{3}$/.test(code))).toEqual([])
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
  })

  test("have a status that their code's range allows", () => {
    const authentication = problemSlugs.filter((slug) => PROBLEMS[slug].status === 401)
    expect(authentication.filter((slug) => !PROBLEMS[slug].code.startsWith("1"))).toEqual([])
    const failures = problemSlugs.filter((slug) => PROBLEMS[slug].status >= 500)
    expect(
      failures.filter((slug) => !PROBLEMS[slug].code.startsWith("2") || !PROBLEMS[slug].retryable),
    ).toEqual([])
  })

  test.each(problemSlugs)("%s has a page with what to do, in both languages", (slug) => {
    // The page shows names as code where the text has backquotes.
    const page = problemPage(slug).replaceAll(/<\/?code>/g, "`")
    const { zh, en, code } = PROBLEMS[slug]
    const advice = adviceFor(slug)
    for (const text of [zh, en, code, advice.zh, advice.en]) expect(page).toContain(text)
    expect(advice.en).not.toBe("See the reference.")
  })

  test.each([
    ["account-held", "holds/{id}/release"],
    ["normal-account-exists", "X2"],
    ["loan-mark", "refuse the letter"],
    ["amount-mismatch", "dispute"],
    ["statement-inconsistent", "segment principals"],
    ["open-transfer-exists", "replaces"],
    ["version-stale", "If-Match"],
    ["payment-reference-used", "used once"],
    ["signature-expired", "300 seconds"],
    ["key-unknown", "kid"],
    ["center-suspended", "reinstatement"],
    ["consent-missing", "open transfer"],
  ] as const)("%s, which centers meet often, says what to do of its own", (slug, word) => {
    const { zh, en } = adviceFor(slug)
    expect(en).toContain(word)
    expect([hasChinese(zh), isEnglish(en)]).toEqual([true, true])
    const alike = problemSlugs.filter((other) => adviceFor(other).en === en)
    expect(alike).toEqual([slug])
  })
})

const sources = ["contracts", "functions"].flatMap((folder) => {
  const root = fileURLToPath(new URL(`../../${folder}`, import.meta.url))
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && name !== "rules.ts" && !name.endsWith("problems.ts"))
    .map((name) => readFileSync(join(root, name), "utf8"))
})

describe("rules", () => {
  test.each(Object.entries(RULES))(
    "%s is told in both languages and names its source",
    (_, { zh, en, source }) => {
      expect([hasChinese(zh), isEnglish(en), source.length > 3]).toEqual([true, true, true])
    },
  )

  test.each(Object.keys(RULES))("%s is applied somewhere", (id) => {
    expect(sources.some((text) => text.includes(`"${id}"`))).toBe(true)
  })
})

describe("code tables", () => {
  test.each(Object.entries(codeTables()))(
    "%s has a Chinese and an English name for each code",
    (_, table) => {
      const bad = Object.entries(table).filter(([, { zh, en }]) => !hasChinese(zh) || !isEnglish(en))
      expect(bad).toEqual([])
      expect(Object.keys(table).length).toBeGreaterThan(1)
    },
  )
})
