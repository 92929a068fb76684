import { createHash } from "node:crypto"
import { AccountState } from "../../contracts/accounts.ts"
import { AccountNo } from "../../contracts/primitives.ts"
import { makePerson } from "../make-person.ts"
import { createBackOffice, waitInRealTime, type BackOffice, type Wait } from "./back-office.ts"
import { openBankBook, openDriverBook } from "./books.ts"
import { chinaDay, makeSegments } from "./contribution-record.ts"
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

/** Jincheng, whose list the README opens: the first case of a new data folder goes there. */
const shownFirst = "140500000000000"
const firstNumber = 1

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
    const to =
      number === firstNumber
        ? receiving.find(({ center }) => center.centerId === shownFirst)
        : receiving[numberFrom(`${seed} to`) % receiving.length]
    const others = offices.filter((office) => office !== to)
    const from = others[numberFrom(`${seed} from`) % others.length]
    if (from === undefined || to === undefined) return
    await moveSomebody(seed, from, to, chinaDay(nowMs()), number % 5 === 0 ? "normal" : "sealed")
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
