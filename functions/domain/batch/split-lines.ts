import { batchMostBytes, batchMostLines } from "../../../contracts/batches.ts"

const lineFeed = 0x0a

/** The lines of a file as they stand there; the end of the last one may be missing. Undefined: none, or too many. */
export const splitLines = (file: Uint8Array): readonly Uint8Array[] | undefined => {
  if (file.byteLength > batchMostBytes) return undefined
  const lines: Uint8Array[] = []
  let from = 0
  while (from < file.byteLength) {
    if (lines.length === batchMostLines) return undefined
    const found = file.indexOf(lineFeed, from)
    const end = found === -1 ? file.byteLength : found
    lines.push(file.subarray(from, end))
    from = end + 1
  }
  return lines.length === 0 ? undefined : lines
}
