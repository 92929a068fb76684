import type { Hold } from "../../../contracts/accounts.ts"
import type { ProblemSlug } from "../../../contracts/problems.ts"
import { HoldId, type Money } from "../../../contracts/primitives.ts"
import type { RuleId } from "../../../contracts/rules.ts"
import type { ServiceDecision } from "../../../contracts/service-cases.ts"
import type { WithdrawalJudgment } from "../../../contracts/withdrawals.ts"
import { heldBy } from "../account/account-bar.ts"
import { nameOf } from "../account/account-decision.ts"
import { holdStands, isOpen, type AccountRecord } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import { compareMoney, zeroMoney } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { useFact } from "../withdrawal/use-fact.ts"
import { periodOf } from "../withdrawal/withdrawal-figures.ts"
import { splitByType, withEntry } from "../withdrawal/withdrawal-ledger.ts"
import { checkOf, decisiveRule } from "./check-of.ts"
import { isWithdrawal, matterOf, withdrawalOf, type ServiceCase } from "./service-case.ts"
import {
  acceptedService,
  serviceAccountHistory,
  tellService,
  type ServiceContext,
  type ServiceOutcome,
} from "./service-decision.ts"

type Approval = Extract<ServiceDecision, { outcome: "approved" }>
type NoApproval = Extract<ServiceDecision, { outcome: "refused" }>

/** What bars money from leaving now; a court's hold does, whatever its scope says. A loan mark does not: toward the marked loan it may, which the rules judge. */
export const barOfMoney = (account: AccountRecord, { today }: ServiceContext): Hold | undefined =>
  account.holds.find(
    (hold) =>
      hold.ground !== "loanMark" &&
      (hold.scope.includes("withdrawal") || hold.ground === "judicial") &&
      holdStands(hold, today),
  )

const accountDefect = (
  { homeAccount, homeAccountIsAnothers }: ServiceContext,
  field: string,
): Refusal | undefined => {
  if (homeAccountIsAnothers) return refuse("account-of-another-person", { field })
  if (homeAccount === undefined) return refuse("account-not-registered", { field })
  return isOpen(homeAccount) ? undefined : refuse("account-already-closed", { field })
}

/** The problem that says best what a rule forbids. */
const problemOfRule: Partial<Record<RuleId, ProblemSlug>> = {
  "WDR-001": "over-allowed-part",
  "WDR-002": "shared-total-exceeded",
  "WDR-003": "fact-used",
  "WDR-004": "fact-differs",
  "WDR-006": "account-held",
  "ACC-004": "account-held",
  "ACC-005": "account-held",
  "ACC-006": "account-held",
  "LON-009": "account-held",
  "LON-012": "unsettled-loan-bars",
}

/** What another amount might mend. */
const ofAmount: readonly ProblemSlug[] = ["over-allowed-part", "shared-total-exceeded"]

const judgmentDefect = (
  judgment: WithdrawalJudgment,
  amount: Money,
  reason: string | undefined,
): Refusal | undefined => {
  const rule = decisiveRule(judgment)
  if (judgment.verdict === "notAllowed") {
    if (rule === undefined) return refuse("withdrawal-not-allowed")
    const problem = problemOfRule[rule] ?? "withdrawal-not-allowed"
    return refuse(problem, ofAmount.includes(problem) ? { rule, field: "/amount" } : { rule })
  }
  if (compareMoney(amount, judgment.mostAmount) > 0)
    return refuse("over-allowed-part", { rule: "WDR-001", field: "/amount" })
  return judgment.verdict === "homeDecides" && reason === undefined
    ? refuse("reason-missing", { rule: "SVC-010", field: "/reason" })
    : undefined
}

const papersDefect = ({ required, documents }: ServiceCase): Refusal | undefined => {
  const there = new Set(documents.map(({ documentKind }) => documentKind))
  const missing = required.find((kind) => !there.has(kind))
  return missing === undefined
    ? undefined
    : refuse("document-missing", { rule: "DOC-001", field: `/documents/${missing}` })
}

/** Until the approved money has left, the account does not: neither closed nor transferred. */
const withdrawalHold = ({ serviceCaseId }: ServiceCase, { newId, today }: ServiceContext): Hold => ({
  holdId: HoldId.parse(newId("hld")),
  ground: "withdrawal",
  scope: ["closing", "transfer"],
  from: today,
  caseId: serviceCaseId,
})

const factChanges = (
  serviceCase: ServiceCase,
  amount: Money,
  { fact, person, today }: ServiceContext,
): { readonly outcome: "fits"; readonly changes: readonly Change[] } | Refusal => {
  if (fact === undefined) return { outcome: "fits", changes: [] }
  const used = useFact({
    known: fact.known,
    fact: fact.key,
    total: fact.total,
    principalRef: fact.principalRef,
    use: {
      caseId: serviceCase.serviceCaseId,
      personRef: person.personRef,
      centerId: serviceCase.homeCenterId,
      amount,
      usedOn: today,
    },
  })
  return used.outcome === "refused"
    ? { ...used, ...(ofAmount.includes(used.problem) ? { field: "/amount" } : {}) }
    : { outcome: "fits", changes: [{ kind: "saveFact", fact: used.fact }] }
}

/** 一人全国只能有一个正常账户: nobody who has one elsewhere is given another, whatever the papers say. */
const guardDefect = (serviceCase: ServiceCase, { person }: ServiceContext): Refusal | undefined =>
  matterOf(serviceCase) === "flexibleAccountOpening" &&
  person.guard !== undefined &&
  person.guard.holder.centerId !== serviceCase.homeCenterId
    ? refuse("normal-account-exists", { rule: "ACC-001" })
    : undefined

/** An account that a request about anything else names is the applicant's, too. */
const namedAccountDefect = (
  serviceCase: ServiceCase,
  { homeAccountIsAnothers }: ServiceContext,
): Refusal | undefined =>
  homeAccountIsAnothers && !isWithdrawal(serviceCase)
    ? refuse("account-of-another-person", { field: "/details/accountNo" })
    : undefined

interface Leaving {
  readonly outcome: "leaving"
  readonly account: AccountRecord
  readonly changes: readonly Change[]
}

/** Everything that an approved withdrawal writes beside its case: the hold, the ledger, the fact, the loan guard. */
const leave = (serviceCase: ServiceCase, approval: Approval, context: ServiceContext): Leaving | Refusal => {
  const { homeAccount, judgment, person, ledger, today } = context
  const defect =
    accountDefect(context, "/accountNo") ??
    (homeAccount === undefined ? undefined : heldDefect(homeAccount, context))
  if (defect !== undefined) return defect
  if (homeAccount === undefined || judgment === undefined)
    throw new Error("a withdrawal is judged by its account")
  const { amount } = approval
  if (amount === undefined || amount === zeroMoney)
    return refuse("invalid-request", { rule: amount === undefined ? "VAL-008" : "VAL-006", field: "/amount" })
  const fact = factChanges(serviceCase, amount, context)
  const judged = judgmentDefect(judgment, amount, approval.reason)
  // Where nothing may leave because the family has used the fact up, that is what is told.
  const usedUp = judgment.mostAmount === zeroMoney && judged?.problem === "over-allowed-part"
  if (usedUp && fact.outcome === "refused") return fact
  // The same no, with the center that nobody but the two of them can settle it with.
  if (fact.outcome === "refused" && judged?.problem === fact.problem) return { ...judged, ...fact }
  if (judged !== undefined) return judged
  const { details } = serviceCase
  const asked = "amount" in details ? details.amount : undefined
  if (asked !== undefined && compareMoney(amount, asked) > 0)
    return refuse("over-allowed-part", { rule: "SVC-012", field: "/amount" })
  const split = splitByType(amount, judgment.most)
  if (split.outcome === "refused") return split
  if (fact.outcome === "refused") return fact
  const purpose = withdrawalOf(serviceCase)?.purpose
  const account: AccountRecord = {
    ...homeAccount,
    holds: [...homeAccount.holds, withdrawalHold(serviceCase, context)],
    version: homeAccount.version + 1,
  }
  return {
    outcome: "leaving",
    account,
    changes: [
      { kind: "saveAccount", account },
      serviceAccountHistory(account, "withdrawal-approval", context),
      {
        kind: "saveWithdrawals",
        ledger: withEntry(ledger, nameOf(account), {
          caseId: serviceCase.serviceCaseId,
          ...(purpose === undefined ? {} : { purpose }),
          reason: judgment.withdrawalReason,
          amount,
          taken: split.taken,
          approvedOn: today,
          ...periodOf(withdrawalOf(serviceCase)),
        }),
      },
      ...fact.changes,
      // A loan that is granted or reserved at this moment would have been judged otherwise.
      {
        kind: "expectLoanGuard",
        personRef: person.personRef,
        ...(person.loanGuard === undefined ? {} : { guard: person.loanGuard }),
      },
    ],
  }
}

const heldDefect = (account: AccountRecord, context: ServiceContext): Refusal | undefined => {
  const hold = barOfMoney(account, context)
  if (hold === undefined) return undefined
  const { caseId: _caseId, ...refusal } = heldBy(hold)
  return refusal
}

/** The rule that H names; else the one that the judgment turned on; else its right to decide. */
const ruleOf = (decision: ServiceDecision, { judgment }: ServiceContext): RuleId => {
  if (decision.rule !== undefined) return decision.rule
  if (judgment === undefined || decision.outcome === "refused") return "SVC-003"
  return decisiveRule(judgment) ?? "WDR-001"
}

const decisionOf = (
  decision: ServiceDecision,
  { policy }: ServiceCase,
  context: ServiceContext,
  also: object,
) => ({
  outcome: decision.outcome,
  ...(decision.reason === undefined ? {} : { reason: decision.reason }),
  rule: ruleOf(decision, context),
  ...(policy === undefined ? {} : { policyHash: policy.hash }),
  handler: context.staff?.handler ?? decision.handler,
  reviewer: context.staff?.reviewer ?? decision.reviewer,
  decidedOn: context.today,
  ...also,
})

/** H approves. Of a withdrawal nothing leaves that its rules, the account or the family's total do not let out. */
export const approveService = (
  serviceCase: ServiceCase,
  approval: Approval,
  context: ServiceContext,
): ServiceOutcome => {
  const caseId = serviceCase.serviceCaseId
  if (serviceCase.status === "notVerified") return refuse("action-not-allowed", { rule: "SVC-004", caseId })
  const missing =
    papersDefect(serviceCase) ?? guardDefect(serviceCase, context) ?? namedAccountDefect(serviceCase, context)
  if (missing !== undefined) return { ...missing, caseId }
  const leaving = isWithdrawal(serviceCase) ? leave(serviceCase, approval, context) : undefined
  if (leaving?.outcome === "refused") return { ...leaving, caseId }
  if (leaving === undefined && approval.amount !== undefined)
    return refuse("invalid-request", { rule: "VAL-007", field: "/amount", caseId })
  const { judgment, now } = context
  return acceptedService(
    serviceCase,
    {
      ...serviceCase,
      status: "approved",
      ...(leaving === undefined ? {} : { accountNo: leaving.account.accountNo }),
      ...(leaving === undefined || context.fact === undefined ? {} : { factKey: context.fact.key }),
      ...(judgment === undefined ? {} : { check: checkOf(judgment, now, context) }),
      documents: [...serviceCase.documents, ...context.papers],
      decision: decisionOf(approval, serviceCase, context, {
        ...(approval.amount === undefined ? {} : { amount: approval.amount }),
        ...(approval.result === undefined ? {} : { result: approval.result }),
      }),
    },
    "approval",
    context,
    (saved, by) => [
      ...(leaving?.changes ?? []),
      ...tellService(saved, "receiving", "service.approved", { now, newId: context.newId, ...from(by) }),
    ],
  )
}

/** H says no: a lawful answer, told with its ground. */
export const refuseService = (
  serviceCase: ServiceCase,
  decision: NoApproval,
  context: ServiceContext,
): ServiceOutcome =>
  acceptedService(
    serviceCase,
    {
      ...serviceCase,
      status: "refused",
      decision: decisionOf(decision, serviceCase, context, { reasonCode: decision.reasonCode }),
    },
    "refusal",
    context,
    (saved, by) =>
      tellService(saved, "receiving", "service.refused", {
        now: context.now,
        newId: context.newId,
        ...from(by),
      }),
  )

export const from = (by: ServiceCase["homeCenterId"] | undefined) => (by === undefined ? {} : { by })
