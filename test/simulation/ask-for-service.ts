import type { CenterId, Person } from "../../contracts/primitives.ts"
import type { ServiceMode } from "../../contracts/service-codes.ts"
import { moneyOf } from "../../tools/fen.ts"
import { makePhone, makeUnitCreditCode } from "../../tools/make-person.ts"
import { idIn } from "./carry-loan.ts"
import { carryService, type ServiceCarried } from "./carry-service.ts"
import { day, isAccepted, minute, openingOf, raise, type Lives, type Place } from "./lives.ts"
import type { Request } from "./office.ts"
import { drawServicePlan, type ServicePace } from "./service-stories.ts"

export interface Asked {
  readonly person: Person
  readonly home: CenterId
  readonly details: object
  readonly situation: string
  readonly modes: readonly [ServiceMode, ...ServiceMode[]]
  readonly amountFen?: bigint
  readonly pace: ServicePace
  readonly gather?: () => Promise<void>
}

export const anyMode = ["online", "agent", "joint"] as const

/** An account with a record: money of one kind, paid at this center. */
export const contribute = async (
  { offices }: Lives,
  person: Person,
  { centerId, accountNo }: Place,
  { type, status, fen }: { type: "employee" | "flexible"; status: "01" | "02"; fen: bigint },
): Promise<void> => {
  const opened = await offices
    .of(centerId)
    .ask({ operation: "openAccount", body: openingOf(person, accountNo, status, type) })
  if (opened.outcome === "refused") throw new Error(`${accountNo} was not opened: ${opened.problem}`)
  const principal = moneyOf(fen)
  const segment = {
    contributorType: type,
    accountKind: "basic",
    origin: { kind: "local" },
    ...(type === "employee"
      ? { unitCreditCode: makeUnitCreditCode(accountNo) }
      : { agreementNo: `XY-${accountNo}` }),
    from: "2021-01",
    to: "2025-12",
    principal,
    interest: "0.00",
    contributions: principal,
    subsidy: "0.00",
    monthlyContribution: "1000.00",
  }
  const put = await offices.of(centerId).ask({
    operation: "putSegments",
    params: { accountNo },
    body: { segments: [segment] },
    ifMatch: Number(idIn(opened.body, "version")),
  })
  if (put.outcome === "refused") throw new Error(`the record of ${accountNo} was refused: ${put.problem}`)
}

/** Somebody asks at a counter, or online, and both centers carry the case to its end. */
export const askForService = async (lives: Lives, asked: Asked): Promise<void> => {
  const { world, offices, findings } = lives
  const { chance, centers } = world
  const { person, home, details, situation, pace, amountFen, gather } = asked
  const mode = chance.oneOf(asked.modes)
  const elsewhere = centers.filter((id) => id !== home)
  const receiving =
    mode === "online" && chance.happens(0.5)
      ? home
      : chance.oneOf([elsewhere[0] ?? raise(), ...elsewhere.slice(1)])
  await world.sleep(chance.between(minute, day))
  const [proof, paper] = [
    await world.upload(receiving, "proof"),
    await world.upload(receiving, "paymentReceipt"),
  ]
  const request: Request = {
    operation: "requestService",
    body: {
      mode,
      situation,
      person,
      homeCenterId: home,
      details,
      documents: [proof],
      contact: { phone: makePhone(person.documentNumber) },
      appliedOn: world.today(),
    },
  }
  const clerks = chance.happens(0.2) ? 2 : 1
  const outcomes = await Promise.all(
    Array.from({ length: clerks }, () => offices.of(receiving).ask(request, chance.happens(0.2) ? 2 : 1)),
  )
  const opened = outcomes.filter(isAccepted)
  if (opened.length !== 1) findings.push(`${opened.length} cases for one request about ${situation}`)
  const [first] = opened
  if (first?.outcome !== "accepted") return
  const carried: ServiceCarried = {
    caseId: idIn(first.body, "serviceCaseId"),
    plan: drawServicePlan(chance, { pace, favourite: lives.favouriteService, amountFen }),
    progress: {
      amountFen: amountFen ?? 0n,
      refusals: 0,
      explains: false,
      corrected: false,
      barred: false,
      supplemented: 0,
      returned: 0,
    },
    paper,
    ...(gather === undefined ? {} : { gather }),
  }
  lives.services.push(carried)
  world.gate.note(`${carried.caseId} story ${carried.plan.story}`)
  await carryService(lives, carried)
}

export const withdrawal = (
  matter: "purchaseWithdrawal" | "otherWithdrawal",
  accountNo: string,
  amountFen: bigint,
  purpose: object,
) => ({
  details: { matter, accountNo, amount: moneyOf(amountFen), withdrawal: purpose },
  amountFen,
})

export const purchase = (contractNo: string) => ({
  purpose: "purchase",
  relation: "self",
  region: "990100",
  contractNo,
  price: "600000.00",
  purchasedOn: "2026-02-10",
})

export const liftOf = (index: string) => ({
  purpose: "lift",
  relation: "self",
  region: "990100",
  buildingNo: `B-${index}`,
  room: "501",
  cost: "60000.00",
  subsidy: "20000.00",
  approvedOn: "2026-02-10",
})

export const fen = ({ world }: Lives, leastYuan: number, mostYuan: number): bigint =>
  BigInt(world.chance.between(leastYuan, mostYuan)) * 100n
