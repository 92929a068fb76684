import { useContext, useState } from "preact/hooks"
import type { DeskIdentity } from "../../../../contracts/desk.ts"
import { PURPOSES, type Purpose } from "./desk-texts.ts"
import { useDeskWords } from "./desk-words.ts"
import { DeskContext } from "./use-asked.ts"

const purposes = Object.entries(PURPOSES)

interface Props {
  readonly caseId: string
  readonly hasIdentity: boolean
  readonly identity: DeskIdentity | undefined
  readonly opened: (identity: DeskIdentity | undefined) => void
}

const Opened = ({ identity }: { readonly identity: DeskIdentity }) => {
  const words = useDeskWords()
  const employer = "formerEmployer" in identity ? identity.formerEmployer : undefined
  const facts = [
    [words.text("name"), identity.person.name],
    [words.text("documentNumber"), identity.person.documentNumber],
    [words.text("phone"), identity.contact.phone],
    ...(employer === undefined ? [] : [[words.text("formerEmployer"), employer] as const]),
  ] as const
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Who the case is about is asked for on purpose, with a purpose; it lives in this view and leaves with it. */
export const IdentityPanel = ({ caseId, hasIdentity, identity, opened }: Props) => {
  const words = useDeskWords()
  const { api, gone } = useContext(DeskContext)
  const [purpose, setPurpose] = useState<Purpose>("contact-applicant")
  const [failure, setFailure] = useState<string | undefined>(undefined)
  const open = async (): Promise<void> => {
    setFailure(undefined)
    const asked = await api.identity(caseId, purpose, words.language)
    if (asked.outcome === "gone") return gone()
    if (asked.outcome === "read") return opened(asked.answer)
    setFailure(asked.detail ?? words.text("failed"))
  }
  const choose = (value: string): void => {
    const found = purposes.find(([name]) => name === value)
    if (found !== undefined) setPurpose(purposeNamed(value))
  }
  return (
    <section class="panel screen-only" aria-labelledby="identity-heading">
      <h3 id="identity-heading">{words.text("identity")}</h3>
      {!hasIdentity && <p class="muted">{words.text("identityGone")}</p>}
      {hasIdentity && identity === undefined && (
        <form
          class="identity"
          onSubmit={(event) => {
            event.preventDefault()
            void open()
          }}
        >
          <p class="muted">{words.text("identityHint")}</p>
          <label>
            {words.text("purpose")}
            <select value={purpose} onChange={(event) => choose(event.currentTarget.value)}>
              {purposes.map(([name, text]) => (
                <option key={name} value={name}>
                  {words.of(text)}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">{words.text("openIdentity")}</button>
        </form>
      )}
      {failure !== undefined && (
        <p class="notice failure" role="alert">
          {failure}
        </p>
      )}
      {identity !== undefined && (
        <>
          <Opened identity={identity} />
          <p>
            <button type="button" onClick={() => opened(undefined)}>
              {words.text("hideIdentity")}
            </button>
          </p>
        </>
      )}
    </section>
  )
}

const isPurpose = (value: string): value is Purpose => value in PURPOSES
const purposeNamed = (value: string): Purpose => (isPurpose(value) ? value : "inspect")
