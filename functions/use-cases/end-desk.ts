import type { DeskEnded } from "../../contracts/desk.ts"
import type { DeskUseCase } from "./desk-call.ts"
import { accept } from "./use-case.ts"

/** The clerk leaves: the link opens nothing from now on, in whatever window it stands. */
export const endDesk: DeskUseCase<undefined, DeskEnded> = async ({ link, now }) =>
  accept({ endedAt: now }, [{ kind: "endDeskLink", codeHash: link.codeHash, at: now }])
