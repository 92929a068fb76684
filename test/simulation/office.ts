import { Inbox, type InboxMessage } from "../../contracts/messages.ts"
import type { CenterId } from "../../contracts/primitives.ts"
import { ROUTES } from "../../contracts/routes.ts"
import { requestHashOf, runCommand, type CommandAnswer } from "../../functions/edge/run-command.ts"
import { operationsOf, type OperationName } from "./operations.ts"
import { runProcess } from "./process.ts"
import type { World } from "./world.ts"

/** What a center asked once and for all: the same key and the same bytes, however often it must be said again. */
export interface Request {
  readonly operation: OperationName
  readonly params?: Readonly<Record<string, string>>
  readonly body: object
  readonly ifMatch?: number
  readonly about?: string
}

export type Outcome =
  | { readonly outcome: "accepted"; readonly body: string; readonly handler: string }
  | { readonly outcome: "refused"; readonly problem: string; readonly handler: string }

/** How a request was answered in the end, for the check that it had one effect or none. */
export interface Act {
  readonly handler: string
  readonly centerId: string
  readonly operation: OperationName
  readonly bodies: Set<string>
  refusedAs?: string
  open: number
}

export interface Office {
  readonly centerId: CenterId
  /** Asks until it has an answer. `copies`: the call is delivered so often at once. */
  readonly ask: (request: Request, copies?: number) => Promise<Outcome>
  /** The newest version of a case that the center has been told of, by message or answer. */
  readonly knows: (caseId: string) => number
  readonly heard: readonly InboxMessage[]
}

/** Whom a route wants to be told of. */
const staffOf = (operation: OperationName, handler: string, reviewer: string) => {
  if (operation === "quoteOffsiteLoan" || operation === "putSegments") return {}
  return operation === "giveConsent" ? { handler } : { handler, reviewer }
}

const mostTries = 40
const firstPollMs = [1_000, 40_000] as const
const inboxPage = "100"

export interface Offices {
  readonly of: (centerId: string) => Office
  readonly acts: ReadonlyMap<string, Act>
}

/** The back offices of all centers. They are durable: a process of theirs may die, what they have decided to ask stays. */
export const createOffices = (world: World): Offices => {
  const { clock, chance, mirror, runtime, gate } = world
  const operations = operationsOf(world.hub, world.payments)
  const acts = new Map<string, Act>()
  let staffNumber = 0

  const call = (
    centerId: CenterId,
    request: Request,
    idempotencyKey: string | undefined,
  ): Promise<CommandAnswer> => {
    const { operation, params = {}, body, ifMatch } = request
    const route = ROUTES[operation]
    const target = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "")
    return runCommand(
      runtime,
      {
        functionName: route.function,
        call: callOf(),
        jti: world.newId("jti"),
        requestHash: requestHashOf(route.method, target, Buffer.from(JSON.stringify(body))),
        successStatus: route.success,
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      },
      () => operations[operation](callOf()),
    )
    function callOf() {
      return {
        callerId: centerId,
        now: world.now(),
        nowMs: clock.now(),
        body,
        params,
        query: operation === "readInbox" ? { limit: inboxPage } : {},
        newId: world.newId,
        keyRestricted: false,
        ...(ifMatch === undefined ? {} : { ifMatch }),
      }
    }
  }

  const createOffice = (centerId: CenterId): Office => {
    const known = new Map<string, number>()
    const heard: InboxMessage[] = []
    const seen = new Set<string>()
    const learn = (caseId: string, version: number): void =>
      void known.set(caseId, Math.max(known.get(caseId) ?? 0, version))

    const tryUntilAnswered = async (request: Request, key: string): Promise<CommandAnswer> => {
      for (let attempt = 1; attempt <= mostTries; attempt += 1) {
        const name = `${centerId.slice(0, 6)} ${request.operation} ${key}`
        const end = await runProcess(name, request.about, () => call(centerId, request, key))
        if (end.outcome === "done" && (end.value.outcome === "answered" || end.value.problem !== "busy"))
          return end.value
        if (end.outcome === "failed")
          gate.note(`${name} failed: ${end.error instanceof Error ? end.error.message : "?"}`)
        await world.sleep(chance.between(500, 30_000))
      }
      throw new Error(`${request.operation} had no answer after ${mostTries} tries`)
    }

    const ask = async (request: Request, copies = 1): Promise<Outcome> => {
      staffNumber += 1
      const handler = `h${staffNumber}`
      const key = `key-${String(staffNumber).padStart(6, "0")}`
      const act: Act = { handler, centerId, operation: request.operation, bodies: new Set(), open: copies }
      acts.set(handler, act)
      const staffed: Request = {
        ...request,
        body: { ...request.body, ...staffOf(request.operation, handler, `r${staffNumber}`) },
      }
      const answers = await Promise.all(
        Array.from({ length: copies }, async () => {
          const answer = await tryUntilAnswered(staffed, key)
          if (answer.outcome === "answered") act.bodies.add(answer.body)
          else act.refusedAs = answer.problem
          act.open -= 1
          return answer
        }),
      )
      const accepted = answers.find((answer) => answer.outcome === "answered")
      if (accepted?.outcome === "answered") {
        const { caseId, version } = caseIn(accepted.body)
        if (caseId !== undefined && version !== undefined) learn(caseId, version)
        return { outcome: "accepted", body: accepted.body, handler }
      }
      gate.note(`${centerId.slice(0, 6)} ${request.operation} ${key} refused as ${act.refusedAs}`)
      return { outcome: "refused", problem: act.refusedAs ?? "", handler }
    }

    /** Reads the inbox, keeps what is new, then acknowledges it; whatever dies between is read again. */
    const poll = async (): Promise<void> => {
      const answer = await call(centerId, { operation: "readInbox", body: {} }, undefined)
      if (answer.outcome === "refused") return
      const { messages } = Inbox.parse(JSON.parse(answer.body))
      for (const message of messages) {
        if (seen.has(message.messageId)) continue
        seen.add(message.messageId)
        heard.push(message)
        if (message.caseId !== undefined && message.version !== undefined)
          learn(message.caseId, message.version)
      }
      const messageIds = messages.map(({ messageId }) => messageId)
      if (messageIds.length > 0)
        await call(centerId, { operation: "acknowledgeMessages", body: { messageIds } }, undefined)
    }
    let polling = false
    const schedulePoll = (): void => {
      if (polling || !mirror.hasMessages(centerId)) return
      polling = true
      const pollToTheEnd = async (): Promise<void> => {
        await runProcess(`${centerId.slice(0, 6)} inbox`, undefined, poll)
        polling = false
        schedulePoll()
      }
      clock.setTimer(clock.now() + chance.between(...firstPollMs), () => void pollToTheEnd())
    }
    mirror.onWrite(schedulePoll)
    return { centerId, ask, heard, knows: (caseId) => known.get(caseId) ?? 0 }
  }

  const offices = new Map(world.centers.map((centerId) => [String(centerId), createOffice(centerId)]))
  return {
    acts,
    of: (centerId) => {
      const office = offices.get(centerId)
      if (office === undefined) throw new Error(`there is no center ${centerId}`)
      return office
    },
  }
}

/** The case that an answer shows, of any kind; the answer on a loan or a reservation shows none. */
const caseIn = (body: string): { readonly caseId?: string; readonly version?: number } => {
  const parsed: unknown = JSON.parse(body)
  if (typeof parsed !== "object" || parsed === null || !("version" in parsed)) return {}
  const version = Number(parsed.version)
  if ("transferId" in parsed) return { caseId: String(parsed.transferId), version }
  if ("serviceCaseId" in parsed) return { caseId: String(parsed.serviceCaseId), version }
  return "offsiteLoanId" in parsed && "homes" in parsed
    ? { caseId: String(parsed.offsiteLoanId), version }
    : {}
}
