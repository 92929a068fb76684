import { createHash, randomBytes } from "node:crypto"
import { existsSync } from "node:fs"
import { isDeepStrictEqual } from "node:util"
import { CenterList, type OnboardCenterRequest } from "../../contracts/directory.ts"
import type { CenterId, Instant } from "../../contracts/primitives.ts"
import { PrivateKeyJwk } from "../../contracts/signature.ts"
import { publicPart } from "../../functions/security/algorithms.ts"
import { makeSigningJwk } from "../../functions/security/make-keys.ts"
import { createHubClient, type HubAnswer, type HubClient } from "../hub-client.ts"
import type { Language } from "../language.ts"
import { keyFileOf, readKeyFile, writeKeyFile } from "../key-files.ts"
import { livingCenterIds, readStarterCenters, readStarterPolicy } from "./starter-centers.ts"

/** HUB_DEMO_CENTERS: all cities that have a policy pack, or the few where somebody works. */
export const demoCenters = ["all", "living"] as const
export type DemoCenters = (typeof demoCenters)[number]

export interface DemoOptions {
  readonly url: string
  readonly dataDirectory: string
  /** Private JWK of the operator, as `operator.jwk.json` holds it. */
  readonly operatorKey: unknown
  /** Every starter center, or only those that get a back office, which is the default. */
  readonly brings?: DemoCenters
  readonly clock?: () => Instant
  readonly language?: Language
  readonly log?: (line: string) => void
}

export interface DemoCenter {
  readonly centerId: CenterId
  readonly name: string
  readonly nameEn: string
  readonly client: HubClient
}

const keyOfCenter = (folder: string, centerId: CenterId): PrivateKeyJwk => {
  const file = keyFileOf(folder, centerId)
  if (existsSync(file)) return readKeyFile(file)
  const jwk = makeSigningJwk("Ed25519", `${centerId}-${randomBytes(4).toString("hex")}`)
  // Written before the center is onboarded: a key that the hub knows is never lost.
  writeKeyFile(file, jwk, "keep")
  return jwk
}

/** The same act has the same key at every start, so a restart in the middle does nothing twice. */
const keyOfAct = (act: string, content: unknown): string =>
  `${act}-${createHash("sha256").update(JSON.stringify(content)).digest("base64url").slice(0, 40)}`

const problemOf = (answer: HubAnswer): string =>
  `${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`

const centersAPage = 100
const mostPages = 20

/** Asked once instead of center by center: a hub that is started again has them all. */
const onboardedCenters = async (operator: HubClient): Promise<ReadonlySet<string>> => {
  const known = new Set<string>()
  let cursor: string | undefined
  for (let page = 0; page < mostPages && (page === 0 || cursor !== undefined); page += 1) {
    const after = cursor === undefined ? "" : `&cursor=${cursor}`
    const answer = await operator.call("GET", `/v1/directory/centers?limit=${centersAPage}${after}`)
    if (answer.status !== 200) throw new Error(`directory: ${problemOf(answer)}`)
    const list = CenterList.parse(answer.body)
    for (const { centerId } of list.centers) known.add(centerId)
    cursor = list.cursor
  }
  return known
}

const onboard = async (
  operator: HubClient,
  center: OnboardCenterRequest,
  key: PrivateKeyJwk,
): Promise<void> => {
  const body = { ...center, firstKey: { kid: key.kid, publicKey: publicPart(key) } }
  const answer = await operator.call("POST", "/v1/directory/centers", {
    body,
    idempotencyKey: keyOfAct("onboard", body),
  })
  if (answer.status !== 201 && answer.status !== 409)
    throw new Error(`onboarding ${center.centerId}: ${problemOf(answer)}`)
}

const bringPolicy = async (client: HubClient, centerId: CenterId): Promise<void> => {
  const pack = readStarterPolicy(centerId)
  const known = await client.call("GET", `/v1/policies/${centerId}?on=${pack.effectiveFrom}`)
  if (known.status === 200 && isDeepStrictEqual(known.body, JSON.parse(JSON.stringify(pack)))) return
  const answer = await client.call("PUT", `/v1/policies/${pack.effectiveFrom}`, {
    body: pack,
    idempotencyKey: keyOfAct("policy", pack),
  })
  if (answer.status !== 201) throw new Error(`policy of ${centerId}: ${problemOf(answer)}`)
}

/** The hub serves so many about as fast as it would all of them, and nobody waits for an answer long. */
const mostAtOnce = 8

/** Does each of them, so many at a time, and answers in their order. */
const eachOf = async <Given, Made>(
  given: readonly Given[],
  make: (one: Given) => Promise<Made>,
): Promise<readonly Made[]> => {
  const made: Made[] = []
  const rest = given.entries()
  const worker = async (): Promise<void> => {
    for (const [index, one] of rest) made[index] = await make(one)
  }
  await Promise.all(Array.from({ length: mostAtOnce }, worker))
  return made
}

/**
 * The starter cities join the hub as real centers do: the operator onboards each with the public half of a key that
 * stays in the data folder, and each brings its own policy pack. Started again, it finds everything done. Answers the
 * centers that get a back office.
 */
export const seedDemo = async (options: DemoOptions): Promise<readonly DemoCenter[]> => {
  const { url, clock, language } = options
  const log = options.log ?? ((line) => void process.stderr.write(`${line}\n`))
  const shared = {
    url,
    ...(clock === undefined ? {} : { clock }),
    ...(language === undefined ? {} : { language }),
  }
  const operator = createHubClient({
    ...shared,
    key: PrivateKeyJwk.parse(options.operatorKey),
    callerId: "operator",
  })
  const brought = readStarterCenters().filter(
    ({ centerId }) => options.brings === "all" || livingCenterIds.has(centerId),
  )
  const known = await onboardedCenters(operator)
  const seeded = await eachOf(brought, async (center): Promise<DemoCenter[]> => {
    const { centerId, name } = center
    const key = keyOfCenter(options.dataDirectory, centerId)
    const client = createHubClient({ ...shared, key, callerId: centerId })
    try {
      if (!known.has(centerId)) await onboard(operator, center, key)
      await bringPolicy(client, centerId)
    } catch (error) {
      log(`demo ${centerId}: ${error instanceof Error ? error.message : "not onboarded"}`)
      return []
    }
    return [{ centerId, name, nameEn: center.nameEn ?? name, client }]
  })
  return seeded.flat().filter(({ centerId }) => livingCenterIds.has(centerId))
}
