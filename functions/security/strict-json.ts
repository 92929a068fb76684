/**
 * JSON as the wire knows it: UTF-8 without byte order mark, no key twice in one object, at most 32 levels.
 * `JSON.parse` does the parsing. One scan before it counts keys and levels; a value that has fewer keys than its text
 * had lost one to a duplicate. Only then is the text read a second time, to say where.
 */
export type StrictJson =
  | { readonly outcome: "parsed"; readonly value: unknown }
  | { readonly outcome: "refused"; readonly problem: JsonDefect; readonly field?: string }

export type JsonDefect = "not-json" | "duplicate-key" | "too-deep" | "invalid-encoding"

const jsonMaxDepth = 32

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

export const parseStrictJson = (bytes: Uint8Array): StrictJson => {
  const text = decodeUtf8(bytes)
  if (text === undefined || text.startsWith("\uFEFF"))
    return { outcome: "refused", problem: "invalid-encoding" }

  const scan = scanStructure(text)
  if (scan === "too-deep") return { outcome: "refused", problem: "too-deep" }

  const value = parseJson(text)
  if (value === undefined) return { outcome: "refused", problem: "not-json" }

  if (countKeys(value) !== scan.keys) {
    const field = duplicatePointer(text)
    return { outcome: "refused", problem: "duplicate-key", ...(field === undefined ? {} : { field }) }
  }
  // An escaped half of a surrogate pair has no UTF-8 form: what would be stored is not what was signed.
  if (/\\u[dD]/.test(text) && !isWellFormed(value)) return { outcome: "refused", problem: "invalid-encoding" }
  return { outcome: "parsed", value }
}

const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Counts colons and levels outside strings. On text that is not JSON the figures mean nothing and nothing reads them. */
const scanStructure = (text: string): "too-deep" | { readonly keys: number } => {
  let depth = 0
  let keys = 0
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = closingQuote(text, at)
        break
      case 0x3a: // :
        keys += 1
        break
      case 0x5b: // [
      case 0x7b: // {
        depth += 1
        if (depth > jsonMaxDepth) return "too-deep"
        break
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1
        break
    }
  }
  return { keys }
}

/** Where the string that opens at `from` closes: the next quote that an even number of backslashes precedes. */
const closingQuote = (text: string, from: number): number => {
  let quote = text.indexOf('"', from + 1)
  while (quote !== -1) {
    let before = quote - 1
    while (text.charCodeAt(before) === 0x5c) before -= 1
    if ((quote - before) % 2 === 1) return quote
    quote = text.indexOf('"', quote + 1)
  }
  return text.length
}

/** Recursion is bounded: the scan has refused more than `jsonMaxDepth` levels. */
const countKeys = (value: unknown): number => {
  if (typeof value !== "object" || value === null) return 0
  let keys = Array.isArray(value) ? 0 : Object.keys(value).length
  for (const member of Object.values(value)) keys += countKeys(member)
  return keys
}

const isWellFormed = (value: unknown): boolean => {
  if (typeof value === "string") return value.isWellFormed()
  if (typeof value !== "object" || value === null) return true
  return Object.entries(value).every(([key, member]) => key.isWellFormed() && isWellFormed(member))
}

type OpenValue = { readonly seen: Set<string> | undefined; segment: string | number }

/** JSON pointer of the first key that an object has twice. The text is known to be JSON. */
const duplicatePointer = (text: string): string | undefined => {
  const open: OpenValue[] = []
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\],]/g)) {
    const [token, colon] = match
    const parent = open.at(-1)
    if (token === "{") open.push({ seen: new Set(), segment: "" })
    else if (token === "[") open.push({ seen: undefined, segment: 0 })
    else if (token === "}" || token === "]") open.pop()
    else if (token === "," && typeof parent?.segment === "number") parent.segment += 1
    else if (colon !== undefined && parent?.seen !== undefined) {
      const key = String(JSON.parse(token.slice(0, -colon.length)))
      parent.segment = key
      if (parent.seen.has(key)) return open.map(({ segment }) => `/${shownSegment(segment)}`).join("")
      parent.seen.add(key)
    }
  }
  return undefined
}

/** A key that is no field name of ours may hold anything, a person's number included: it is not repeated. */
const shownSegment = (segment: string | number): string =>
  typeof segment === "number" || /^[a-zA-Z][a-zA-Z0-9]{0,39}$/.test(segment) ? String(segment) : "*"
