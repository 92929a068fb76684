import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { Instant, type LocalDate } from "../../contracts/primitives.ts"
import { Caller, type PrivateKeyJwk } from "../../contracts/signature.ts"
import { WarningList } from "../../contracts/warnings.ts"
import { makeSigningJwk } from "../../functions/security/make-keys.ts"
import { signKeyProof } from "../../functions/security/prove-possession.ts"
import { createHubClient } from "../hub-client.ts"
import { keyFileOf, readKeyFile, writeKeyFile } from "../key-files.ts"
import { makePerson, makeUnitCreditCode } from "../make-person.ts"
import type { BackOffice } from "./back-office.ts"
import { staff } from "./desk.ts"
import { acceptedBody, HubRefusedError, slugOf } from "./hub-refused.ts"

interface Giving {
  readonly dataDirectory: string
  readonly nowMs: () => number
  readonly today: () => LocalDate
}

/** The reviewer's own key beside the center's: a warning is signed by two people with two keys. */
export const makeReviewerKey = async (
  { center }: Pick<BackOffice, "center">,
  { dataDirectory, nowMs }: Pick<Giving, "dataDirectory" | "nowMs">,
): Promise<PrivateKeyJwk> => {
  const { centerId, client } = center
  const file = keyFileOf(dataDirectory, centerId).replace(/\.jwk\.json$/, ".reviewer.jwk.json")
  const isNew = !existsSync(file)
  // Written before the hub hears of it: a key that the hub knows is never lost.
  if (isNew) writeKeyFile(file, makeSigningJwk("Ed25519", `${centerId}-reviewer`), "keep")
  const key = readKeyFile(file)
  const now = Instant.parse(new Date(nowMs()).toISOString())
  const proof = signKeyProof(key, { centerId: Caller.parse(centerId), audience: client.url, now })
  const answer = await client.call("PUT", `/v1/directory/keys/${key.kid}`, { body: proof })
  // Known already, from a start before.
  if (answer.status !== 409) acceptedBody(answer, "register the reviewer's key")
  return key
}

const documentHash = createHash("sha256").update("invented decision of the demo").digest("hex")

/** One about a person for the federation, and one about an employer for the nation; the handler signs. */
export const registerWarnings = async (
  office: BackOffice,
  giving: Giving,
  federationId: string,
): Promise<void> => {
  await makeReviewerKey(office, giving)
  const common = { documentHash, from: giving.today(), handler: staff.handler }
  const bodies = [
    {
      ...common,
      ground: "falseWithdrawal",
      subject: { kind: "person", person: makePerson("warned in the demo") },
      decisionNo: "演金惩〔2026〕1号",
      scope: { federationId },
    },
    {
      ...common,
      ground: "employerArrears",
      subject: { kind: "employer", unitCreditCode: makeUnitCreditCode("warned in the demo") },
      decisionNo: "演金惩〔2026〕2号",
      scope: "nation",
    },
  ]
  for (const [index, body] of bodies.entries())
    await office.ask("POST", "/v1/warnings", body, `warning-${index}`).catch((error: unknown) => {
      if (!(error instanceof HubRefusedError) || error.problem !== "warning-exists") throw error
    })
}

/** The reviewer signs with the other key; on its first day the hub does not take it for that, so it is done later. */
export const confirmWarnings = async (office: BackOffice, giving: Giving): Promise<"done" | "later"> => {
  const { client, centerId } = office.center
  const { warnings } = WarningList.parse(await office.ask("GET", "/v1/warnings?status=proposed"))
  const key = await makeReviewerKey(office, giving)
  const clock = (): Instant => Instant.parse(new Date(giving.nowMs()).toISOString())
  const reviewer = createHubClient({ url: client.url, callerId: centerId, key, clock })
  for (const { warningId } of warnings) {
    const path = `/v1/warnings/${warningId}/confirmation`
    const answer = await reviewer.call("POST", path, { body: { reviewer: staff.reviewer } })
    if (slugOf(answer.body) === "key-restricted") return "later"
    acceptedBody(answer, "confirm a warning")
  }
  return "done"
}
