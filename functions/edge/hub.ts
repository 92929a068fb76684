import type { CenterId, Instant, Person, PersonRef, TransferId } from "../../contracts/primitives.ts"
import type { FunctionName, OperatingLimits } from "../../contracts/environment.ts"
import { personRef, nameMac } from "../security/person-reference.ts"
import { decryptIdentity, encryptIdentity, type Identity } from "../security/identity-encryption.ts"
import { readAccount, readHolder, readSegments } from "../store/accounts.ts"
import { commit } from "../store/commit.ts"
import {
  listCenters,
  readCenter,
  readCenters,
  readKey,
  readKeysOf,
  readReceivingAccount,
  readWaitingReceivingAccounts,
  readWebhook,
} from "../store/directory.ts"
import { readInbox, acknowledge } from "../store/inbox.ts"
import { nextLetterSerial } from "../store/letters.ts"
import { readPerson } from "../store/persons.ts"
import { readPolicies } from "../store/policies.ts"
import {
  listCases,
  readCase,
  readEncryptedIdentity,
  readHistory,
  readResiduals,
  readStatement,
  readUnmatchedFunds,
} from "../store/transfers.ts"
import type { AccountName } from "../domain/account/account-record.ts"
import type { Identified } from "../use-cases/use-case.ts"
import type { Change } from "../domain/change.ts"
import { followUp } from "./follow-up.ts"
import type { Runtime } from "./runtime.ts"

/** The functions that use cases may declare as their needs, over one runtime. */
export const hubOf = (runtime: () => Runtime) => {
  const table = () => runtime().table
  return {
    limits: (): OperatingLimits => runtime().limits,
    audience: (): string => runtime().audience,
    identify: async (person: Person): Promise<Identified> => {
      const { personMacKey } = await runtime().secret()
      return { personRef: personRef(personMacKey, person), nameMac: nameMac(personMacKey, person.name) }
    },
    encrypt: async (identity: Identity, caseId: string): Promise<string> => {
      const { identityKey } = await runtime().secret()
      return encryptIdentity(identityKey, identity, { caseId })
    },
    decrypt: async (encrypted: string, caseId: string): Promise<Identity | undefined> => {
      const { identityKey } = await runtime().secret()
      const opened = await decryptIdentity(identityKey, encrypted, { caseId })
      return opened.outcome === "decrypted" ? opened.identity : undefined
    },
    readPerson: (ref: PersonRef) => readPerson(table(), ref),
    readAccount: (name: AccountName) => readAccount(table(), name),
    readHolder: (name: AccountName) => readHolder(table(), name),
    readSegments: (name: AccountName) => readSegments(table(), name),
    readCase: (id: TransferId) => readCase(table(), id),
    readStatement: (id: TransferId) => readStatement(table(), id),
    readEncryptedIdentity: (id: TransferId, nowMs: number) => readEncryptedIdentity(table(), id, nowMs),
    readHistory: (id: TransferId) => readHistory(table(), id),
    readResiduals: (id: TransferId) => readResiduals(table(), id),
    readUnmatchedFunds: (id: string) => readUnmatchedFunds(table(), id),
    listCases: (query: Parameters<typeof listCases>[1]) => listCases(table(), query),
    nextLetterSerial: (sixDigits: string, yymmdd: string) => nextLetterSerial(table(), sixDigits, yymmdd),
    readCenter: (id: string) => readCenter(table(), id),
    readCenters: (ids: readonly string[]) => readCenters(table(), ids),
    /** One transaction of a call that makes several; the call's own outcome is stored by the last. */
    commitPart: async (
      functionName: FunctionName,
      changes: readonly Change[],
    ): Promise<"committed" | "conflict"> => {
      const written = await commit(table(), changes)
      if (written.outcome !== "committed") return "conflict"
      await followUp(runtime(), functionName, changes)
      return "committed"
    },
    listCenters: (limit: number, after: string | undefined) => listCenters(table(), limit, after),
    readKey: (kid: string) => readKey(table(), kid),
    readKeysOf: (centerId: string) => readKeysOf(table(), centerId),
    readReceivingAccount: (id: CenterId, now: Parameters<typeof readReceivingAccount>[2]) =>
      readReceivingAccount(table(), id, now),
    readWaitingReceivingAccounts: (id: CenterId, now: Instant) =>
      readWaitingReceivingAccounts(table(), id, now),
    readWebhook: (id: string) => readWebhook(table(), id),
    readPolicies: (id: string) => readPolicies(table(), id),
    readInbox: (id: string, limit: number) => readInbox(table(), id, limit),
    acknowledge: (id: string, messageIds: readonly string[]) => acknowledge(table(), id, messageIds),
  }
}

export type Hub = ReturnType<typeof hubOf>
