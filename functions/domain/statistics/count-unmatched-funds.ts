import type { Fact } from "../../../contracts/statistics.ts"
import type { UnmatchedFunds } from "../transfer/residual.ts"
import { fact, fenOf } from "./fact.ts"

/** Money that no letter asks for, from the day it arrived until the payer explains it or it goes back. */
export const countUnmatchedFunds = ({
  status,
  receivingCenterId,
  payingCenterId,
  receivedOn,
  amount,
}: UnmatchedFunds): readonly Fact[] =>
  status === "reported"
    ? [
        fact({
          metric: "unmatched",
          day: receivedOn,
          stands: true,
          centers: [
            ["payee", receivingCenterId],
            ["payer", payingCenterId],
          ],
          figures: { count: 1, amount: fenOf(amount) },
        }),
      ]
    : []
