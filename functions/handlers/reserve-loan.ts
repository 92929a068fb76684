import { ReleaseReservationRequest, ReserveLoanRequest } from "../../contracts/loans.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { asking, taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { readReservation } from "../use-cases/read-reservation.ts"
import { releaseReservation } from "../use-cases/release-reservation.ts"
import { reserveLoan } from "../use-cases/reserve-loan.ts"

export const handler = serveCenters("reserve-loan", (hub) => ({
  reserveLoan: taking(ReserveLoanRequest, reserveLoan({ ...hub, nationalRules })),
  readReservation: asking(readReservation(hub)),
  releaseReservation: taking(ReleaseReservationRequest, releaseReservation(hub)),
}))
