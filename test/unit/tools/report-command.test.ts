import { describe, expect, it } from "vitest"
import { ReportCard } from "../../../contracts/report-cards.ts"
import { MonthlyReport } from "../../../contracts/reports.ts"
import { CommandError, type Session } from "../../../tools/command/command.ts"
import { report } from "../../../tools/command/report-command.ts"
import type { Language } from "../../../tools/language.ts"
import { exampleFigures } from "../../fixtures/report-figures.ts"

const at = "2026-11-05T01:00:00.000Z"
const stored = MonthlyReport.parse({
  centerId: "210100000000000",
  month: "2026-10",
  version: 2,
  origin: "reported",
  firstReportedAt: at,
  reportedAt: at,
  ...exampleFigures(),
  breaches: [{ rule: "RPT-008", field: "/flexiblePool/reserve" }],
  trace: [{ version: 1, at, handler: "h", reviewer: "r" }],
})
const card = ReportCard.parse({
  centerId: "210100000000000",
  month: "2026-10",
  reported: true,
  lines: [
    {
      indicator: "coverage",
      value: "0.765625",
      written: "76.56 %",
      grade: "met",
      place: { rank: 2, of: 9 },
      average: "0.7",
      averageWritten: "70.00 %",
      target: { atLeast: "0.75" },
      origin: "reported",
    },
    {
      indicator: "oldestUnread",
      grade: "notKnown",
      averageWithheld: "fewCenters",
      target: { atMost: "1" },
      origin: "measured",
    },
  ],
  grades: { met: 1, near: 0, missed: 0, notKnown: 1 },
  place: { rank: 1, of: 9 },
})

const broken = (): never => {
  throw new Error("not needed")
}

const run = async (language: Language, args: readonly string[], body: unknown): Promise<string> => {
  const lines: string[] = []
  const session: Session = {
    language,
    folder: "",
    flags: {},
    url: "",
    audience: "",
    caller: () => "operator",
    key: broken,
    client: broken,
    say: (line) => line[language],
    print: (line) => void lines.push(line),
    note: (line) => void lines.push(line),
    ask: () => Promise.resolve({ status: 200, body, verified: true, headers: new Headers() }),
  }
  await report.run(session, args)
  return lines.join("\n")
}

describe("hub report", () => {
  it("shows a report with what its figures say, and what is wrong with it", async () => {
    const zh = await run("zh", ["show", "2026-10"], stored)
    for (const told of ["3,024,800,000.00", "个贷率", "82.65 %", "RPT-008", "低于其贷款余额的2%"])
      expect(zh).toContain(told)
    const en = await run("en", ["show", "2026-10"], stored)
    for (const told of ["version 2", "0.080 ‰", "below 2 % of its loans"]) expect(en).toContain(told)
    expect(en).not.toMatch(/\p{Script=Han}/u)
  })

  it("shows a card line by line, and why an average is missing", async () => {
    const en = await run("en", ["card", "2026-10"], card)
    expect(en).toMatch(/coverage\s+76\.56 %\s+met\s+2\/9\s+70\.00 %/)
    expect(en).toMatch(/oldest unread message\s+-\s+not known\s+-\s+\*/)
    expect(en).toContain("too few centers")
    expect(await run("zh", ["card", "2026-10"], card)).toContain("总名次 1/9")
  })

  it("names what is wrong with a month or a word that it does not know", async () => {
    for (const args of [["show", "2026-1"], ["show"], ["tell"]])
      await expect(run("en", args, stored)).rejects.toBeInstanceOf(CommandError)
  })
})
