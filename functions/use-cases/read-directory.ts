import type { Center, CenterList } from "../../contracts/directory.ts"
import { CenterId, type Instant, type LocalDate } from "../../contracts/primitives.ts"
import type * as z from "zod"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { keeperOf } from "../domain/directory/books-keeper.ts"
import { isInForce, type CenterRecord } from "../domain/directory/center-record.ts"
import { tailOf, type DatedAccount } from "../domain/directory/receiving-accounts.ts"
import { refuse } from "../domain/refusal.ts"
import { dayOf, isRefusal, limitOf } from "./query-values.ts"
import { answer, type UseCase } from "./use-case.ts"

export interface ReadDirectoryNeeds {
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
  readonly listCenters: (
    limit: number,
    after: string | undefined,
  ) => Promise<{ readonly centers: readonly CenterRecord[]; readonly nextAfter?: string }>
  readonly readReceivingAccount: (centerId: CenterId, now: Instant) => Promise<DatedAccount | undefined>
}

/** A center as everybody may see it; of the receiving account only what tells two accounts apart. */
export const shownCenter = (center: CenterRecord, account: DatedAccount | undefined): Center => {
  const {
    standingSince: _since,
    standingReason: _reason,
    version: _version,
    succession,
    keepers: _keepers,
    formerCenters,
    closingDays,
    ...shown
  } = center
  return {
    ...shown,
    // A proposal is nobody's business before the successor has signed it.
    ...(succession?.accepted === undefined
      ? {}
      : { successorCenterId: succession.successorCenterId, succeededFrom: succession.from }),
    ...(formerCenters === undefined || formerCenters.length === 0
      ? {}
      : { formerCenters: formerCenters.map((former) => ({ ...former })) }),
    closingDays: [...closingDays],
    ...(account === undefined
      ? {}
      : {
          receivingAccount: {
            bankName: account.bankName,
            accountTail: tailOf(account.accountNumber),
            effectiveAt: account.effectiveAt,
          },
        }),
  }
}

/** One entry. Without `on` it is shown whenever it holds, so that a merged center still leads to its successor. */
export const readCenterEntry =
  (needs: ReadDirectoryNeeds): UseCase<undefined, Center> =>
  async (call) => {
    const on = dayOf(call.query)
    if (isRefusal(on)) return on
    const center = await needs.readCenter(call.params["centerId"] ?? "")
    if (center === undefined || (on !== undefined && !isInForce(center, on)))
      return refuse("center-not-found")
    const keeper = keeperOf(center, chinaDateOf(call.now))
    return answer(shownCenter(center, await needs.readReceivingAccount(keeper, call.now)))
  }

const mostCenters = 100
const cursorForm = /^after\.(\d{15})$/
const cursorOf = (centerId: string): string => `after.${centerId}`

/** The entries that hold on a day, today without `on`. A page may be short; the list ends when there is no cursor. */
export const listCenterEntries =
  (needs: ReadDirectoryNeeds): UseCase<undefined, z.infer<typeof CenterList>> =>
  async (call) => {
    const limit = limitOf(call.query, mostCenters)
    const asked = dayOf(call.query)
    if (isRefusal(limit)) return limit
    if (isRefusal(asked)) return asked
    const { cursor } = call.query
    const after = cursor === undefined ? undefined : cursorForm.exec(cursor)?.[1]
    if (cursor !== undefined && after === undefined) return refuse("cursor-invalid", { field: "cursor" })
    const on: LocalDate = asked ?? chinaDateOf(call.now)
    const page = await needs.listCenters(limit, after)
    const centers = page.centers.filter((center) => isInForce(center, on))
    const shown = await Promise.all(
      centers.map(async (center) =>
        shownCenter(
          center,
          await needs.readReceivingAccount(keeperOf(center, chinaDateOf(call.now)), call.now),
        ),
      ),
    )
    return answer({
      centers: shown,
      ...(page.nextAfter === undefined ? {} : { cursor: cursorOf(page.nextAfter) }),
    })
  }
