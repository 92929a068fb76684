import type { CountedCheck, TimedCheck } from "./bench-account-check.ts"
import type { BundleBench, ColdImportBench } from "./bench-bundles.ts"
import type { GrowthBench } from "./bench-growth.ts"
import type { CountedOpening } from "./bench-open-account.ts"
import type { TransferBench } from "./bench-transfer.ts"
import type { SignatureBench } from "./signature.ts"

/** What `--json` prints. With `--only`, the rest is absent. */
export interface BenchResults {
  readonly accountCheck?: CountedCheck & TimedCheck
  readonly openAccount?: CountedOpening & { readonly perSecond: number }
  readonly transfer?: TransferBench
  readonly signature?: SignatureBench
  readonly bundle?: BundleBench
  readonly coldImport?: ColdImportBench
  readonly growth?: GrowthBench
}
