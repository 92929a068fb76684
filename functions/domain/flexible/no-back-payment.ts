import type { Segment } from "../../../contracts/accounts.ts"
import { eachPaidMonth } from "../months/contribution-months.ts"
import { monthNumber } from "../months/month.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { AgreementRecord } from "./flexible-record.ts"

type Life = Pick<AgreementRecord, "pauses" | "lastMonth">

const hasNoAgreement = (month: number, { pauses, lastMonth }: Life): boolean =>
  pauses.some(({ after, before }) => month > monthNumber(after) && month < monthNumber(before)) ||
  (lastMonth !== undefined && month > monthNumber(lastMonth))

const farAhead = monthNumber("2199-12")

const paysOutside = (segment: Segment, agreement: Life): boolean => {
  let found = false
  eachPaidMonth(segment, farAhead, (month) => {
    found ||= hasNoAgreement(month, agreement)
  })
  return found
}

/**
 * 重新缴存 (昌吉 二(二)6): a new agreement begins with its own month; the months between the end of the last one and its
 * signing are not paid later. Only what was paid here as a flexible contributor is looked at.
 */
export const backPaymentDefect = (
  segments: readonly Segment[],
  agreement: Life | undefined,
): Refusal | undefined => {
  if (agreement === undefined) return undefined
  const index = segments.findIndex(
    (segment) =>
      segment.contributorType === "flexible" &&
      segment.origin.kind === "local" &&
      paysOutside(segment, agreement),
  )
  return index < 0
    ? undefined
    : refuse("segments-inconsistent", { rule: "FLX-005", field: `/segments/${index}` })
}
