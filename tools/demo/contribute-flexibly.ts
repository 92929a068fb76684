import { AccountNo, AgreementNo } from "../../contracts/primitives.ts"
import { addMonths, monthOf } from "../../functions/domain/months/month.ts"
import { fenOf, moneyOf } from "../fen.ts"
import { makePerson } from "../make-person.ts"
import { daysBefore, expectRefusalOf, holdAccount, numberFrom, type Act } from "./acting.ts"
import { makeSegments } from "./contribution-record.ts"
import { staff } from "./desk.ts"

const agreementOf = (seed: string): AgreementNo => AgreementNo.parse(`XY-${seed}`)

/** Somebody without an employer has paid in by agreement for some months. */
export const contributeFlexibly: Act = async ({ seed, to, today }) => {
  const months = 6 + (numberFrom(`${seed} flexible`) % 18)
  const monthly = BigInt(30_000 + (numberFrom(`${seed} monthly`) % 60_000))
  const paid = moneyOf(monthly * BigInt(months))
  const last = addMonths(monthOf(today), -1)
  const segment = {
    contributorType: "flexible",
    accountKind: "basic",
    origin: { kind: "local" },
    agreementNo: agreementOf(seed),
    from: addMonths(last, 1 - months),
    to: last,
    principal: paid,
    interest: moneyOf(0n),
    contributions: paid,
    subsidy: moneyOf(0n),
    monthlyContribution: moneyOf(monthly),
  } as const
  const accountNo = AccountNo.parse(`F${seed}A`)
  await holdAccount(to, { person: makePerson(seed), accountNo, segments: [segment], status: "01" }, today)
}

/** Somebody who has an account elsewhere wants another one by agreement, which the hub refuses. */
export const openTwice: Act = async ({ seed, from, to, today }) => {
  const person = makePerson(seed)
  const accountNo = AccountNo.parse(`O${seed}A`)
  await holdAccount(
    from,
    { person, accountNo, segments: [...makeSegments(seed, today)], status: "01" },
    today,
  )
  const second = {
    person,
    accountNo: AccountNo.parse(`O${seed}B`),
    accountKind: "basic",
    contributorType: "flexible",
    status: "01",
    openedOn: today,
    agreementNo: agreementOf(seed),
  }
  await expectRefusalOf("normal-account-exists", to.ask("POST", "/v1/accounts", second))
}

/** 附A.7: retirement, repayment, rent and illness, as often as they come. */
const reasons = ["07", "07", "06", "03", "09", "01"] as const

/** Money leaves an account for its holder, which the center tells some days after. */
export const withdrawAtHome: Act = async ({ seed, number, to, today }) => {
  const accountNo = AccountNo.parse(`W${seed}A`)
  const segments = [...makeSegments(seed, today)]
  await holdAccount(to, { person: makePerson(seed), accountNo, segments, status: "01" }, today)
  const [first] = segments
  const body = {
    reference: `DEMO-W-${seed}`,
    amount: moneyOf(fenOf(first?.principal ?? "0.00") / 10n + 100n),
    withdrawnOn: daysBefore(today, number % 4),
    withdrawalReason: reasons[number % reasons.length],
    ...staff,
  }
  await to.ask("POST", `/v1/accounts/${accountNo}/withdrawals`, body, `withdraw-${accountNo}`)
}
