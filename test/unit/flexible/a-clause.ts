import type { Segment } from "../../../contracts/accounts.ts"
import { ParticipationCheckRequest, type FlexibleStep } from "../../../contracts/participation.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import { Money, Month } from "../../../contracts/primitives.ts"
import { nationalRules } from "../../../contracts/starter/national-rules.ts"
import type { SubsidyKind } from "../../../contracts/subsidies.ts"
import type { AccountRecord } from "../../../functions/domain/account/account-record.ts"
import { arrearsOf } from "../../../functions/domain/flexible/arrears.ts"
import { judgeFlexibleAct } from "../../../functions/domain/flexible/judge-flexible-act.ts"
import { judgeJoining } from "../../../functions/domain/flexible/judge-participation.ts"
import { backPaymentDefect } from "../../../functions/domain/flexible/no-back-payment.ts"
import { quoteSubsidies } from "../../../functions/domain/flexible/subsidy-quote.ts"
import type { LoanLine } from "../../../functions/domain/loan-registry/loan-record.ts"
import type { PaidPeriod } from "../../../functions/domain/months/contribution-months.ts"
import { caseOf, day } from "./a-subsidy-case.ts"
import { anAccount, aPerson } from "./flexible-person.ts"

/** The inputs of a row of the table of clauses, each put to the pure function that judges them. */

export interface Judged {
  readonly result: unknown
  /** What decided: the clauses that they cite are the row's own. */
  readonly steps: readonly FlexibleStep[]
}
export type Inputs = (pack: PolicyPack) => Judged

/** `unruled`: the document leaves it open, or the pack has no figure of the year; then nobody is told no. */
export type Side = "within" | "beyond" | "unruled"
export type Row = readonly [side: Side, inputs: Inputs, result: unknown]
export interface Clause {
  readonly article: string
  readonly words: string
  readonly rows: readonly Row[]
}

const byRule = (steps: readonly FlexibleStep[], rule: string): Judged => {
  const own = steps.filter((step) => step.rule === rule)
  const verdicts = own.map(({ verdict }) => verdict)
  return { result: verdicts.length === 1 ? verdicts[0] : verdicts, steps: own }
}

/** A man of 1990 with a passport, whose birthday and sex the center says. */
const join = {
  act: "join",
  person: { documentType: "03", documentNumber: "E990001", name: "示例甲" },
  sex: "male",
  bornOn: "1990-03-07",
  residence: "mainland",
  livesOrWorksHere: true,
  creditGood: true,
  contribution: { base: "5000.00", rate: "0.20" },
}

export const joins =
  (rule: string, on: string, over: object = {}, accounts: readonly Partial<AccountRecord>[] = []): Inputs =>
  (pack) => {
    const request = ParticipationCheckRequest.parse({ ...join, ...over })
    if (request.act !== "join") throw new Error("another act")
    const person = aPerson(accounts.map((account) => anAccount(account)))
    const rules = { pack, national: nationalRules(), by: pack.centerId, today: day(on) }
    return byRule(judgeJoining(request, { person, nameMac: "name" }, rules).steps, rule)
  }

export const acts =
  (rule: string, on: string, request: object, loans: readonly LoanLine[] = []): Inputs =>
  (pack) => {
    const parsed = ParticipationCheckRequest.parse({ accountNo: "F1", ...request })
    if (parsed.act === "join") throw new Error("another act")
    const about = { account: anAccount(), person: aPerson([], loans) }
    return byRule(judgeFlexibleAct(parsed, about, { pack, today: day(on) }), rule)
  }

interface Owing {
  readonly through?: string
  readonly prepaidThrough?: string
  readonly signed?: string
  readonly balance?: string
  readonly runs?: boolean
}

/** An account that was paid since January 2026. */
export const owes =
  (
    on: string,
    { through, prepaidThrough, signed = "2026-01", balance = "0.00", runs = true }: Owing,
  ): Inputs =>
  (pack) => {
    const paid: readonly PaidPeriod[] =
      through === undefined
        ? []
        : [
            {
              from: Month.parse("2026-01"),
              to: Month.parse(through),
              ...(prepaidThrough === undefined ? {} : { prepaidThrough: Month.parse(prepaidThrough) }),
            },
          ]
    const record = {
      firstMonth: Month.parse(signed),
      paid,
      balance: Money.parse(balance),
      agreementRuns: runs,
    }
    const { state, unpaidMonths, effect } = arrearsOf(record, pack.flexible?.arrears, day(on))
    return { result: [state, unpaidMonths, ...(state === "due" ? [effect] : [])], steps: [] }
  }

/** Months booked under a new agreement, where the one before ended with a month. */
export const rejoins =
  (endedWith: string, signed: string, segment: Segment): Inputs =>
  () => {
    const pauses = [{ after: Month.parse(endedWith), before: Month.parse(signed) }]
    return { result: backPaymentDefect([segment], { pauses })?.rule ?? "booked", steps: [] }
  }

export const subsidised =
  (
    kind: SubsidyKind | undefined,
    segments: readonly Segment[],
    over: Parameters<typeof caseOf>[2] = {},
  ): Inputs =>
  (pack) => {
    const quoted = quoteSubsidies(caseOf(pack, segments, over), kind)
    if (quoted.outcome === "refused") return { result: quoted.problem, steps: [] }
    const { lines, stacking, total } = quoted
    const steps = lines.flatMap((line) => line.steps)
    const [line] = lines
    if (kind === undefined || line === undefined) return { result: [stacking, total], steps }
    const no = line.steps.find(({ verdict }) => verdict === "notAllowed")
    return { result: no === undefined ? [line.due, line.amount] : [line.due, no.rule], steps }
  }
