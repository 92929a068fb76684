import { useState } from "preact/hooks"
import type { DeskCase, DeskIdentity } from "../../../../contracts/desk.ts"
import { chinaTime, groupDigits } from "../shared/format.ts"
import { AskedView } from "./asked-view.tsx"
import { fragmentOf, type Paper } from "./desk-place.ts"
import { useDeskWords } from "./desk-words.ts"
import { IdentityPanel } from "./identity-panel.tsx"
import { LetterPaper, StatementPaper } from "./papers.tsx"
import { useAsked } from "./use-asked.ts"

/** Money has two places wherever the hub writes it; a number of something has none. */
const amountForm = /^\d+\.\d{2}$/

const Legs = ({ shown }: { readonly shown: DeskCase }) => {
  const words = useDeskWords()
  if (shown.legs.length === 0) return <p>{words.text("nobody")}</p>
  return (
    <ol class="legs">
      {shown.legs.map((leg) => (
        <li key={leg.leg} class={leg.mine ? "mine" : ""}>
          <strong>
            {leg.actingCenter.name}
            {leg.mine && <span class="mark ours">{words.text("ours")}</span>}
          </strong>
          <span>{words.of(leg.what)}</span>
          {leg.dueOn !== undefined && (
            <span>
              {words.text("due")} <time dateTime={leg.dueOn}>{leg.dueOn}</time>
              {leg.overdue && <span class="mark overdue">{words.text("overdue")}</span>}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

const Timeline = ({ timeline }: Pick<DeskCase, "timeline">) => {
  const words = useDeskWords()
  return (
    <ol class="timeline">
      {timeline.map((event, index) => (
        <li key={index}>
          <time dateTime={event.at}>{chinaTime(event.at)}</time>
          <span>
            <strong>{words.of(event.what)}</strong>
            <span class="muted">
              {" "}
              {event.by === "clock" ? words.text("clock") : event.by}
              {event.handler !== undefined && ` · ${words.text("handler")} ${event.handler}`}
              {event.reviewer !== undefined && ` · ${words.text("reviewer")} ${event.reviewer}`}
            </span>
            {event.note !== undefined && <q>{event.note}</q>}
          </span>
        </li>
      ))}
    </ol>
  )
}

const Papers = ({ shown }: { readonly shown: DeskCase }) => {
  const words = useDeskWords()
  if (shown.letter === undefined) return null
  const { caseId } = shown
  return (
    <section class="panel" aria-labelledby="papers-heading">
      <h3 id="papers-heading">{words.text("papers")}</h3>
      <ul class="papers">
        <li>
          <a href={fragmentOf({ view: "case", caseId, paper: "letter" })}>{words.text("letter")}</a>
        </li>
        {shown.statement !== undefined && (
          <li>
            <a href={fragmentOf({ view: "case", caseId, paper: "statement" })}>{words.text("statement")}</a>
          </li>
        )}
      </ul>
    </section>
  )
}

const Overview = ({ shown }: { readonly shown: DeskCase }) => {
  const words = useDeskWords()
  return (
    <>
      <section class="panel" aria-labelledby="case-heading">
        <div class="head">
          <h2 id="case-heading" tabIndex={-1}>
            {words.of(shown.about)} {shown.reference}
          </h2>
          <span class="mark status">{words.of(shown.status)}</span>
        </div>
        <p class="roles">
          {shown.roles.map(({ role, center }) => (
            <span key={role.en}>
              <span class="muted">{words.of(role)}</span> {center.name}
            </span>
          ))}
        </p>
        <h3>{words.text("whoActs")}</h3>
        <Legs shown={shown} />
      </section>
      <section class="panel tell" aria-labelledby="tell-heading">
        <h3 id="tell-heading">{words.text("tell")}</h3>
        <blockquote>{words.of(shown.tell)}</blockquote>
        {shown.reason !== undefined && (
          <p>
            <strong>{words.text("reason")}</strong> {words.of(shown.reason)}
          </p>
        )}
      </section>
    </>
  )
}

const PaperPage = ({
  shown,
  paper,
  identity,
}: {
  readonly shown: DeskCase
  readonly paper: Paper
  readonly identity: DeskIdentity | undefined
}) => {
  const words = useDeskWords()
  const { letter, statement } = shown
  return (
    <section class="panel paper-frame">
      <div class="head screen-only">
        <h2 id="case-heading" tabIndex={-1}>
          {words.text(paper)}
        </h2>
        <div class="tools">
          <span class="muted">{words.text("printHint")}</span>
          <button type="button" class="primary" onClick={() => window.print()}>
            {words.text("print")}
          </button>
        </div>
      </div>
      {paper === "letter" && letter !== undefined && <LetterPaper letter={letter} identity={identity} />}
      {paper === "statement" && letter !== undefined && statement !== undefined && (
        <StatementPaper statement={statement} letter={letter} identity={identity} />
      )}
    </section>
  )
}

/** One case: who must act, what to tell, what happened, and the papers of a transfer. */
export const CaseView = ({
  caseId,
  paper,
}: {
  readonly caseId: string
  readonly paper: Paper | undefined
}) => {
  const words = useDeskWords()
  const { asked, again } = useAsked((api) => api.caseOf(caseId), caseId)
  const [identity, setIdentity] = useState<DeskIdentity | undefined>(undefined)
  return (
    <AskedView
      asked={asked}
      again={again}
      show={(shown) => (
        <>
          <p class="screen-only">
            <a href={fragmentOf(paper === undefined ? { view: "toDo" } : { view: "case", caseId })}>
              ← {words.text("back")}
            </a>
          </p>
          {paper === undefined ? (
            <Overview shown={shown} />
          ) : (
            <PaperPage shown={shown} paper={paper} identity={identity} />
          )}
          {paper === undefined && <Papers shown={shown} />}
          <IdentityPanel
            caseId={caseId}
            hasIdentity={shown.hasIdentity}
            identity={identity}
            opened={setIdentity}
          />
          {paper === undefined && (
            <>
              <section class="panel" aria-labelledby="facts-heading">
                <h3 id="facts-heading">{words.text("facts")}</h3>
                <dl class="facts">
                  {shown.facts.map(({ name, value }) => (
                    <div key={name.en}>
                      <dt>{words.of(name)}</dt>
                      <dd>
                        {amountForm.test(words.of(value)) ? groupDigits(words.of(value)) : words.of(value)}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
              <section class="panel" aria-labelledby="timeline-heading">
                <h3 id="timeline-heading">{words.text("timeline")}</h3>
                <Timeline timeline={shown.timeline} />
              </section>
            </>
          )}
        </>
      )}
    />
  )
}
