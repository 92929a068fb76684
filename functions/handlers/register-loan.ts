import { LoanImport, RegisterLoanRequest } from "../../contracts/loans.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { importLoans } from "../use-cases/import-loans.ts"
import { registerLoan } from "../use-cases/register-loan.ts"

export const handler = serveCenters("register-loan", (hub) => ({
  registerLoan: taking(RegisterLoanRequest, registerLoan({ ...hub, nationalRules })),
  importLoans: taking(
    LoanImport,
    importLoans({
      ...hub,
      nationalRules,
      commitLine: (changes) => hub.commitPart("register-loan", changes),
    }),
  ),
}))
