import type { Money, Person, RegionCode } from "../../../contracts/primitives.ts"
import type { WithdrawalDetails } from "../../../contracts/withdrawals.ts"
import { compareMoney, subtractMoney, zeroMoney } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { cityOfRegion } from "./city-of-region.ts"
import { factNumber, type NumberKind } from "./fact-number.ts"

/** What a withdrawal names that can be named once in the country only: the guard item of that name. */
export interface NamedFact {
  readonly outcome: "named"
  /** `lift#210100#12-3#501`: purpose, city and numbers. */
  readonly fact: string
  /** Most that all withdrawals for it may take together. */
  readonly total: Money
  /** Owner of the home; absent when the applicant is. */
  readonly principal?: Person
}

interface Numbered {
  readonly purpose: string
  readonly region: RegionCode
  /** The numbers, each with the name of its field and what it numbers. */
  readonly numbers: Readonly<Record<string, readonly [NumberKind, string]>>
  readonly total: Money
  readonly principal: Person | undefined
}

const unnamed = (field: string): Refusal =>
  refuse("invalid-request", { rule: "VAL-001", field: `/details/${field}` })

const named = ({ purpose, region, numbers, total, principal }: Numbered): NamedFact | Refusal => {
  const city = cityOfRegion(region)
  if (city === undefined) return unnamed("region")
  const parts: string[] = [purpose, city]
  for (const [name, [kind, raw]] of Object.entries(numbers)) {
    const number = factNumber(kind, raw)
    if (number === undefined) return unnamed(name)
    parts.push(number)
  }
  return {
    outcome: "named",
    fact: parts.join("#"),
    total,
    ...(principal === undefined ? {} : { principal }),
  }
}

/**
 * The housing fact of a withdrawal: one purchase, permit, decoration, renewal or lift, within the price less the loan,
 * or the cost less the subsidy. Rent, fees, repayments and the withdrawals that close an account have none.
 */
export const factOf = (details: WithdrawalDetails): NamedFact | Refusal | undefined => {
  switch (details.purpose) {
    case "purchase": {
      const { purpose, region, contractNo, price, loanAmount, principal } = details
      if (loanAmount !== undefined && compareMoney(loanAmount, price) >= 0)
        return refuse("invalid-request", { rule: "WDR-002", field: "/details/loanAmount" })
      // What a loan has paid the family has not: whoever leaves the loan out states another total.
      const total = subtractMoney(price, loanAmount ?? zeroMoney)
      return named({ purpose, region, numbers: { contractNo: ["registry", contractNo] }, total, principal })
    }
    case "decoration": {
      const { purpose, region, contractNo, cost, principal } = details
      const numbers = { contractNo: ["registry", contractNo] } as const
      return named({ purpose, region, numbers, total: cost, principal })
    }
    case "building":
    case "majorRenovation": {
      const { purpose, region, permitNo, cost, principal } = details
      return named({ purpose, region, numbers: { permitNo: ["registry", permitNo] }, total: cost, principal })
    }
    case "urbanRenewal": {
      const { purpose, region, projectNo, room, cost, principal } = details
      const numbers = { projectNo: ["registry", projectNo], room: ["room", room] } as const
      return named({ purpose, region, numbers, total: cost, principal })
    }
    case "lift": {
      const { purpose, region, buildingNo, room, cost, subsidy, principal } = details
      if (compareMoney(subsidy, cost) > 0)
        return refuse("invalid-request", { rule: "WDR-002", field: "/details/subsidy" })
      const total = subtractMoney(cost, subsidy)
      const numbers = { buildingNo: ["building", buildingNo], room: ["room", room] } as const
      return named({ purpose, region, numbers, total, principal })
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
