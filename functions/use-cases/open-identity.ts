import type { OpenedApplicant } from "../../contracts/offsite-loans.ts"
import type {
  CaseId,
  OffsiteLoanId,
  Person,
  PersonRef,
  ServiceCaseId,
  TransferId,
} from "../../contracts/primitives.ts"
import type { OpenedServiceApplicant } from "../../contracts/service-cases.ts"
import type { OpenedIdentity, OpenIdentityRequest } from "../../contracts/transfers.ts"
import type { OffsiteLoanCase } from "../domain/offsite-loan/offsite-loan-case.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import type { ServiceCase } from "../domain/service-case/service-case.ts"
import type { TransferCase } from "../domain/transfer/transfer-case.ts"
import { readOwnCase } from "./act-on-transfer.ts"
import { readOwnOffsiteLoan } from "./offsite-context.ts"
import { readOwnServiceCase } from "./service-context.ts"
import { hitPoints, type Call, type DisclosureIntent, type UseCase } from "./use-case.ts"

interface StoredIdentity {
  readonly person: Person
  readonly contact?: { readonly phone: string } | undefined
  readonly formerEmployer?: string | undefined
  readonly principal?: Person | undefined
  readonly bankAccount?: OpenedServiceApplicant["bankAccount"]
}

interface IdentityNeeds {
  readonly readEncryptedIdentity: (id: CaseId, nowMs: number) => Promise<string | undefined>
  readonly decrypt: (encrypted: string, caseId: string) => Promise<StoredIdentity | undefined>
}

export interface OpenIdentityNeeds extends IdentityNeeds {
  readonly readCase: (id: TransferId) => Promise<TransferCase | undefined>
}

export interface OpenServiceApplicantNeeds extends IdentityNeeds {
  readonly readServiceCase: (id: ServiceCaseId) => Promise<ServiceCase | undefined>
}

export interface OpenApplicantNeeds extends IdentityNeeds {
  readonly readOffsiteLoan: (id: OffsiteLoanId) => Promise<OffsiteLoanCase | undefined>
}

/** The identity of a case, or that it was erased after the case had ended. */
const identityOf = async (
  needs: IdentityNeeds,
  caseId: CaseId,
  nowMs: number,
): Promise<{ readonly outcome: "opened"; readonly identity: StoredIdentity } | Refusal> => {
  const encrypted = await needs.readEncryptedIdentity(caseId, nowMs)
  const identity = encrypted === undefined ? undefined : await needs.decrypt(encrypted, caseId)
  return identity === undefined ? refuse("identity-erased", { caseId }) : { outcome: "opened", identity }
}

const shownOf = ({ person, contact }: StoredIdentity) => ({
  person,
  contact: { phone: contact?.phone ?? "" },
})

const disclosureOf = (
  { body }: Call<OpenIdentityRequest>,
  caseId: CaseId,
  personRef: PersonRef,
): DisclosureIntent => ({
  personRefs: [personRef],
  purpose: body.purpose,
  points: hitPoints,
  caseId,
  found: "identity",
})

/** Identity and contact of a transfer, to its two centers only; who opened it and why is recorded before the answer. */
export const openIdentity =
  (needs: OpenIdentityNeeds): UseCase<OpenIdentityRequest, OpenedIdentity> =>
  async (call) => {
    const found = await readOwnCase(needs, call)
    if (found.outcome === "refused") return found
    const { transferId, personRef, receivingAccount } = found.case
    const opened = await identityOf(needs, transferId, call.nowMs)
    if (opened.outcome === "refused") return opened
    const { formerEmployer } = opened.identity
    return {
      outcome: "disclosed",
      answer: {
        ...shownOf(opened.identity),
        ...(formerEmployer === undefined ? {} : { formerEmployer }),
        receivingAccount,
      },
      disclosure: disclosureOf(call, transferId, personRef),
    }
  }

/** The same of an off-site loan: the name and document number that its certificate leaves out. */
export const openApplicant =
  (needs: OpenApplicantNeeds): UseCase<OpenIdentityRequest, OpenedApplicant> =>
  async (call) => {
    const found = await readOwnOffsiteLoan(needs, call)
    if (found.outcome === "refused") return found
    const { offsiteLoanId, personRef } = found.case
    const opened = await identityOf(needs, offsiteLoanId, call.nowMs)
    if (opened.outcome === "refused") return opened
    return {
      outcome: "disclosed",
      answer: shownOf(opened.identity),
      disclosure: disclosureOf(call, offsiteLoanId, personRef),
    }
  }

/** The same of a service case, with whom a withdrawal names and where it is paid to. */
export const openServiceApplicant =
  (needs: OpenServiceApplicantNeeds): UseCase<OpenIdentityRequest, OpenedServiceApplicant> =>
  async (call) => {
    const found = await readOwnServiceCase(needs, call)
    if (found.outcome === "refused") return found
    const { serviceCaseId, personRef } = found.case
    const opened = await identityOf(needs, serviceCaseId, call.nowMs)
    if (opened.outcome === "refused") return opened
    const { principal, bankAccount } = opened.identity
    return {
      outcome: "disclosed",
      answer: {
        ...shownOf(opened.identity),
        ...(principal === undefined ? {} : { principal }),
        ...(bankAccount === undefined ? {} : { bankAccount }),
      },
      disclosure: disclosureOf(call, serviceCaseId, personRef),
    }
  }
