import type { TransactWriteItem, UpdateItemCommandInput } from "@aws-sdk/client-dynamodb"
import { marshall } from "@aws-sdk/util-dynamodb"
import type { TransferStatus } from "../../contracts/codes.ts"
import type { Change } from "../../functions/domain/change.ts"
import { isTransfer } from "../../functions/domain/case/hub-case.ts"
import { LOAN_MUTANTS } from "./loan-mutants.ts"
import { SERVICE_MUTANTS } from "./service-mutants.ts"
import { STATISTICS_MUTANTS } from "./statistics-mutants.ts"
import type { Mutant } from "./mutant.ts"
import { keyOf, withoutCondition, withoutHolds, type Items } from "./transaction-items.ts"

/** The Put that somebody might have written instead of the Update of a case: what it does not name is gone. */
const asPut = (item: TransactWriteItem): TransactWriteItem => {
  const { Update } = item
  if (Update === undefined || keyOf(item).sk !== "CASE" || !keyOf(item).pk.startsWith("CASE#")) return item
  const names = Update.ExpressionAttributeNames ?? {}
  const values = Update.ExpressionAttributeValues ?? {}
  const sets = [...(Update.UpdateExpression ?? "").matchAll(/(#s\d+) = (:s\d+)/g)]
  const written = Object.fromEntries(
    sets.flatMap(([, name = "", value = ""]) =>
      names[name] === undefined ? [] : [[names[name], values[value] ?? { NULL: true }]],
    ),
  )
  const caseId = keyOf(item).pk.slice("CASE#".length)
  const whole = { ...marshall({ generation: 1, transferId: caseId }), ...written, ...Update.Key }
  const previous = values[":previous"]
  return {
    Put: {
      TableName: Update.TableName,
      Item: whole,
      ConditionExpression: "#version = :previous",
      ExpressionAttributeNames: { "#version": "version" },
      ...(previous === undefined ? {} : { ExpressionAttributeValues: { ":previous": previous } }),
    },
  }
}

const isVersioned = (item: TransactWriteItem): boolean => {
  const { pk, sk } = keyOf(item)
  return (pk.startsWith("CASE#") && (sk === "CASE" || sk.startsWith("HISTORY#"))) || sk.startsWith("ACCOUNT#")
}

/** Every segment group that a transfer brings is written under a second origin too. */
const bookedTwice = (items: Items): Items =>
  items.flatMap((item) => {
    const { pk, sk } = keyOf(item)
    if (item.Put?.Item === undefined || !sk.startsWith("SEGMENT#trf_")) return [item]
    return [
      item,
      {
        Put: {
          TableName: item.Put.TableName,
          Item: { ...item.Put.Item, pk: { S: pk }, sk: { S: `${sk}-again` } },
        },
      },
    ]
  })

const parkWithoutCondition = (input: UpdateItemCommandInput): UpdateItemCommandInput => {
  const parks =
    Object.values(input.ExpressionAttributeNames ?? {}).includes("wait") &&
    input.ExpressionAttributeNames?.["#since"] !== undefined
  if (!parks) return input
  const { Update } = withoutCondition({ Update: { ...input, UpdateExpression: input.UpdateExpression } })
  const { ConditionExpression: _condition, ...rest } = input
  return {
    ...rest,
    ExpressionAttributeNames: Update?.ExpressionAttributeNames,
    ExpressionAttributeValues: Update?.ExpressionAttributeValues,
  }
}

/** What the clock takes silence for. */
const consents: Partial<Record<TransferStatus, TransferStatus>> = {
  letterSent: "letterConfirmed",
  letterConfirmed: "statementSent",
  statementSent: "negotiating",
}

/** At a breach the clock does what the center should have done. */
const consent = (changes: readonly Change[]): readonly Change[] =>
  changes.map((change): Change => {
    if (change.kind === "saveCase")
      return isTransfer(change.case)
        ? {
            ...change,
            case: { ...change.case, status: consents[change.case.status] ?? change.case.status },
          }
        : change
    if (change.kind !== "recordCaseHistory") return change
    const saved = changes.find((other) => other.kind === "saveCase")
    const status = saved === undefined || !isTransfer(saved.case) ? undefined : consents[saved.case.status]
    return status === undefined ? change : { ...change, entry: { ...change.entry, status } }
  })

/** The first half is committed before the second is sent. */
const inTwo = (items: Items): readonly Items[] => {
  const half = Math.ceil(items.length / 2)
  return items.length < 2 ? [items] : [items.slice(0, half), items.slice(half)]
}

/** Ways in which such a hub is broken in earnest. The campaign must notice each of them. */
export const MUTANTS = {
  "drop-version-condition": {
    breaks: "cases and accounts are written whatever version was read",
    transaction: (items) => [items.map((item) => (isVersioned(item) ? withoutCondition(item) : item))],
  },
  "drop-fingerprint": {
    breaks: "the request's fingerprint is not kept",
    transaction: (items) => [items.filter((item) => !keyOf(item).pk.startsWith("REQUEST#"))],
  },
  "split-transaction": { breaks: "a decision is written in two transactions", transaction: inTwo },
  "skip-transfer-hold": {
    breaks: "the old account gets no hold at the confirmation",
    transaction: (items) => [items.map((item) => withoutHolds(item, "transferOut"))],
  },
  "lose-wake": {
    breaks: "a park does not look whether the case has moved on",
    slow: "park-case",
    update: parkWithoutCondition,
  },
  "deaf-wake": { breaks: "no wake ever arrives", wakes: "lost" },
  "no-sweeper": { breaks: "nobody looks for what was lost", sweeper: "absent" },
  "put-case": {
    breaks: "the case is put, not updated, and loses what lies beside it",
    transaction: (items) => [items.map(asPut)],
  },
  "guard-unconditional": {
    breaks: "the guard is moved whoever holds it",
    transaction: (items) => [
      items.map((item) => (keyOf(item).sk === "NORMAL_ACCOUNT" ? withoutCondition(item) : item)),
    ],
  },
  "book-twice": { breaks: "the money is booked twice", transaction: (items) => [bookedTwice(items)] },
  "forget-message": {
    breaks: "the other center is not told",
    transaction: (items) => [items.filter((item) => !keyOf(item).pk.startsWith("INBOX#"))],
  },
  "reuse-reference": {
    breaks: "a payment reference may be used again",
    transaction: (items) => [
      items.map((item) => (keyOf(item).pk.startsWith("PAYMENT#") ? withoutCondition(item) : item)),
    ],
  },
  "expire-after-payment": {
    breaks: "the clock forgets that money has moved",
    favours: "paid-then-silent",
    caseOfTick: (transfer) => ({ ...transfer, payments: [] }),
  },
  "clock-consents": { breaks: "silence counts as a confirmation", changesOfTick: consent },
  ...LOAN_MUTANTS,
  ...SERVICE_MUTANTS,
  ...STATISTICS_MUTANTS,
} as const satisfies Record<string, Mutant>

export type MutantName = keyof typeof MUTANTS
export const mutantNames = Object.keys(MUTANTS).filter((name): name is MutantName => name in MUTANTS)
