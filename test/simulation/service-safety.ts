import type { AccountRecord } from "../../functions/domain/account/account-record.ts"
import { isOpen } from "../../functions/domain/account/account-record.ts"
import { isUnsettled } from "../../functions/domain/loan-registry/loan-record.ts"
import {
  occupies,
  isWithdrawal,
  subjectOf,
  withdrawalOf,
} from "../../functions/domain/service-case/service-case.ts"
import { factOf } from "../../functions/domain/withdrawal/housing-fact.ts"
import { fenOf } from "../../tools/fen.ts"
import type { Mirror, StoredServiceCase } from "./mirror.ts"
import { none, violated, type Check } from "./violation.ts"

const sum = (amounts: readonly string[]): bigint =>
  amounts.reduce((total, amount) => total + fenOf(amount), 0n)

interface Granted {
  readonly known: StoredServiceCase
  readonly id: string
  readonly amount: string
  /** The bank has not sent it back. */
  readonly isPaid: boolean
}

/** Money that a home center has approved, by what the cases say; of an approval nobody takes anything back. */
const granted = (mirror: Mirror): readonly Granted[] =>
  mirror.serviceCases().flatMap((known) => {
    const { decision, payment, serviceCaseId: id } = known
    if (!isWithdrawal(known) || decision?.outcome !== "approved") return []
    const isPaid = payment !== undefined && payment.returnedOn === undefined
    return [{ known, id, amount: decision.amount ?? "0.00", isPaid }]
  })

const homeAccount = (mirror: Mirror, known: StoredServiceCase): AccountRecord | undefined =>
  mirror
    .accounts(known.personRef)
    .find(({ centerId, accountNo }) => centerId === known.homeCenterId && accountNo === known.accountNo)

/** All that a family takes for one fact is within its total, and no person takes it at two centers. */
const factsWithinTotal: Check = (mirror) => {
  // By the key that the approval wrote down: a case that ended days ago has forgotten the figures.
  const byFact = Map.groupBy(
    granted(mirror).flatMap((one) => {
      const details = withdrawalOf(one.known)
      const named = details === undefined ? undefined : factOf(details)
      const total = named?.outcome === "named" ? named.total : undefined
      const fact = named?.outcome === "named" ? named.fact : one.known.factKey
      return fact === undefined ? [] : [{ ...one, fact, total }]
    }),
    ({ fact }) => fact,
  )
  return [...byFact].flatMap(([fact, uses]) => {
    const stated = uses.find(({ total }) => total !== undefined)?.total
    const total = fenOf(stated ?? mirror.facts().find((one) => one.fact === fact)?.total ?? "0.00")
    const taken = sum(uses.map(({ amount }) => amount))
    if (taken > total) return violated("shared-total", `${taken} fen approved for ${fact} of ${total}`)
    const centers = Map.groupBy(uses, ({ known }) => known.personRef)
    const twice = [...centers.values()].find(
      (own) => new Set(own.map(({ known }) => known.homeCenterId)).size > 1,
    )
    if (twice !== undefined)
      return violated("fact-at-one-center", `${fact}: ${twice.map(({ id }) => id).join(", ")}`)
    const known = mirror.facts().find((one) => one.fact === fact)
    const written = known?.uses ?? []
    const agree =
      written.length === uses.length && uses.every(({ id }) => written.some(({ caseId }) => caseId === id))
    return agree ? none : violated("fact-knows-its-uses", `${fact}: ${written.length} of ${uses.length}`)
  })
}

/** A case is paid what was approved and once; what came back was paid under a reference that is used no more. */
const paidOnce = (): Check => {
  const approved = new Map<string, string>()
  const claimed = new Map<string, string>()
  return (mirror) =>
    mirror.serviceCases().flatMap((known) => {
      const { serviceCaseId: id, decision, payment, status } = known
      const history = mirror.history(id)
      const count = (event: string): number => history.filter((entry) => entry.event === event).length
      if (count("approval") + count("refusal") > 1)
        return violated("decided-once", `${id} was decided ${count("approval") + count("refusal")} times`)
      const amount = decision?.amount ?? ""
      if (decision !== undefined && (approved.get(id) ?? amount) !== amount)
        return violated("paid-as-approved", `${id}: approved ${approved.get(id)}, now ${amount}`)
      if (decision !== undefined) approved.set(id, amount)
      const standing = count("payment") - count("payment-return")
      const isPaid = payment !== undefined && payment.returnedOn === undefined
      if (standing !== (isPaid ? 1 : 0)) return violated("paid-once", `${id}: ${standing} payments stand`)
      const mayBePaid = status === "paid" || status === "closed"
      if (isPaid && (!mayBePaid || decision?.outcome !== "approved"))
        return violated("paid-once", `${id} is ${status} and paid`)
      if (isWithdrawal(known) && decision?.outcome === "approved" && mayBePaid && !isPaid)
        return violated("paid-once", `${id} is ${status} without a payment`)
      if (payment === undefined) return none
      const claim = mirror.payment(payment.reference)
      const other = claimed.get(payment.reference) ?? id
      claimed.set(payment.reference, id)
      if (other !== id || claim?.caseId !== id || claim.amount !== payment.amount)
        return violated("reference-once", `${payment.reference} of ${id} is not claimed by it`)
      return payment.amount === amount
        ? none
        : violated("paid-as-approved", `${id}: approved ${amount}, paid ${payment.amount}`)
    })
}

/** The ledger of an account knows each withdrawal, paid or not; together they are never more than its record holds. */
const ledgersTell: Check = (mirror) => {
  const byAccount = Map.groupBy(
    granted(mirror),
    ({ known }) => `${known.homeCenterId}/${known.accountNo ?? ""}`,
  )
  return [...byAccount].flatMap(([name, all]) => {
    const [centerId = "", accountNo = ""] = name.split("/")
    const held = sum(
      mirror
        .segments(centerId, accountNo)
        .flatMap(({ segments }) => segments.flatMap(({ principal, interest }) => [principal, interest])),
    )
    const taken = sum(all.map(({ amount }) => amount))
    if (taken > held) return violated("within-the-record", `${taken} fen of ${name}, which held ${held}`)
    const entries = mirror.ledger(centerId, accountNo)?.entries ?? []
    const wrong = all.find(({ id, amount, isPaid, known }) => {
      const entry = entries.find(({ caseId }) => caseId === id)
      // What came back to an account that is closed has no line to stand in again.
      const isGone = known.payment?.returnedOn !== undefined && !isStillOpen(mirror, known)
      return !isGone && (entry?.amount !== amount || (entry.paidOn !== undefined) !== isPaid)
    })
    return wrong === undefined
      ? none
      : violated("ledger-tells", `${wrong.id} ${wrong.known.status} in ${name}`)
  })
}

const isStillOpen = (mirror: Mirror, known: StoredServiceCase): boolean => {
  const account = homeAccount(mirror, known)
  return account !== undefined && isOpen(account)
}

/** Approved money keeps its account until it has left: one hold, on an account that is open and does not leave. */
const heldUntilPaid: Check = (mirror) => {
  const holds = mirror
    .persons()
    .flatMap((ref) => mirror.accounts(ref))
    .flatMap((account) =>
      account.holds.flatMap((hold) => (hold.ground === "withdrawal" ? [{ account, hold }] : [])),
    )
  const orphan = holds.find(({ hold }) => mirror.serviceCase(hold.caseId ?? "")?.status !== "approved")
  if (orphan !== undefined) return violated("held-until-paid", `hold of ${orphan.hold.caseId} stays`)
  return granted(mirror).flatMap(({ known, id }) => {
    if (known.status !== "approved") return none
    const account = homeAccount(mirror, known)
    const own = holds.filter(({ hold }) => hold.caseId === id)
    const cameBack = known.payment?.returnedOn !== undefined
    if (cameBack && (account === undefined || !isOpen(account))) return none
    if (account === undefined || !isOpen(account))
      return violated("held-until-paid", `${id} is approved, its account ${account?.status}`)
    const [only] = own
    if (own.length !== 1 || only?.account.accountNo !== account.accountNo)
      return violated("held-until-paid", `${id} is approved with ${own.length} holds`)
    return !cameBack && account.holds.some(({ ground }) => ground === "transferOut")
      ? violated("leaves-once", `${id} is approved, its account is held for a transfer`)
      : none
  })
}

const byHome = ["approval", "refusal", "payment", "payment-return", "rating-reply"]
const byReceiving = ["verification", "supplement", "cancellation"]
const undecided = ["submitted", "supplementRequested", "verified", "notVerified"]

/** The home center decides and pays, the receiving center verifies, the clock does neither. */
const eachItsPart: Check = (mirror) =>
  mirror.serviceCases().flatMap((known) => {
    const { serviceCaseId: id, homeCenterId, receivingCenterId } = known
    const history = mirror.history(id)
    const wrong = history.find(({ event, by, status }, index) => {
      const before = history[index - 1]?.status
      if (byHome.includes(event) && by !== homeCenterId) return true
      if (byReceiving.includes(event) && by !== receivingCenterId) return true
      if (event === "payment" && before !== "approved") return true
      if (event === "approval" && known.mode === "joint" && before !== "verified") return true
      if (by !== "clock") return false
      return event === "expiry"
        ? status !== "expired" || !undecided.includes(before ?? "")
        : before !== status || !["escalation", "calendar-review", "erasure"].includes(event)
    })
    return wrong === undefined
      ? none
      : violated("each-its-part", `${id}: ${wrong.event} to ${wrong.status} by ${wrong.by}`)
  })

/**
 * What closes an account is not approved while a loan of its holder runs, nor while one is reserved unless the home
 * center says why; and nothing for a home or a lift from an account that bears the mark of an off-site loan. Looked at in
 * the moment of the approval.
 */
const loansBar = (now: () => string): Check => {
  const seen = new Set<string>()
  return (mirror) =>
    granted(mirror).flatMap(({ known, id }) => {
      if (seen.has(id)) return none
      seen.add(id)
      const mark = homeAccount(mirror, known)?.holds.find(({ ground }) => ground === "loanMark")
      if (mark !== undefined)
        return violated("loans-bar", `${id} was approved under the mark of ${mark.caseId}`)
      if (withdrawalOf(known)?.purpose !== "flexibleExit") return none
      const owed = mirror.loanLines(known.personRef).find((line) => isUnsettled(line))
      if (owed !== undefined) return violated("loans-bar", `${id} was approved while ${owed.contractNo} runs`)
      const holder = mirror.loanGuard(known.personRef)?.holder
      const isReserved = holder?.kind === "reservation" && now() < holder.expiresAt
      const hasLooked = known.check?.verdict === "homeDecides" && known.decision?.reason !== undefined
      return isReserved && !hasLooked
        ? violated("loans-bar", `${id} was approved unexplained while ${holder.reservationId} stands`)
        : none
    })
}

const nameOf = (known: StoredServiceCase): string => `${known.homeCenterId} ${subjectOf(known)}`

/** One open case a person, home center and subject; what is to be paid again beside another has no mark of its own. */
const oneOpenService: Check = (mirror) =>
  mirror.persons().flatMap((ref) => {
    const marks = mirror.openServices(ref)
    const open = mirror.serviceCases().filter((known) => known.personRef === ref && occupies(known))
    const stale = marks.find(
      (mark) =>
        !open.some(
          (known) =>
            known.serviceCaseId === mark.serviceCaseId &&
            nameOf(known) === `${mark.homeCenterId} ${mark.subject}`,
        ),
    )
    if (stale !== undefined)
      return violated("one-open-service", `mark of ${stale.serviceCaseId}, which is over`)
    const unmarked = open.find(
      (known) =>
        known.payment?.returnedOn === undefined &&
        !marks.some(({ serviceCaseId }) => serviceCaseId === known.serviceCaseId),
    )
    return unmarked === undefined
      ? none
      : violated("one-open-service", `no mark of ${unmarked.serviceCaseId}`)
  })

/** A document is of one case, and that case names it. */
const papersOfTheCase: Check = (mirror) =>
  mirror.serviceCases().flatMap(({ serviceCaseId: id, documents }) => {
    const wrong = documents.find(({ documentId }) => mirror.document(documentId)?.caseId !== id)
    return wrong === undefined ? none : violated("papers-of-the-case", `${wrong.documentId} is not of ${id}`)
  })

/** A message of a case goes to its two centers, and of a breach to the operator. */
const messagesGoToParties: Check = (mirror) =>
  mirror.messages().flatMap(({ type, caseId, to }) => {
    if (!type.startsWith("service.") || caseId === undefined) return none
    const known = mirror.serviceCase(caseId)
    const receivers: readonly string[] =
      known === undefined ? [] : [known.homeCenterId, known.receivingCenterId, "operator"]
    return receivers.includes(to)
      ? none
      : violated("messages-go-to-parties", `${type} of ${caseId} went to ${to}`)
  })

export const serviceChecks = (now: () => string): readonly Check[] => [
  factsWithinTotal,
  paidOnce(),
  ledgersTell,
  heldUntilPaid,
  eachItsPart,
  loansBar(now),
  oneOpenService,
  papersOfTheCase,
  messagesGoToParties,
]
