import { readdirSync, readFileSync } from "node:fs"
import type { StarterFiles, TextFile } from "./starter-defects.ts"

const folder = new URL("../../contracts/starter/", import.meta.url)
const read = (path: string, file = path): TextFile => ({
  file,
  text: readFileSync(new URL(path, folder), "utf8"),
})

/** `contracts/starter` as it lies on the disk. */
export const readStarterFiles = (): StarterFiles => ({
  packs: readdirSync(new URL("policies/", folder))
    .toSorted()
    .map((file) => read(`policies/${file}`, file)),
  centers: read("centers.json"),
  leftOut: read("left-out.json"),
  national: read("national.json"),
  withdrawals: read("national-withdrawals.json"),
  catalogue: read("national-catalogue.json"),
})
