import type * as z from "zod"
import type { CenterId, Instant } from "../../contracts/primitives.ts"
import type {
  AcceptSuccessionRequest,
  CancelSuccessionRequest,
  ProposeSuccessionRequest,
  Succession,
} from "../../contracts/succession.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import type { DatedAccount } from "../domain/directory/receiving-accounts.ts"
import {
  acceptSuccession as decideAcceptance,
  cancelSuccession as decideCancellation,
  proposeSuccession as decideProposal,
  type SuccessionContext,
  type SuccessionDecided,
} from "../domain/directory/succession.ts"
import type { KnownPack } from "../domain/policies/accept-policy.ts"
import { policyInForce } from "../domain/policies/policy-in-force.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { accept, type Call, type Result, type UseCase } from "./use-case.ts"

export interface SuccessionNeeds {
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
  readonly readReceivingAccount: (centerId: CenterId, now: Instant) => Promise<DatedAccount | undefined>
  readonly readPolicies: (centerId: string) => Promise<readonly KnownPack[]>
}

const contextOf = ({ now, newId }: Call<unknown>): SuccessionContext => ({
  now,
  today: chinaDateOf(now),
  newId,
})

const resultOf = (
  { centerId }: CenterRecord,
  decided: SuccessionDecided | Refusal,
  state: Succession["state"],
): Result<Succession> => {
  if (decided.outcome === "refused") return decided
  const { successorCenterId, from, proposedAt, accepted } = decided.succession
  const answer: Succession = {
    centerId,
    successorCenterId,
    from,
    state,
    proposedAt,
    ...(accepted === undefined ? {} : { acceptedAt: accepted.at }),
  }
  return accept(answer, decided.changes)
}

/** Those that merged into a center before: their books go where its own go. */
const earlierOf = async (
  needs: Pick<SuccessionNeeds, "readCenter">,
  { formerCenters = [] }: CenterRecord,
): Promise<readonly CenterRecord[]> => {
  const found = await Promise.all(formerCenters.map(({ centerId }) => needs.readCenter(centerId)))
  return found.filter((center) => center !== undefined)
}

/** 机构合并: the operator states who takes over and from when; it binds nobody before the successor has signed. */
export const proposeSuccession =
  (needs: Pick<SuccessionNeeds, "readCenter">): UseCase<ProposeSuccessionRequest, Succession> =>
  async (call) => {
    const [former, successor] = await Promise.all([
      needs.readCenter(call.params["centerId"] ?? ""),
      needs.readCenter(call.body.successorCenterId),
    ])
    if (former === undefined) return refuse("center-not-found")
    return resultOf(former, decideProposal(former, successor, call.body, contextOf(call)), "proposed")
  }

export const acceptSuccession =
  (needs: SuccessionNeeds): UseCase<AcceptSuccessionRequest, Succession> =>
  async (call) => {
    const [former, successor] = await Promise.all([
      needs.readCenter(call.params["centerId"] ?? ""),
      needs.readCenter(call.callerId),
    ])
    if (former === undefined) return refuse("center-not-found")
    if (successor === undefined) throw new Error("a caller that the directory does not have")
    const [earlier, account, formerPacks, packs] = await Promise.all([
      earlierOf(needs, former),
      needs.readReceivingAccount(successor.centerId, call.now),
      needs.readPolicies(former.centerId),
      needs.readPolicies(successor.centerId),
    ])
    const inForce = policyInForce(
      packs.map(({ pack }) => pack),
      call.body.from,
    )
    const ready = {
      earlier,
      successorReceives: account !== undefined,
      formerHasRules: formerPacks.length > 0,
      successorHasRules: inForce.outcome === "inForce",
    }
    return resultOf(
      former,
      decideAcceptance(former, successor, call.body, ready, contextOf(call)),
      "accepted",
    )
  }

export const cancelSuccession =
  (
    needs: Pick<SuccessionNeeds, "readCenter">,
  ): UseCase<z.infer<typeof CancelSuccessionRequest>, Succession> =>
  async (call) => {
    const former = await needs.readCenter(call.params["centerId"] ?? "")
    if (former === undefined) return refuse("center-not-found")
    const { succession } = former
    const [successor, earlier] = await Promise.all([
      succession === undefined ? undefined : needs.readCenter(succession.successorCenterId),
      earlierOf(needs, former),
    ])
    return resultOf(
      former,
      decideCancellation(former, successor, earlier, call.body.reason, contextOf(call)),
      "cancelled",
    )
  }
