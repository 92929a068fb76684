import { useEffect, useMemo, useState } from "preact/hooks"
import type { SupervisionProfile } from "../../../contracts/supervision.ts"
import { type Address, addressOf, writeAddress } from "./address.ts"
import { type Dashboard, DashboardContext } from "./dashboard-context.ts"
import { rangeOf } from "./date-ranges.ts"
import { FilterBar } from "./filter-bar.tsx"
import { PageHeader } from "./page-header.tsx"
import { chinaDay } from "./shared/format.ts"
import { useWords } from "./shared/language.ts"
import { Loading } from "./shared/notice.tsx"
import type { SupervisionApi } from "./supervision-api.ts"
import { useAnswer } from "./use-answer.ts"
import { FaultNotice } from "./view/fault-notice.tsx"
import { ViewOf } from "./view/view-of.tsx"
import { viewNames, viewOf } from "./views.ts"

const refreshMs = 60_000

interface Props {
  readonly api: SupervisionApi
  readonly address: Address
  readonly go: (next: Address) => void
  readonly signOut: () => void
}

/** Counts the refreshes of a wall display; the reader of a desk asks by hand. */
const useTurns = (wall: boolean): number => {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (!wall) return
    const timer = setInterval(() => setTurn((before) => before + 1), refreshMs)
    return () => clearInterval(timer)
  }, [wall])
  return turn
}

const namesOf = (profile: SupervisionProfile | undefined): Dashboard["centerName"] => {
  const names = new Map(profile?.centers.map(({ centerId, name }) => [String(centerId), name]))
  return (centerId) => names.get(centerId) ?? { zh: centerId, en: centerId }
}

export const SignedIn = ({ api, address, go, signOut }: Props) => {
  const words = useWords()
  const [attempt, setAttempt] = useState(0)
  const [counted, setCounted] = useState<string | undefined>(undefined)
  const asked = useAnswer(`profile ${attempt}`, (signal) => api.readProfile(signal))
  const turn = useTurns(address.wall)
  const profile = asked.answer
  const centerName = useMemo(() => namesOf(profile), [profile])
  const view = viewOf(address.view)
  const title = words.of(view)
  useEffect(() => {
    document.title = `${title} · ${words.text("shortTitle")}`
  }, [title])
  const year = rangeOf("thisYear", chinaDay(Date.now()))
  const { from = year.from, to = year.to } = address.filters
  const dashboard: Dashboard | undefined =
    profile === undefined
      ? undefined
      : {
          api,
          profile,
          address,
          days: { from, to },
          turn,
          filter: (change) => go({ ...address, filters: withoutEmpty({ ...address.filters, ...change }) }),
          linkTo: (name, own) => writeAddress(addressOf(address, name, own)),
          centerName,
          counted: setCounted,
        }
  return (
    <div class="page">
      <a class="skip" href="#content" onClick={skipToContent}>
        {words.text("skip")}
      </a>
      <PageHeader address={address} go={go} countedThrough={counted} signOut={signOut} />
      <nav aria-label={words.text("views")}>
        <ul>
          {viewNames
            .filter((name) => viewOf(name).inner === undefined)
            .map((name) => (
              <li key={name}>
                <a
                  href={writeAddress(addressOf(address, name))}
                  aria-current={name === address.view ? "page" : undefined}
                >
                  {words.of(viewOf(name))}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      <main id="content" tabIndex={-1}>
        {dashboard === undefined ? (
          <>
            <h2>{title}</h2>
            {asked.fault === undefined ? (
              <Loading />
            ) : (
              <FaultNotice fault={asked.fault} retry={() => setAttempt(attempt + 1)} />
            )}
          </>
        ) : (
          <DashboardContext.Provider value={dashboard}>
            <FilterBar title={title} />
            <ViewOf key={address.view} />
          </DashboardContext.Provider>
        )}
      </main>
    </div>
  )
}

/** The hash is the address of the view: the link moves the focus instead. */
const skipToContent = (event: Event): void => {
  event.preventDefault()
  document.getElementById("content")?.focus()
}

const withoutEmpty = <Value,>(
  filters: Readonly<Record<string, Value | undefined>>,
): Readonly<Record<string, Value>> => {
  const kept: Record<string, Value> = {}
  for (const [name, value] of Object.entries(filters))
    if (value !== undefined && value !== "") kept[name] = value
  return kept
}
