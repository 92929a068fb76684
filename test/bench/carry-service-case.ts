import { ServiceCase } from "../../contracts/service-cases.ts"
import type { DocumentId } from "../../contracts/primitives.ts"
import type { ServiceMode } from "../../contracts/service-codes.ts"
import type { Hub } from "../../infra/local/start-hub.ts"
import { announce, contentOf, receive, upload } from "../fixtures/document-story.ts"
import { expectStatus, newReference, type TestCenter } from "../fixtures/federation.ts"
import { actOnService, contributor, purchase, serviceBody } from "../fixtures/service-story.ts"
import type { BenchFederation } from "./bench-federation.ts"
import type { FlowMeter } from "./flow-meter.ts"

/** Where a person asks and where the account stands; one and the same when it is asked online. */
export interface Served {
  readonly hub: Hub
  readonly R: TestCenter
  readonly H: TestCenter
}

/** The home center is the one that has published rules: each decision reads them. */
export const servedIn = ({ hub, O, I }: BenchFederation): Served => ({ hub, R: O, H: I })

const today = "2026-09-01"
const amount = "30000.00"
const renting = {
  purpose: "rent",
  relation: "self",
  region: "990101",
  housing: "market",
  monthlyRent: "3000.00",
  ownsHomeThere: false,
  from: "2025-09",
  to: "2026-08",
}

interface Asked {
  readonly matter: string
  readonly situation: string
  readonly withdrawal: object
  /** Kinds of document that the catalogue demands. */
  readonly papers: readonly string[]
}

/** A withdrawal that is paid, in each mode: nothing that a case may have is left out. */
const asked = (mode: ServiceMode, seed: string): Asked => {
  switch (mode) {
    case "online":
      return { matter: "rentWithdrawal", situation: "market", withdrawal: renting, papers: [] }
    case "agent": {
      const illness = { purpose: "seriousIllness", relation: "self", cost: amount, treatedOn: "2026-08-01" }
      const papers = ["diagnosis", "medicalBill"]
      return { matter: "otherWithdrawal", situation: "seriousIllness", withdrawal: illness, papers }
    }
    case "joint": {
      const withdrawal = purchase({ contractNo: `HT-${seed}` })
      return { matter: "purchaseWithdrawal", situation: "newHome", withdrawal, papers: ["purchaseContract"] }
    }
  }
}

export const papersOf = (mode: ServiceMode): number => asked(mode, "").papers.length

/** Announced, uploaded past the hub, and looked at. */
const paper = async (
  center: TestCenter,
  documentKind: string,
  seed: string,
  { write }: FlowMeter,
): Promise<DocumentId> => {
  const content = contentOf(`${seed}-${documentKind}`)
  const announced = await write(() => announce(center, content, { documentKind }))
  if ((await upload(announced, content)) !== 200) throw new Error("the store takes no upload")
  await write(() => receive(center, announced.documentId))
  return announced.documentId
}

export const applicantOf = ({ H }: Served, seed: string) => contributor(H, seed)
export type Applicant = Awaited<ReturnType<typeof contributor>>

/** From the papers to the closure; each center reads its inbox and acknowledges every message. */
export const carryServiceCase = async (
  { hub, R, H }: Served,
  mode: ServiceMode,
  { person, accountNo }: Applicant,
  meter: FlowMeter,
): Promise<ServiceCase> => {
  const { write, emptyInbox } = meter
  const between = mode !== "online"
  const taking = between ? R : H
  /** Centers act hours apart: the workflow has parked again before the next call. */
  const told = async (center: TestCenter): Promise<void> => {
    if (between) await emptyInbox(center)
    await hub.settle()
  }
  const { papers, matter, situation, withdrawal } = asked(mode, accountNo)
  const documents: DocumentId[] = []
  for (const kind of papers) documents.push(await paper(taking, kind, accountNo, meter))
  const details = { matter, accountNo, amount, withdrawal }
  const body = serviceBody(H, person, details, { mode, situation, documents })
  const answer = await write(() => taking.call("POST", "/v1/service-cases", body))
  const { serviceCaseId: id } = ServiceCase.parse(expectStatus(answer, 201))
  await told(H)
  if (mode === "joint") {
    const found = { outcome: "verified", verifiedOn: today, method: "contract" }
    await write(() => actOnService(R, id, "verification", found))
    await told(H)
  }
  const reason = "核对原件"
  await write(() => actOnService(H, id, "decision", { outcome: "approved", amount, reason }))
  await told(R)
  const payment = { reference: newReference(), amount, paidOn: today }
  await write(() => actOnService(H, id, "payment", payment))
  await told(R)
  const closure = { deliveredOn: today, delivery: between ? "counter" : "online" }
  const closed = await write(() => actOnService(taking, id, "closure", closure))
  await told(H)
  return closed
}
