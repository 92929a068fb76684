import type { CountedCheck, TimedCheck } from "./bench-account-check.ts"
import type { CountedBatch, TimedBatch } from "./bench-batch.ts"
import type { BundleBench, ColdImportBench } from "./bench-bundles.ts"
import type { GrowthBench } from "./bench-growth.ts"
import type { CountedLoanCheck } from "./bench-loan-check.ts"
import type { TimedQuote } from "./bench-loan-quote.ts"
import type { MarkedTransferBench } from "./bench-marked-transfer.ts"
import type { OffsiteLoanBench } from "./bench-offsite-loan.ts"
import type { CountedOpening } from "./bench-open-account.ts"
import type { OverviewBench } from "./bench-overview.ts"
import type { ReservationBench } from "./bench-reservation.ts"
import type { StatisticsBench } from "./bench-statistics.ts"
import type { TransferBench } from "./bench-transfer.ts"
import type { WithdrawalCheckBench } from "./bench-withdrawal-check.ts"
import type { ServiceCaseBench } from "./bench-service-case.ts"
import type { SignatureBench } from "./signature.ts"

/** What `--json` prints. With `--only`, the rest is absent. */
export interface BenchResults {
  readonly accountCheck?: CountedCheck & TimedCheck
  readonly openAccount?: CountedOpening & { readonly perSecond: number }
  readonly transfer?: TransferBench
  readonly loanCheck?: CountedLoanCheck
  readonly reservation?: ReservationBench
  readonly offsiteLoan?: OffsiteLoanBench
  readonly markedTransfer?: MarkedTransferBench
  readonly withdrawalCheck?: WithdrawalCheckBench
  readonly serviceCase?: ServiceCaseBench
  readonly batch?: CountedBatch & TimedBatch
  readonly loanQuote?: TimedQuote
  readonly signature?: SignatureBench
  readonly bundle?: BundleBench
  readonly coldImport?: ColdImportBench
  readonly growth?: GrowthBench
  readonly overview?: OverviewBench
  readonly statistics?: StatisticsBench
}
