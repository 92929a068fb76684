import { WithdrawalCheckResponse } from "../../contracts/withdrawals.ts"
import { expectStatus } from "../fixtures/federation.ts"
import { purchase } from "../fixtures/service-story.ts"
import type { BenchFederation } from "./bench-federation.ts"
import { applicantOf, servedIn } from "./carry-service-case.ts"
import { consumptionOf } from "./consumption-of.ts"

export interface WithdrawalCheckBench {
  /** Database calls. */
  readonly calls: number
  readonly rru: number
  readonly wru: number
}

/** A purchase withdrawal of somebody without loans, asked by the home center, which has published its rules. */
export const benchWithdrawalCheck = async (federation: BenchFederation): Promise<WithdrawalCheckBench> => {
  const served = servedIn(federation)
  const { person, accountNo } = await applicantOf(served, "checked")
  const body = { person, accountNo, details: purchase({ contractNo: "HT-checked" }) }
  const check = async (): Promise<void> => {
    const answer = await served.H.call("POST", "/v1/withdrawal-checks", body)
    const { verdict } = WithdrawalCheckResponse.parse(expectStatus(answer, 200))
    if (verdict !== "allowed") throw new Error(`the check of a purchase says ${verdict}`)
  }
  await check() // the function starts and learns the center's key
  const { dynamoCalls, rru, wru } = await consumptionOf(served.hub, check)
  return { calls: dynamoCalls, rru, wru }
}
