import type { Session } from "./command.ts"
import { depositFile } from "./document-command.ts"

/** Documents by id, or as `<kind>=<file>`, which is uploaded on the way. */
export const documentsOf = async (session: Session): Promise<readonly string[]> => {
  const found: string[] = []
  for (const given of session.flags.document ?? []) {
    const [, kind, file] = /^([a-z][A-Za-z0-9]*)=(.+)$/su.exec(given) ?? []
    if (kind === undefined || file === undefined) {
      found.push(given)
      continue
    }
    const { documentId } = await depositFile(session, { kind, file })
    session.note(`${kind}  ${documentId}`)
    found.push(documentId)
  }
  return found
}
