import type { Hold, Segment } from "../../contracts/accounts.ts"
import {
  CenterId,
  HoldId,
  LetterNo,
  TransferId,
  type Instant,
  type Person,
  type PersonRef,
} from "../../contracts/primitives.ts"
import type { FederationReference } from "../../contracts/federation-reference.ts"
import type { RequestTransferRequest, Transfer } from "../../contracts/transfers.ts"
import type { AccountName, AccountRecord, PersonRecord } from "../domain/account/account-record.ts"
import { withHold } from "../domain/account/account-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { calendarFor } from "../domain/calendar/working-days.ts"
import { recordedEvent } from "../domain/case/save-case.ts"
import { keeperOf } from "../domain/directory/books-keeper.ts"
import type { CenterRecord, KeyRecord } from "../domain/directory/center-record.ts"
import { canAnswer } from "../domain/directory/signing-keys.ts"
import { centersDefect } from "../domain/directory/centers-of-a-letter.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { isLetterLate, legOf } from "../domain/transfer/legs.ts"
import { hasEnded, type TransferCase } from "../domain/transfer/transfer-case.ts"
import { tell } from "../domain/transfer/transfer-decision.ts"
import { eligibilityDefect } from "../domain/transfer/transfer-eligibility.ts"
import { viewTransfer } from "../domain/transfer/view-transfer.ts"
import { agreedBetween, type AgreedBetweenNeeds } from "./agreed-between.ts"
import { transferRulesOf, type ReadPolicies } from "./transfer-rules-of.ts"
import { accept, type Call, type Identify, type UseCase } from "./use-case.ts"

type ReceivingAccount = TransferCase["receivingAccount"]

export interface RequestTransferNeeds extends AgreedBetweenNeeds {
  readonly identify: Identify
  readonly encrypt: (
    identity: { person: Person; contact: { phone: string }; formerEmployer?: string },
    caseId: string,
  ) => Promise<string>
  readonly readAccount: (
    name: AccountName,
  ) => Promise<{ readonly account: AccountRecord; readonly person: PersonRecord } | undefined>
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readSegments: (name: AccountName) => Promise<readonly { readonly segments: readonly Segment[] }[]>
  readonly readCenters: (ids: readonly string[]) => Promise<ReadonlyMap<string, CenterRecord>>
  readonly readKeysOf: (centerId: string) => Promise<readonly KeyRecord[]>
  readonly readReceivingAccount: (id: CenterId, now: Instant) => Promise<ReceivingAccount | undefined>
  readonly readPolicies: ReadPolicies
  readonly readCase: (id: TransferId) => Promise<TransferCase | undefined>
  readonly nextLetterSerial: (sixDigits: string, yymmdd: string) => Promise<number | undefined>
}

interface LetterParts {
  readonly to: CenterRecord
  readonly from: CenterRecord
  readonly person: PersonRecord
  readonly newAccount: AccountRecord
  readonly receivingAccount: ReceivingAccount
  /** The federation version that the months asked come from. */
  readonly federation?: FederationReference
}

/** All that must be right before a letter leaves. */
const examine = async (
  needs: RequestTransferNeeds,
  call: Call<RequestTransferRequest>,
): Promise<LetterParts | Refusal> => {
  const { body } = call
  const today = chinaDateOf(call.now)
  if (body.appliedOn > today) return refuse("invalid-request", { rule: "VAL-010", field: "/appliedOn" })
  const toCenterId = CenterId.parse(call.callerId)
  const centers = await needs.readCenters([toCenterId, body.fromCenterId])
  const [to, from] = [centers.get(toCenterId), centers.get(body.fromCenterId)]
  const wrongCenters = centersDefect(to, from, today)
  if (wrongCenters !== undefined) return wrongCenters
  if (to === undefined || from === undefined) return refuse("unknown-center", { field: "/fromCenterId" })

  const [who, agreed] = await Promise.all([
    needs.identify(body.person),
    agreedBetween(needs, toCenterId, from.centerId, call.now),
  ])
  const [keysOfOut, person, opened, old, groups, receivingAccount, inbound, outbound] = await Promise.all([
    needs.readKeysOf(keeperOf(from, today)),
    needs.readPerson(who.personRef),
    needs.readAccount({ centerId: toCenterId, accountNo: body.toAccountNo }),
    needs.readAccount({ centerId: from.centerId, accountNo: body.fromAccountNo }),
    needs.readSegments({ centerId: toCenterId, accountNo: body.toAccountNo }),
    needs.readReceivingAccount(keeperOf(to, today), call.now),
    transferRulesOf(needs.readPolicies, toCenterId, from.centerId, today, agreed),
    transferRulesOf(needs.readPolicies, from.centerId, toCenterId, today, agreed),
  ])
  if (!canAnswer(keysOfOut, call.now)) return refuse("center-not-active", { field: "/fromCenterId" })
  if (opened === undefined) return refuse("account-not-found", { rule: "TRF-003", field: "/toAccountNo" })
  if (inbound.outcome === "refused") return inbound
  if (outbound.outcome === "refused") return outbound
  const defect = eligibilityDefect({
    personRef: person.personRef,
    accountKind: body.accountKind,
    today,
    newAccount: opened.account,
    newAccountSegments: groups.flatMap((group) => group.segments),
    ...(old === undefined ? {} : { oldAccount: old.account }),
    loansAtOldCenter: person.loans.filter(({ centerId }) => centerId === from.centerId),
    inboundRules: inbound.rules,
    outboundRules: outbound.rules,
  })
  if (defect !== undefined) return defect
  const open = person.openTransfers.find(
    (mark) => mark.fromCenterId === from.centerId && mark.accountKind === body.accountKind,
  )
  if (open !== undefined) return refuse("open-transfer-exists", { rule: "TRF-004", field: "/fromCenterId" })
  if (receivingAccount === undefined) return refuse("receiving-account-missing")
  const federation = inbound.rules.federation ?? outbound.rules.federation
  return {
    to,
    from,
    person,
    newAccount: opened.account,
    receivingAccount,
    ...(federation === undefined ? {} : { federation }),
  }
}

/** A new letter may replace one that has ended, of the same center. */
const replacedDefect = async (
  needs: RequestTransferNeeds,
  call: Call<RequestTransferRequest>,
): Promise<Refusal | undefined> => {
  const { replaces } = call.body
  if (replaces === undefined) return undefined
  const replaced = await needs.readCase(replaces)
  if (replaced === undefined || replaced.toCenterId !== call.callerId)
    return refuse("transfer-not-found", { field: "/replaces" })
  const over = hasEnded(replaced) || replaced.status === "refused"
  return over ? undefined : refuse("open-transfer-exists", { rule: "TRF-018", field: "/replaces" })
}

const letterNoOf = async (
  needs: RequestTransferNeeds,
  call: Call<unknown>,
): Promise<LetterNo | undefined> => {
  const sixDigits = call.callerId.slice(0, 6)
  const yymmdd = chinaDateOf(call.now).replaceAll("-", "").slice(2)
  const serial = await needs.nextLetterSerial(sixDigits, yymmdd)
  return serial === undefined
    ? undefined
    : LetterNo.parse(`${sixDigits}${yymmdd}${String(serial).padStart(4, "0")}`)
}

const openCase = (
  call: Call<RequestTransferRequest>,
  parts: LetterParts,
  letterNo: LetterNo,
): TransferCase => {
  const { body, now } = call
  const calendars = { out: calendarFor(parts.from), in: calendarFor(parts.to) }
  const { bankName, accountName, accountNumber } = parts.receivingAccount
  const opened: TransferCase = {
    transferId: TransferId.parse(call.newId("trf")),
    letterNo,
    status: "letterSent",
    version: 1,
    generation: 1,
    personRef: parts.person.personRef,
    accountKind: body.accountKind,
    fromCenterId: parts.from.centerId,
    fromAccountNo: body.fromAccountNo,
    toCenterId: parts.to.centerId,
    toAccountNo: body.toAccountNo,
    appliedOn: body.appliedOn,
    openedAt: now,
    changedAt: now,
    letterLate: isLetterLate(body.appliedOn, now, calendars.in),
    receivingAccount: { bankName, accountName, accountNumber },
    ...(body.batchNo === undefined ? {} : { batchNo: body.batchNo }),
    ...(body.replaces === undefined ? {} : { replaces: body.replaces }),
    ...(parts.federation === undefined ? {} : { federation: parts.federation }),
    escalations: 0,
    payments: [],
    stopRequested: false,
    returning: false,
  }
  return { ...opened, ...legOf(opened, calendars, now) }
}

/** I sends a contact letter: the case, its identity, the hold on the new account and the message to O, at once. */
export const requestTransfer =
  (needs: RequestTransferNeeds): UseCase<RequestTransferRequest, Transfer> =>
  async (call) => {
    const { body } = call
    const parts = (await replacedDefect(needs, call)) ?? (await examine(needs, call))
    if ("outcome" in parts) return parts
    const letterNo = await letterNoOf(needs, call)
    if (letterNo === undefined) return refuse("letter-serials-exhausted")
    const opened = openCase(call, parts, letterNo)
    const { transferId } = opened
    const encryptedIdentity = await needs.encrypt(
      {
        person: body.person,
        contact: body.contact,
        ...(body.formerEmployer === undefined ? {} : { formerEmployer: body.formerEmployer }),
      },
      transferId,
    )
    const hold: Hold = {
      holdId: HoldId.parse(call.newId("hld")),
      ground: "incoming",
      scope: ["closing", "transfer"],
      from: chinaDateOf(call.now),
      caseId: transferId,
    }
    return accept(viewTransfer(opened), [
      { kind: "openCase", case: opened },
      { kind: "saveIdentity", caseId: transferId, encryptedIdentity },
      {
        kind: "markOpenTransfer",
        personRef: opened.personRef,
        mark: { fromCenterId: opened.fromCenterId, accountKind: opened.accountKind, transferId },
      },
      { kind: "saveAccount", account: withHold(parts.newAccount, hold) },
      tell(opened, "out", "transfer.letter-sent", { ...call, actor: "in" }),
      recordedEvent(opened, "letter", {
        now: call.now,
        by: call.callerId,
        staff: { handler: body.handler, reviewer: body.reviewer },
      }),
    ])
  }
