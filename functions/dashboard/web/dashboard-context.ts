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

/**
 * Whose figures are asked: of one center, one federation, one province, or the nation. Who may not see the nation sees
 * the first of what the token names.
 */
export const seenScope = ({ address, profile }: Pick<Dashboard, "address" | "profile">): Query => {
  const { center, federation, province } = address.filters
  if (center !== undefined) return { center }
  if (federation !== undefined) return { federation }
  if (province !== undefined) return { province }
  if (profile.nation) return {}
  const [first] = profile.provinces
  return first === undefined ? { federation: profile.federations[0] } : { province: first }
}

/** What each question carries of the filters: the days and whose figures. */
export const questionOf = (dashboard: Pick<Dashboard, "address" | "days" | "profile">): Query => ({
  ...dashboard.days,
  ...seenScope(dashboard),
})
