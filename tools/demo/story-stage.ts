import type * as z from "zod"
import type { SupervisedFinding } from "../../contracts/findings.ts"
import { Inbox, type InboxMessage } from "../../contracts/messages.ts"
import { Problem } from "../../contracts/problems.ts"
import type { HubAnswer, HubClient, Method } from "../hub-client.ts"
import { text } from "../language.ts"
import type { Narrator } from "./narrator.ts"
import type { DemoCenter } from "./seed-demo.ts"

/** Who calls: a center, or the operator. */
export interface Speaker {
  readonly center: { readonly client: HubClient }
  readonly label: string
}

export interface Actor extends Speaker {
  readonly center: DemoCenter
  readonly label: string
}

export interface Stage {
  readonly narrator: Narrator
  readonly old: Actor
  readonly new: Actor
  readonly third: Actor
  /** Lends to somebody who pays in elsewhere. */
  readonly lender: Actor
  /** Where a family has its accounts, and where a flexible contributor leaves. */
  readonly cities: Readonly<Record<"shanghai" | "shenzhen" | "beijing" | "changji" | "urumqi", Actor>>
  readonly operator: Speaker
  /** The same center, signing with a second key: the one of its reviewers, made now. */
  readonly reviewerOf: (actor: Actor) => Promise<Actor>
  /** What a supervisor of the nation reads. */
  readonly supervise: (path: string) => Promise<unknown>
  /** Open doubts of the country, as a national supervisor sees them. */
  readonly supervised: () => Promise<readonly SupervisedFinding[]>
  /** Lets time pass between two acts. */
  readonly wait: (hours: number) => Promise<void>
  /** The day in China. */
  readonly today: () => string
}

/** Sends, shows both directions in short, and gives back what came. An answer without the hub's signature ends the story. */
export const send = async (
  stage: Stage,
  actor: Speaker,
  method: Method,
  path: string,
  body: object | undefined,
  shortly: string,
  ifMatch?: number,
): Promise<HubAnswer> => {
  stage.narrator.sends(actor.label, `${method} ${path}`, shortly)
  const answer = await actor.center.client.call(method, path, {
    ...(body === undefined ? {} : { body }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
  })
  if (!answer.verified)
    throw new Error(
      `the answer to ${method} ${path} bears no valid signature (${answer.status}, ${answer.defect ?? "?"})`,
    )
  const problem = Problem.safeParse(answer.body)
  if (problem.success)
    stage.narrator.answers(
      actor.label,
      answer.status,
      `${problem.data.code} ${problem.data.title}${problem.data.rule === undefined ? "" : ` [${problem.data.rule}]`}`,
    )
  else stage.narrator.answers(actor.label, answer.status, summaryOf(answer.body))
  return answer
}

const shownMembers = [
  "verdict",
  "mostAmount",
  "matter",
  "mode",
  "status",
  "statusCode",
  "awaitingSealOf",
  "letterNo",
  "certificateNo",
  "payoffCertificateNo",
  "contractNo",
  "consentCode",
  "class",
  "conclusion",
  "eligible",
  "amount",
  "registered",
  "segments",
  "balance",
  "bindingConstraint",
  "dueOn",
  "version",
] as const

const summaryOf = (body: unknown): string =>
  typeof body !== "object" || body === null
    ? ""
    : Object.entries(body)
        .filter(([name, value]) => shownMembers.some((shown) => shown === name) && typeof value !== "object")
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(" · ")

/** Reads the inbox, shows the newest message of a type, acknowledges everything. */
export const readInbox = async (stage: Stage, actor: Actor, type: InboxMessage["type"]): Promise<void> => {
  const answer = await actor.center.client.call("GET", "/v1/inbox?limit=100")
  const { messages } = Inbox.parse(answer.body)
  const message = messages.findLast((candidate) => candidate.type === type)
  stage.narrator.sends(actor.label, "GET /v1/inbox", "")
  stage.narrator.answers(actor.label, answer.status, messages.map((each) => each.type).join(", "))
  stage.narrator.expect(text(`收件箱里有 ${type}`, `the inbox holds ${type}`), message?.type, type)
  if (messages.length > 0)
    await actor.center.client.call("POST", "/v1/inbox/acknowledgements", {
      body: { messageIds: messages.map((each) => each.messageId) },
    })
}

/** The body of an answer that must be a success; else the story ends and says why. */
export const bodyOf = <Schema extends z.ZodType>(answer: HubAnswer, schema: Schema): z.infer<Schema> => {
  const problem = Problem.safeParse(answer.body)
  if (problem.success) throw new Error(`${problem.data.code} ${problem.data.title} (${problem.data.type})`)
  return schema.parse(answer.body)
}

/** A refusal with the rule that it names. */
export const expectRefusal = (
  stage: Stage,
  answer: HubAnswer,
  expected: { readonly status: number; readonly slug: string; readonly rule?: string },
): void => {
  expectStatus(stage, answer, expected.status, expected.slug)
  if (expected.rule === undefined) return
  const problem = Problem.safeParse(answer.body)
  const rule = problem.success ? problem.data.rule : undefined
  stage.narrator.expect(text("规则", "rule"), rule, expected.rule)
}

export const expectStatus = (stage: Stage, answer: HubAnswer, status: number, slug?: string): void => {
  stage.narrator.expect(text("HTTP 状态", "HTTP status"), answer.status, status)
  if (slug === undefined) return
  const problem = Problem.safeParse(answer.body)
  stage.narrator.expect(
    text("问题类型", "problem"),
    problem.success ? problem.data.type : undefined,
    `/problems/${slug}`,
  )
}
