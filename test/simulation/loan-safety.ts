import type { AccountRecord } from "../../functions/domain/account/account-record.ts"
import {
  counts,
  isUnsettled,
  sameLoan,
  type LoanLine,
  type LoanName,
} from "../../functions/domain/loan-registry/loan-record.ts"
import { fenOf } from "../../tools/fen.ts"
import type { Mirror, StoredLoanCase } from "./mirror.ts"
import type { Check } from "./violation.ts"
import { none, violated } from "./violation.ts"

interface Held {
  readonly account: AccountRecord
  readonly caseId: string
}

/** Grounds of the holds that the case of a loan puts. */
type LoanGround = "loanMark" | "certificate" | "other"

const held = (mirror: Mirror, ground: LoanGround): readonly Held[] =>
  mirror
    .persons()
    .flatMap((ref) => mirror.accounts(ref))
    .flatMap((account) =>
      account.holds.flatMap((hold) =>
        hold.ground === ground && hold.caseId !== undefined ? [{ account, caseId: hold.caseId }] : [],
      ),
    )

/** The hold lies once, on the account of the applicant that the case names as home, and on no other. */
const liesAtHome = (known: StoredLoanCase, holds: readonly Held[]): boolean => {
  const [only, ...more] = holds.filter(({ caseId }) => caseId === known.offsiteLoanId)
  return (
    only !== undefined &&
    more.length === 0 &&
    only.account.centerId === known.homeCenterId &&
    only.account.accountNo === known.homeAccountNo &&
    only.account.personRef === known.personRef
  )
}

const whereHeld = (known: StoredLoanCase, holds: readonly Held[]): string =>
  holds
    .filter(({ caseId }) => caseId === known.offsiteLoanId)
    .map(({ account }) => `${account.centerId}/${account.accountNo}`)
    .join(", ")

/** The case has put its hold where it lies as long as `isHeld` says so, and not a version longer. */
const holdWhile =
  (invariant: string, ground: LoanGround, isHeld: (known: StoredLoanCase) => boolean): Check =>
  (mirror) => {
    const holds = held(mirror, ground)
    const orphan = holds.find(({ caseId }) => mirror.offsiteLoan(caseId) === undefined)
    if (orphan !== undefined) return violated(invariant, `${orphan.account.accountNo}: ${orphan.caseId}`)
    return mirror.offsiteLoans().flatMap((known) => {
      const right = isHeld(known)
        ? liesAtHome(known, holds)
        : !holds.some(({ caseId }) => caseId === known.offsiteLoanId)
      return right
        ? none
        : violated(
            invariant,
            `${known.offsiteLoanId} is ${known.status} at home ${known.homeCenterId}/${known.homeAccountNo}, held at: ${whereHeld(known, holds)}`,
          )
    })
  }

/** What a person's partition says of live certificates and open cases is what the cases say. */
const oneCertificate =
  (today: () => string): Check =>
  (mirror) =>
    mirror.persons().flatMap((ref) => {
      const own = mirror.offsiteLoans().filter(({ personRef }) => personRef === ref)
      const certified = own.filter(({ status }) => status === "certified")
      // One whose last day is over is dead, whether or not its clock has looked.
      const live = certified.filter(({ validTo }) => validTo !== undefined && validTo >= today())
      const guard = mirror.certificate(ref)
      if (live.length > 1)
        return violated("one-certificate", live.map(({ offsiteLoanId }) => offsiteLoanId).join(", "))
      const named = certified.some(({ offsiteLoanId }) => offsiteLoanId === guard?.offsiteLoanId)
      if (
        (guard !== undefined && !named) ||
        live.some((known) => known.offsiteLoanId !== guard?.offsiteLoanId)
      )
        return violated(
          "one-certificate",
          `${ref}: the guard names ${guard?.offsiteLoanId}, live is ${live[0]?.offsiteLoanId}`,
        )
      const open = own.filter(({ status }) => status === "requested" || status === "certified")
      const marks = mirror.offsiteMarks(ref)
      const agree =
        marks.length === open.length &&
        open.every(({ offsiteLoanId }) => marks.some((mark) => mark.offsiteLoanId === offsiteLoanId))
      return agree ? none : violated("one-open-offsite-case", `${marks.length} marks, ${open.length} cases`)
    })

/** A grant uses up one certificate and registers one loan, of this case and no other. */
const certificateOnce: Check = (mirror) => {
  const used = new Map<string, string>()
  const granted = mirror.offsiteLoans().flatMap((known) => {
    const { grant, certificateNo, offsiteLoanId: id } = known
    const mustHave = ["granted", "paidOff", "converted"].includes(known.status)
    if ((grant !== undefined) !== mustHave) return violated("certificate-once", `${id} is ${known.status}`)
    const grants = mirror.history(id).filter(({ event }) => event === "grant").length
    if (grants !== (mustHave ? 1 : 0))
      return violated("certificate-once", `${id} was granted ${grants} times`)
    if (grant === undefined) return none
    // A center counts its own certificates.
    const issued = `${known.homes[0]?.centerId ?? known.homeCenterId} ${certificateNo}`
    const other = used.get(issued)
    used.set(issued, id)
    return other === undefined ? none : violated("certificate-once", `${certificateNo} in ${other} and ${id}`)
  })
  const carried = mirror.loans().flatMap(({ offsiteLoanId, contractNo }) => {
    if (offsiteLoanId === undefined) return none
    return mirror.offsiteLoan(offsiteLoanId)?.grant?.contractNo === contractNo
      ? none
      : violated("certificate-once", `loan ${contractNo} of ${offsiteLoanId}, which granted another`)
  })
  const lent = mirror.offsiteLoans().flatMap((known) => {
    const { grant } = known
    return grant === undefined || mirror.loan(known.loanCenterId, grant.contractNo) !== undefined
      ? none
      : violated("certificate-once", `${known.offsiteLoanId} granted a loan that nobody registered`)
  })
  return [...granted, ...carried, ...lent]
}

const owes = (line: LoanLine): boolean => counts(line) && isUnsettled(line)

const oneUnsettledLoan: Check = (mirror) =>
  mirror.persons().flatMap((ref) => {
    const owed = mirror.loanLines(ref).filter((line) => owes(line) && !line.contested)
    const holder = mirror.loanGuard(ref)?.holder
    if (owed.length > 1) return violated("one-unsettled-loan", `${owed.length} loans of ${ref}`)
    const [only] = owed
    if (only !== undefined && (holder?.kind !== "loan" || !sameLoan(holder, only)))
      return violated("one-unsettled-loan", `${ref} owes ${only.contractNo}, which holds no guard`)
    return only === undefined && holder?.kind === "loan"
      ? violated("one-unsettled-loan", `the guard of ${ref} names ${holder.contractNo}, which is not owed`)
      : none
  })

const hasOpenDoubt = (mirror: Mirror, loan: LoanName): boolean =>
  mirror
    .findingCases()
    .some(
      ({ class: found, status, loans }) =>
        found === "D4" && status === "open" && loans.some((name) => sameLoan(name, loan)),
    )

/** Whoever stands behind an unsettled loan is guarded for it, or everybody concerned knows of the doubt. */
const guardedOrDoubted: Check = (mirror) =>
  mirror.loans().flatMap((loan) =>
    loan.parties.flatMap((party) => {
      const about = `${loan.contractNo} of ${party.personRef}`
      const line = mirror.loanLines(party.personRef).find((known) => sameLoan(known, loan))
      if (line === undefined || line.status !== loan.status || line.role !== party.role)
        return violated("guarded-or-doubted", `${about} is ${loan.status}, its line ${line?.status}`)
      if (!owes(line) || !line.contested) return none
      // A center whose own reservation of other people holds the person has no doubt to settle with anybody.
      const holder = mirror.loanGuard(party.personRef)?.holder
      const waitsForOwn = holder?.kind === "reservation" && holder.centerId === loan.centerId
      return waitsForOwn || hasOpenDoubt(mirror, loan)
        ? none
        : violated("guarded-or-doubted", `${about}: nobody was told`)
    }),
  )

/** A reservation holds all of its people or nobody. */
const reservationsWhole =
  (now: () => string): Check =>
  (mirror) => {
    const reserved = mirror.reservations().flatMap((reservation) => {
      const { reservationId: id, status, expiresAt, parties } = reservation
      const guards = parties.filter(({ personRef }) => {
        const holder = mirror.loanGuard(personRef)?.holder
        return holder?.kind === "reservation" && holder.reservationId === id
      })
      const stands = status === "held" && now() < expiresAt
      if (stands && guards.length < parties.length)
        return violated("reservation-whole", `${id} holds ${guards.length} of ${parties.length}`)
      return status !== "held" && guards.length > 0
        ? violated("reservation-whole", `${id} is ${status} and holds ${guards.length}`)
        : none
    })
    const unknown = mirror.persons().flatMap((ref) => {
      const holder = mirror.loanGuard(ref)?.holder
      return holder?.kind === "reservation" && mirror.reservation(holder.reservationId) === undefined
        ? violated("reservation-whole", `${holder.reservationId} of ${ref} is unknown`)
        : none
    })
    return [...reserved, ...unknown]
  }

const balancesFall: Check = (mirror) =>
  [...mirror.balances()].flatMap(([loan, balances]) =>
    balances.some((balance, index) => index > 0 && fenOf(balance) > fenOf(balances[index - 1] ?? balance))
      ? violated("balance-falls", `${loan}: ${balances.join(", ")}`)
      : none,
  )

/** Case and registry tell the same story of a loan that the case still carries. */
const registryAgrees: Check = (mirror) =>
  mirror.offsiteLoans().flatMap((known) => {
    const { grant, loan, status } = known
    if (grant === undefined || status === "converted") return none
    const registered = mirror.loan(known.loanCenterId, grant.contractNo)
    const right =
      registered !== undefined &&
      (registered.status === "paidOff") === (status === "paidOff") &&
      (loan === undefined || loan.balance === registered.balance)
    return right
      ? none
      : violated(
          "registry-agrees",
          `${known.offsiteLoanId} ${status} ${loan?.balance}, loan ${registered?.status} ${registered?.balance}`,
        )
  })

/** The money of offsets and deductions bears references that are the case's alone. */
const loanReferencesOnce: Check = (mirror) =>
  mirror.offsiteLoans().flatMap(({ offsiteLoanId, offset }) => {
    if (offset === undefined) return none
    const claimed = mirror.payment(offset.reference)
    return claimed?.caseId === offsiteLoanId && claimed.amount === offset.amount
      ? none
      : violated("reference-once", `${offset.reference} of ${offsiteLoanId} is not claimed by it`)
  })

/** Each offset is booked once or came back once, each collection is answered once. */
const servedOnce: Check = (mirror) =>
  mirror.offsiteLoans().flatMap(({ offsiteLoanId, offset }) => {
    const history = mirror.history(offsiteLoanId)
    const count = (event: string): number => history.filter((entry) => entry.event === event).length
    const underWay = offset?.status === "sent" ? 1 : 0
    if (count("offset-completion") + count("offset-return") + underWay !== count("offset"))
      return violated("booked-once", `${offsiteLoanId}: ${count("offset")} offsets, ${offset?.status}`)
    return count("collection-answer") > count("collection-request")
      ? violated("booked-once", `${offsiteLoanId}: a collection was answered twice`)
      : none
  })

const isLeaving = (mirror: Mirror, known: StoredLoanCase): boolean => {
  const home = mirror
    .accounts(known.personRef)
    .find((account) => account.centerId === known.homeCenterId && account.accountNo === known.homeAccountNo)
  return home?.status === "04" || home?.holds.some(({ ground }) => ground === "transferOut") === true
}

/** Money is not paid to the loan from an account whose money leaves with a transfer: it would leave twice. */
const leavesOnce = (): Check => {
  const deducted = new Set<string>()
  return (mirror) =>
    mirror.offsiteLoans().flatMap((known) => {
      const { status, offset, collection, offsiteLoanId: id } = known
      const leaving = isLeaving(mirror, known)
      if (leaving && status === "granted" && offset?.status === "sent")
        return violated("leaves-once", `offset ${offset.reference} of ${id} from an account that leaves`)
      const answer = collection?.answer
      const taken =
        answer?.deduction === undefined
          ? undefined
          : [id, collection?.requestedOn, answer.answeredOn, answer.deduction.amount].join(" ")
      if (taken === undefined || deducted.has(taken)) return none
      deducted.add(taken)
      return leaving ? violated("leaves-once", `a deduction of ${id} from an account that leaves`) : none
    })
}

/** While a certificate lives nothing leaves the account by a transfer, whatever came first. */
const certificateKeepsMoney =
  (today: () => string): Check =>
  (mirror) =>
    mirror.offsiteLoans().flatMap((known) => {
      const lives = known.status === "certified" && known.validTo !== undefined && known.validTo >= today()
      return lives && isLeaving(mirror, known)
        ? violated("certificate-keeps-money", `${known.offsiteLoanId} is certified, its account leaves`)
        : none
    })

const clockEvents: Readonly<
  Record<string, (before: string | undefined, after: string | undefined) => boolean>
> = {
  escalation: (before, after) => before === after,
  "calendar-review": (before, after) => before === after,
  expiry: (before, after) => after === "expired" && (before === "requested" || before === "certified"),
}

const noClockConsents: Check = (mirror) =>
  mirror.offsiteLoans().flatMap(({ offsiteLoanId }) => {
    const history = mirror.history(offsiteLoanId)
    const wrong = history.find(
      (entry, index) =>
        entry.by === "clock" && clockEvents[entry.event]?.(history[index - 1]?.status, entry.status) !== true,
    )
    return wrong === undefined
      ? none
      : violated("no-clock-consents", `${offsiteLoanId}: ${wrong.event} to ${wrong.status} by the clock`)
  })

/** The home center of each version: who first had the account, then whoever took it over. */
const homesOf = (mirror: Mirror, known: StoredLoanCase): ((version: number) => string) => {
  const first = known.homes[0]?.centerId ?? known.homeCenterId
  const moves = mirror.history(known.offsiteLoanId).filter(({ event }) => event === "home-change")
  return (version) => moves.findLast((move) => move.version <= version)?.by ?? first
}

/**
 * A message of a case goes to its loan center or to the center that was home at that version; that the home has changed is
 * told to the one before, too.
 */
const messagesGoHome: Check = (mirror) => {
  const homes = new Map<string, (version: number) => string>()
  return mirror.messages().flatMap(({ type, caseId, version, to }) => {
    if (!type.startsWith("offsite-loan.") || caseId === undefined || version === undefined) return none
    const known = mirror.offsiteLoan(caseId)
    if (known === undefined) return violated("messages-go-home", `${caseId} is unknown`)
    const homeAt = homes.get(caseId) ?? homesOf(mirror, known)
    homes.set(caseId, homeAt)
    const receivers: readonly string[] = [known.loanCenterId, homeAt(version), "operator"]
    const isFormer = type === "offsite-loan.home-changed" && to === homeAt(version - 1)
    return isFormer || receivers.includes(to)
      ? none
      : violated("messages-go-home", `${type} ${version} of ${caseId} went to ${to}, home ${homeAt(version)}`)
  })
}

export const loanChecks = (now: () => string, today: () => string): readonly Check[] => [
  holdWhile("one-loan-mark", "loanMark", ({ status }) => status === "granted"),
  holdWhile("one-certificate-hold", "certificate", ({ status }) => status === "certified"),
  holdWhile(
    "offset-keeps-account",
    "other",
    ({ status, offset }) => status === "paidOff" && offset?.status === "sent",
  ),
  oneCertificate(today),
  certificateOnce,
  oneUnsettledLoan,
  guardedOrDoubted,
  reservationsWhole(now),
  balancesFall,
  registryAgrees,
  loanReferencesOnce,
  servedOnce,
  leavesOnce(),
  certificateKeepsMoney(today),
  noClockConsents,
  messagesGoHome,
]
