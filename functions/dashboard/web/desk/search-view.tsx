import type { DeskFound } from "../../../../contracts/desk.ts"
import { AskedView } from "./asked-view.tsx"
import { useDeskWords } from "./desk-words.ts"
import { LineTable } from "./line-table.tsx"
import { useAsked } from "./use-asked.ts"

const Accounts = ({ accounts }: { readonly accounts: DeskFound["accounts"] }) => {
  const words = useDeskWords()
  return (
    <>
      {accounts.map((account) => (
        <dl key={account.accountNo} class="facts">
          <div>
            <dt>{words.text("accountNo")}</dt>
            <dd>{account.accountNo}</dd>
          </div>
          <div>
            <dt>{words.text("status")}</dt>
            <dd>{words.of(account.status)}</dd>
          </div>
          <div>
            <dt>{words.text("since")}</dt>
            <dd>{account.statusSince}</dd>
          </div>
          <div>
            <dt>{words.text("contributor")}</dt>
            <dd>{words.of(account.contributorType)}</dd>
          </div>
          <div>
            <dt>{words.text("openedOn")}</dt>
            <dd>{account.openedOn}</dd>
          </div>
        </dl>
      ))}
    </>
  )
}

/** What one number found. */
export const SearchView = ({
  by,
  number,
  today,
}: {
  readonly by: string
  readonly number: string
  readonly today: string
}) => {
  const words = useDeskWords()
  const { asked, again } = useAsked((api) => api.search(by, number), `${by} ${number}`)
  return (
    <section class="panel" aria-labelledby="search-heading">
      <div class="head">
        <h2 id="search-heading" tabIndex={-1}>
          {words.text("search")} <span class="tag">{number}</span>
        </h2>
      </div>
      <AskedView
        asked={asked}
        again={again}
        show={({ cases, accounts }) => (
          <>
            {cases.length === 0 && accounts.length === 0 && <p class="empty">{words.text("notFound")}</p>}
            <Accounts accounts={accounts} />
            {cases.length > 0 && <LineTable lines={cases} caption={words.text("cases")} today={today} />}
          </>
        )}
      />
    </section>
  )
}
