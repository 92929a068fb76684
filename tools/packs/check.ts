import process from "node:process"
import type { LoanPolicy } from "../../contracts/loan-policies.ts"
import type { PolicyPack } from "../../contracts/policies.ts"
import type { WithdrawalPurpose } from "../../contracts/withdrawals.ts"
import { nationalCatalogue } from "../../contracts/starter/national-catalogue.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { nationalWithdrawals } from "../../contracts/starter/national-withdrawals.ts"
import { checkDraft, draftNames, readDraftFile } from "./federation-drafts.ts"
import { readStarterFiles } from "./read-starter-files.ts"
import { checkStarter } from "./starter-defects.ts"

// `npm run packs`: says what the starter packs hold, and fails when one of them is wrong.

const print = (line: string): void => void process.stdout.write(`${line}\n`)

const figures = [
  ["caps", ({ caps }: LoanPolicy) => caps],
  ["bonuses", ({ bonuses }: LoanPolicy) => bonuses],
  ["liquidity factor", ({ liquidity }: LoanPolicy) => liquidity],
  ["base from balance or years", ({ base }: LoanPolicy) => base],
  ["repayment share", ({ repayment }: LoanPolicy) => repayment],
  ["share of the price", ({ loanToValue }: LoanPolicy) => loanToValue],
  ["months", ({ eligibleMonths }: LoanPolicy) => eligibleMonths],
  ["latest age", ({ latestAge }: LoanPolicy) => latestAge],
  ["longest term", ({ longestTermMonths }: LoanPolicy) => longestTermMonths],
  ["loan count of its own", ({ loanCount }: LoanPolicy) => loanCount],
] as const

const sections = [
  ["contribution limits", ({ contribution }: PolicyPack) => contribution],
  ["flexible contributors' limits", (pack: PolicyPack) => flexibleLimitsOf(pack)],
  ["whose loans bar", ({ loanBar }: PolicyPack) => loanBar],
  ["withdrawal rules", ({ withdrawal }: PolicyPack) => withdrawal],
  ["rules whose cap is raisable", (pack: PolicyPack) => raisableOf(pack)],
  ["who may join", ({ flexible }: PolicyPack) => flexible?.joining],
  ["stopping while a loan runs", ({ flexible }: PolicyPack) => flexible?.joining?.stopWhileLoan],
  ["arrears", ({ flexible }: PolicyPack) => flexible?.arrears],
  ["prepaid months", ({ flexible }: PolicyPack) => flexible?.prepaidRemainder],
  ["subsidies", ({ subsidy }: PolicyPack) => subsidy],
  ["办事指南 of its own", ({ services }: PolicyPack) => services],
] as const

const flexibleLimitsOf = ({ contribution }: PolicyPack) =>
  contribution?.flexibleMonthly ?? contribution?.flexibleRate

const raisableOf = ({ withdrawal }: PolicyPack) =>
  withdrawal?.rules.find(({ limit }) => limit?.above === "homeDecides")

/** Rules by purpose, the most first. */
const purposesOf = (packs: readonly PolicyPack[]): readonly (readonly [WithdrawalPurpose, number])[] => {
  const rules = packs.flatMap(({ withdrawal }) => withdrawal?.rules ?? [])
  const counted = [...Map.groupBy(rules, ({ purpose }) => purpose)]
  return counted.map(([name, of]) => [name, of.length] as const).toSorted((one, other) => other[1] - one[1])
}

const starter = checkStarter(readStarterFiles())
const { packs, national, withdrawals, catalogue, leftOut } = starter
const drafts = draftNames().map((name) =>
  checkDraft(readDraftFile(name), {
    rules: nationalRules(),
    withdrawals: nationalWithdrawals(),
    catalogue: nationalCatalogue(),
  }),
)
const defects = [...starter.defects, ...drafts.flatMap((checked) => checked.defects)]
for (const { file, path, message } of defects) print(`✗ ${file} ${path}: ${message}`)

const loans = packs.flatMap(({ loan }) => loan ?? [])
print(`${packs.length} packs, ${packs.reduce((sum, { sources }) => sum + sources.length, 0)} sources`)
for (const [name, figureOf] of figures)
  print(`  ${name.padEnd(28)} ${loans.filter((loan) => figureOf(loan) !== undefined).length}`)
const named = loans.reduce((sum, { withoutFigure }) => sum + (withoutFigure?.length ?? 0), 0)
print(`  ${"rules named without a figure".padEnd(28)} ${named}`)
const noQuote = packs.filter(({ loan }) => loan?.caps === undefined && loan?.base === undefined)
print(`  no loan can be quoted        ${noQuote.map(({ centerId }) => centerId).join(", ") || "none"}`)
for (const [name, sectionOf] of sections)
  print(`  ${name.padEnd(28)} ${packs.filter((pack) => sectionOf(pack) !== undefined).length}`)
for (const [purpose, count] of purposesOf(packs)) print(`    ${`withdrawal: ${purpose}`.padEnd(26)} ${count}`)
const entries = catalogue?.entries ?? []
print(
  `nation: ${entries.length} matters with ${entries.flatMap(({ situations }) => situations).length} situations, ` +
    `${withdrawals?.withdrawal.rules.length ?? 0} withdrawal rules, ` +
    `${national?.retirementAges?.length ?? 0} retirement ages, ${national?.accountRates.length ?? 0} account rates, ` +
    `${national?.loanRates.length ?? 0} loan rates`,
)
if (leftOut !== undefined)
  print(
    `of the list: ${leftOut.covered.length} cities covered, ${leftOut.rowsLeftOut.length} left out, ` +
      `${leftOut.figuresLeftOut.length} figures left out with a reason (contracts/starter/left-out.json)`,
  )
for (const { draft } of drafts)
  if (draft !== undefined)
    print(
      `draft ${draft.draft}: ${draft.content.members.length} members, ${draft.content.services.join(", ")}; ` +
        `${draft.unconfirmed.length} notes on what no source confirms`,
    )
if (defects.length > 0) {
  print(`${defects.length} defects`)
  process.exitCode = 1
}
