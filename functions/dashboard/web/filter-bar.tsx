import { seenScope, useDashboard } from "./dashboard-context.ts"
import { nameOfRange, rangeNames, rangeOf } from "./date-ranges.ts"
import { provinceName } from "./province-names.ts"
import { absent, chinaDay } from "./shared/format.ts"
import { useWords } from "./shared/language.ts"
import { SliceFilter } from "./view/slice-filter.tsx"
import { viewOf } from "./views.ts"

/** What every view is filtered by. A change is a new address. */
export const FilterBar = ({ title }: { readonly title: string }) => {
  const words = useWords()
  const dashboard = useDashboard()
  const { address, days, filter } = dashboard
  const scope = seenScope(dashboard)
  const today = chinaDay(Date.now())
  const range = nameOfRange(days, today)
  const { sliceOf } = viewOf(address.view)
  // The course of a case is what it is, whatever days are asked.
  if (address.view === "case")
    return (
      <div class="filters">
        <h2>{title}</h2>
      </div>
    )
  return (
    <div class="filters">
      <h2>{title}</h2>
      <label>
        {words.text("range")}
        <select
          name="range"
          value={range ?? "own"}
          onChange={(event) => {
            const chosen = rangeNames.find((name) => name === event.currentTarget.value)
            if (chosen !== undefined) filter(rangeOf(chosen, today))
          }}
        >
          {rangeNames.map((name) => (
            <option key={name} value={name}>
              {words.text(name)}
            </option>
          ))}
          {range === undefined && <option value="own">{words.text("ownRange")}</option>}
        </select>
      </label>
      {(["from", "to"] as const).map((name) => (
        <label key={name}>
          {words.text(name)}
          <input
            type="date"
            name={name}
            value={days[name]}
            max={name === "from" ? days.to : undefined}
            min={name === "to" ? days.from : undefined}
            required
            onChange={(event) => {
              if (event.currentTarget.value !== "") filter({ ...days, [name]: event.currentTarget.value })
            }}
          />
        </label>
      ))}
      {scope["center"] === undefined && <ScopeFilter />}
      {sliceOf !== undefined && <SliceFilter metric={sliceOf} />}
    </div>
  )
}

/** Whose figures: of a province or of a federation, never of both. One center has a page of its own. */
const ScopeFilter = () => {
  const words = useWords()
  const dashboard = useDashboard()
  const { filter, profile } = dashboard
  const scope = seenScope(dashboard)
  const known = profile.nation ? profile.centers.map(({ provinceCode }) => provinceCode) : profile.provinces
  const provinces = [...new Set(known)].toSorted()
  // Who sees the nation may ask for all; who does not has nothing above a province or a federation.
  const none = profile.nation ? words.text("all") : absent
  return (
    <>
      <label>
        {words.text("province")}
        <select
          name="province"
          value={scope["province"] ?? ""}
          onChange={(event) => filter({ province: event.currentTarget.value, federation: undefined })}
        >
          <option value="">{none}</option>
          {provinces.map((code) => (
            <option key={code} value={code}>
              {words.of(provinceName(code))}
            </option>
          ))}
        </select>
      </label>
      {profile.knownFederations.length > 0 && (
        <label>
          {words.text("federation")}
          <select
            name="federation"
            value={scope["federation"] ?? ""}
            onChange={(event) => filter({ federation: event.currentTarget.value, province: undefined })}
          >
            <option value="">{none}</option>
            {profile.knownFederations.map(({ federationId, name }) => (
              <option key={federationId} value={federationId}>
                {words.of(name)}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  )
}
