import { setTimeout as pause } from "node:timers/promises"
import { Inbox, type InboxMessage } from "../../contracts/messages.ts"
import { InvestigationDetail } from "../../contracts/investigations.ts"
import { OffsiteLoanDetail } from "../../contracts/offsite-loans.ts"
import { AccountNo } from "../../contracts/primitives.ts"
import { ServiceCaseDetail } from "../../contracts/service-cases.ts"
import { TransferDetail } from "../../contracts/transfers.ts"
import { makePhone } from "../make-person.ts"
import { answerLetter } from "./answer-letter.ts"
import { answerStatement } from "./answer-statement.ts"
import { serveAsHome } from "./certify-loan.ts"
import { openCenterBook, type BankBook, type Book, type CenterBook } from "./books.ts"
import { chinaDay } from "./contribution-record.ts"
import { draws, setUpDesk, staff, stillThinks, type Desk, type Handled } from "./desk.ts"
import { HubRefusedError, slugOf } from "./hub-refused.ts"
import { serveAsLender, tendLoans } from "./lend-loan.ts"
import { serveService, tendServices } from "./serve-service.ts"
import type { DemoCenter } from "./seed-demo.ts"

const leastPollMs = 2_000
const longestPollMs = 15_000
/** Loans change by the month; a visitor should see one change all the same. */
const tendEveryMs = 20_000
export interface BackOffice {
  readonly center: DemoCenter
  readonly book: Book<CenterBook>
  readonly ask: Desk["ask"]
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

  const desk = setUpDesk({ center, book, bank, nowMs })
  const { ask, act } = desk

  const apply: BackOffice["apply"] = async (accountNo) => {
    const account = book.content.accounts[accountNo]
    if (account?.wanted === undefined) return
    const { wanted, person, askedOn } = account
    const body = {
      person,
      ...wanted,
      accountKind: "basic",
      toAccountNo: AccountNo.parse(accountNo),
      appliedOn: askedOn ?? chinaDay(nowMs()),
      contact: { phone: makePhone(accountNo) },
      ...staff,
    }
    await ask("POST", "/v1/transfers", body).catch((error: unknown) => {
      if (!(error instanceof HubRefusedError) || error.problem !== "open-transfer-exists") throw error
    })
    const { wanted: _wanted, askedOn: _askedOn, ...settled } = account
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

  const serveLoan = async (message: InboxMessage, offsiteLoanId: string): Promise<Handled> => {
    const read = await client.call("GET", `/v1/offsite-loans/${offsiteLoanId}`)
    const offsite = OffsiteLoanDetail.safeParse(read.body)
    // Not its case any more: the account has moved on, and what is to be done with it.
    if (!offsite.success) return "done"
    return offsite.data.homeCenterId === centerId
      ? serveAsHome(desk, offsite.data, message)
      : serveAsLender(desk, offsite.data, message)
  }

  const serve = async (message: InboxMessage, serviceCaseId: string): Promise<Handled> => {
    const read = await client.call("GET", `/v1/service-cases/${serviceCaseId}`)
    const found = ServiceCaseDetail.safeParse(read.body)
    return found.success ? serveService(desk, found.data, message) : "done"
  }

  const answerInvestigation = async (investigationId: string): Promise<void> => {
    const path = `/v1/investigations/${investigationId}`
    const read = InvestigationDetail.safeParse((await client.call("GET", path)).body)
    if (!read.success || read.data.status !== "requested" || read.data.homeCityCenterId !== centerId) return
    const outcome = draws(`${investigationId} true`, 4) ? "notFound" : "confirmed"
    await ask(
      "POST",
      `${path}/answers`,
      { outcome, note: "已查网签备案", ...staff },
      undefined,
      read.data.version,
    )
  }

  /** The offices have checked alike, so that a doubt of two of them is settled when both have looked. */
  const stateFinding = async (findingId: string): Promise<void> => {
    const body = { conclusion: draws(findingId, 2) ? "lawful" : "corrected", ...staff }
    await ask("POST", `/v1/findings/${findingId}/statement`, body).catch((error: unknown) => {
      if (!(error instanceof HubRefusedError) || error.problem !== "action-not-allowed") throw error
    })
  }

  const handle = async (message: InboxMessage): Promise<Handled> => {
    if (stillThinks(desk, message.at, message.messageId, "read")) return "later"
    if (message.type === "account.seal-request" && message.accountNo !== undefined)
      await sealAccount(message.accountNo)
    if (message.type === "account.normal-granted" && message.accountNo !== undefined)
      await apply(message.accountNo)
    if (message.type === "finding.opened" && message.subjectId !== undefined)
      await stateFinding(message.subjectId)
    if (message.type === "investigation.requested" && message.subjectId !== undefined)
      await answerInvestigation(message.subjectId)
    if (message.caseId?.startsWith("svc_") === true) return serve(message, message.caseId)
    if (message.caseId?.startsWith("lnc_") === true) return serveLoan(message, message.caseId)
    if (message.caseId === undefined || !message.actionNeeded) return "done"
    const read = await client.call("GET", `/v1/transfers/${message.caseId}`)
    const transfer = TransferDetail.safeParse(read.body)
    if (!transfer.success) return "done"
    const out = transfer.data.fromCenterId === centerId
    if (out && (transfer.data.status === "letterSent" || transfer.data.status === "letterConfirmed"))
      return answerLetter(desk, transfer.data, message)
    if (!out && transfer.data.status === "refused") {
      await act(transfer.data, "refusal-acknowledgement", {})
      return "done"
    }
    return out ? "done" : answerStatement(desk, transfer.data, message)
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

  let saidOfTending = ""
  let tendedAtMs = Number.NEGATIVE_INFINITY
  const tendSafely = async (): Promise<void> => {
    if (nowMs() - tendedAtMs < tendEveryMs) return
    tendedAtMs = nowMs()
    try {
      await tendLoans(desk)
      await tendServices(desk)
      saidOfTending = ""
    } catch (error) {
      const line = `demo ${centerId} cases: ${error instanceof Error ? error.message : String(error)}`
      if (line !== saidOfTending) log(line)
      saidOfTending = line
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
    await tendSafely()
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
