import { useDashboard } from "../dashboard-context.ts"
import { viewOf } from "../views.ts"
import { CaseView } from "./case-view.tsx"
import { CenterView } from "./center-view.tsx"
import { ByRowView } from "./by-row-view.tsx"
import { FindingList } from "./finding-list.tsx"
import { LateView } from "./late-view.tsx"
import { MetricSection } from "./metric-section.tsx"
import { OverviewView } from "./overview-view.tsx"

/** The page of an address: its sections, and what it has beside them. */
export const ViewOf = () => {
  const { address } = useDashboard()
  switch (address.view) {
    case "overview":
      return <OverviewView />
    case "centers":
      return <ByRowView by="center" first="transfers" />
    case "federation":
      // Of one federation its members; of all of them a row each.
      return (
        <ByRowView
          by={address.filters.federation === undefined ? "federation" : "center"}
          first="transfers"
        />
      )
    case "center":
      return <CenterView />
    case "case":
      return <CaseView />
    case "late":
      return (
        <>
          <LateView />
          <Sections />
        </>
      )
    case "duplicates":
      return (
        <>
          <Sections />
          <FindingList />
        </>
      )
    case "transfers":
    case "transit":
    case "loans":
    case "services":
    case "withdrawals":
    case "accounts":
    case "indicators":
    case "availability":
    case "cost":
      return <Sections />
  }
}

const Sections = () => {
  const { address } = useDashboard()
  return (
    <>
      {viewOf(address.view).sections.map((section, index) => (
        <MetricSection key={`${section.metric} ${section.by}`} section={section} index={index} />
      ))}
    </>
  )
}
