import { stdin, stdout } from "node:process"
import { createInterface } from "node:readline/promises"
import type { Language, Text } from "../language.ts"

export interface Narrator {
  readonly say: (line: Text) => string
  readonly chapter: (title: Text) => Promise<void>
  /** Somebody sends something: who, the call, what it carries in short. */
  readonly sends: (who: string, call: string, content: string) => void
  readonly answers: (who: string, status: number, content: string) => void
  readonly meaning: (line: Text) => void
  /** A figure that must come out so; a deviation is shown and counted. */
  readonly expect: (what: Text, actual: unknown, expected: string | number) => void
  readonly deviations: () => readonly string[]
  readonly checks: () => number
}

const bold = (line: string): string => (stdout.isTTY ? `\u001b[1m${line}\u001b[0m` : line)
const dim = (line: string): string => (stdout.isTTY ? `\u001b[2m${line}\u001b[0m` : line)

const shown = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "-")

export const createNarrator = (
  language: Language,
  pauses: "pause" | "flow",
  print: (line: string) => void,
): Narrator => {
  const say = (line: Text): string => line[language]
  const hubName = say({ zh: "平台", en: "hub" })
  const deviations: string[] = []
  let chapters = 0
  let checks = 0

  const waitForKey = async (): Promise<void> => {
    if (pauses === "flow" || chapters === 0 || !stdin.isTTY) return
    const reader = createInterface({ input: stdin, output: stdout })
    await reader.question(language === "zh" ? "    （回车继续）" : "    (Enter to go on)")
    reader.close()
  }

  return {
    say,
    chapter: async (title) => {
      await waitForKey()
      chapters += 1
      print("")
      print(bold(`${chapters}. ${say(title)}`))
    },
    sends: (who, call, content) => {
      print(`   ${who} → ${hubName}   ${call}`)
      if (content !== "") print(dim(`      ${content}`))
    },
    answers: (who, status, content) => print(`   ${who} ← ${hubName}   ${status}  ${content}`),
    meaning: (line) => print(`      ${say(line)}`),
    expect: (what, actual, expected) => {
      checks += 1
      const agrees = shown(actual) === String(expected)
      print(
        `    ${agrees ? "✓" : "✗"} ${say(what)}: ${shown(actual)}${agrees ? "" : language === "zh" ? `（应为 ${expected}）` : ` (should be ${expected})`}`,
      )
      if (!agrees) deviations.push(`${say(what)}: ${shown(actual)} ≠ ${expected}`)
    },
    deviations: () => deviations,
    checks: () => checks,
  }
}
