import { readFileSync } from "node:fs"

/** A file that was put beside the function's bundle. */
export const readAsset = (name: string): Buffer => readFileSync(new URL(name, import.meta.url))
