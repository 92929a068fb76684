/**
 * A page with several sections keeps what the reader chose in each of them in one parameter: `0.month,2.center`. What
 * nobody chose is not there.
 */
const partsOf = (text: string | undefined): Map<string, string> =>
  new Map(
    (text ?? "").split(",").flatMap((part): [string, string][] => {
      const [, index = "", value = ""] = /^(\d+)\.(.+)$/.exec(part) ?? []
      return index === "" || value === "" ? [] : [[index, value]]
    }),
  )

export const readChoice = (text: string | undefined, index: number): string | undefined =>
  partsOf(text).get(String(index))

export const writeChoice = (text: string | undefined, index: number, value: string): string => {
  const parts = partsOf(text).set(String(index), value)
  return [...parts].map(([at, chosen]) => `${at}.${chosen}`).join(",")
}
