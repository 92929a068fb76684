import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { FederationDraft } from "../../contracts/federation-drafts.ts"
import { FederationList, FederationSummary, type FederationContent } from "../../contracts/federations.ts"
import { Instant, type LocalDate } from "../../contracts/primitives.ts"
import { Caller, type PrivateKeyJwk } from "../../contracts/signature.ts"
import { Warning } from "../../contracts/warnings.ts"
import { makeSigningJwk } from "../../functions/security/make-keys.ts"
import { signKeyProof } from "../../functions/security/prove-possession.ts"
import { createHubClient, type HubAnswer, type HubClient } from "../hub-client.ts"
import { keyFileOf, readKeyFile, writeKeyFile } from "../key-files.ts"
import { makePerson, makeUnitCreditCode } from "../make-person.ts"
import { readDraftFile } from "../packs/federation-drafts.ts"
import type { BackOffice } from "./back-office.ts"
import { staff } from "./desk.ts"
import { slugOf } from "./hub-refused.ts"

/** Shanghai, Suzhou and Hangzhou: the members of the demo's federation, all of them with a back office. */
const memberIds = ["310000000000000", "320500000000000", "330100000000000"] as const
export const membersAmong = (offices: readonly BackOffice[]): readonly BackOffice[] =>
  offices.filter(({ center }) => memberIds.some((member) => member === center.centerId))

const zh = "长三角住房公积金一体化（演示）"
const en = "Yangtze River Delta (demonstration)"

export interface Founding {
  readonly operator: HubClient
  readonly offices: readonly BackOffice[]
  readonly dataDirectory: string
  readonly nowMs: () => number
  readonly today: () => LocalDate
}

const accepted = (answer: HubAnswer, call: string): unknown => {
  if (answer.status >= 400) throw new Error(`${call}: ${answer.status} ${slugOf(answer.body)}`)
  return answer.body
}

/** What the shipped draft says, among three centers and from the first of this month. */
const contentOf = (members: readonly BackOffice[], today: LocalDate): FederationContent => {
  const { content } = FederationDraft.parse(JSON.parse(readDraftFile("changsanjiao").text))
  return {
    ...content,
    members: members.map(({ center }) => center.centerId),
    validFrom: today,
  }
}

/** The operator proposes, and each member accepts the hash of what it has read. */
const agree = async ({ operator, offices, today }: Founding): Promise<string> => {
  const members = membersAmong(offices)
  const listed = accepted(await operator.call("GET", "/v1/federations"), "federations")
  const known = FederationList.parse(listed).federations.find((federation) => federation.zh === zh)
  const body = { zh, en, content: contentOf(members, today()), ...staff }
  const federation =
    known ??
    FederationSummary.parse(
      accepted(await operator.call("POST", "/v1/federations", { body }), "propose a federation"),
    )
  const [version] = federation.versions
  for (const { center, ask } of members) {
    if (version?.acceptances.some(({ centerId }) => centerId === center.centerId) !== false) continue
    await ask("POST", `/v1/federations/${federation.federationId}/acceptances`, {
      contentHash: version.contentHash,
      ...staff,
    })
  }
  return federation.federationId
}

/** The reviewer's own key beside the center's: a warning is signed by two people with two keys. */
const reviewerKey = async (
  office: BackOffice,
  { dataDirectory, nowMs }: Founding,
): Promise<PrivateKeyJwk> => {
  const { centerId, client } = office.center
  const file = keyFileOf(dataDirectory, centerId).replace(/\.jwk\.json$/, ".reviewer.jwk.json")
  if (!existsSync(file)) writeKeyFile(file, makeSigningJwk("Ed25519", `${centerId}-reviewer`), "keep")
  const key = readKeyFile(file)
  const proof = signKeyProof(key, {
    centerId: Caller.parse(centerId),
    audience: client.url,
    now: Instant.parse(new Date(nowMs()).toISOString()),
  })
  const answer = await client.call("PUT", `/v1/directory/keys/${key.kid}`, { body: proof })
  // Known already: the hub was stopped between this call and the next.
  if (answer.status !== 409) accepted(answer, "register the reviewer's key")
  return key
}

const documentHash = createHash("sha256").update("invented decision of the demo").digest("hex")

/** One about a person for the federation, and one about an employer for the nation. */
const warn = async (office: BackOffice, founding: Founding, federationId: string): Promise<void> => {
  const { center, ask } = office
  const key = await reviewerKey(office, founding)
  const clock = (): Instant => Instant.parse(new Date(founding.nowMs()).toISOString())
  const reviewer = createHubClient({ url: center.client.url, callerId: center.centerId, key, clock })
  const common = { documentHash, from: founding.today(), handler: staff.handler }
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
  for (const body of bodies) {
    const registered = await ask(
      "POST",
      "/v1/warnings",
      body,
      `warn-${body.decisionNo.replaceAll(/\D/g, "-")}`,
    )
    const { warningId } = Warning.parse(registered)
    const path = `/v1/warnings/${warningId}/confirmation`
    const answer = await reviewer.call("POST", path, { body: { reviewer: staff.reviewer } })
    // Confirmed already, or the reviewer's key is of today: then the next start confirms it.
    const waits = ["action-not-allowed", "key-restricted"].includes(slugOf(answer.body))
    if (!waits) accepted(answer, "confirm a warning")
  }
}

const cityOf = ({ center }: BackOffice): string => center.centerId.slice(0, 6)

/** 警示公告 about a district where purchases look abnormal. */
const giveNotice = async ({ ask }: BackOffice, federationId: string, today: LocalDate, region: string) => {
  const body = {
    federationId,
    regionCode: region,
    from: today,
    to: `${Number(today.slice(0, 4))}-12-31`,
    reason: "短期内同一楼盘购房提取集中，演示数据",
    ...staff,
  }
  await ask("POST", "/v1/region-notices", body, `notice-${federationId}`)
}

/** What the federation of the demo has agreed on and shares. Repeated, it finds what is there. */
export const foundFederation = async (founding: Founding): Promise<void> => {
  const federationId = await agree(founding)
  const [first, second] = membersAmong(founding.offices)
  if (first === undefined || second === undefined) return
  await warn(first, founding, federationId)
  await giveNotice(second, federationId, founding.today(), cityOf(second))
}

/** 跨地区购房信息协查 between two members: whether a contract is what the applicant says it is. */
export const investigate = async (seed: string, asking: BackOffice, asked: BackOffice): Promise<void> => {
  const body = {
    homeCityCenterId: asked.center.centerId,
    person: makePerson(seed),
    fact: { kind: "contract", number: `演示网签-${seed}`, region: cityOf(asked), price: "1200000.00" },
    question: "该合同是否真实",
    ...staff,
  }
  await asking.ask("POST", "/v1/investigations", body, `investigate-${seed}`)
}
