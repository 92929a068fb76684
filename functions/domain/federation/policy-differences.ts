import type { Difference, FederationContent } from "../../../contracts/federations.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import type { CenterId, LocalDate } from "../../../contracts/primitives.ts"
import { canonicalJson } from "../policies/canonical-json.ts"
import { matterLines, ruleLinesOf, withdrawalLine, type RuleLine } from "./rule-lines.ts"

/** A member with its pack in force on the day; without one, it is under the nation's rules alone. */
export interface MemberPack {
  readonly centerId: CenterId
  readonly pack?: PolicyPack
}

const keyOf = ({ rule, situation }: Pick<RuleLine, "rule" | "situation">): string =>
  JSON.stringify([rule, situation ?? ""])

/** What the version sets, under the keys that a pack has for the same. */
const overriddenBy = ({ overrides }: FederationContent): ReadonlyMap<string, string> => {
  const { transfer = {}, withdrawals, matters = [] } = overrides
  const months = Object.entries(transfer).flatMap(([name, rule]) => {
    if (rule === undefined) return []
    const { source: _source, clause: _clause, ...value } = rule
    return [{ rule: `transfer.${name}`, value: canonicalJson(value) }]
  })
  const lines = [
    ...months,
    ...(withdrawals?.rules ?? []).map(withdrawalLine),
    ...matters.flatMap(matterLines),
  ]
  return new Map(lines.map((line) => [keyOf(line), line.value]))
}

interface Told {
  readonly line: RuleLine
  readonly title: string | undefined
}

const toldBy = ({ pack }: MemberPack, on: LocalDate): ReadonlyMap<string, Told> =>
  new Map(
    pack === undefined
      ? []
      : ruleLinesOf(pack, on).map((line) => [
          keyOf(line),
          { line, title: pack.sources.find(({ id }) => id === line.source)?.title },
        ]),
  )

/**
 * Each rule, for each situation, in which at least two members differ: another value, or one that rules nothing. What
 * the version sets stands beside it, for there members that are bound no longer differ among themselves.
 */
export const differencesOf = (
  members: readonly MemberPack[],
  content: FederationContent,
  on: LocalDate,
): readonly Difference[] => {
  const told = members.map((member) => ({ member, lines: toldBy(member, on) }))
  const overrides = overriddenBy(content)
  const first = new Map<string, RuleLine>()
  for (const { lines } of told) for (const [key, { line }] of lines) if (!first.has(key)) first.set(key, line)
  return [...first].flatMap(([key, { rule, situation, zh, en }]) => {
    const values = told.map(({ member, lines }) => {
      const found = lines.get(key)
      return {
        centerId: member.centerId,
        value: found?.line.value ?? "",
        ...(found?.title === undefined ? {} : { source: found.title }),
        ...(found?.line.clause === undefined ? {} : { clause: found.line.clause }),
      }
    })
    if (new Set(values.map(({ value }) => value)).size < 2) return []
    const override = overrides.get(key)
    return [
      {
        rule,
        ...(situation === undefined ? {} : { situation }),
        zh,
        en,
        ...(override === undefined ? {} : { override }),
        values,
      },
    ]
  })
}
