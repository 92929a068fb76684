import { makePerson } from "../../tools/make-person.ts"
import { expectStatus, openAccount, staff, type TestCenter } from "../fixtures/federation.ts"
import type { BenchFederation } from "./bench-federation.ts"
import { carryToGrant, lendingOf, type Lending } from "./carry-offsite-loan.ts"
import { carryTransfer, ordinaryAccount, type Moved } from "./carry-transfer.ts"
import { plus, type Counted } from "./consumption-of.ts"
import { createFlowMeter } from "./flow-meter.ts"
import { sweep, visitOfSweeper } from "./sweep.ts"

export interface MarkedTransferBench {
  readonly stateTransitions: number
  readonly wru: number
  /** What the loan adds to the same transfer of an account that bears none. */
  readonly extraWru: number
  readonly extraRru: number
  readonly messages: number
}

/** An account with the mark of a loan, sealed because its owner has moved on; the loan center hears of its transfer. */
const markedAccount = (lending: Lending, to: TestCenter): Moved => {
  const { hub, L, H } = lending
  return {
    from: H,
    to,
    open: async (person, accountNo) => {
      await openAccount(H, person, accountNo)
      const spouse = makePerson(`spouse-of-${accountNo}`, 1990)
      await carryToGrant(lending, { person, spouse, accountNo }, createFlowMeter())
      const sealed = { sealedOn: "2026-09-01", ...staff }
      expectStatus(await H.call("POST", `/v1/accounts/${accountNo}/seal`, sealed), 200)
      await sweep(hub)
    },
    told: [L],
  }
}

/** The duty follows the account to a third center: beside the transfer itself the case changes its home center. */
export const benchMarkedTransfer = async (federation: BenchFederation): Promise<MarkedTransferBench> => {
  const { hub, O, third } = federation
  const marked = markedAccount(lendingOf(federation), third)
  const carry = async (moved: Moved, seed: string): Promise<Counted & { readonly messages: number }> => {
    const { consumed, messages } = await carryTransfer(hub, moved, seed)
    return { ...plus(consumed, await visitOfSweeper(hub)), messages }
  }
  await carry(marked, "marked-warm-up")
  const ordinary = await carry(ordinaryAccount(O, third), "ordinary")
  const { stateTransitions, wru, rru, messages } = await carry(marked, "marked")
  return {
    stateTransitions,
    wru,
    extraWru: wru - ordinary.wru,
    extraRru: rru - ordinary.rru,
    messages,
  }
}
