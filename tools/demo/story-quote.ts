import type * as z from "zod"
import { Account } from "../../contracts/accounts.ts"
import { LoanQuoteResponse } from "../../contracts/loan-quotes.ts"
import type { Person } from "../../contracts/primitives.ts"
import { text } from "../language.ts"
import { figures, newAccountNo } from "./story-figures.ts"
import { send, type Actor, type Stage } from "./story-stage.ts"

export const quote = async (stage: Stage, actor: Actor, person: Person) => {
  const body = {
    centerId: actor.center.centerId,
    on: stage.today(),
    applicants: [{ person, cadence: "monthly", contributionBase: "15500.00" }],
    price: "2000000.00",
    termMonths: 360,
    firstHome: true,
    monthlyIncome: "20000.00",
  }
  const answer = await send(
    stage,
    actor,
    "POST",
    "/v1/loan-quotes",
    body,
    "price 2000000.00 · 360 · monthlyIncome 20000.00",
  )
  return LoanQuoteResponse.parse(answer.body)
}

export const expectMonths = (stage: Stage, found: z.infer<typeof LoanQuoteResponse>): void => {
  stage.narrator.expect(text("累计月数", "cumulative months"), found.months.cumulative, figures.months)
  stage.narrator.expect(
    text("重复缴存月份", "months paid twice"),
    found.months.doubled.join(", "),
    figures.doubled.join(", "),
  )
  stage.narrator.expect(text("发现类别", "finding"), found.findings[0]?.class, "D3")
}

export const quoteChapter = async (stage: Stage, person: Person): Promise<void> => {
  const { narrator } = stage
  await narrator.chapter(text("晋城：合并后的贷款测算", "Jincheng: the quote on the merged record"))
  const account = Account.parse(
    (await stage.new.center.client.call("GET", `/v1/accounts/${newAccountNo}`)).body,
  )
  narrator.expect(
    text("转入的分段", "segments transferred in"),
    account.segments.filter((segment) => segment.origin.kind === "transferred").length,
    2,
  )
  const found = await quote(stage, stage.new, person)
  expectMonths(stage, found)
  narrator.expect(text("余额", "balance"), found.balance, figures.amount)
  narrator.expect(text("可贷额度", "loan amount"), found.amount, figures.loan)
  narrator.expect(text("以何为限", "bound by"), found.bindingConstraint, "cap")
  for (const step of found.steps)
    narrator.meaning(text(`${step.rule}: ${step.result}`, `${step.rule}: ${step.result}`))
  narrator.meaning(
    text(
      "两段各按自己的身份计 25 倍，相加；与收入六成、房价八成、110 万上限取最低。月数 42，不是 44；余额是转来的全部 52,714.06 元：转入地把本金 52,198.67 元与利息 515.39 元一并入账，自此另行计息。",
      "Each segment counts 25 times as what it was paid as, and they are added; then the least of that, 60 % of income, 80 % of the price and the cap of 1,100,000. 42 months, not 44; the balance is all of the 52,714.06 that came: Jincheng books the principal of 52,198.67 and the interest of 515.39 together, and its own interest begins there.",
    ),
  )
}
