import { CenterId, ContractNo, StaffId } from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { LoanContext } from "../domain/loan-registry/loan-decision.ts"
import type { LoanRecord, LoanName } from "../domain/loan-registry/loan-record.ts"
import type { RegisterLoanContext } from "../domain/loan-registry/register-loan.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import type { Call } from "./use-case.ts"

export interface LoanActionNeeds {
  readonly readLoan: (name: LoanName) => Promise<LoanRecord | undefined>
}

interface Staff {
  readonly handler?: string | undefined
  readonly reviewer?: string | undefined
}

export const loanContextOf = (call: Call<Staff | object>): Pick<RegisterLoanContext, keyof LoanContext> => {
  const { handler, reviewer }: Staff = call.body
  return {
    now: call.now,
    today: chinaDateOf(call.now),
    by: CenterId.parse(call.callerId),
    staff: {
      ...(handler === undefined ? {} : { handler: StaffId.parse(handler) }),
      ...(reviewer === undefined ? {} : { reviewer: StaffId.parse(reviewer) }),
    },
    newId: call.newId,
  }
}

/** The loan of the path, which is the caller's own by its key; another center's cannot be named at all. */
export const ownLoan = async (
  needs: LoanActionNeeds,
  call: Call<unknown>,
): Promise<{ readonly outcome: "found"; readonly loan: LoanRecord } | Refusal> => {
  const contractNo = ContractNo.safeParse(call.params["contractNo"])
  if (!contractNo.success) return refuse("loan-not-found")
  const loan = await needs.readLoan({
    centerId: CenterId.parse(call.callerId),
    contractNo: contractNo.data,
  })
  if (loan === undefined) return refuse("loan-not-found")
  return call.ifMatch !== undefined && call.ifMatch !== loan.version
    ? refuse("version-stale", { field: "if-match" })
    : { outcome: "found", loan }
}
