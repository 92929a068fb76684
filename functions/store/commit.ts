import { deflateRawSync, inflateRawSync } from "node:zlib"
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { keys, TTL_ATTRIBUTE, type Key } from "../../contracts/table.ts"
import { signatureToleranceSeconds } from "../../contracts/signature.ts"
import type { Change } from "../domain/change.ts"
import type { Fact } from "../../contracts/statistics.ts"
import { countMarkOf, markAttributes, ownMark, type CountMark } from "./statistics-mark.ts"
import { put } from "./item-parts.ts"
import { itemOfChange } from "./item-of-change.ts"
import { toItem, type Item, type Table } from "./table.ts"

/** A stored outcome is kept for 30 days; the rule that it enforced lives on in the records themselves. */
const outcomeDays = 30

/** Who asked, under which key, and what the answer will be: written with the changes, or not at all. */
export interface SignedAct {
  readonly callerId: string
  readonly jti: string
  readonly idempotencyKey: string
  /** SHA-256 over method, target and body. */
  readonly requestHash: string
  readonly status: number
  readonly body: string
  readonly nowMs: number
  /** What the answer discloses: kept with the message id, for as long as disclosures are. */
  /** What the call adds to the figures beside the state of what it changed. */
  readonly facts?: readonly Fact[]
  readonly evidence?: { readonly record: object; readonly keptSeconds: number }
}

export interface StoredOutcome {
  readonly requestHash: string
  readonly status: number
  readonly body: string
}

export type CommitResult =
  | {
      readonly outcome: "committed"
      /** Where it is marked what must be counted; absent when nothing must. */
      readonly mark?: Key
    }
  /** A condition failed: read again and decide again. */
  | { readonly outcome: "conflict" }
  /** The message id was used before, under another idempotency key. */
  | { readonly outcome: "replayed" }
  /** Nothing failed but claims of payments: another has them for ever. */
  | { readonly outcome: "payment-reference-used"; readonly field?: string }

const notHeld = (expired: number) => ({
  ConditionExpression: "attribute_not_exists(pk) OR #ttl < :now",
  ExpressionAttributeNames: { "#ttl": TTL_ATTRIBUTE },
  ExpressionAttributeValues: toItem({ ":now": expired }),
})

/** `jti` cannot come back once the tolerance has passed on both sides. */
export const messageLifeSeconds = 2 * signatureToleranceSeconds + 60

/** Until then an item with a mark stays, should the queue be down for long. */
const markKeptSeconds = outcomeDays * 86_400

const itemsOfAct = (
  table: string,
  act: SignedAct,
  mark: CountMark | undefined,
): readonly TransactWriteItem[] => {
  const message = keys.message(act.callerId, act.jti)
  const nowSeconds = Math.floor(act.nowMs / 1000)
  return [
    {
      Put: {
        TableName: table,
        Item: toItem({
          ...keys.request(act.callerId, act.idempotencyKey),
          requestHash: act.requestHash,
          status: act.status,
          body: deflateRawSync(act.body),
          [TTL_ATTRIBUTE]: nowSeconds + outcomeDays * 86_400,
        }),
        ...notHeld(nowSeconds),
      },
    },
    {
      Put: {
        TableName: table,
        Item: toItem({
          ...act.evidence?.record,
          ...message,
          ...(mark === undefined ? {} : markAttributes(message, mark, act.nowMs)),
          [TTL_ATTRIBUTE]:
            nowSeconds +
            Math.max(
              messageLifeSeconds,
              act.evidence?.keptSeconds ?? 0,
              mark === undefined ? 0 : markKeptSeconds,
            ),
        }),
        ...notHeld(nowSeconds),
      },
    },
  ]
}

export const findOutcome = async (
  table: Table,
  callerId: string,
  idempotencyKey: string,
  nowMs: number,
): Promise<StoredOutcome | undefined> => {
  const item = await table.get(keys.request(callerId, idempotencyKey))
  return item === undefined || Number(item[TTL_ATTRIBUTE]) < nowMs / 1000 ? undefined : outcomeOf(item)
}

const outcomeOf = (item: Item): StoredOutcome | undefined => {
  const { requestHash, status, body } = item
  if (typeof requestHash !== "string" || typeof status !== "number" || !(body instanceof Uint8Array))
    return undefined
  return { requestHash, status, body: inflateRawSync(body).toString("utf8") }
}

/** What is escalated to the operator is kept for supervisors: the operator's own messages go when they are read. */
const escalationOf = (table: string, change: Change): readonly TransactWriteItem[] => {
  if (change.kind !== "tell" || change.message.to !== "operator") return []
  const { message, late } = change
  if (!message.type.endsWith(".escalated")) return []
  return [
    put(table, keys.statistics.escalation(message.at.slice(0, 7), message.messageId), {
      ...message,
      ...(late === undefined ? {} : { late }),
    }),
  ]
}

/**
 * Writes a decision: its changes, the request's fingerprint and the message id in one transaction. Either all
 * of it happened or none of it did.
 */
export const commit = async (
  table: Table,
  changes: readonly Change[],
  act?: SignedAct,
): Promise<CommitResult> => {
  const mark = countMarkOf(changes, act?.facts)
  const fromAct = act === undefined ? [] : itemsOfAct(table.name, act, mark)
  const own = act === undefined && mark !== undefined ? ownMark(changes) : undefined
  const result = await table.transact([
    ...fromAct,
    ...changes.map((change) => itemOfChange(table.name, change)),
    ...changes.flatMap((change) => escalationOf(table.name, change)),
    ...(own === undefined || mark === undefined
      ? []
      : [put(table.name, own.key, markAttributes(own.key, mark, own.nowMs))]),
  ])
  if (result.outcome === "committed")
    return mark === undefined
      ? result
      : { ...result, mark: own?.key ?? keys.message(act?.callerId ?? "", act?.jti ?? "") }
  const [outcomeHeld, messageHeld] = act === undefined ? [false, false] : result.failed
  if (outcomeHeld === true) return { outcome: "conflict" }
  if (messageHeld === true) return { outcome: "replayed" }
  const failed = changes.filter((_, index) => result.failed[index + fromAct.length] === true)
  const claims = failed.filter(isClaim)
  if (claims.length === 0 || claims.length < failed.length) return { outcome: "conflict" }
  const field = claims.find((claim) => claim.kind === "claimBankEntry")?.field
  return { outcome: "payment-reference-used", ...(field === undefined ? {} : { field }) }
}

type PaymentClaim = Extract<Change, { kind: "claimPaymentReference" | "claimBankEntry" }>
const isClaim = (change: Change): change is PaymentClaim =>
  change.kind === "claimPaymentReference" || change.kind === "claimBankEntry"
