/**
 * One JSON line a call. Only names from this list of members: a person, a body, a query value or a phone number has
 * no place to stand.
 */
export interface LogLine {
  readonly function: string
  readonly event: string
  readonly route?: string
  readonly caller?: string
  readonly status?: number
  readonly problem?: string
  readonly caseId?: string
  readonly requestId?: string
  readonly error?: string
  readonly count?: number
}

export const log = (line: LogLine): void => {
  console.log(JSON.stringify(line))
}

/** The kind of a failure and where it arose; its message may quote input and is left out. */
export const failureOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "unknown"
  const frame = error.stack?.split("\n").find((line) => line.trimStart().startsWith("at "))
  return `${error.name} ${frame?.trim() ?? ""}`.trim()
}
