import type { NationalCatalogue } from "../../contracts/policies.ts"
import type { CatalogueEntry } from "../../contracts/service-catalogue.ts"
import type { RequestServiceRequest, ServiceCase as ServiceCaseShown } from "../../contracts/service-cases.ts"
import type { FederationReference } from "../../contracts/federation-reference.ts"
import type { PolicyReference } from "../../contracts/policy-reference.ts"
import { CenterId, ServiceCaseId, type Person, type PersonRef } from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { calendarFor } from "../domain/calendar/working-days.ts"
import { isSuspendedOn, keeperOf } from "../domain/directory/books-keeper.ts"
import type { CenterRecord, KeyRecord } from "../domain/directory/center-record.ts"
import { booksDefect } from "../domain/directory/own-books.ts"
import { canAnswer } from "../domain/directory/signing-keys.ts"
import { agreedForCase } from "../domain/federation/agreed-rules.ts"
import { referenceOf } from "../domain/federation/membership.ts"
import type { KnownPack } from "../domain/policies/accept-policy.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { catalogueEntryOf, offeredIn, situationOf } from "../domain/service-case/catalogue.ts"
import { flexibleMatterDefect } from "../domain/service-case/flexible-matter.ts"
import { openServiceCase, type ServiceOpening } from "../domain/service-case/open-service-case.ts"
import { purposeFits } from "../domain/service-case/purpose-fits.ts"
import { subjectOf, type ServiceCase } from "../domain/service-case/service-case.ts"
import { situationFits } from "../domain/service-case/situation-fits.ts"
import type { OpenServiceMark } from "../domain/service-case/service-change.ts"
import { viewServiceCase } from "../domain/service-case/view-service-case.ts"
import { factOf } from "../domain/withdrawal/housing-fact.ts"
import { defectOfDetails } from "../domain/withdrawal/withdrawal-figures.ts"
import { agreedBetween, type AgreedBetweenNeeds } from "./agreed-between.ts"
import { inCase, judgeCase, type JudgeCaseNeeds } from "./judge-case.ts"
import { packInForce } from "./read-policy.ts"
import { accountNoOf, sidesOf, type ServiceNeeds } from "./service-context.ts"
import {
  hitPoints,
  missPoints,
  type Call,
  type DisclosingRefusal,
  type Result,
  type UseCase,
} from "./use-case.ts"
import { usableDocuments } from "./usable-documents.ts"

interface StoredApplicant {
  readonly person: Person
  readonly contact: { readonly phone: string }
  readonly principal?: Person | undefined
  readonly bankAccount?: RequestServiceRequest["bankAccount"]
}

export interface RequestServiceNeeds extends ServiceNeeds, JudgeCaseNeeds, AgreedBetweenNeeds {
  readonly encrypt: (identity: StoredApplicant, caseId: string) => Promise<string>
  readonly nationalCatalogue: () => NationalCatalogue
  readonly readKeysOf: (centerId: string) => Promise<readonly KeyRecord[]>
}

interface Parts {
  readonly receiving: CenterRecord
  readonly home: CenterRecord
  readonly entry: CatalogueEntry
  readonly policy?: PolicyReference
  readonly federation?: FederationReference
}

/** Two centers that may have such a case: the caller receives, and decides itself only what it got online. */
const centersOf = async (
  needs: RequestServiceNeeds,
  call: Call<RequestServiceRequest>,
): Promise<Pick<Parts, "receiving" | "home"> | Refusal> => {
  const { homeCenterId, mode } = call.body
  const receivingCenterId = CenterId.parse(call.callerId)
  const field = "/homeCenterId"
  if (receivingCenterId === homeCenterId && mode !== "online")
    return refuse("internal-service", { rule: "SVC-001", field })
  const centers = await needs.readCenters([receivingCenterId, homeCenterId])
  const [receiving, home] = [centers.get(receivingCenterId), centers.get(homeCenterId)]
  if (receiving === undefined || home === undefined) return refuse("unknown-center", { field })
  const noBooks = booksDefect(home)
  if (noBooks !== undefined) return { ...noBooks, field }
  const today = chinaDateOf(call.now)
  if (isSuspendedOn(home, today) || !canAnswer(await needs.readKeysOf(keeperOf(home, today)), call.now))
    return refuse("center-not-active", { field })
  return { receiving, home }
}

/** The catalogue's entry of the matter today, with the pack that it comes from; that pack judges the case. */
const offered = async (
  needs: RequestServiceNeeds,
  call: Call<RequestServiceRequest>,
): Promise<Pick<Parts, "entry" | "policy" | "federation"> | Refusal> => {
  const { homeCenterId, mode, situation, details } = call.body
  const on = chinaDateOf(call.now)
  const begun = (await needs.readPolicies(homeCenterId)).filter(({ pack }) => pack.effectiveFrom <= on)
  const agreed = agreedForCase(
    await agreedBetween(needs, CenterId.parse(call.callerId), homeCenterId, call.now),
    details.matter,
    "withdrawal" in details ? details.withdrawal.purpose : undefined,
  )
  const federation = agreed === undefined ? {} : { federation: referenceOf(agreed) }
  const known: KnownPack | undefined | Refusal = begun.length === 0 ? undefined : packInForce(begun, on)
  if (known !== undefined && "outcome" in known) return refuse("policy-gap", { field: "/homeCenterId" })
  const found = catalogueEntryOf({
    pack: known?.pack,
    catalogue: needs.nationalCatalogue(),
    matter: details.matter,
    on,
    agreed: agreed === undefined ? [] : [agreed],
  })
  if (found.outcome === "notOffered")
    return refuse("matter-not-offered", { rule: "SVC-002", field: "/details/matter" })
  if (!offeredIn(found.entry, mode)) return refuse("mode-not-allowed", { rule: "SVC-002", field: "/mode" })
  if (!situationFits(found.entry, situation, details))
    return refuse("situation-unknown", { rule: "SVC-009", field: "/situation" })
  if (situationOf(found.entry, situation) === undefined)
    return refuse("situation-unknown", { field: "/situation" })
  const defect = flexibleMatterDefect(details, known?.pack, on)
  if (defect !== undefined) return defect
  if (known === undefined) return { entry: found.entry, ...federation }
  const { centerId, effectiveFrom, version } = known.pack
  return {
    entry: found.entry,
    policy: { centerId, effectiveFrom, version, hash: known.hash },
    ...federation,
  }
}

/** Looked at here, while the people are named: the case is kept without them, and without an account nothing is judged. */
const withdrawalDefect = ({ details }: RequestServiceRequest): Refusal | undefined => {
  if (!("withdrawal" in details)) return undefined
  const defect = defectOfDetails(details.withdrawal)
  if (defect !== undefined) return inCase(defect)
  const named = factOf(details.withdrawal)
  return named?.outcome === "refused" ? inCase(named) : undefined
}

const bodyDefect = ({ body, now }: Call<RequestServiceRequest>): Refusal | undefined => {
  if (body.appliedOn > chinaDateOf(now))
    return refuse("invalid-request", { rule: "VAL-010", field: "/appliedOn" })
  return purposeFits(body.details)
    ? withdrawalDefect(body)
    : refuse("invalid-request", { rule: "SVC-009", field: "/details/withdrawal/purpose" })
}

/** All that must be right before the home center hears of it. */
const examine = async (
  needs: RequestServiceNeeds,
  call: Call<RequestServiceRequest>,
): Promise<Parts | Refusal> => {
  const defect = bodyDefect(call)
  if (defect !== undefined) return defect
  const centers = await centersOf(needs, call)
  if ("outcome" in centers) return centers
  const entry = await offered(needs, call)
  return "outcome" in entry ? entry : { ...centers, ...entry }
}

/** Owner, patient or heir that the request names. */
const namedOf = ({ details }: RequestServiceRequest): Person | undefined => {
  if (!("withdrawal" in details)) return undefined
  const { withdrawal } = details
  if (withdrawal.purpose === "death") return withdrawal.heir
  return "principal" in withdrawal ? withdrawal.principal : undefined
}

/** Whose home, illness or rent it is; an heir is none of these. */
const principalOf = async (
  needs: RequestServiceNeeds,
  { body }: Call<RequestServiceRequest>,
): Promise<PersonRef | undefined> => {
  const { details } = body
  if (!("withdrawal" in details) || !("principal" in details.withdrawal)) return undefined
  const { principal } = details.withdrawal
  if (principal === undefined) return undefined
  const { personRef } = await needs.identify(principal)
  return (await needs.readPerson(personRef)).personRef
}

/** What another center hears of the home record: a disclosure, charged and recorded with the case. */
const answered = (
  opened: { readonly case: ServiceCase; readonly changes: ServiceOpening["bindings"] },
  callerId: string,
): Result<ServiceCaseShown> => {
  const { case: serviceCase, changes } = opened
  const shown = viewServiceCase(serviceCase, sidesOf(serviceCase, callerId))
  const asksAboutAccount = accountNoOf(serviceCase) !== undefined && serviceCase.homeCenterId !== callerId
  const found = serviceCase.check?.verdict
  return {
    outcome: "accepted",
    answer: shown,
    changes,
    ...(asksAboutAccount
      ? {
          disclosure: {
            personRefs: [serviceCase.personRef],
            purpose: "withdraw",
            // That nothing is known of the account is an answer, too: guessing numbers is dearer than knowing one.
            points: found === undefined ? missPoints : hitPoints,
            caseId: serviceCase.serviceCaseId,
            found: found ?? "nothing",
          },
        }
      : {}),
  }
}

/** Whoever is a side of the open case hears which it is; to others it is a disclosure that somebody asked elsewhere. */
const openAlready = async (
  needs: RequestServiceNeeds,
  { serviceCaseId }: OpenServiceMark,
  callerId: string,
  personRef: PersonRef,
): Promise<DisclosingRefusal> => {
  const found = await needs.readServiceCase(serviceCaseId)
  const refusal = refuse("open-service-case-exists", { rule: "SVC-006", field: "/details/matter" })
  return found !== undefined && sidesOf(found, callerId).size > 0
    ? { ...refusal, caseId: serviceCaseId }
    : {
        ...refusal,
        disclosure: {
          personRefs: [personRef],
          purpose: "service",
          points: hitPoints,
          found: refusal.problem,
        },
      }
}

/** A person asks at R, or online, for a matter of H. */
export const requestService =
  (needs: RequestServiceNeeds): UseCase<RequestServiceRequest, ServiceCaseShown> =>
  async (call) => {
    const parts = await examine(needs, call)
    if ("outcome" in parts) return parts
    const { body, now, newId } = call
    const { receiving, home, entry, policy, federation } = parts
    const serviceCaseId = ServiceCaseId.parse(newId("svc"))
    const who = await needs.identify(body.person)
    const [person, principalRef, papers] = await Promise.all([
      needs.readPerson(who.personRef),
      principalOf(needs, call),
      usableDocuments(needs, body.documents ?? [], { centerId: receiving.centerId, caseId: serviceCaseId }),
    ])
    if (papers.outcome === "refused") return papers
    const subject = subjectOf(body)
    const open = person.openServices.find(
      (mark) => mark.homeCenterId === home.centerId && mark.subject === subject,
    )
    if (open !== undefined) return openAlready(needs, open, call.callerId, person.personRef)
    const principal = namedOf(body)
    const opening: ServiceOpening = {
      now,
      receivingCenterId: receiving.centerId,
      person,
      ...(principalRef === undefined ? {} : { principalRef }),
      entry,
      calendars: { receiving: calendarFor(receiving), home: calendarFor(home) },
      ...(policy === undefined ? {} : { policy }),
      ...(federation === undefined ? {} : { federation }),
      papers: papers.documents.map(({ documentId, documentKind }) => ({ documentId, documentKind })),
      bindings: papers.changes,
      encryptedIdentity: await needs.encrypt(
        {
          person: body.person,
          contact: body.contact,
          ...(principal === undefined ? {} : { principal }),
          ...(body.bankAccount === undefined ? {} : { bankAccount: body.bankAccount }),
        },
        serviceCaseId,
      ),
      newId,
    }
    const opened = openServiceCase(serviceCaseId, body, body.details, opening)
    const accountNo = accountNoOf(opened.case)
    const judged =
      accountNo === undefined
        ? undefined
        : await judgeCase(needs, opened.case, {
            now,
            personRef: person.personRef,
            accountNo,
            // To another center the rules speak of the purpose, not of the amount: else it could find out the balance.
            amount:
              call.callerId === home.centerId && "amount" in body.details ? body.details.amount : undefined,
          })
    if (judged === undefined) return answered(opened, call.callerId)
    if (judged.outcome === "refused") return judged
    const checked = openServiceCase(serviceCaseId, body, body.details, {
      ...opening,
      judgment: judged.judgment,
    })
    return answered(checked, call.callerId)
  }
