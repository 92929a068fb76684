import type { BenchResults } from "./bench-results.ts"
import { TARGETS, verdictOf, type Target } from "./targets.ts"

const number = (figure: number): string => figure.toLocaleString("en-US", { maximumFractionDigits: 3 })

const rowOf = (target: Target, figure: number): readonly string[] => [
  target.name,
  `${number(figure)} ${target.unit}`.trim(),
  `${target.bound === "most" ? "<=" : ">="} ${number(target.limit)}`,
  target.kind,
  verdictOf(target, figure),
]

/** Figures without a target, which explain those that have one. */
const besides = ({
  accountCheck,
  openAccount,
  transfer,
  signature,
  bundle,
  coldImport,
  growth,
}: BenchResults): readonly string[] => [
  ...(accountCheck === undefined
    ? []
    : [
        `account check: ${number(accountCheck.perSecond)}/s, the same database calls bare ${number(accountCheck.rawPerSecond)}/s, 16 in flight; p50 ${accountCheck.p50Ms} ms, p99 ${accountCheck.p99Ms} ms`,
      ]),
  ...(openAccount === undefined
    ? []
    : [`opening: ${openAccount.wru} WRU, ${number(openAccount.perSecond)}/s, 16 in flight`]),
  ...(transfer === undefined
    ? []
    : [
        `transfer: ${transfer.rru} RRU, ${transfer.lambdaInvocations} Lambda invocations, ${transfer.httpRequests} HTTP requests with reading and acknowledging ${transfer.messages} messages; a call took ${transfer.measuredMsPerCall} ms here`,
      ]),
  ...(signature === undefined
    ? []
    : [
        `signature: whole check ${number(signature.verifyPerSecond)}/s, jose alone ${number(signature.josePerSecond)}/s, node:crypto alone ${number(signature.rawPerSecond)}/s`,
      ]),
  ...(bundle === undefined ? [] : [`largest bundle: ${bundle.largest}`]),
  ...(coldImport === undefined
    ? []
    : [`slowest cold import: ${coldImport.slowest}; the SDK client alone ${coldImport.sdkMs} ms`]),
  ...(growth === undefined
    ? []
    : growth.people.map(
        (people, index) =>
          `${number(people)} people: check ${growth.rruPerCheck[index]} RRU, opening ${growth.wruPerOpen[index]} WRU`,
      )),
]

export const tableOf = (results: BenchResults): string => {
  const measured = TARGETS.flatMap((target) => {
    const figure = target.figure(results)
    return figure === undefined ? [] : [rowOf(target, figure)]
  })
  const rows = [["what", "measured", "target", "kind", ""], ...measured]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => (row[column] ?? "").length)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  )
  return [...lines, "", ...besides(results)].join("\n")
}
