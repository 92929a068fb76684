import { expect, test } from "vitest"
import { NoticeId, WarningId } from "../../../contracts/primitives.ts"
import type { ShownNotice } from "../../../contracts/shown-notice.ts"
import type { ShownWarning } from "../../../contracts/shown-warning.ts"
import type { ServiceParty } from "../../../functions/domain/service-case/service-case.ts"
import { viewServiceCase } from "../../../functions/domain/service-case/view-service-case.ts"
import { aCase, H, now, R, yuan } from "../service-case/stage.ts"
import { day, federationId } from "./warning-base.ts"

const period = { by: R, from: day("2026-08-20"), to: day("2027-08-19") }
const warning: ShownWarning = {
  ...period,
  warningId: WarningId.parse("wrn_01JD0000000000000000000000"),
  ground: "falseWithdrawal",
  decisionNo: "某金惩〔2026〕3号",
  effect: "inForce",
}
const notice: ShownNotice = {
  ...period,
  noticeId: NoticeId.parse("ntc_01JD0000000000000000000000"),
  federationId,
  regionCode: "140500",
  reason: "一房多转",
}

const seenBy = (side: ServiceParty) =>
  viewServiceCase(
    aCase({
      check: {
        verdict: "allowed",
        withdrawalReason: "01",
        mostAmount: yuan("30000.00"),
        most: { employee: yuan("30000.00"), flexible: yuan("0.00") },
        warnings: [warning],
        notices: [notice],
        checkedAt: now,
      },
    }),
    new Set([side]),
  ).check

test("what a case says of warnings and notices, its home center reads and the receiving center does not", () => {
  expect(aCase().homeCenterId).toBe(H)
  expect(seenBy("home")).toMatchObject({ warnings: [warning], notices: [notice] })
  expect(seenBy("receiving")).toEqual({ verdict: "allowed", withdrawalReason: "01", checkedAt: now })
})
