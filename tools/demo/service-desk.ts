import { createHash } from "node:crypto"
import type { Segment } from "../../contracts/accounts.ts"
import { AccountImportReport } from "../../contracts/account-imports.ts"
import { AnnouncedDocument, ReceivedDocument } from "../../contracts/documents.ts"
import { AgreementNo, Money, Month, UnitCreditCode, type Person } from "../../contracts/primitives.ts"
import { ServiceCase } from "../../contracts/service-cases.ts"
import type { HubAnswer } from "../hub-client.ts"
import { text } from "../language.ts"
import { makePhone, makeUnitCreditCode } from "../make-person.ts"
import { bodyOf, send, type Actor, type Stage } from "./story-stage.ts"

// What the story's counters do again and again: take papers, send a request, act on a case.

export type Staff = Readonly<{ handler: string; reviewer: string }>
type Members = Readonly<Record<string, unknown>>

/** A record of one employer whose money is there to the fen. */
export const employeeSegment = (seed: string, principal: string): Segment => ({
  contributorType: "employee",
  accountKind: "basic",
  origin: { kind: "local" },
  unitCreditCode: UnitCreditCode.parse(makeUnitCreditCode(seed)),
  from: Month.parse("2020-01"),
  to: Month.parse("2024-12"),
  monthlyContribution: Money.parse("1500.00"),
  principal: Money.parse(principal),
  interest: Money.parse("0.00"),
  contributions: Money.parse(principal),
  subsidy: Money.parse("0.00"),
})

/** Beside it, a record by agreement. */
export const flexibleSegment = (agreementNo: string, principal: string): Segment => {
  const { unitCreditCode: _unitCreditCode, ...like } = employeeSegment("flexible", principal)
  return {
    ...like,
    contributorType: "flexible",
    agreementNo: AgreementNo.parse(agreementNo),
    from: Month.parse("2025-01"),
    to: Month.parse("2026-10"),
    monthlyContribution: Money.parse("500.00"),
  }
}

export const registerAccount = async (
  stage: Stage,
  actor: Actor,
  {
    person,
    accountNo,
    segments,
    ...over
  }: Members & { person: Person; accountNo: string; segments: readonly Segment[] },
): Promise<void> => {
  const flexible = segments.find((segment) => segment.contributorType === "flexible")
  const account = {
    person,
    accountNo,
    accountKind: "basic",
    status: "01",
    statusSince: "2020-01-15",
    openedOn: "2020-01-15",
    ...(flexible === undefined
      ? { contributorType: "employee", unitCreditCode: makeUnitCreditCode(accountNo) }
      : { contributorType: "flexible", agreementNo: flexible.agreementNo }),
    segments,
    ...over,
  }
  const money = segments.map(({ principal }) => principal).join(" + ")
  const imported = await send(
    stage,
    actor,
    "POST",
    "/v1/account-imports",
    { accounts: [account] },
    `accountNo ${accountNo} · ${money}`,
  )
  stage.narrator.expect(
    text("登记账户", "accounts registered"),
    bodyOf(imported, AccountImportReport).registered,
    1,
  )
}

/** One paper of a case: announced, uploaded beside the hub, held against what was announced. */
export const depositPaper = async (stage: Stage, actor: Actor, documentKind: string): Promise<string> => {
  const content = new TextEncoder().encode(`%PDF-1.7 synthetic ${documentKind} of the story`)
  const { client } = actor.center
  const announced = await client.call("POST", "/v1/documents", {
    body: {
      documentKind,
      contentType: "application/pdf",
      bytes: content.byteLength,
      sha256: createHash("sha256").update(content).digest("hex"),
    },
  })
  const { documentId, upload } = bodyOf(announced, AnnouncedDocument)
  stage.narrator.sends(actor.label, `PUT ${documentKind}`, "")
  const stored = await fetch(upload.url, { method: upload.method, headers: upload.headers, body: content })
  if (!stored.ok) throw new Error(`the upload of ${documentKind} was answered with ${stored.status}`)
  const received = await client.call("POST", `/v1/documents/${documentId}/receipt`)
  stage.narrator.answers(
    actor.label,
    received.status,
    `${documentKind} ${bodyOf(received, ReceivedDocument).status}`,
  )
  return documentId
}

export interface ServiceAsked {
  readonly at: Actor
  readonly home: Actor
  readonly person: Person
  readonly mode: "online" | "agent" | "joint"
  readonly situation: string
  readonly details: Members
  readonly documents: readonly string[]
  readonly staff: Staff
  readonly shortly: string
}

export const askService = async (stage: Stage, asked: ServiceAsked): Promise<ServiceCase> => {
  const { at, home, person, mode, situation, details, documents, staff, shortly } = asked
  const body = {
    mode,
    situation,
    person,
    homeCenterId: home.center.centerId,
    details,
    documents,
    contact: { phone: makePhone(person.documentNumber) },
    appliedOn: stage.today(),
    ...staff,
  }
  return bodyOf(await send(stage, at, "POST", "/v1/service-cases", body, shortly), ServiceCase)
}

/** A clerk takes a minute: what is sent one after another is also told in that order. */
const aMinute = 1 / 60

/** One act on a case, as it was answered. */
export const actOn = async (
  stage: Stage,
  actor: Actor,
  { serviceCaseId }: Pick<ServiceCase, "serviceCaseId">,
  act: { readonly action: string; readonly body: Members; readonly staff: Staff; readonly shortly: string },
): Promise<HubAnswer> => {
  await stage.wait(aMinute)
  return send(
    stage,
    actor,
    "POST",
    `/v1/service-cases/${serviceCaseId}/${act.action}`,
    { ...act.body, ...act.staff },
    act.shortly,
  )
}

/** H says yes and pays: both in one breath, where nothing is to be told between. */
export const approveAndPay = async (
  stage: Stage,
  home: Actor,
  serviceCase: ServiceCase,
  paid: { readonly amount: string; readonly reference: string; readonly staff: Staff },
): Promise<void> => {
  const { amount, reference, staff } = paid
  const approved = await actOn(stage, home, serviceCase, {
    action: "decision",
    body: { outcome: "approved", amount },
    staff,
    shortly: `approved · ${amount}`,
  })
  stage.narrator.expect(text("审批金额", "approved"), bodyOf(approved, ServiceCase).decision?.amount, amount)
  await payOut(stage, home, serviceCase, { amount, reference, staff })
}

export const payOut = async (
  stage: Stage,
  home: Actor,
  serviceCase: ServiceCase,
  {
    amount,
    reference,
    staff,
  }: { readonly amount: string; readonly reference: string; readonly staff: Staff },
): Promise<void> => {
  const answer = await actOn(stage, home, serviceCase, {
    action: "payment",
    body: { reference, amount, paidOn: stage.today() },
    staff,
    shortly: `${reference} · ${amount}`,
  })
  stage.narrator.expect(text("业务状态", "status of the case"), bodyOf(answer, ServiceCase).status, "paid")
}

/** The applicant has the money, or the refusal: an open case would be escalated for the rest of the story. */
export const handOver = async (
  stage: Stage,
  actor: Actor,
  serviceCase: ServiceCase,
  staff: Staff,
): Promise<void> => {
  const answer = await actOn(stage, actor, serviceCase, {
    action: "closure",
    body: { deliveredOn: stage.today(), delivery: "counter" },
    staff,
    shortly: "counter",
  })
  stage.narrator.expect(text("业务状态", "status of the case"), bodyOf(answer, ServiceCase).status, "closed")
}
