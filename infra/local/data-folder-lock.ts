import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pid } from "node:process"

/** The data folder belongs to a hub that runs. */
export class DataFolderInUseError extends Error {
  override name = "DataFolderInUseError"
}

// A process id is used again sooner or later; with its start time it is one process only.
const identityOf = (process: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${process}/stat`, "utf8")
    // The name of the program stands in brackets and may hold spaces; after it the state, and the start time as field 22.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    const [state] = fields
    // A zombie only waits for its parent to notice its death.
    return state === "Z" || state === "X" ? undefined : `${process} ${fields[19]}`
  } catch {
    return undefined
  }
}

const holderOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, "utf8").trim()
  } catch {
    return undefined
  }
}

const attemptsMaximum = 5

/** Takes the folder for this process; a lock left behind by a process that is gone is taken over. Gives back the release. */
export const lockDataFolder = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, "lock")
  const own = identityOf(pid) ?? `${pid} unknown`
  for (let attempt = 0; attempt < attemptsMaximum; attempt++) {
    try {
      writeFileSync(file, own, { flag: "wx" })
      return () => rmSync(file, { force: true })
    } catch {
      const holder = holderOf(file)
      const holderPid = Number(holder?.split(" ")[0])
      if (holder !== undefined && Number.isInteger(holderPid) && identityOf(holderPid) === holder) {
        throw new DataFolderInUseError(
          `The folder ${folder} is in use by another hub (process ${holderPid}). Stop it, or set HUB_DATA to another folder.`,
        )
      }
      rmSync(file, { force: true })
    }
  }
  throw new DataFolderInUseError(`The folder ${folder} cannot be locked.`)
}
