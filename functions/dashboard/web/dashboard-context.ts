import { createContext } from "preact"
import { useContext } from "preact/hooks"
import type { SupervisionProfile } from "../../../contracts/supervision.ts"
import type { Address, FilterName } from "./address.ts"
import type { Bilingual } from "./shared/language.ts"
import type { Query, SupervisionApi } from "./supervision-api.ts"
import type { ViewName } from "./views.ts"

/** What every view knows: who reads, where they are, and how to go elsewhere. */
export interface Dashboard {
  readonly api: SupervisionApi
  readonly profile: SupervisionProfile
  readonly address: Address
  /** The days asked, also when the address names none. */
  readonly days: { readonly from: string; readonly to: string }
  /** Grows with each refresh of a wall display: a question that names it is asked anew. */
  readonly turn: number
  readonly filter: (change: Readonly<Partial<Record<FilterName, string | undefined>>>) => void
  readonly linkTo: (view: ViewName, own?: Readonly<Partial<Record<FilterName, string>>>) => string
  readonly centerName: (centerId: string) => Bilingual
  /** Told by whatever was read last: 数据截至. */
  readonly counted: (through: string) => void
}

const missing = createContext<Dashboard | undefined>(undefined)
export const DashboardContext = missing

export const useDashboard = (): Dashboard => {
  const dashboard = useContext(missing)
  if (dashboard === undefined) throw new Error("a view outside of the dashboard")
  return dashboard
}

/** What each question carries of the filters: the days and whose figures. */
export const scopeOf = ({ address, days }: Pick<Dashboard, "address" | "days">): Query => ({
  from: days.from,
  to: days.to,
  province: address.filters.province,
  federation: address.filters.federation,
  center: address.filters.center,
})
