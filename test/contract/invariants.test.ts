import { existsSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { describe, expect, test } from "vitest"

const root = resolve(import.meta.dirname, "../..")

interface NamedTest {
  readonly file: string
  readonly title: string
}

/** A test file in backticks, then one or more titles in quotes. */
const namedTests = (cell: string): readonly NamedTest[] =>
  [...cell.matchAll(/`(test\/[^`]+\.test\.ts)`((?:,? "[^"]+")+)/g)].flatMap(([, file = "", titles = ""]) =>
    [...titles.matchAll(/"([^"]+)"/g)].map(([, title = ""]) => ({ file, title })),
  )

const rows = readFileSync(join(root, "INVARIANTS.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| ---") && line !== "| invariant | test |")
  .map((line) => {
    const [invariant = "", ...cells] = line.split(" | ")
    return { invariant: invariant.slice(2), tests: namedTests(cells.join(" | ")) }
  })

/** True when the text gives a test, a table of tests or a group this very title. */
const hasTitle = (text: string, title: string): boolean => {
  const onOneLine = text.replaceAll(/\(\s+/g, "(")
  return ['"', "`"].some((quote) => onOneLine.includes(`(${quote}${title}${quote},`))
}

describe("INVARIANTS.md", () => {
  test("lists what always holds", () => {
    expect(rows.length).toBeGreaterThan(30)
  })

  test.each(rows)("$invariant: is held by a test that exists", ({ tests }) => {
    expect(tests).not.toEqual([])
    const missing = tests.filter(({ file, title }) => {
      const path = join(root, file)
      return !existsSync(path) || !hasTitle(readFileSync(path, "utf8"), title)
    })
    expect(missing).toEqual([])
  })

  test("does not take a title in a comment, or another test's, for its own", () => {
    const text = 'it("does one thing", () => {})\n// "does another" is not tested'
    expect(hasTitle(text, "does one thing")).toBe(true)
    expect(hasTitle(text, "does another")).toBe(false)
    expect(hasTitle(text, "does one")).toBe(false)
  })
})
