import type { AccountRecord } from "../../functions/domain/account/account-record.ts"
import { closedStatuses, sameAccount } from "../../functions/domain/account/account-record.ts"
import { caseIdOf } from "../../functions/domain/case/hub-case.ts"
import { hasEnded } from "../../functions/domain/transfer/transfer-case.ts"
import { fenOf } from "../../tools/fen.ts"
import type { Mirror, StoredCase } from "./mirror.ts"
import type { Act } from "./office.ts"
import { loanChecks } from "./loan-safety.ts"
import { serviceChecks } from "./service-safety.ts"
import { none, violated, type Check, type Violation } from "./violation.ts"

const oneNormalAccount: Check = (mirror) =>
  mirror.persons().flatMap((ref) => {
    const accounts = mirror.accounts(ref)
    const normal = accounts.filter(
      (account) => account.accountKind === "basic" && account.status === "01" && !account.contested,
    )
    const guard = mirror.guard(ref)
    if (normal.length > 1) return violated("one-normal-account", `${normal.length} normal accounts of ${ref}`)
    const [only] = normal
    // Closed for a transfer that is under way, it keeps the guard: the money may come back, and completion moves it.
    const leaving = accounts.find(
      (account) => account.status === "04" && guard !== undefined && sameAccount(account, guard.holder),
    )
    if (
      only === undefined &&
      leaving !== undefined &&
      mirror
        .transfers()
        .some(
          (known) =>
            isConfirmed(known) &&
            known.formerAccount?.status === "01" &&
            known.fromCenterId === leaving.centerId &&
            known.fromAccountNo === leaving.accountNo,
        )
    )
      return none
    if ((only === undefined) !== (guard === undefined))
      return violated(
        "guard-names-the-account",
        `${ref}: guard ${guard === undefined ? "without" : "but no"} account`,
      )
    if (only !== undefined && guard !== undefined && !sameAccount(only, guard.holder))
      return violated(
        "guard-names-the-account",
        `${ref}: guard of ${guard.holder.accountNo}, normal is ${only.accountNo}`,
      )
    const forgotten = accounts.find(
      (account) =>
        account.status === "X2" && guard?.waiting.some((name) => sameAccount(name, account)) !== true,
    )
    return forgotten === undefined
      ? none
      : violated("guard-names-the-account", `${forgotten.accountNo} waits for no guard`)
  })

const isLive = (transfer: StoredCase): boolean => !hasEnded(transfer) && transfer.status !== "refused"
const isConfirmed = (transfer: StoredCase): boolean => isLive(transfer) && transfer.status !== "letterSent"

const heldBy = (account: AccountRecord | undefined, ground: string, caseId: string): boolean =>
  account?.holds.some((hold) => hold.ground === ground && hold.caseId === caseId) === true

const sides = (mirror: Mirror, transfer: StoredCase) => {
  const accounts = mirror.accounts(transfer.personRef)
  return {
    out: accounts.find((account) =>
      sameAccount(account, { centerId: transfer.fromCenterId, accountNo: transfer.fromAccountNo }),
    ),
    into: accounts.find((account) =>
      sameAccount(account, { centerId: transfer.toCenterId, accountNo: transfer.toAccountNo }),
    ),
  }
}

/** What cannot be held yet when the letter is confirmed is held with the statement at the latest. */
const cannotBeHeld = (mirror: Mirror, account: AccountRecord | undefined): boolean =>
  account?.holds.some(({ ground, caseId }) => {
    if (ground === "certificate" || ground === "withdrawal") return true
    return ground === "loanMark" && mirror.offsiteLoan(caseId ?? "")?.offset?.status === "sent"
  }) === true

const holdsWithTheirCase = (): Check => {
  const confirmed = new Set<string>()
  const heldLater = new Set<string>()
  return (mirror) =>
    mirror.transfers().flatMap((transfer) => {
      const { transferId: id, status } = transfer
      const { out, into } = sides(mirror, transfer)
      if (isConfirmed(transfer) && !confirmed.has(id)) {
        confirmed.add(id)
        if (cannotBeHeld(mirror, out)) heldLater.add(id)
      }
      if (heldBy(into, "incoming", id) !== isLive(transfer))
        return violated("holds-with-their-case", `incoming hold of ${id} in ${status}`)
      const waits = heldLater.has(id) && status === "letterConfirmed"
      return waits || heldBy(out, "transferOut", id) === isConfirmed(transfer)
        ? none
        : violated("holds-with-their-case", `transferOut hold of ${id} in ${status}`)
    })
}

const oneOpenCase: Check = (mirror) => {
  const open = mirror.transfers().filter(isLive)
  return open.flatMap((transfer) => {
    const rivals = open.filter(
      (other) =>
        other.personRef === transfer.personRef &&
        other.fromCenterId === transfer.fromCenterId &&
        other.accountKind === transfer.accountKind,
    )
    if (rivals.length > 1)
      return violated("one-open-case", rivals.map(({ transferId }) => transferId).join(", "))
    const marks = mirror.openTransfers(transfer.personRef)
    if (!marks.some((mark) => mark.transferId === transfer.transferId))
      return violated("one-open-case", `no mark of ${transfer.transferId}`)
    const stale = marks.find((mark) => !open.some((other) => other.transferId === mark.transferId))
    return stale === undefined
      ? none
      : violated("one-open-case", `mark of ${stale.transferId}, which is over`)
  })
}

const historyIsTheCase: Check = (mirror) =>
  mirror.hubCases().flatMap((known) => {
    const { version, status } = known
    const caseId = caseIdOf(known)
    const history = mirror.history(caseId)
    if (history.length !== version || history.some((entry, index) => entry.version !== index + 1))
      return violated("version-and-history", `${caseId} is at ${version} with ${history.length} entries`)
    return history.at(-1)?.status === status
      ? none
      : violated("version-and-history", `${caseId} is ${status}, its history says ${history.at(-1)?.status}`)
  })

const clockEvents: Readonly<
  Record<string, (before: string | undefined, after: string | undefined) => boolean>
> = {
  escalation: (before, after) => before === after,
  "calendar-review": (before, after) => before === after,
  expiry: (before, after) => after === "expired" && (before === "letterSent" || before === "letterConfirmed"),
  "refusal-acknowledgement": (before, after) => before === "refused" && after === "closedAsRefused",
}

const noClockConsents: Check = (mirror) =>
  mirror.transfers().flatMap((transfer) => {
    const history = mirror.history(transfer.transferId)
    const wrong = history.find(
      (entry, index) =>
        entry.by === "clock" && clockEvents[entry.event]?.(history[index - 1]?.status, entry.status) !== true,
    )
    if (wrong !== undefined)
      return violated(
        "no-clock-consents",
        `${transfer.transferId}: ${wrong.event} to ${wrong.status} by the clock`,
      )
    const expired =
      transfer.status === "expired" && transfer.payments.some(({ returnedOn }) => returnedOn === undefined)
    const paid = transfer.status === "expired" && lastPayment(history) > 0
    return expired || paid ? violated("expiry-only-before-payment", transfer.transferId) : none
  })

/** Payments of the history that no later return took back. */
const lastPayment = (history: readonly { readonly event: string }[]): number =>
  history.filter(({ event }) => event === "payment").length -
  history.filter(({ event }) => event === "payment-return").length

const total = (figures: readonly string[]): bigint => figures.reduce((sum, figure) => sum + fenOf(figure), 0n)

const statementSums: Check = (mirror) =>
  mirror.transfers().flatMap((transfer) => {
    const statement = mirror.statement(transfer.transferId)
    if (transfer.statement === undefined)
      return statement === undefined
        ? none
        : violated("statement-sums", `${transfer.transferId}: a statement that the case does not know`)
    if (statement === undefined) return violated("statement-sums", `${transfer.transferId}: no statement`)
    const right =
      total(statement.segments.map(({ principal }) => principal)) === fenOf(statement.principal) &&
      total(statement.segments.map(({ interest }) => interest)) === fenOf(statement.interest) &&
      fenOf(statement.principal) + fenOf(statement.interest) === fenOf(statement.amount) &&
      statement.amount === transfer.statement.amount
    return right ? none : violated("statement-sums", transfer.transferId)
  })

/** Booked at I by the registry's own record, not by what the case says of itself. */
export const bookedByRegistry = (mirror: Mirror, transfer: StoredCase): bigint =>
  mirror
    .segments(transfer.toCenterId, transfer.toAccountNo)
    .flatMap(({ segments }) => segments)
    .filter(({ origin }) => origin.kind === "transferred" && origin.transferId === transfer.transferId)
    .reduce((sum, { principal, interest }) => sum + fenOf(principal) + fenOf(interest), 0n)

const moneyIsConstant: Check = (mirror) =>
  mirror.transfers().flatMap((transfer) => {
    const { out } = sides(mirror, transfer)
    const completed = transfer.status === "completed" || transfer.status === "completedAfterNegotiation"
    const amount = fenOf(transfer.statement?.amount ?? "0.00")
    const booked = bookedByRegistry(mirror, transfer)
    if (booked !== (completed ? amount : 0n))
      return violated(
        "money-is-constant",
        `${transfer.transferId} ${transfer.status}: ${booked} fen booked of ${amount}`,
      )
    const left =
      transfer.payments.length > 0 || completed || (transfer.statement !== undefined && amount === 0n)
    const over = hasEnded(transfer) && !completed
    if (left && !over && out?.status !== "04")
      return violated(
        "money-is-constant",
        `${transfer.transferId}: the old account is ${out?.status} though its money left`,
      )
    if (
      over &&
      out?.status === "04" &&
      !mirror
        .transfers()
        .some(
          (other) =>
            other.transferId !== transfer.transferId && other.fromAccountNo === transfer.fromAccountNo,
        )
    )
      return violated(
        "money-is-constant",
        `${transfer.transferId} ${transfer.status}: the old account stays closed`,
      )
    return none
  })

const referencesOnce: Check = (mirror) => {
  const seen = new Map<string, string>()
  return mirror.transfers().flatMap((transfer) =>
    transfer.payments.flatMap(({ reference, amount }) => {
      const claimed = mirror.payment(reference)
      const twice = seen.get(reference)
      seen.set(reference, transfer.transferId)
      if (twice !== undefined)
        return violated("reference-once", `${reference} in ${twice} and ${transfer.transferId}`)
      return claimed?.caseId === transfer.transferId && claimed.amount === amount
        ? none
        : violated("reference-once", `${reference} of ${transfer.transferId} is not claimed by it`)
    }),
  )
}

const accountsStayClosed: Check = (mirror) =>
  mirror
    .persons()
    .flatMap((ref) =>
      mirror
        .accounts(ref)
        .flatMap((account) =>
          closedStatuses.includes(account.status) && account.holds.some(({ ground }) => ground === "incoming")
            ? violated("holds-with-their-case", `closed account ${account.accountNo} waits for money`)
            : none,
        ),
    )

/** What these write bears no name of staff: other checks look at it. */
const unsigned: ReadonlySet<string> = new Set([
  "giveConsent",
  "reserveLoan",
  "releaseReservation",
  "quoteOffsiteLoan",
  "putSegments",
])

/** Each request that was accepted had exactly one effect, each that was refused none, each copy the same answer. */
const oneEffectEach = (mirror: Mirror, acts: ReadonlyMap<string, Act>): readonly Violation[] => {
  const effects = new Map<string, number>()
  // An act that changes a case and its loan, or an account, is one effect with a line in each history.
  for (const entries of [
    mirror.hubCases().flatMap((known) => mirror.history(caseIdOf(known))),
    mirror.loanHistory(),
    mirror.accountHistory(),
  ]) {
    const ofHistory = new Map<string, number>()
    for (const { handler } of entries)
      if (handler !== undefined) ofHistory.set(handler, (ofHistory.get(handler) ?? 0) + 1)
    for (const [handler, count] of ofHistory) effects.set(handler, Math.max(effects.get(handler) ?? 0, count))
  }
  return [...acts.values()].flatMap((act) => {
    const count = effects.get(act.handler) ?? 0
    const about = `${act.operation} of ${act.handler}`
    if (count > 1) return violated("one-effect", `${about} had ${count} effects`)
    if (act.bodies.size > 1) return violated("one-effect", `${about} was answered in ${act.bodies.size} ways`)
    if (unsigned.has(act.operation)) return none
    if (act.bodies.size === 1 && count === 0)
      return violated("one-effect", `${about} was accepted without effect`)
    return act.open === 0 && act.bodies.size === 0 && count > 0
      ? violated("one-effect", `${about} was refused as ${act.refusedAs} after it had its effect`)
      : none
  })
}

/** What has ended was asked for, and nothing is counted that is not there: at every moment, however far the counting is. */
const countedIsPossible: Check = (mirror) => {
  const total = (...names: readonly string[]): number =>
    mirror.counters().reduce((sum, day) => names.reduce((part, name) => part + (day[name] ?? 0), sum), 0)
  const [requested, ended] = [
    total("requested"),
    total("completed", "refused", "cancelled", "expired", "returned"),
  ]
  const known = mirror.transfers().length
  return ended <= requested && requested <= known && total("negotiated") <= requested
    ? none
    : violated("counted-is-possible", `${ended} of ${requested} transfers ended, ${known} are known`)
}

const transferChecks = (): readonly Check[] => [
  noClockConsents,
  oneNormalAccount,
  holdsWithTheirCase(),
  oneOpenCase,
  historyIsTheCase,
  statementSums,
  moneyIsConstant,
  referencesOnce,
  accountsStayClosed,
  countedIsPossible,
]

/** What must hold after each effect. */
export const safetyOf = (
  now: () => string,
  today: () => string,
): ((mirror: Mirror, acts: ReadonlyMap<string, Act>) => readonly Violation[]) => {
  const checks = [...transferChecks(), ...loanChecks(now, today), ...serviceChecks(now)]
  return (mirror, acts) => [...checks.flatMap((check) => check(mirror)), ...oneEffectEach(mirror, acts)]
}
