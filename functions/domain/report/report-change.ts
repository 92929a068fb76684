import type { CenterId, Month } from "../../../contracts/primitives.ts"
import type { ReportRecord } from "./report-record.ts"

/** Changes of monthly reports. */
export type ReportChange =
  /** The first version of a month, or the one after the version that was read. */
  | { readonly kind: "saveReport"; readonly report: ReportRecord }
  /** The same version under the center, where the later ones do not replace it. */
  | { readonly kind: "keepReport"; readonly report: ReportRecord }
  /** Holds while the month beside it stands as it was read; `version` is absent when there was no report. */
  | {
      readonly kind: "expectReport"
      readonly centerId: CenterId
      readonly month: Month
      readonly version?: number
    }
