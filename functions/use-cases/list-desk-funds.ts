import type { DeskFunds } from "../../contracts/desk.ts"
import { CenterId, UnmatchedFundsId } from "../../contracts/primitives.ts"
import type { NameOfCenter } from "../domain/desk/desk-line.ts"
import { OTHER_NEXT } from "../domain/desk/leg-words.ts"
import { refuse } from "../domain/refusal.ts"
import type { UnmatchedFunds } from "../domain/transfer/residual.ts"
import { namesOfCenters, type CenterNamesNeeds, type DeskUseCase } from "./desk-call.ts"
import type { Side } from "./list-own-cases.ts"
import type { OpenFundsNeeds } from "./read-desk-to-do.ts"
import { answer } from "./use-case.ts"

const fundsPerPage = 50

/** Where a page begins: on a side, after some money or at its beginning. */
const placeOf = (
  cursor: string | undefined,
): { readonly side: Side; readonly after?: string } | undefined => {
  if (cursor === undefined) return { side: "in" }
  const [side, after, ...rest] = cursor.split(".")
  if ((side !== "in" && side !== "out") || rest.length > 0) return undefined
  if (after === undefined) return { side }
  return UnmatchedFundsId.safeParse(after).success ? { side, after } : undefined
}

const shown = (
  { unmatchedFundsId, payingCenterId, receivingCenterId, amount, receivedOn, bankSerial }: UnmatchedFunds,
  side: Side,
  nameOf: NameOfCenter,
): DeskFunds["funds"][number] => ({
  unmatchedFundsId,
  direction: side === "in" ? "received" : "paid",
  otherCenter: nameOf(side === "in" ? payingCenterId : receivingCenterId),
  amount,
  receivedOn,
  ...(side === "in" ? { bankSerial } : {}),
  next: side === "in" ? OTHER_NEXT.fundsReceived : OTHER_NEXT.fundsPaid,
})

/** 有款无函 of the center that nobody has settled: first what it received, then what it paid. */
export const listDeskFunds =
  (needs: OpenFundsNeeds & CenterNamesNeeds): DeskUseCase<undefined, DeskFunds> =>
  async (call) => {
    const place = placeOf(call.query["cursor"])
    if (place === undefined) return refuse("cursor-invalid", { field: "cursor" })
    const { side, after } = place
    const { funds, nextAfter } = await needs.listOpenFunds({
      centerId: CenterId.parse(call.callerId),
      party: side,
      limit: fundsPerPage,
      ...(after === undefined ? {} : { after }),
    })
    const nameOf = await namesOfCenters(
      needs,
      funds.flatMap(({ payingCenterId, receivingCenterId }) => [payingCenterId, receivingCenterId]),
    )
    const cursor = nextAfter === undefined ? (side === "in" ? "out" : undefined) : `${side}.${nextAfter}`
    return answer({
      funds: funds.map((one) => shown(one, side, nameOf)),
      ...(cursor === undefined ? {} : { cursor }),
    })
  }
