import { createHash } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import type * as z from "zod"
import { Account } from "../../contracts/accounts.ts"
import type { RefusalReasonCode } from "../../contracts/codes.ts"
import { Inbox, type InboxMessage } from "../../contracts/messages.ts"
import { AccountNo, Person } from "../../contracts/primitives.ts"
import { OpenedIdentity, TransferDetail } from "../../contracts/transfers.ts"
import { fenOf, moneyOf } from "../fen.ts"
import type { Method } from "../hub-client.ts"
import { makePhone } from "../make-person.ts"
import { openCenterBook, type BankBook, type Book, type CenterBook, type CoreAccount } from "./books.ts"
import { chinaDay, makeSegments, statementFigures } from "./contribution-record.ts"
import { HubRefusedError, slugOf } from "./hub-refused.ts"
import type { DemoCenter } from "./seed-demo.ts"

type Case = z.infer<typeof TransferDetail>

const staff = { handler: "demo-jb01", reviewer: "demo-fh02" } as const

/** How long a clerk takes: some seconds, another number for each message. */
const thinkMs = (messageId: string, step: string): number =>
  3_000 + (createHash("sha256").update(`${messageId} ${step}`).digest().readUInt16BE(0) % 5_000)
const draws = (seed: string, oneIn: number): boolean =>
  createHash("sha256").update(seed).digest().readUInt32BE(0) % oneIn === 0

const leastPollMs = 2_000
const longestPollMs = 15_000
/** The bank's slip in a few cases: the famous transposed digits, 27 yuan too much. */
const slipFen = 2_700n

const groundsToRefuse: Readonly<Record<string, RefusalReasonCode>> = {
  "judicial-hold": "judicial-hold",
  "account-held": "other-hold",
  "account-already-closed": "already-closed",
  "account-of-another-person": "identity-mismatch",
  "account-not-registered": "account-not-found",
  "own-loan": "own-loan",
}

type Handled = "done" | "later"

export interface BackOffice {
  readonly center: DemoCenter
  readonly book: Book<CenterBook>
  /** Calls the hub; a refusal is an error that the caller may look at. */
  readonly ask: (
    method: Method,
    path: string,
    body?: unknown,
    idempotencyKey?: string,
    ifMatch?: number,
  ) => Promise<unknown>
  readonly apply: (accountNo: string) => Promise<void>
  readonly run: (signal: AbortSignal) => Promise<void>
}

export interface BackOfficeOptions {
  readonly center: DemoCenter
  readonly dataDirectory: string
  readonly bank: Book<BankBook>
  readonly log: (line: string) => void
  readonly nowMs: () => number
  readonly wait: Wait
}

/** Lets time pass, or ends at once when the demo stops. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

export const waitInRealTime: Wait = (ms, signal) =>
  pause(ms, undefined, { signal, ref: false }).catch(() => undefined)

/** No account is younger than its record, even where a visitor opened it today and its record is invented. */
const openedBefore = (openedOn: string, segments: readonly CoreAccount["segments"][number][]): string =>
  [openedOn, ...segments.map((segment) => `${segment.from}-01`)].toSorted()[0] ?? openedOn

/**
 * A center's back office as a program: it answers its inbox as clerks would. A message stays unacknowledged until
 * all that it asks for is done, and each act is derived from the case as it stands, so a restart at any moment goes on.
 */
export const createBackOffice = ({
  center,
  dataDirectory,
  bank,
  log,
  nowMs,
  wait,
}: BackOfficeOptions): BackOffice => {
  const { client, centerId } = center
  const book = openCenterBook(dataDirectory, centerId)

  const ask: BackOffice["ask"] = async (method, path, body, idempotencyKey, ifMatch) => {
    const answer = await client.call(method, path, {
      ...(body === undefined ? {} : { body }),
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      ...(ifMatch === undefined ? {} : { ifMatch }),
    })
    if (answer.status >= 400)
      throw new HubRefusedError(`${method} ${path}`, answer.status, slugOf(answer.body))
    return answer.body
  }
  const act = (transfer: Case, action: string, body: object): Promise<unknown> =>
    ask(
      "POST",
      `/v1/transfers/${transfer.transferId}/${action}`,
      { ...body, ...staff },
      undefined,
      transfer.version,
    )

  /** A letter for an account that the hub has not been told of: the core system has it, so it is registered first. */
  const registerOld = async (transfer: Case): Promise<CoreAccount> => {
    const identity = OpenedIdentity.parse(
      await ask("POST", `/v1/transfers/${transfer.transferId}/identity`, { purpose: "match-account" }),
    )
    const segments = makeSegments(transfer.fromAccountNo, chinaDay(nowMs()))
    const first = segments[0]
    const openedOn = `${first?.from ?? "2020-01"}-15`
    await ask("POST", "/v1/accounts", {
      person: Person.parse(identity.person),
      accountNo: transfer.fromAccountNo,
      accountKind: transfer.accountKind,
      contributorType: "employee",
      status: "02",
      openedOn,
      unitCreditCode: first?.unitCreditCode,
    }).catch((error: unknown) => {
      if (!(error instanceof HubRefusedError) || error.problem !== "account-exists") throw error
    })
    return recordOf(transfer.fromAccountNo, Person.parse(identity.person), openedOn, segments)
  }
  const recordOf = (
    accountNo: string,
    person: Person,
    openedOn: string,
    segments: readonly CoreAccount["segments"][number][],
  ): CoreAccount => {
    const account: CoreAccount = { person, openedOn: chinaDay(Date.parse(openedOn)), segments: [...segments] }
    book.content.accounts[accountNo] = account
    book.save()
    return account
  }

  /** The record as the center has it; of an account that a visitor opened, as the hub has it. */
  const oldAccount = async (transfer: Case): Promise<CoreAccount> => {
    const own = book.content.accounts[transfer.fromAccountNo]
    if (own !== undefined) return own
    const read = await client.call("GET", `/v1/accounts/${transfer.fromAccountNo}`)
    const account = Account.safeParse(read.body)
    if (read.status !== 200 || !account.success) return registerOld(transfer)
    const identity = OpenedIdentity.parse(
      await ask("POST", `/v1/transfers/${transfer.transferId}/identity`, { purpose: "match-account" }),
    )
    const segments =
      account.data.segments.length > 0
        ? account.data.segments
        : makeSegments(transfer.fromAccountNo, chinaDay(nowMs()))
    return recordOf(
      transfer.fromAccountNo,
      Person.parse(identity.person),
      openedBefore(account.data.openedOn, segments),
      segments,
    )
  }

  const sendStatement = async (transfer: Case): Promise<void> => {
    const account = await oldAccount(transfer)
    const figures = statementFigures(account.segments)
    const reference = `DEMO-${transfer.letterNo}-1`
    const stated = fenOf(figures.amount)
    const paid = stated > 0n && draws(`${transfer.transferId} slip`, 12) ? stated + slipFen : stated
    const payment =
      stated === 0n ? {} : { payment: { reference, amount: moneyOf(paid), paidOn: chinaDay(nowMs()) } }
    await act(transfer, "statement", {
      ...figures,
      segments: account.segments.map(({ segmentId: _segmentId, ...segment }) => segment),
      openedOn: account.openedOn,
      sixMonthsContinuous: true,
      loanCount: 0,
      hasUnsettledLoan: false,
      hasFraudRecord: false,
      ...payment,
    })
    if (stated === 0n || bank.content.payments.some((known) => known.reference === reference)) return
    bank.content.payments.push({
      transferId: transfer.transferId,
      reference,
      amount: moneyOf(paid),
      arrivesAtMs: nowMs() + 4_000,
    })
    bank.save()
  }

  /** What bars the money is a lawful ground to say no, so the applicant hears it instead of waiting. */
  const stateOrRefuse = async (transfer: Case): Promise<void> => {
    try {
      await sendStatement(transfer)
    } catch (error) {
      const reasonCode = error instanceof HubRefusedError ? groundsToRefuse[error.problem] : undefined
      if (reasonCode === undefined) throw error
      await act(transfer, "refusal", { reasonCode })
    }
  }

  /** The transfer-out side of a letter: confirm, look at the account, then state and pay, or refuse. */
  const answerLetter = async (transfer: Case, message: InboxMessage): Promise<Handled> => {
    const sinceMs = nowMs() - Date.parse(transfer.changedAt)
    if (sinceMs < thinkMs(message.messageId, transfer.status)) return "later"
    if (transfer.status === "letterSent") {
      await oldAccount(transfer)
      await act(transfer, "letter-confirmation", {})
      return "later"
    }
    if (transfer.status !== "letterConfirmed") return "done"
    if (transfer.stopRequested === true)
      await act(transfer, "refusal", { reasonCode: "stopped-by-applicant" })
    else if (draws(`${transfer.transferId} refusal`, 16))
      await act(transfer, "refusal", { reasonCode: "guarantee" })
    else await stateOrRefuse(transfer)
    return "done"
  }

  /** The transfer-in side: book when table and money match; a surplus goes back, and then it matches. */
  const answerStatement = async (transfer: Case, message: InboxMessage): Promise<Handled> => {
    if (transfer.status !== "statementSent" && transfer.status !== "negotiating") return "done"
    if (nowMs() - Date.parse(transfer.changedAt) < thinkMs(message.messageId, transfer.status)) return "later"
    const arrived = bank.content.payments.filter(
      (payment) => payment.transferId === transfer.transferId && payment.arrivesAtMs <= nowMs(),
    )
    const due = fenOf(transfer.amount ?? "0.00")
    const received = arrived.reduce((total, payment) => total + fenOf(payment.amount), 0n)
    if (received < due) return "later"
    if (received > due && transfer.status === "statementSent") {
      await act(transfer, "dispute", { reasonCode: "overpaid", receivedAmount: moneyOf(received) })
      return "later"
    }
    const today = chinaDay(nowMs())
    const surplus = received - due
    await act(transfer, "completion", {
      payments: arrived.map(({ reference, amount }) => ({
        reference,
        amount,
        receivedOn: today,
        bankSerial: `SN-${reference}`,
      })),
      ...(surplus === 0n
        ? {}
        : { returned: [{ reference: `DEMO-${transfer.letterNo}-R`, amount: moneyOf(surplus) }] }),
    })
    return "done"
  }

  const apply: BackOffice["apply"] = async (accountNo) => {
    const account = book.content.accounts[accountNo]
    if (account?.wanted === undefined) return
    const { wanted, person } = account
    const body = {
      person,
      ...wanted,
      accountKind: "basic",
      toAccountNo: AccountNo.parse(accountNo),
      appliedOn: chinaDay(nowMs()),
      contact: { phone: makePhone(accountNo) },
      ...staff,
    }
    await ask("POST", "/v1/transfers", body).catch((error: unknown) => {
      if (!(error instanceof HubRefusedError) || error.problem !== "open-transfer-exists") throw error
    })
    const { wanted: _wanted, ...settled } = account
    book.content.accounts[accountNo] = settled
    book.save()
  }

  const sealAccount = async (accountNo: string): Promise<void> => {
    await ask("POST", `/v1/accounts/${accountNo}/seal`, { sealedOn: chinaDay(nowMs()), ...staff }).catch(
      (error: unknown) => {
        if (!(error instanceof HubRefusedError) || error.problem !== "account-status-conflict") throw error
      },
    )
  }

  const handle = async (message: InboxMessage): Promise<Handled> => {
    if (nowMs() - Date.parse(message.at) < thinkMs(message.messageId, "read")) return "later"
    if (message.type === "account.seal-request" && message.accountNo !== undefined)
      await sealAccount(message.accountNo)
    if (message.type === "account.normal-granted" && message.accountNo !== undefined)
      await apply(message.accountNo)
    if (message.caseId === undefined || !message.actionNeeded) return "done"
    const read = await client.call("GET", `/v1/transfers/${message.caseId}`)
    const transfer = TransferDetail.safeParse(read.body)
    if (!transfer.success) return "done"
    const out = transfer.data.fromCenterId === centerId
    if (out && (transfer.data.status === "letterSent" || transfer.data.status === "letterConfirmed"))
      return answerLetter(transfer.data, message)
    if (!out && transfer.data.status === "refused") {
      await act(transfer.data, "refusal-acknowledgement", {})
      return "done"
    }
    return out ? "done" : answerStatement(transfer.data, message)
  }

  /** A message that cannot be handled after many attempts is put aside, so that it does not stop the others. */
  const failures = new Map<string, number>()
  const mostFailures = 5
  const handleSafely = async (message: InboxMessage): Promise<Handled> => {
    try {
      return await handle(message)
    } catch (error) {
      const count = (failures.get(message.messageId) ?? 0) + 1
      failures.set(message.messageId, count)
      if (count === 1)
        log(`demo ${centerId} ${message.type}: ${error instanceof Error ? error.message : String(error)}`)
      return count >= mostFailures ? "done" : "later"
    }
  }

  const pollOnce = async (): Promise<number> => {
    const answer = await client.call("GET", "/v1/inbox?limit=50")
    const inbox = Inbox.safeParse(answer.body)
    if (!inbox.success) throw new HubRefusedError("GET /v1/inbox", answer.status, slugOf(answer.body))
    const done: string[] = []
    for (const message of inbox.data.messages)
      if ((await handleSafely(message)) === "done") done.push(message.messageId)
    if (done.length > 0) await ask("POST", "/v1/inbox/acknowledgements", { messageIds: done })
    for (const messageId of done) failures.delete(messageId)
    const asked = Number(answer.headers.get("retry-after") ?? "5") * 1000
    return Math.min(Math.max(Number.isFinite(asked) ? asked : leastPollMs, leastPollMs), longestPollMs)
  }

  return {
    center,
    book,
    ask,
    apply,
    run: async (signal) => {
      let said = ""
      while (!signal.aborted) {
        let waitMs = longestPollMs
        try {
          waitMs = await pollOnce()
          said = ""
        } catch (error) {
          const line = `demo ${centerId} inbox: ${error instanceof Error ? error.message : String(error)}`
          if (line !== said && !signal.aborted) log(line)
          said = line
        }
        await wait(waitMs, signal)
      }
    },
  }
}
