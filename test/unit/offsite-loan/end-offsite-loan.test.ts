import { describe, expect, it } from "vitest"
import { CertificationRefusal, LoanRejection } from "../../../contracts/offsite-loans.ts"
import { OffsiteLoanId } from "../../../contracts/primitives.ts"
import { act, certifiedStage, opened, pass, people, reserve, type Stage } from "./stage.ts"

const refusal = CertificationRefusal.parse({ reasonCode: "months-short", ...people })
const rejection = LoanRejection.parse({ reasonCode: "income", ...people })

/** A family that is reserved, for this case unless another one is named. */
const reservedFor = (stage: Stage, offsiteLoanId = stage.case.offsiteLoanId): Stage => {
  reserve(stage)
  const { reservation } = stage
  if (reservation === undefined) throw new Error("nobody is reserved")
  stage.reservation = { ...reservation, offsiteLoanId }
  return stage
}
const freed = ({ reservation, person }: Stage) => [reservation?.status, person.loanGuard === undefined]

describe("a case that ends without a loan", () => {
  it("lets go of what was reserved for it, whoever ends it", () => {
    const refused = reservedFor(opened())
    expect(act(refused, { action: "certification-refusal", body: refusal })).toBe("certification-refusal")
    const cancelled = reservedFor(opened())
    expect(act(cancelled, { action: "cancellation" })).toBe("cancellation")
    const rejected = reservedFor(certifiedStage())
    expect(act(rejected, { action: "rejection", body: rejection })).toBe("rejection")
    const expired = reservedFor(certifiedStage())
    expect(pass(expired, "2026-10-09T16:00:00.000Z")).toBe("expiry")
    for (const stage of [refused, cancelled, rejected, expired])
      expect(freed(stage)).toEqual(["released", true])
    expect(rejected.reservation?.acts.at(-1)).toMatchObject({ event: "release", ...people })
  })

  it("leaves a reservation for another case, or for a loan of the center's own", () => {
    const other = reservedFor(certifiedStage(), OffsiteLoanId.parse("lnc_01KAZZZZZZZZZZZZZZZZZZZZZY"))
    act(other, { action: "rejection", body: rejection })
    const local = certifiedStage()
    reserve(local)
    act(local, { action: "rejection", body: rejection })
    for (const stage of [other, local]) expect(freed(stage)).toEqual(["held", false])
  })

  it("finds nothing to let go when the reservation has run out or was let go before", () => {
    const stage = reservedFor(certifiedStage())
    if (stage.reservation === undefined) throw new Error("nobody is reserved")
    stage.reservation = { ...stage.reservation, status: "released" }
    expect(act(stage, { action: "rejection", body: rejection })).toBe("rejection")
    expect(stage.reservation.acts).toEqual([])
  })
})
