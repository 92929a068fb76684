import type { Money, Person } from "../../../contracts/primitives.ts"
import type { WithdrawalDetails } from "../../../contracts/withdrawals.ts"
import { compareMoney, subtractMoney } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"

/** What a withdrawal names that can be named once in the country only: the guard item of that name. */
export interface NamedFact {
  readonly outcome: "named"
  /** `lift#210100#12-3#501`: purpose, place and numbers. */
  readonly fact: string
  /** Most that all withdrawals for it may take together. */
  readonly total: Money
  /** Owner of the home; absent when the applicant is. */
  readonly principal?: Person
}

/** A number that grows when it is normalised (a ligature that stands for words) is none that a registry has written. */
const longestNumber = 60

const bracketOf: Readonly<Record<string, string>> = { "〔": "(", "〕": ")" }

/**
 * One number, however it was typed: full-width as half-width, upper case, one kind of bracket (文号), no space and
 * nothing that cannot be seen. Undefined when nothing is left of it, or too much.
 */
const normalisedNumber = (raw: string): string | undefined => {
  const number = raw
    .normalize("NFKC")
    .toUpperCase()
    .normalize("NFKC")
    .replace(/[\s\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, "")
    .replace(/[〔〕]/gu, (bracket) => bracketOf[bracket] ?? bracket)
  return number === "" || number.length > longestNumber ? undefined : number
}

/** What stands between the parts of a key must not stand inside one: else two facts could share a key. */
const escaped = (number: string): string => number.replace(/%/gu, "%25").replace(/#/gu, "%23")

interface Numbered {
  readonly purpose: string
  readonly region: string
  /** The numbers, each with the name of its field. */
  readonly numbers: Readonly<Record<string, string>>
  readonly total: Money
  readonly principal: Person | undefined
}

const named = ({ purpose, region, numbers, total, principal }: Numbered): NamedFact | Refusal => {
  const parts: string[] = [purpose, region]
  for (const [name, raw] of Object.entries(numbers)) {
    const number = normalisedNumber(raw)
    if (number === undefined) return refuse("invalid-request", { rule: "VAL-001", field: `/details/${name}` })
    parts.push(escaped(number))
  }
  return {
    outcome: "named",
    fact: parts.join("#"),
    total,
    ...(principal === undefined ? {} : { principal }),
  }
}

/**
 * The housing fact of a withdrawal: one purchase, permit, decoration, renewal or lift, within the price, or the cost
 * less the subsidy. Rent, fees, repayments and the withdrawals that close an account have none.
 */
export const factOf = (details: WithdrawalDetails): NamedFact | Refusal | undefined => {
  switch (details.purpose) {
    case "purchase":
    case "decoration": {
      const { purpose, region, contractNo, principal } = details
      const total = details.purpose === "purchase" ? details.price : details.cost
      return named({ purpose, region, numbers: { contractNo }, total, principal })
    }
    case "building":
    case "majorRenovation": {
      const { purpose, region, permitNo, cost, principal } = details
      return named({ purpose, region, numbers: { permitNo }, total: cost, principal })
    }
    case "urbanRenewal": {
      const { purpose, region, projectNo, room, cost, principal } = details
      return named({ purpose, region, numbers: { projectNo, room }, total: cost, principal })
    }
    case "lift": {
      const { purpose, region, buildingNo, room, cost, subsidy, principal } = details
      if (compareMoney(subsidy, cost) > 0)
        return refuse("invalid-request", { rule: "WDR-002", field: "/details/subsidy" })
      const total = subtractMoney(cost, subsidy)
      return named({ purpose, region, numbers: { buildingNo, room }, total, principal })
    }
    case "propertyFees":
    case "loanRepayment":
    case "rent":
    case "retirement":
    case "incapacity":
    case "leaving":
    case "emigration":
    case "seriousIllness":
    case "death":
    case "flexibleFree":
    case "flexibleExit":
      return undefined
  }
}
