import type { RuleId } from "../../contracts/rules.ts"
import { text, type Text } from "../language.ts"
import type { Session } from "./command.ts"
import { tableLines } from "./print-table.ts"
import { grouped } from "./quote-words.ts"

/** One rule that was looked at, in a check of a withdrawal or of participation, or in a quote of a subsidy. */
interface RuleStep<Verdict extends string> {
  readonly rule: RuleId
  readonly verdict: Verdict
  readonly zh: string
  readonly en: string
  readonly limit?: string | undefined
  readonly source?:
    | { readonly title: string; readonly clause?: string | undefined; readonly url?: string | undefined }
    | undefined
}

/** In a column a verdict is one word. */
const marks: Readonly<Record<string, string>> = { allowed: "✓", notAllowed: "✗", homeDecides: "?" }

/** Each rule with what it says and where it stands; a source is written once, below. */
export const printRuleSteps = <Verdict extends string>(
  session: Session,
  steps: readonly RuleStep<Verdict>[],
  verdicts: Readonly<Record<Verdict, Text>>,
): void => {
  if (steps.length === 0) return
  const titles = [...new Set(steps.flatMap(({ source }) => source?.title ?? []))]
  const headings =
    session.language === "zh" ? ["", "规则", "内容", "限额", "依据"] : ["", "rule", "what", "limit", "source"]
  const rows = steps.map(({ rule, verdict, zh, en, limit, source }) => [
    marks[verdict] ?? session.say(verdicts[verdict]),
    rule,
    session.say({ zh, en }),
    limit === undefined ? "" : grouped(limit),
    source === undefined
      ? session.say(text("本平台记录", "the hub's record"))
      : [`[${titles.indexOf(source.title) + 1}]`, source.clause]
          .filter((part) => part !== undefined)
          .join(" "),
  ])
  session.print("")
  for (const line of tableLines(headings, rows)) session.print(line)
  session.print("")
  for (const [index, title] of titles.entries()) session.print(`[${index + 1}] ${title}`)
}
