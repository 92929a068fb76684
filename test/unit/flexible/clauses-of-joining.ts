import { CenterId } from "../../../contracts/primitives.ts"
import { joins, type Row } from "./a-clause.ts"

/** What the documents ask alike of who joins: each rows for its own city, by its own pack. */

const today = "2026-06-15"
const yes = "allowed"
const no = "notAllowed"
const open = "homeDecides"

export const young = { bornOn: "2010-05-20" }
export const onOwnWork = { ...young, ownLivelihood: true }
export const notOnOwnWork = { ...young, ownLivelihood: false }
export const oldMan = { bornOn: "1965-01-15" }
const woman55 = { sex: "female", bornOn: "1970-01-15", formerRetirementAge: 55 }
const woman50 = { sex: "female", bornOn: "1975-01-15", formerRetirementAge: 50 }
const elsewhere = { centerId: CenterId.parse("110000000000000") }
const sealedElsewhere = { ...elsewhere, status: "02" } as const

export const untilRetirement: readonly Row[] = [
  ["within", joins("FLX-022", "2025-02-14", oldMan), yes],
  ["beyond", joins("FLX-022", "2025-02-15", oldMan), no],
  ["within", joins("FLX-022", "2025-02-14", woman55), yes],
  ["beyond", joins("FLX-022", "2025-02-15", woman55), no],
  ["within", joins("FLX-022", "2025-02-14", woman50), yes],
  ["beyond", joins("FLX-022", "2025-02-15", woman50), no],
  ["unruled", joins("FLX-022", today, { sex: "female", bornOn: "1973-01-15" }), open],
]
export const ofCapacity: readonly Row[] = [
  ["within", joins("FLX-021", "2026-05-20", onOwnWork), yes],
  ["beyond", joins("FLX-021", "2026-05-19", onOwnWork), no],
  ["within", joins("FLX-021", "2028-05-20", notOnOwnWork), yes],
  ["beyond", joins("FLX-021", "2028-05-19", notOnOwnWork), no],
  ["unruled", joins("FLX-021", "2028-05-19", young), open],
]
export const ofSixteen: readonly Row[] = [
  ["within", joins("FLX-020", "2026-05-20", onOwnWork), yes],
  ["beyond", joins("FLX-020", "2026-05-19", onOwnWork), no],
]
export const ofEveryClass: readonly Row[] = [
  ["within", joins("FLX-023", today), yes],
  ["within", joins("FLX-023", today, { residence: "hkMacauTaiwan" }), yes],
  ["within", joins("FLX-023", today, { residence: "permanentForeigner" }), yes],
]
export const oneAccount: readonly Row[] = [
  ["within", joins("FLX-024", today), yes],
  ["within", joins("FLX-024", today, {}, [sealedElsewhere]), yes],
  ["beyond", joins("FLX-024", today, {}, [elsewhere]), no],
]
export const worksHere: readonly Row[] = [
  ["within", joins("FLX-029", today), yes],
  ["beyond", joins("FLX-029", today, { livesOrWorksHere: false }), no],
]
