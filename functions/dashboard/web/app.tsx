import { useEffect, useMemo, useState } from "preact/hooks"
import { type Address, readAddress, writeAddress } from "./address.ts"
import { forgetToken, keepToken, keptToken } from "./session.ts"
import { LanguageContext } from "./shared/language.ts"
import type { TextName } from "./shared/texts.ts"
import { SignIn } from "./sign-in.tsx"
import { createSupervisionApi } from "./supervision-api.ts"
import { SignedIn } from "./signed-in.tsx"

/** The address is the state of the page: whatever changes it is a step that the reader can go back. */
const useAddress = (): [Address, (next: Address) => void] => {
  const [address, setAddress] = useState(() => readAddress(location.hash))
  useEffect(() => {
    const follow = (): void => setAddress(readAddress(location.hash))
    addEventListener("hashchange", follow)
    return () => removeEventListener("hashchange", follow)
  }, [])
  return [address, (next) => location.assign(writeAddress(next))]
}

const darkPreferred = "(prefers-color-scheme: dark)"

/** What the style sheet needs to know of the address and of the system. */
const useAppearance = ({ theme, wall, language }: Address): void => {
  const [systemDark, setSystemDark] = useState(() => matchMedia(darkPreferred).matches)
  useEffect(() => {
    const query = matchMedia(darkPreferred)
    const follow = (): void => setSystemDark(query.matches)
    query.addEventListener("change", follow)
    return () => query.removeEventListener("change", follow)
  }, [])
  const root = document.documentElement
  root.dataset["theme"] = theme ?? (systemDark ? "dark" : "light")
  root.dataset["wall"] = wall ? "on" : "off"
  root.lang = language === "zh" ? "zh-CN" : "en"
}

export const App = () => {
  const [address, go] = useAddress()
  useAppearance(address)
  const [token, setToken] = useState(keptToken)
  const [message, setMessage] = useState<TextName | undefined>(undefined)
  const signOut = (why?: TextName): void => {
    forgetToken()
    setToken(undefined)
    setMessage(why)
  }
  const signIn = (given: string): void => {
    keepToken(given)
    setMessage(undefined)
    setToken(given)
  }
  const api = useMemo(
    () =>
      token === undefined
        ? undefined
        : createSupervisionApi(token, address.language, () => signOut("signedOut")),
    [token, address.language],
  )
  return (
    <LanguageContext.Provider value={address.language}>
      {api === undefined ? (
        <SignIn message={message} onToken={signIn} />
      ) : (
        <SignedIn api={api} address={address} go={go} signOut={() => signOut()} />
      )}
    </LanguageContext.Provider>
  )
}
