import type { Segment } from "../../../contracts/accounts.ts"
import type { ContributorType, Money } from "../../../contracts/primitives.ts"
import type { MoneyByType } from "../../../contracts/withdrawals.ts"
import { leastMoney, subtractMoney, sumForLimit, zeroMoney } from "../money/money.ts"

/** The order in which money is taken and told: what the holder paid by agreement leaves first. */
export const contributorTypes = ["flexible", "employee"] as const satisfies readonly ContributorType[]

export const nothing: MoneyByType = { employee: zeroMoney, flexible: zeroMoney }

/** The balance of an account by who paid it in: principal and interest of its segments, never mixed (昌吉 二(二)4). */
export const partsOfBalance = (
  segments: readonly Pick<Segment, "contributorType" | "principal" | "interest">[],
): MoneyByType => {
  const of = (type: ContributorType): Money =>
    sumForLimit(
      segments
        .filter(({ contributorType }) => contributorType === type)
        .flatMap(({ principal, interest }) => [principal, interest]),
    )
  return { employee: of("employee"), flexible: of("flexible") }
}

/** Some of the parts, the others empty. */
export const onlyParts = (money: MoneyByType, parts: readonly ContributorType[]): MoneyByType => ({
  employee: parts.includes("employee") ? money.employee : zeroMoney,
  flexible: parts.includes("flexible") ? money.flexible : zeroMoney,
})

export const totalOf = ({ employee, flexible }: MoneyByType): Money => sumForLimit([flexible, employee])

/** At most a limit of what there is, flexible money first. */
export const atMost = (limit: Money, { employee, flexible }: MoneyByType): MoneyByType => {
  const first = leastMoney(limit, flexible)
  return { flexible: first, employee: leastMoney(subtractMoney(limit, first), employee) }
}
