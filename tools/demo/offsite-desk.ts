import type * as z from "zod"
import type { OffsiteLoanDetail } from "../../contracts/offsite-loans.ts"
import { staff, type Desk } from "./desk.ts"

export type OffsiteCase = z.infer<typeof OffsiteLoanDetail>

export const actOffsite = (
  desk: Desk,
  { offsiteLoanId, version }: Pick<OffsiteCase, "offsiteLoanId" | "version">,
  action: string,
  body: object,
): Promise<unknown> =>
  desk.ask("POST", `/v1/offsite-loans/${offsiteLoanId}/${action}`, { ...body, ...staff }, undefined, version)

const bankMs = 4_000

/** Money on its way to the loan center's bank; a second notice of the same payment is none. */
export const arriveSoon = (
  { bank, nowMs }: Desk,
  payment: {
    readonly caseId: OffsiteCase["offsiteLoanId"]
    readonly reference: string
    readonly amount: OffsetAmount
  },
): void => {
  const { caseId, reference, amount } = payment
  if (bank.content.payments.some((known) => known.reference === reference)) return
  bank.content.payments.push({ transferId: caseId, reference, amount, arrivesAtMs: nowMs() + bankMs })
  bank.save()
}
type OffsetAmount = Desk["bank"]["content"]["payments"][number]["amount"]
