import { createHash } from "node:crypto"
import { AnnouncedDocument } from "../../contracts/documents.ts"
import { AccountNo, type DocumentId } from "../../contracts/primitives.ts"
import type { ServiceMode } from "../../contracts/service-codes.ts"
import { addMonths, monthOf } from "../../functions/domain/months/month.ts"
import { makePerson, makePhone } from "../make-person.ts"
import { daysBefore, holdAccount, type Act, type Scene } from "./acting.ts"
import type { BackOffice } from "./back-office.ts"
import { makeSegments } from "./contribution-record.ts"
import { staff } from "./desk.ts"

type Ask = BackOffice["ask"]

/** A paper, announced, uploaded beside the hub, and held against what was announced. */
export const bringPaper = async (ask: Ask, documentKind: string): Promise<DocumentId> => {
  const content = new TextEncoder().encode(`%PDF-1.7 synthetic ${documentKind} of the demo`)
  const announced = await ask("POST", "/v1/documents", {
    documentKind,
    contentType: "application/pdf",
    bytes: content.byteLength,
    sha256: createHash("sha256").update(content).digest("hex"),
  })
  const { documentId, upload } = AnnouncedDocument.parse(announced)
  const stored = await fetch(upload.url, { method: upload.method, headers: upload.headers, body: content })
  if (!stored.ok) throw new Error(`the upload of ${documentKind} was answered with ${stored.status}`)
  await ask("POST", `/v1/documents/${documentId}/receipt`)
  return documentId
}

interface Asked {
  readonly mode: ServiceMode
  readonly situation: string
  readonly details: Readonly<Record<string, unknown>>
  readonly papers?: readonly string[]
}

/** Somebody who lives in one city asks there for something of the city where the account is. */
const askAt = async (
  { seed, from: home, to: receiving, today }: Scene,
  { mode, situation, details, papers = [] }: Asked,
): Promise<void> => {
  const person = makePerson(seed)
  const accountNo = accountOf(seed)
  const segments = [...makeSegments(seed, today)]
  await holdAccount(home, { person, accountNo, segments, status: "01" }, today)
  const documents: DocumentId[] = []
  for (const kind of papers) documents.push(await bringPaper(receiving.ask, kind))
  await receiving.ask(
    "POST",
    "/v1/service-cases",
    {
      mode,
      situation,
      person,
      homeCenterId: home.center.centerId,
      details,
      documents,
      contact: { phone: makePhone(seed) },
      appliedOn: today,
      ...staff,
    },
    `service-${seed}-${today}`,
  )
}

const accountOf = (seed: string): AccountNo => AccountNo.parse(`S${seed}A`)

/** 代收代办: a certificate for a loan elsewhere. */
export const askCertificate: Act = (scene) =>
  askAt(scene, {
    mode: "agent",
    situation: "offsiteLoan",
    details: { matter: "contributionCertificate", use: "loan", addressedTo: scene.to.center.centerId },
  })

/** 全程网办: what the record says. */
export const askRecord: Act = (scene) =>
  askAt(scene, {
    mode: "online",
    situation: "ownRecord",
    details: { matter: "informationQuery", topics: ["account", "contributions"] },
  })

const regionOf = ({ to }: Scene): string => to.center.centerId.slice(0, 6)

/** 全程网办: three months of rent. */
export const askRent: Act = (scene) => {
  const last = addMonths(monthOf(scene.today), -1)
  return askAt(scene, {
    mode: "online",
    situation: "market",
    details: {
      matter: "rentWithdrawal",
      accountNo: accountOf(scene.seed),
      amount: "3600.00",
      withdrawal: {
        purpose: "rent",
        relation: "self",
        region: regionOf(scene),
        housing: "market",
        monthlyRent: "3500.00",
        ownsHomeThere: false,
        from: addMonths(last, -2),
        to: last,
      },
    },
  })
}

/** 两地联办: a home is bought where one lives, with the money of the other city. */
export const askPurchase: Act = (scene) =>
  askAt(scene, {
    mode: "joint",
    situation: "newHome",
    papers: ["purchaseContract"],
    details: {
      matter: "purchaseWithdrawal",
      accountNo: accountOf(scene.seed),
      amount: "20000.00",
      withdrawal: {
        purpose: "purchase",
        relation: "self",
        region: regionOf(scene),
        contractNo: `DEMO-${scene.seed}`,
        price: "900000.00",
        loanAmount: "500000.00",
        purchasedOn: daysBefore(scene.today, 40),
      },
    },
  })
