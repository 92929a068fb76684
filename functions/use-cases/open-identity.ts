import type { Person, TransferId } from "../../contracts/primitives.ts"
import type { OpenedIdentity, OpenIdentityRequest } from "../../contracts/transfers.ts"
import { refuse } from "../domain/refusal.ts"
import type { TransferCase } from "../domain/transfer/transfer-case.ts"
import { readOwnCase } from "./act-on-transfer.ts"
import { hitPoints, type UseCase } from "./use-case.ts"

export interface OpenIdentityNeeds {
  readonly readCase: (id: TransferId) => Promise<TransferCase | undefined>
  readonly readEncryptedIdentity: (id: TransferId, nowMs: number) => Promise<string | undefined>
  readonly decrypt: (
    encrypted: string,
    caseId: string,
  ) => Promise<
    | {
        readonly person: Person
        readonly contact?: { readonly phone: string } | undefined
        readonly formerEmployer?: string | undefined
      }
    | undefined
  >
}

/** Identity and contact of a case, to its two centers only; who opened it and why is recorded before the answer. */
export const openIdentity =
  (needs: OpenIdentityNeeds): UseCase<OpenIdentityRequest, OpenedIdentity> =>
  async (call) => {
    const found = await readOwnCase(needs, call)
    if (found.outcome === "refused") return found
    const { transferId, personRef, receivingAccount } = found.case
    const encrypted = await needs.readEncryptedIdentity(transferId, call.nowMs)
    const opened = encrypted === undefined ? undefined : await needs.decrypt(encrypted, transferId)
    if (opened === undefined) return refuse("identity-erased", { caseId: transferId })
    return {
      outcome: "disclosed",
      answer: {
        person: opened.person,
        contact: { phone: opened.contact?.phone ?? "" },
        ...(opened.formerEmployer === undefined ? {} : { formerEmployer: opened.formerEmployer }),
        receivingAccount,
      },
      disclosure: {
        personRefs: [personRef],
        purpose: call.body.purpose,
        points: hitPoints,
        caseId: transferId,
        found: "identity",
      },
    }
  }
