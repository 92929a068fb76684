import type { OffsiteLoanBench } from "./bench-offsite-loan.ts"
import type { BenchResults } from "./bench-results.ts"
import type { Carried } from "./carried.ts"
import { TARGETS, verdictOf, type Target } from "./targets.ts"

const number = (figure: number): string => figure.toLocaleString("en-US", { maximumFractionDigits: 3 })

const rowOf = (target: Target, figure: number): readonly string[] => [
  target.name,
  `${number(figure)} ${target.unit}`.trim(),
  `${target.bound === "most" ? "<=" : ">="} ${number(target.limit)}`,
  target.kind,
  verdictOf(target, figure),
]

const carriedLine = (what: string, carried: Carried): string =>
  `${what}: ${carried.rru} RRU, ${carried.lambdaInvocations} Lambda invocations, ${carried.httpRequests} HTTP requests, of them ${carried.writingCalls} writing, with reading and acknowledging ${carried.messages} messages`

const yearLine = ({ year }: OffsiteLoanBench): string =>
  `${carriedLine("a year of it, twelve feeds, a collection, an offset", year)}; ${year.usdPer1000} USD for 1,000 loans`

/** Figures without a target, which explain those that have one. */
const besides = ({
  accountCheck,
  openAccount,
  transfer,
  loanCheck,
  reservation,
  offsiteLoan,
  markedTransfer,
  withdrawalCheck,
  serviceCase,
  batch,
  loanQuote,
  signature,
  bundle,
  coldImport,
  growth,
  overview,
  statistics,
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
        `transfer: ${transfer.rru} RRU, ${transfer.countingWru} WRU of counting, ${transfer.lambdaInvocations} Lambda invocations, ${transfer.httpRequests} HTTP requests with reading and acknowledging ${transfer.messages} messages; a call took ${transfer.measuredMsPerCall} ms here`,
      ]),
  ...(loanCheck === undefined
    ? []
    : [
        `loan check: a family of two applicants and a spouse; a consistent query a person, one for the rules of the asking center`,
      ]),
  ...(reservation === undefined
    ? []
    : [
        `reservation: ${reservation.rru} RRU; a guard each for borrower, co-borrower and spouse, the reservation, the answer, the message`,
      ]),
  ...(offsiteLoan === undefined
    ? []
    : [carriedLine("off-site loan from consent to grant", offsiteLoan), yearLine(offsiteLoan)]),
  ...(markedTransfer === undefined
    ? []
    : [
        `transfer of a marked account: ${markedTransfer.wru} WRU, of them ${markedTransfer.extraWru} for the loan, and ${markedTransfer.extraRru} RRU more; ${markedTransfer.messages} messages`,
      ]),
  ...(withdrawalCheck === undefined
    ? []
    : [
        `withdrawal check: a purchase; account, segments, withdrawals, person, fact and rules are read, the disclosure is recorded and charged`,
      ]),
  ...(serviceCase === undefined
    ? []
    : [
        carriedLine("service case online, a rent withdrawal from request to closure", serviceCase.online),
        carriedLine("service case by an agent, with two papers", serviceCase.agent),
        carriedLine("joint service case, a purchase with one paper", serviceCase.joint),
      ]),
  ...(batch === undefined
    ? []
    : [
        `batch: a letter a line, one after the other; ${number(batch.rruPerLine)} RRU a line, ${batch.lambdaInvocations} Lambda invocations for a hundred`,
      ]),
  ...(loanQuote === undefined
    ? []
    : [
        `loan quote: two applicants with ten segments ${number(loanQuote.perSecond)}/s, the decimals it cannot do without ${number(loanQuote.bareDecimalPerSecond)}/s, ratio ${loanQuote.ratio}`,
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
          `${number(people)} people: check ${growth.rruPerCheck[index]} RRU, opening ${growth.wruPerOpen[index]} WRU, loan check of three ${growth.rruPerLoanCheck[index]} RRU and ${growth.wruPerLoanCheck[index]} WRU, reservation for three ${growth.rruPerReservation[index]} RRU and ${growth.wruPerReservation[index]} WRU, service request ${growth.rruPerService[index]} RRU and ${growth.wruPerService[index]} WRU`,
      )),
  ...(overview === undefined
    ? []
    : [
        ...overview.cases.map(
          (cases, index) =>
            `overview of ${number(cases)} cases: ${overview.dynamoCalls[index]} calls, ${overview.rru[index]} RRU, p99 ${overview.p99Ms[index]} ms`,
        ),
        `overview of a province: ${overview.province.dynamoCalls} calls, ${overview.province.rru} RRU; of a federation of ${overview.federation.members} centers: ${overview.federation.dynamoCalls} calls, ${overview.federation.rru} RRU; in the table ${number(overview.counters)} counters and ${number(overview.caseItems)} cases`,
      ]),
  ...(statistics === undefined
    ? []
    : [
        `statistics: counting the calls of a transfer, each alone, ${statistics.wruOfCalls.join(", ")} WRU, mean ${statistics.wruPerChange} WRU, ${statistics.rruPerChange} RRU, ${statistics.itemsPerChange} items; lag p50 ${statistics.lagMsP50} ms, p99 ${statistics.lagMsP99} ms over ${statistics.marks} commits`,
        ...statistics.growth.cases.map(
          (cases, index) =>
            `${number(cases)} cases counted: counting a commit ${statistics.growth.wruPerChange[index]} WRU`,
        ),
      ]),
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
