import type { CenterId, Person } from "../../contracts/primitives.ts"
import { isOpen, type AccountRecord } from "../../functions/domain/account/account-record.ts"
import { makePerson, makePhone } from "../../tools/make-person.ts"
import { carryLoan, idIn, type LoanCarried } from "./carry-loan.ts"
import { requestTransfer } from "./carry-transfer.ts"
import { day, hour, isAccepted, minute, openingOf, raise, type Lives, type Place } from "./lives.ts"
import { drawLoanPlan, type LoanStory } from "./loan-stories.ts"
import type { StoredLoanCase } from "./mirror.ts"
import type { Office, Request } from "./office.ts"

export interface Application {
  readonly borrower: Person
  readonly spouse?: Person
  readonly home: CenterId
  readonly lender: CenterId
}

/** When the account moves, seen from its off-site loan. */
const orders = [
  ["never", 2],
  ["before-request", 2],
  ["with-request", 3],
  ["requested", 2],
  ["certified", 4],
  ["granted", 8],
] as const
type Order = (typeof orders)[number][0]

const lives = [
  ["alone", 5],
  ["couple-crossed", 3],
  ["two-lenders", 3],
  ["rival-loan", 2],
] as const

const lookEveryMs = hour
/** Who began so late would not be followed to the end. */
const lastStartMs = 80 * day
const mostConsents = 3
const mostMoves = 4

/** The person's account that is paid in to, as the registry knows it. */
const presentHome = ({ world }: Lives, personRef: string): AccountRecord | undefined =>
  world.mirror
    .accounts(personRef)
    .findLast((account) => isOpen(account) && account.status !== "X2" && account.accountKind === "basic")

const request = async (
  { world, offices }: Lives,
  { borrower, home, lender }: Application,
): Promise<string | undefined> => {
  const { chance } = world
  for (let consents = 1; consents <= mostConsents; consents += 1) {
    const consent = await offices.of(home).ask(
      {
        operation: "giveConsent",
        body: { person: borrower, purpose: "offsiteLoan", grantedTo: lender, verifiedBy: "counter" },
      },
      chance.happens(0.2) ? 2 : 1,
    )
    if (consent.outcome === "refused") return undefined
    const asked: Request = {
      operation: "requestOffsiteLoan",
      body: {
        person: borrower,
        homeCenterId: home,
        consent: idIn(consent.body, "consentCode"),
        contact: { phone: makePhone(borrower.documentNumber) },
        appliedOn: world.today(),
      },
    }
    await world.sleep(chance.between(minute, 3 * hour))
    const clerks = chance.happens(0.25) ? 2 : 1
    const outcomes = await Promise.all(
      Array.from({ length: clerks }, () => offices.of(lender).ask(asked, chance.happens(0.2) ? 2 : 1)),
    )
    const opened = outcomes.find(({ outcome }) => outcome === "accepted")
    if (opened?.outcome === "accepted") return idIn(opened.body, "offsiteLoanId")
    if (outcomes.every((outcome) => outcome.outcome === "refused" && outcome.problem !== "consent-invalid"))
      return undefined
  }
  return undefined
}

export const applyForLoan = async (
  all: Lives,
  application: Application,
  favourite: LoanStory | undefined,
): Promise<void> => {
  const { world, loans } = all
  const { borrower, spouse } = application
  await world.sleep(world.chance.between(minute, 2 * day))
  const caseId = await request(all, application)
  if (caseId === undefined) return
  const carried: LoanCarried = {
    caseId,
    plan: drawLoanPlan(world.chance, favourite),
    progress: { step: 0, refusals: 0, barred: false },
    borrower,
    ...(spouse === undefined ? {} : { spouse }),
  }
  loans.push(carried)
  world.gate.note(`${caseId} story ${carried.plan.story}`)
  await carryLoan(all, carried)
}

/** Whether what the person waits for has come, or will never come. */
const hasCome = (order: Order, loans: readonly StoredLoanCase[]): boolean => {
  if (order === "before-request") return true
  if (order === "with-request") return true
  return loans.some(({ status }) =>
    order === "granted" ? status === "granted" : order === "certified" ? status !== "requested" : true,
  )
}

const waitFor = async (
  { world }: Lives,
  order: Order,
  personRef: () => string | undefined,
): Promise<boolean> => {
  const { chance, mirror, clock } = world
  await world.sleep(order === "with-request" ? chance.between(minute, 3 * day) : minute)
  const began = clock.now()
  while (clock.now() - began < 40 * day) {
    const ref = personRef()
    const own = mirror.offsiteLoans().filter((known) => known.personRef === ref)
    if (hasCome(order, own)) return true
    await world.sleep(chance.between(minute, 2 * lookEveryMs))
  }
  return false
}

/** The account follows its holder to another center; what is refused at first is asked again some days later. */
const moveAccount = async (all: Lives, person: Person, personRef: string, to: Place): Promise<void> => {
  const { world, offices } = all
  const { chance } = world
  const from = presentHome(all, personRef)
  if (from === undefined || from.centerId === to.centerId) return
  const open = (type: "employee" | "flexible", status: "01" | "02") =>
    offices
      .of(to.centerId)
      .ask({ operation: "openAccount", body: openingOf(person, to.accountNo, status, type) })
  if (!isAccepted(await open("employee", "01")) && !isAccepted(await open("flexible", "02"))) return
  for (let attempt = 1; attempt <= mostMoves; attempt += 1) {
    await world.sleep(chance.between(minute, hour))
    if ((await requestTransfer(all, person, from, to, "quick")) > 0) return
    await world.sleep(chance.between(2 * day, 8 * day))
  }
}

const moveAbout = async (
  all: Lives,
  person: Person,
  personRef: () => string | undefined,
  places: readonly Place[],
): Promise<void> => {
  const { world } = all
  const { chance, clock } = world
  const began = clock.now()
  const order = chance.weighted(orders)
  if (order === "never" || !(await waitFor(all, order, personRef))) return
  for (const to of places) {
    const ref = personRef()
    if (ref === undefined || clock.now() - began > lastStartMs) return
    await moveAccount(all, person, ref, to)
    if (chance.happens(0.5)) return
    await world.sleep(chance.between(minute, 6 * day))
  }
}

/** Another center lends to the same person, reserved or not: a fact is registered all the same. */
const rivalLoan = async ({ world, offices }: Lives, borrower: Person, lender: CenterId): Promise<void> => {
  const { chance } = world
  const office: Office = offices.of(lender)
  await world.sleep(chance.between(hour, 9 * day))
  const reserved = await office.ask({ operation: "reserveLoan", body: { borrower } })
  if (reserved.outcome === "refused" && chance.happens(0.4)) return
  await world.sleep(chance.between(minute, 2 * day))
  const contractNo = `LK-${borrower.documentNumber.slice(-6)}`
  const registered = await office.ask({
    operation: "registerLoan",
    body: {
      contractNo,
      kind: "hpf",
      amount: "200000.00",
      termMonths: 120,
      yearlyRate: "0.026",
      grantedOn: world.today(),
      borrower,
      ...(reserved.outcome === "accepted" && chance.happens(0.7)
        ? { reservationId: idIn(reserved.body, "reservationId") }
        : {}),
    },
  })
  if (registered.outcome === "refused" || chance.happens(0.4)) return
  await world.sleep(chance.between(minute, 20 * day))
  await office.ask({
    operation: "feedRepayment",
    params: { contractNo },
    body: { month: world.today().slice(0, 7), balance: "0.00", overduePeriods: 0 },
  })
  await office.ask({ operation: "payOffLoan", params: { contractNo }, body: { paidOffOn: world.today() } })
}

/** A person, or a couple, pays in at one center and borrows at another, while accounts move. */
export const borrow = async (all: Lives, index: number, favourite: LoanStory | undefined): Promise<void> => {
  const { world, offices } = all
  const { chance, centers } = world
  const turn = chance.below(centers.length)
  const at = (offset: number): CenterId => centers[(turn + offset) % centers.length] ?? raise()
  const [home, lender, third, fourth] = [at(0), at(1), at(2), at(3)]
  const life = chance.weighted(lives)
  const borrower = makePerson(`borrower ${index}`)
  const spouse = makePerson(`spouse ${index}`)
  const married = life === "couple-crossed" || chance.happens(0.4)
  const accountNo = `HOME${index}`
  await offices
    .of(home)
    .ask({ operation: "openAccount", body: openingOf(borrower, accountNo, "01", "employee") })
  const personRef = (): string | undefined =>
    world.mirror
      .persons()
      .find((ref) => world.mirror.accounts(ref).some((account) => account.accountNo === accountNo))
  const own: Application = { borrower, home, lender, ...(married ? { spouse } : {}) }
  const stories: Promise<void>[] = []
  if (life === "couple-crossed") {
    await offices
      .of(third)
      .ask({ operation: "openAccount", body: openingOf(spouse, `MATE${index}`, "01", "employee") })
    stories.push(
      applyForLoan(all, { borrower: spouse, spouse: borrower, home: third, lender: fourth }, favourite),
    )
  }
  if (life === "two-lenders") stories.push(applyForLoan(all, { ...own, lender: third }, favourite))
  if (life === "rival-loan") stories.push(rivalLoan(all, borrower, third))
  const route = chance.oneOf([
    [third, lender],
    [third, fourth],
    [lender],
    [third, home],
    [fourth, third],
  ] as const)
  const places = route.map((centerId, number): Place => ({ centerId, accountNo: `MOVE${index}${number}` }))
  await Promise.all([
    applyForLoan(all, own, favourite),
    ...stories,
    moveAbout(all, borrower, personRef, places),
  ])
}
