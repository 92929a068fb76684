import { LocalDate } from "../../contracts/primitives.ts"
import type { HubClient } from "../hub-client.ts"
import { numberFrom, type Act, type Scene } from "./acting.ts"
import { askCertificate, askPurchase, askRecord, askRent } from "./ask-for-service.ts"
import { createBackOffice, waitInRealTime, type Wait } from "./back-office.ts"
import { openBankBook, openDriverBook } from "./books.ts"
import { borrowAtHome, borrowElsewhere, borrowTwice } from "./borrow-somewhere.ts"
import { contributeFlexibly, openTwice, withdrawAtHome } from "./contribute-flexibly.ts"
import { chinaDay } from "./contribution-record.ts"
import { confirmWarnings } from "./give-warnings.ts"
import { foundFederation, investigate, membersAmong } from "./found-federation.ts"
import { moveAway, moveLate, moveUnsealed } from "./move-somebody.ts"
import { shownFirst } from "./open-desk-link.ts"
import { paceDefault, pauseOf, pauseWhenDoneMs } from "./pace.ts"
import { tellRecentMonths } from "./recent-months.ts"
import type { DemoCenter } from "./seed-demo.ts"
import { readStarterPolicy } from "./starter-centers.ts"

export interface Federation {
  readonly stop: () => Promise<void>
}

export interface FederationOptions {
  readonly centers: readonly DemoCenter[]
  readonly dataDirectory: string
  /** Who proposes the federation of the demo; without one there is none. */
  readonly operator?: HubClient
  /** How many people begin something in a minute. */
  readonly pace?: number
  readonly log?: (line: string) => void
  readonly nowMs?: () => number
  readonly wait?: Wait
}

/** The first two come to it: somebody who moves, and somebody who borrows there. */
const firstNumbers = 2

/** What people do, in turn: mostly they move. */
const acts: readonly [Act, ...Act[]] = [
  moveAway,
  borrowElsewhere,
  askCertificate,
  moveUnsealed,
  askPurchase,
  borrowAtHome,
  moveAway,
  contributeFlexibly,
  askRent,
  moveLate,
  withdrawAtHome,
  borrowElsewhere,
  openTwice,
  moveAway,
  askRecord,
  borrowAtHome,
  contributeFlexibly,
  moveAway,
  askPurchase,
  borrowTwice,
]

/** How often a reviewer tries whether the new key may sign by now. */
const confirmEveryMs = 3_600_000

/** How many begin at once in a new data folder, so that nothing of it is empty. */
const firstActs = acts.length

/** The back offices of the demo centers, and people who move between them. Nothing of it can stop the hub. */
export const simulateFederation = ({
  centers,
  dataDirectory,
  operator,
  pace = paceDefault,
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
  const today = () => chinaDay(nowMs())

  const safely = async (what: string, act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await act()
      return true
    } catch (error) {
      if (!abort.signal.aborted)
        log(`demo ${what}: ${error instanceof Error ? error.message : String(error)}`)
      return false
    }
  }

  const sceneOf = (number: number): Scene | undefined => {
    const seed = `${numberFrom(dataDirectory) % 1000}-${number}`
    const to =
      number <= firstNumbers
        ? receiving.find(({ center }) => center.centerId === shownFirst)
        : receiving[numberFrom(`${seed} to`) % receiving.length]
    const others = offices.filter((office) => office !== to)
    const from = others[numberFrom(`${seed} from`) % others.length]
    return from === undefined || to === undefined ? undefined : { seed, number, from, to, today: today() }
  }

  const oneMore = async (): Promise<void> => {
    const number = driver.content.next
    driver.content.next += 1
    driver.content.today += 1
    driver.save()
    const scene = sceneOf(number)
    const act = acts[(number - 1) % acts.length] ?? acts[0]
    if (scene === undefined) return
    await act(scene)
    const [asked, asking] = membersAmong(offices)
    // Once a round, between the members that have agreed on it.
    if (
      driver.content.founded === true &&
      number % acts.length === 0 &&
      asked !== undefined &&
      asking !== undefined
    )
      await investigate(scene.seed, asking, asked)
  }

  const drive = async (): Promise<void> => {
    while (!abort.signal.aborted) {
      const day = today()
      if (driver.content.day !== day) Object.assign(driver.content, { day, today: 0 })
      const begun = { today: driver.content.today, first: driver.content.next <= firstActs }
      const pauseMs = pauseOf(pace, begun)
      if (pauseMs !== undefined) await safely("newcomer", oneMore)
      await wait(pauseMs ?? pauseWhenDoneMs, abort.signal)
    }
  }

  const founding = operator === undefined ? undefined : { operator, offices, dataDirectory, nowMs, today }

  /** Once in a data folder: the federation, and its first investigation. */
  const found = async (): Promise<void> => {
    if (founding === undefined || driver.content.founded === true) return
    if (!(await safely("federation", () => foundFederation(founding)))) return
    driver.content.founded = true
    driver.save()
    const [asked, asking] = membersAmong(offices)
    if (asked !== undefined && asking !== undefined)
      await safely("investigation", () => investigate("first", asking, asked))
  }

  /** Once in a data folder: what the centers tell of the months before. */
  const tellPast = async (): Promise<void> => {
    if (driver.content.past === "told") return
    driver.content.past ??= today()
    driver.save()
    const since = LocalDate.parse(driver.content.past)
    for (const office of offices)
      if (
        !(await safely("months before", () => tellRecentMonths(office, since, abort.signal))) ||
        abort.signal.aborted
      )
        return
    driver.content.past = "told"
    driver.save()
  }

  const confirmLater = async (): Promise<void> => {
    const [first] = membersAmong(offices)
    if (founding === undefined || first === undefined) return
    while (driver.content.warned !== true && !abort.signal.aborted) {
      await safely("warning", async () => {
        if (driver.content.founded !== true || (await confirmWarnings(first, founding)) === "later") return
        driver.content.warned = true
        driver.save()
      })
      await wait(confirmEveryMs, abort.signal)
    }
  }

  /** What makes the demo more than its cases; at pace 0 nobody does any of it. */
  const settle = async (): Promise<void> => {
    if (pace === 0 || founding === undefined) return
    await found()
    await tellPast()
    await confirmLater()
  }

  const running = Promise.allSettled([
    drive(),
    settle(),
    ...offices.map((office) => office.run(abort.signal)),
  ])
  return {
    stop: async () => {
      abort.abort()
      await running
    },
  }
}
