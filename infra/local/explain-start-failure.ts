import { DataFolderInUseError } from "./data-folder-lock.ts"
import { UnsupportedTemplateError } from "./resolve-intrinsics.ts"

/** What a person at the terminal is told; a stack trace only for what is our own mistake. */
export const explainStartFailure = (error: unknown, port: number): string => {
  if (error instanceof DataFolderInUseError) return error.message
  if (error instanceof UnsupportedTemplateError)
    return `The template cannot be run on one machine.\n${error.message}`
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return `Port ${port} is taken. Stop what listens there, or set HUB_PORT to another port.`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
