import type { Person } from "../../contracts/primitives.ts"
import type { Hub } from "../../infra/local/start-hub.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  actOn,
  newReference,
  openAccount,
  requestTransfer,
  statementBody,
  type TestCenter,
} from "../fixtures/federation.ts"
import { consumptionOf, type Counted } from "./consumption-of.ts"
import { createFlowMeter, type FlowCounts } from "./flow-meter.ts"

export interface CarriedTransfer extends FlowCounts {
  readonly consumed: Counted
}

export interface Moved {
  readonly from: TestCenter
  readonly to: TestCenter
  /** Opens the account at the center that it leaves. */
  readonly open: (person: Person, accountNo: string) => Promise<unknown>
  /** Who hears of the transfer although it is not theirs. */
  readonly told: readonly TestCenter[]
}

/** A sealed account that nothing rests on. */
export const ordinaryAccount = (from: TestCenter, to: TestCenter): Moved => ({
  from,
  to,
  open: (person, accountNo) => openAccount(from, person, accountNo, { status: "02" }),
  told: [],
})

/** Golden case 2 from letter to completion; each center reads its inbox and acknowledges every message. */
export const carryTransfer = async (
  hub: Hub,
  { from, to, open, told }: Moved,
  seed: string,
): Promise<CarriedTransfer> => {
  const person = makePerson(seed, 1990)
  const [fromAccountNo, toAccountNo] = [`O-${seed}`, `I-${seed}`]
  await open(person, fromAccountNo)
  await openAccount(to, person, toAccountNo)
  const { write, emptyInbox, counted } = createFlowMeter()
  const names = { fromCenterId: from.centerId, fromAccountNo, toAccountNo }

  const consumed = await consumptionOf(hub, async () => {
    const { transferId } = await write(() => requestTransfer(to, person, names))
    await emptyInbox(from)
    await write(() => actOn(from, transferId, "letter-confirmation"))
    await emptyInbox(to)
    // Centers act hours apart: the workflow has parked again before the next call.
    await hub.settle()
    const payment = { reference: newReference(), amount: statementBody.amount, paidOn: "2026-09-01" }
    await write(() => actOn(from, transferId, "statement", { ...statementBody, payment }))
    await emptyInbox(to)
    await hub.settle()
    const { reference, amount } = payment
    const received = { reference, amount, receivedOn: "2026-09-01", bankSerial: `SN-${reference}` }
    await write(() => actOn(to, transferId, "completion", { payments: [received] }))
    for (const center of [from, to, ...told]) await emptyInbox(center)
  })
  return { consumed, ...counted() }
}
