/** The token of the supervisor: for this tab only, never in the address and never in storage that outlives the tab. */

const key = "supervision.token"
const tokenInHash = /^#token=([\w.~+/=-]+)$/

export const keptToken = (): string | undefined => sessionStorage.getItem(key) ?? undefined
export const keepToken = (token: string): void => sessionStorage.setItem(key, token)
export const forgetToken = (): void => sessionStorage.removeItem(key)

/** A link of `npm start` carries the token behind `#`, where no server sees it; it leaves the address at once. */
export const takeTokenFromAddress = (): void => {
  const token = tokenInHash.exec(location.hash)?.[1]
  if (token === undefined) return
  keepToken(token)
  history.replaceState(null, "", location.pathname)
}
