import type { InterestQuoteRequest, InterestQuoteResponse } from "../../../contracts/interest.ts"
import type { NationalRules } from "../../../contracts/policies.ts"
import type { ContributorType } from "../../../contracts/primitives.ts"
import { closeAccount, overdrawnOn, type AccountLife, type ClosedAccount } from "../money/account-interest.ts"
import { exact, leastMoney, subtractMoney, zeroMoney } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"

/** More than any account has, and so little that two centuries of interest still fit the wire. */
const mostTurnover = "100000000000.00"

type Answer = { readonly outcome: "quoted"; readonly quote: InterestQuoteResponse } | Refusal

const partOf = (
  { part: own }: { readonly part?: ContributorType | undefined },
  request: InterestQuoteRequest,
): ContributorType | undefined => own ?? request.part

/** Each movement, and an opening balance that is not nothing, is of one kind or the other. */
const isSplit = (request: InterestQuoteRequest): boolean =>
  (request.part !== undefined || request.openingBalance === zeroMoney) &&
  (request.part !== undefined || request.movements.length > 0) &&
  request.movements.every((movement) => partOf(movement, request) !== undefined)

const lifeOf = (
  request: InterestQuoteRequest,
  rates: AccountLife["rates"],
  part?: ContributorType,
): AccountLife => ({
  openedOn: request.openedOn,
  closedOn: request.closedOn,
  openingBalance: part === undefined || request.part === part ? request.openingBalance : zeroMoney,
  movements: request.movements.filter((movement) => part === undefined || partOf(movement, request) === part),
  rates,
})

type Figures = Pick<ClosedAccount, "principal" | "interest">

/** The whole is what is paid, so the second part is what the first leaves of it, to the fen. */
const restOf = (whole: Figures, part: Figures): Figures => ({
  principal: subtractMoney(whole.principal, leastMoney(whole.principal, part.principal)),
  interest: subtractMoney(whole.interest, leastMoney(whole.interest, part.interest)),
})

const figuresOf = ({ principal, interest }: Figures): Figures => ({ principal, interest })

const turnoverOf = ({ openingBalance, movements }: InterestQuoteRequest) =>
  movements
    .filter(({ kind }) => kind === "contribution")
    .reduce((sum, { amount }) => sum.plus(amount), exact(openingBalance))

/** 利息 to the fen (golden cases 4 and 5), of the whole and, where the request says whose money it is, of each part. */
export const quoteInterest = (
  request: InterestQuoteRequest,
  national: Pick<NationalRules, "accountRates" | "sources">,
): Answer => {
  const rates = national.accountRates.toSorted((left, right) => left.from.localeCompare(right.from))
  if (rates[0] === undefined || rates[0].from > request.openedOn)
    return refuse("interest-rate-unknown", { rule: "FLX-051", field: "/openedOn" })
  if (turnoverOf(request).gt(mostTurnover))
    return refuse("invalid-request", { rule: "VAL-006", field: "/openingBalance" })
  const split = isSplit(request)
  const lives = split
    ? [lifeOf(request, rates, "employee"), lifeOf(request, rates, "flexible")]
    : [lifeOf(request, rates)]
  if (lives.some((life) => overdrawnOn(life) !== undefined))
    return refuse("balance-overdrawn", { rule: "FLX-050", field: "/movements" })
  const whole = closeAccount(lifeOf(request, rates))
  const flexible = split ? closeAccount(lifeOf(request, rates, "flexible")) : undefined
  const first = rates.findLastIndex(({ from }) => from <= request.openedOn)
  const used = rates.filter(
    ({ from }, index) => index === first || (index > first && from < request.closedOn),
  )
  return {
    outcome: "quoted",
    quote: {
      ...figuresOf(whole),
      days: whole.days,
      credits: whole.credits.map(({ on, interest }) => ({ on, interest })),
      ...(flexible === undefined
        ? {}
        : { parts: { employee: restOf(whole, flexible), flexible: figuresOf(flexible) } }),
      rates: used.map(({ from, yearlyRate, source }) => ({
        from,
        yearlyRate,
        title: national.sources.find(({ id }) => id === source)?.title ?? source,
      })),
    },
  }
}
