/** The code of the link: taken out of the address at once, kept for this tab alone. */

const key = "desk.code"
const codeForm = /^#([A-Za-z0-9_-]{43})$/

export const keptCode = (): string | undefined => sessionStorage.getItem(key) ?? undefined
export const forgetCode = (): void => sessionStorage.removeItem(key)

/** Answers whether the address bore one: a link that is opened again in the tab takes the place of the one before. */
export const takeCodeFromAddress = (): boolean => {
  const code = codeForm.exec(location.hash)?.[1]
  if (code === undefined) return false
  sessionStorage.setItem(key, code)
  history.replaceState(null, "", location.pathname)
  return true
}
