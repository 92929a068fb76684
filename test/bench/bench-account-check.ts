import { DynamoDBClient, PutItemCommand, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb"
import { marshall } from "@aws-sdk/util-dynamodb"
import { randomBytes } from "node:crypto"
import { keys, TTL_ATTRIBUTE } from "../../contracts/table.ts"
import { makePerson } from "../../tools/make-person.ts"
import type { Person } from "../../contracts/primitives.ts"
import { expectStatus, openAccount, type TestCenter } from "../fixtures/federation.ts"
import type { BenchFederation } from "./bench-federation.ts"
import { consumptionOf } from "./consumption-of.ts"
import { identifyAs } from "./identify-as.ts"
import { inFlight, together, type Pace } from "./in-flight.ts"
import { median, percentile } from "./median.ts"
import { createSignedPoster } from "./signed-poster.ts"

export interface CountedCheck {
  readonly dynamoCalls: number
  readonly rru: number
  readonly wru: number
}

export interface TimedCheck {
  readonly perSecond: number
  readonly rawPerSecond: number
  readonly ratio: number
  readonly p50Ms: number
  readonly p99Ms: number
}

const width = 16
const rounds = 5
/** Turns of each in a round. */
const turns = 4

const check = (center: TestCenter, person: Person) =>
  center.call("POST", "/v1/account-checks", { person, purpose: "open" })

/** One check of somebody who has an account elsewhere, by a center whose key is known. */
export const countAccountCheck = async ({ hub, O, I }: BenchFederation): Promise<CountedCheck> => {
  const person = makePerson("check")
  await openAccount(O, person, "CHECK")
  expectStatus(await check(I, person), 200)
  const { dynamoCalls, rru, wru } = await consumptionOf(hub, async () =>
    expectStatus(await check(I, person), 200),
  )
  return { dynamoCalls, rru, wru }
}

/**
 * Signed checks over HTTP beside the same database calls made bare: the consistent query, the record of the
 * disclosure and the budget. They take short turns, so that a busy machine slows both.
 */
export const timeAccountCheck = async (
  { hub, O, I }: BenchFederation,
  callsPerTurn = 120,
): Promise<TimedCheck> => {
  const people = Array.from({ length: 32 }, (_, index) => makePerson(`timed-check-${index}`))
  for (const [index, person] of people.entries()) await openAccount(O, person, `TIMED${index}`)
  const personAt = (call: number): Person => people[call % people.length] ?? makePerson("timed-check-0")

  const poster = createSignedPoster(hub, I, "/v1/account-checks")
  const raw = createRawCheck(hub)
  const hubTurn = async (): Promise<Pace> => {
    // Signing is the center's work: it is done before the clock runs.
    const requests = Array.from({ length: callsPerTurn }, (_, call) =>
      poster.sign({ person: personAt(call), purpose: "open" }),
    )
    return inFlight(width, requests, poster.post)
  }
  const rawTurn = (): Promise<Pace> => {
    const calls = Array.from({ length: callsPerTurn }, (_, call) => raw.reference(personAt(call)))
    return inFlight(width, calls, raw.check)
  }

  const measured: { hub: Pace; raw: Pace }[] = []
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const paces: { hub: Pace; raw: Pace }[] = []
      for (let turn = 0; turn < turns; turn += 1) paces.push({ hub: await hubTurn(), raw: await rawTurn() })
      const whole = {
        hub: together(paces.map((pace) => pace.hub)),
        raw: together(paces.map((pace) => pace.raw)),
      }
      if (round > 0) measured.push(whole) // round 0 warms up
    }
  } finally {
    poster.close()
    raw.close()
  }
  const waits = measured.flatMap((round) => round.hub.waitsMs)
  return {
    perSecond: Math.round(median(measured.map((round) => round.hub.perSecond))),
    rawPerSecond: Math.round(median(measured.map((round) => round.raw.perSecond))),
    ratio: Number(median(measured.map((round) => round.hub.perSecond / round.raw.perSecond)).toFixed(3)),
    p50Ms: Number(percentile(waits, 0.5).toFixed(1)),
    p99Ms: Number(percentile(waits, 0.99).toFixed(1)),
  }
}

/** The three database calls of a check as the SDK makes them, with nothing around them. */
const createRawCheck = (hub: BenchFederation["hub"]) => {
  const client = new DynamoDBClient({
    endpoint: hub.environment["AWS_ENDPOINT_URL_DYNAMODB"] ?? "",
    region: hub.environment["AWS_REGION"] ?? "",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  })
  const TableName = hub.deployment.tables[0]?.name ?? ""
  const identify = identifyAs(hub)
  const now = new Date(hub.clock.now()).toISOString()
  const expiry = Math.floor(hub.clock.now() / 1000) + 86_400
  return {
    reference: (person: Person): string => identify(person).personRef,
    check: async (reference: string): Promise<void> => {
      await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: "#pk = :pk",
          ExpressionAttributeNames: { "#pk": "pk" },
          ExpressionAttributeValues: marshall({ ":pk": keys.person.partition(reference) }),
        }),
      )
      await Promise.all([
        client.send(
          new PutItemCommand({
            TableName,
            Item: marshall({
              ...keys.message("raw", randomBytes(16).toString("base64url")),
              personRefs: [reference],
              purpose: "open",
              at: now,
              found: "normal-account-elsewhere",
              [TTL_ATTRIBUTE]: expiry,
            }),
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        ),
        client.send(
          new UpdateItemCommand({
            TableName,
            Key: marshall(keys.disclosureBudget("raw", now.slice(0, 10))),
            UpdateExpression: "SET #ttl = :ttl ADD spent :one",
            ConditionExpression: "attribute_not_exists(spent) OR spent < :most",
            ExpressionAttributeNames: { "#ttl": TTL_ATTRIBUTE },
            ExpressionAttributeValues: marshall({ ":ttl": expiry, ":one": 1, ":most": 1_000_000_000 }),
          }),
        ),
      ])
    },
    close: (): void => client.destroy(),
  }
}
