import { createHash } from "node:crypto"
import { AccountState } from "../../contracts/accounts.ts"
import { Consent } from "../../contracts/consents.ts"
import { AccountNo } from "../../contracts/primitives.ts"
import { makePerson, makePhone } from "../make-person.ts"
import { createBackOffice, waitInRealTime, type BackOffice, type Wait } from "./back-office.ts"
import { openBankBook, openDriverBook } from "./books.ts"
import { chinaDay, makeSegments } from "./contribution-record.ts"
import { staff } from "./desk.ts"
import type { DemoCenter } from "./seed-demo.ts"
import { readStarterPolicy } from "./starter-centers.ts"

/** A visitor sees a new case every 20 s at first; left alone, the demo slows down and stays small. */
const pace = [
  { upTo: 60, everyMs: 20_000 },
  { upTo: 150, everyMs: 120_000 },
  { upTo: 200, everyMs: 600_000 },
] as const
const pauseWhenDoneMs = 600_000

export interface Federation {
  readonly stop: () => Promise<void>
}

export interface FederationOptions {
  readonly centers: readonly DemoCenter[]
  readonly dataDirectory: string
  readonly log?: (line: string) => void
  readonly nowMs?: () => number
  readonly wait?: Wait
}

/** Jincheng, whose lists the README opens: the first cases of a new data folder go there. */
const shownFirst = "140500000000000"
/** The first two come to it: somebody who moves, and somebody who borrows there. */
const firstNumbers = 2
/** Of so many newcomers one borrows elsewhere; the others move. */
const borrowerOneIn = 3

const numberFrom = (seed: string): number => createHash("sha256").update(seed).digest().readUInt32BE(0)

/** Somebody moves: an old account that the former city seals, a new one in the new city, a letter between them. */
const moveSomebody = async (
  seed: string,
  from: BackOffice,
  to: BackOffice,
  today: string,
  how: "sealed" | "normal",
): Promise<void> => {
  const person = makePerson(seed)
  const segments = [...makeSegments(seed, chinaDay(Date.parse(today)))]
  const first = segments[0]
  const oldAccountNo = AccountNo.parse(`D${seed}A`)
  const newAccountNo = AccountNo.parse(`D${seed}B`)
  const common = { person, accountKind: "basic", contributorType: "employee" }
  const openedOn = chinaDay(Date.parse(`${first?.from ?? "2020-01"}-15`))

  from.book.content.accounts[oldAccountNo] = { person, openedOn, segments, isInvented: true }
  from.book.save()
  const opened = AccountState.parse(
    await from.ask(
      "POST",
      "/v1/accounts",
      {
        ...common,
        accountNo: oldAccountNo,
        status: how === "sealed" ? "02" : "01",
        openedOn,
        unitCreditCode: first?.unitCreditCode,
      },
      `open-${oldAccountNo}-${today}`,
    ),
  )
  await from.ask(
    "PUT",
    `/v1/accounts/${oldAccountNo}/segments`,
    { segments },
    `record-${oldAccountNo}-${today}`,
    opened.version,
  )

  to.book.content.accounts[newAccountNo] = {
    person,
    openedOn: chinaDay(Date.parse(today)),
    segments: [],
    wanted: { fromCenterId: from.center.centerId, fromAccountNo: oldAccountNo },
  }
  to.book.save()
  await to.ask(
    "POST",
    "/v1/accounts",
    {
      ...common,
      accountNo: newAccountNo,
      status: "01",
      openedOn: today,
      unitCreditCode: first?.unitCreditCode,
    },
    `open-${newAccountNo}-${today}`,
  )
  // While the old account is normal the new one waits (X2); the letter follows when the seal has come.
  if (how === "sealed") await to.apply(newAccountNo)
}

/** Somebody buys a home elsewhere: an account with its record, a code shown to the lender, and the request. */
const borrowElsewhere = async (
  seed: string,
  home: BackOffice,
  lender: BackOffice,
  today: string,
): Promise<void> => {
  // Young enough that no center's rule on age stands in the way.
  const person = makePerson(seed, 1992)
  const segments = [...makeSegments(seed, chinaDay(Date.parse(today)))]
  const first = segments[0]
  const accountNo = AccountNo.parse(`L${seed}A`)
  const openedOn = chinaDay(Date.parse(`${first?.from ?? "2020-01"}-15`))
  home.book.content.accounts[accountNo] = { person, openedOn, segments, isInvented: true }
  home.book.save()
  const opening = {
    person,
    accountNo,
    accountKind: "basic",
    contributorType: "employee",
    status: "01",
    openedOn,
    unitCreditCode: first?.unitCreditCode,
  }
  const opened = AccountState.parse(
    await home.ask("POST", "/v1/accounts", opening, `open-${accountNo}-${today}`),
  )
  const record = `record-${accountNo}-${today}`
  await home.ask("PUT", `/v1/accounts/${accountNo}/segments`, { segments }, record, opened.version)
  const given = await home.ask("POST", "/v1/consents", {
    person,
    purpose: "offsiteLoan",
    grantedTo: lender.center.centerId,
    verifiedBy: "face",
  })
  await lender.ask("POST", "/v1/loan-checks", { applicants: [person], purpose: "loan" })
  await lender.ask(
    "POST",
    "/v1/offsite-loans",
    {
      person,
      homeCenterId: home.center.centerId,
      homeAccountNo: accountNo,
      consent: Consent.parse(given).consentCode,
      contact: { phone: makePhone(seed) },
      appliedOn: today,
      ...staff,
    },
    `loan-${accountNo}-${today}`,
  )
}

/** The back offices of the demo centers, and people who move between them. Nothing of it can stop the hub. */
export const simulateFederation = ({
  centers,
  dataDirectory,
  log: given,
  nowMs = Date.now,
  wait = waitInRealTime,
}: FederationOptions): Federation => {
  const log = given ?? ((line) => void process.stderr.write(`${line}\n`))
  const abort = new AbortController()
  const bank = openBankBook(dataDirectory)
  const driver = openDriverBook(dataDirectory)
  const offices = centers.map((center) => createBackOffice({ center, dataDirectory, bank, log, nowMs, wait }))
  /** Who asks for months that a newcomer has not paid yet receives nobody here. */
  const receiving = offices.filter(
    ({ center }) => (readStarterPolicy(center.centerId).transfer?.inboundMonths?.months ?? 0) === 0,
  )

  const oneMore = async (): Promise<void> => {
    const number = driver.content.next
    driver.content.next += 1
    driver.content.today += 1
    driver.save()
    const seed = `${numberFrom(dataDirectory) % 1000}-${number}`
    const borrows = number % borrowerOneIn === firstNumbers
    const to =
      number <= firstNumbers
        ? receiving.find(({ center }) => center.centerId === shownFirst)
        : receiving[numberFrom(`${seed} to`) % receiving.length]
    const others = offices.filter((office) => office !== to)
    const from = others[numberFrom(`${seed} from`) % others.length]
    if (from === undefined || to === undefined) return
    if (borrows) await borrowElsewhere(seed, from, to, chinaDay(nowMs()))
    else await moveSomebody(seed, from, to, chinaDay(nowMs()), number % 5 === 0 ? "normal" : "sealed")
  }

  const drive = async (): Promise<void> => {
    while (!abort.signal.aborted) {
      const today = chinaDay(nowMs())
      if (driver.content.day !== today) Object.assign(driver.content, { day: today, today: 0 })
      const step = pace.find(({ upTo }) => driver.content.today < upTo)
      if (step !== undefined)
        await oneMore().catch((error: unknown) => {
          if (abort.signal.aborted) return
          log(`demo newcomer: ${error instanceof Error ? error.message : String(error)}`)
        })
      await wait(step?.everyMs ?? pauseWhenDoneMs, abort.signal)
    }
  }

  const running = Promise.allSettled([drive(), ...offices.map((office) => office.run(abort.signal))])
  return {
    stop: async () => {
      abort.abort()
      await running
    },
  }
}
