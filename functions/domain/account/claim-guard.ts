import type { Change } from "../change.ts"
import { nameOf, type AccountContext } from "./account-decision.ts"
import {
  findAccount,
  isOpen,
  type AccountName,
  type AccountRecord,
  type NormalAccountGuard,
  type PersonRecord,
} from "./account-record.ts"
import { tellAccount } from "./normal-account-guard.ts"

/** How an account that is to be normal meets the guard: claims it, waits for it, or is refused by it. */
export type GuardMove =
  | { readonly move: "none" | "claim" }
  | { readonly move: "wait"; readonly guard: NormalAccountGuard }
  | { readonly move: "refused"; readonly holder: AccountName }

const lives = (name: AccountName, person: PersonRecord): boolean => {
  const account = findAccount(person, name)
  return account !== undefined && isOpen(account)
}

export const guardMove = (account: AccountRecord, person: PersonRecord): GuardMove => {
  if (account.accountKind !== "basic" || account.status !== "01") return { move: "none" }
  const { guard } = person
  if (guard === undefined) return { move: "claim" }
  // A center that has the person's normal account, or one that waits for it, needs no second: it is merged instead.
  // One that a transfer has closed (04) still stands in the guard until the transfer is complete, and counts no more.
  const own = [guard.holder, ...guard.waiting].find(
    (name) => name.centerId === account.centerId && lives(name, person),
  )
  if (own !== undefined) return { move: "refused", holder: own }
  // Contributing through an employer is a duty, so an employee waits for the seal; a flexible contributor chooses.
  return account.contributorType === "employee"
    ? { move: "wait", guard }
    : { move: "refused", holder: guard.holder }
}

export const claimChanges = (
  account: AccountRecord,
  guard: GuardMove,
  context: AccountContext,
): readonly Change[] => {
  switch (guard.move) {
    case "claim":
      return [
        {
          kind: "claimGuard",
          guard: {
            personRef: account.personRef,
            holder: nameOf(account),
            waiting: [],
            life: context.newId("grd"),
            version: 1,
          },
        },
      ]
    case "wait":
      return [
        joinLine(guard.guard, account),
        tellAccount(guard.guard.holder, "account.seal-request", context, {
          actionNeeded: true,
          centerId: account.centerId,
        }),
      ]
    case "none":
    case "refused":
      return []
  }
}

/** Puts an account at the end of the line for the guard. */
export const joinLine = (guard: NormalAccountGuard, account: AccountName): Change => ({
  kind: "saveGuard",
  guard: { ...guard, waiting: [...guard.waiting, nameOf(account)], version: guard.version + 1 },
})
