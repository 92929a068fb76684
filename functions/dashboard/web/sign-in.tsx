import { useEffect, useState } from "preact/hooks"
import { DashboardSettings } from "../../../contracts/supervision.ts"
import { Failure, Loading } from "./shared/notice.tsx"
import type { Issuer } from "./open-id.ts"
import { useWords } from "./shared/language.ts"
import type { TextName } from "./shared/texts.ts"

interface Props {
  readonly message: TextName | undefined
  readonly onToken: (token: string) => void
}

type Settings = DashboardSettings | "failed" | undefined

const readSettings = async (): Promise<Settings> => {
  const response = await fetch("/dashboard/settings.json").catch(() => undefined)
  const body: unknown = await response?.json().catch(() => undefined)
  const parsed = DashboardSettings.safeParse(body)
  return parsed.success ? parsed.data : "failed"
}

export const SignIn = ({ message, onToken }: Props) => {
  const words = useWords()
  const [settings, setSettings] = useState<Settings>(undefined)
  const [failed, setFailed] = useState(false)
  useEffect(() => void readSettings().then(setSettings), [])
  const issuer = issuerOf(settings)
  useEffect(() => {
    if (issuer === undefined) return
    returnedToken(issuer).then(
      (token) => (token === undefined ? undefined : onToken(token)),
      () => setFailed(true),
    )
    // Once the settings are there, and never again.
  }, [settings])
  const leave = (): void => {
    if (issuer === undefined) return
    void import("./open-id.ts")
      .then(({ leaveForIssuer }) => leaveForIssuer(issuer))
      .catch(() => setFailed(true))
  }
  return (
    <main class="sign-in panel" id="content">
      <h1>{words.text("title")}</h1>
      {message !== undefined && <Failure>{words.text(message)}</Failure>}
      {failed && <Failure>{words.text("signInFailed")}</Failure>}
      {settings === undefined && <Loading />}
      {settings === "failed" && <Failure>{words.text("settingsFailed")}</Failure>}
      {issuer !== undefined && (
        <button type="button" class="primary" onClick={leave}>
          {words.text("signInHere")}
        </button>
      )}
      {settings !== undefined && issuer === undefined && <TokenForm onToken={onToken} />}
    </main>
  )
}

const returnedToken = async (issuer: Issuer): Promise<string | undefined> => {
  const { cameFromIssuer, returnFromIssuer } = await import("./open-id.ts")
  return cameFromIssuer() ? returnFromIssuer(issuer) : undefined
}

const issuerOf = (settings: Settings): Issuer | undefined =>
  typeof settings === "object" && settings.issuer !== undefined && settings.clientId !== undefined
    ? { issuer: settings.issuer, clientId: settings.clientId, scopes: settings.scopes }
    : undefined

const TokenForm = ({ onToken }: { readonly onToken: (token: string) => void }) => {
  const words = useWords()
  const [token, setToken] = useState("")
  const enter = (event: Event): void => {
    event.preventDefault()
    if (token.trim() !== "") onToken(token.trim())
  }
  return (
    <form onSubmit={enter} class="panel">
      <label>
        {words.text("token")}
        <textarea
          name="token"
          autocomplete="off"
          spellcheck={false}
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
      </label>
      <p class="note">{words.text("tokenHint")}</p>
      <div class="tools">
        <button type="submit" class="primary">
          {words.text("signIn")}
        </button>
      </div>
    </form>
  )
}
