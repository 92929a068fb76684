import type { MatterName } from "../../contracts/service-codes.ts"
import {
  WithdrawalPurposeName,
  WITHDRAWAL_PURPOSES,
  type WithdrawalPurpose,
} from "../../contracts/withdrawals.ts"
import { text, type Language } from "../language.ts"
import { CommandError, type Session } from "./command.ts"
import { personOf } from "./person-arguments.ts"

type Fields = Readonly<Record<string, unknown>>

/** What a clerk types for the purposes that come every day; the others are in /docs and in the hub's own answer. */
const purposeFields: Partial<Record<WithdrawalPurpose, string>> = {
  purchase: "region=… contractNo=… price=… purchasedOn=… [loanAmount=…]",
  building: "region=… permitNo=… cost=… approvedOn=…",
  majorRenovation: "region=… permitNo=… cost=… approvedOn=…",
  decoration: "region=… contractNo=… cost=… signedOn=…",
  propertyFees: "region=… cost=… from=2026-01 to=2026-06",
  loanRepayment: "lender.kind=hpf lender.centerId=… lender.contractNo=… repaid=… from=… to=…",
  rent: "region=… housing=market|publicRental monthlyRent=… ownsHomeThere=false from=… to=… [children=2]",
  retirement: "since=… [early=true]",
  incapacity: "since=…",
  leaving: "since=…",
  emigration: "since=…",
  seriousIllness: "cost=… treatedOn=…",
  lift: "region=… buildingNo=… room=… cost=… subsidy=… approvedOn=…",
  urbanRenewal: "region=… projectNo=… room=… cost=… approvedOn=…",
  death: "diedOn=… heirs=…",
  flexibleFree: "",
  flexibleExit: "",
}

export const purposeList = (language: Language): string =>
  WithdrawalPurposeName.options
    .map((purpose) =>
      `  ${purpose.padEnd(18)}${WITHDRAWAL_PURPOSES[purpose][language]}\n      ${purposeFields[purpose] ?? ""}`.trimEnd(),
    )
    .join("\n")

export const isPurpose = (word: string): word is WithdrawalPurpose =>
  WithdrawalPurposeName.safeParse(word).success

export const unknownPurpose = (word: string): CommandError =>
  new CommandError(
    text(
      `没有这个提取用途：${word}。可用：${WithdrawalPurposeName.options.join("、")}`,
      `no such purpose of a withdrawal: ${word}. There are ${WithdrawalPurposeName.options.join(", ")}`,
    ),
  )

/** Whatever has no matter of its own is 其他提取. */
const mattersOfPurposes: Partial<Record<WithdrawalPurpose, MatterName>> = {
  purchase: "purchaseWithdrawal",
  rent: "rentWithdrawal",
  retirement: "retirementWithdrawal",
}

/** The matter that a purpose is asked under. */
export const matterOfPurpose = (purpose: WithdrawalPurpose, typed: Fields): MatterName =>
  purpose === "retirement" && typed["early"] === true
    ? "earlyRetirementWithdrawal"
    : (mattersOfPurposes[purpose] ?? "otherWithdrawal")

/** Purposes that have a principal: owner, tenant or patient, who is the applicant unless somebody else is named. */
const withPrincipal = new Set<WithdrawalPurpose>([
  "purchase",
  "building",
  "majorRenovation",
  "decoration",
  "propertyFees",
  "loanRepayment",
  "rent",
  "seriousIllness",
  "lift",
  "urbanRenewal",
])

/** The figures of a withdrawal as they were typed. */
export const withdrawalOf = ({ flags }: Session, purpose: WithdrawalPurpose, typed: Fields): Fields => ({
  purpose,
  ...(withPrincipal.has(purpose) ? { relation: flags.relation ?? "self" } : {}),
  ...(flags.principal === undefined ? {} : { principal: personOf(flags.principal) }),
  ...typed,
})
