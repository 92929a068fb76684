import { readdirSync, readFileSync } from "node:fs"
import { FederationDraft } from "../../contracts/federation-drafts.ts"
import { contradictionOf, type NationalLaw } from "../../functions/domain/federation/national-bars.ts"
import type { Defect, TextFile } from "./starter-defects.ts"

const folder = new URL("../../contracts/starter/federations/", import.meta.url)

/** Names of the drafts that ship with the hub. */
export const draftNames = (): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .toSorted()

export const readDraftFile = (name: string): TextFile => ({
  file: `federations/${name}.json`,
  text: readFileSync(new URL(`${name}.json`, folder), "utf8"),
})

export interface CheckedDraft {
  readonly draft: FederationDraft | undefined
  readonly defects: readonly Defect[]
}

/** One draft: its form, the file that it stands in, and that no override contradicts the nation. */
export const checkDraft = ({ file, text }: TextFile, nation: NationalLaw): CheckedDraft => {
  const parsed = FederationDraft.safeParse(JSON.parse(text))
  if (!parsed.success)
    return {
      draft: undefined,
      defects: parsed.error.issues.map(({ path, message }) => ({
        file,
        path: path.map((step) => `/${String(step)}`).join(""),
        message,
      })),
    }
  const draft = parsed.data
  const defects: Defect[] = []
  if (file !== `federations/${draft.draft}.json`)
    defects.push({ file, path: "/draft", message: "stands in the file of another draft" })
  const contradiction = contradictionOf(draft.content, nation)
  if (contradiction !== undefined)
    defects.push({
      file,
      path: contradiction.field ?? "/content",
      message: `${contradiction.problem} ${contradiction.rule ?? ""}`,
    })
  return { draft, defects }
}
