import { FederationDraft } from "../../contracts/federation-drafts.ts"
import { FederationList, FederationSummary, type FederationContent } from "../../contracts/federations.ts"
import type { LocalDate } from "../../contracts/primitives.ts"
import type { HubClient } from "../hub-client.ts"
import { makePerson } from "../make-person.ts"
import { readDraftFile } from "../packs/federation-drafts.ts"
import type { BackOffice } from "./back-office.ts"
import { staff } from "./desk.ts"
import { registerWarnings } from "./give-warnings.ts"
import { acceptedBody } from "./hub-refused.ts"

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
  const listed = acceptedBody(await operator.call("GET", "/v1/federations"), "federations")
  const known = FederationList.parse(listed).federations.find((federation) => federation.zh === zh)
  const body = { zh, en, content: contentOf(members, today()), ...staff }
  const federation =
    known ??
    FederationSummary.parse(
      acceptedBody(await operator.call("POST", "/v1/federations", { body }), "propose a federation"),
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
  await registerWarnings(first, founding, federationId)
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
