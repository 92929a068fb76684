import { Loan } from "../../contracts/loans.ts"
import { OffsiteLoan } from "../../contracts/offsite-loans.ts"
import { text } from "../language.ts"
import {
  contractNo,
  deductionReference,
  loanFigures,
  offsetReference,
  offsetSerial,
  staffOfLender,
} from "./loan-figures.ts"
import { staffOfNew } from "./story-figures.ts"
import type { LoanCase } from "./story-loan.ts"
import { bodyOf, expectRefusal, readInbox, send, type Actor, type Stage } from "./story-stage.ts"

const hoursADay = 24

/** Lets days pass until one day has come in China. */
export const waitUntil = async (stage: Stage, day: string): Promise<void> => {
  const days = Math.round((Date.parse(day) - Date.parse(stage.today())) / 86_400_000)
  if (days > 0) await stage.wait(days * hoursADay)
}

export const feed = async (
  stage: Stage,
  month: string,
  balance: string,
  overdue: { readonly overduePeriods: number; readonly overdueAmount?: string } = { overduePeriods: 0 },
): Promise<Loan> => {
  const fed = await send(
    stage,
    stage.lender,
    "POST",
    `/v1/loans/${contractNo}/repayments`,
    { month, balance, ...overdue },
    `${month} · balance ${balance} · overduePeriods ${overdue.overduePeriods}`,
  )
  return bodyOf(fed, Loan)
}

/** What a center sees of the case now. */
export const caseAt = async (actor: Actor, { path }: LoanCase): Promise<OffsiteLoan> =>
  bodyOf(await actor.center.client.call("GET", path), OffsiteLoan.loose())

export const overdueChapter = async (stage: Stage, loanCase: LoanCase): Promise<void> => {
  const { narrator, lender } = stage
  const home = stage.new
  const { path } = loanCase
  await narrator.chapter(
    text(
      "两个月过去：逾期一期，晋城协助催收",
      "Two months pass: one is overdue, and Jincheng helps to collect",
    ),
  )
  await waitUntil(stage, "2026-12-28")
  await feed(stage, "2026-12", loanFigures.afterDecember)
  await readInbox(stage, home, "offsite-loan.status-fed")
  const early = await send(
    stage,
    lender,
    "POST",
    `${path}/collection-request`,
    { overduePeriods: 1, overdueAmount: loanFigures.overdue, ...staffOfLender },
    "nothing is overdue",
  )
  expectRefusal(stage, early, { status: 409, slug: "not-overdue" })
  await waitUntil(stage, "2027-01-25")
  await feed(stage, "2027-01", loanFigures.afterDecember, {
    overduePeriods: 1,
    overdueAmount: loanFigures.overdue,
  })
  const asked = await send(
    stage,
    lender,
    "POST",
    `${path}/collection-request`,
    { overduePeriods: 1, overdueAmount: loanFigures.overdue, ...staffOfLender },
    `overdueAmount ${loanFigures.overdue}`,
  )
  const { collection } = bodyOf(asked, OffsiteLoan)
  narrator.expect(text("逾期本息", "overdue"), collection?.overdueAmount, loanFigures.overdue)
  narrator.meaning(
    text(
      "欠一月份：本金 3,000.00 + 利息 1,077,000.00 × 2.6 % ÷ 12 = 2,333.50。",
      "January is owed: 3,000.00 of principal + 1,077,000.00 x 2.6 % / 12 = 2,333.50 of interest.",
    ),
  )
  await readInbox(stage, home, "offsite-loan.collection-requested")
  const answered = await send(
    stage,
    home,
    "POST",
    `${path}/collection-answer`,
    {
      contacted: true,
      deduction: { reference: deductionReference, amount: loanFigures.overdue, paidOn: stage.today() },
      ...staffOfNew,
    },
    `contacted · deduction ${loanFigures.overdue}`,
  )
  const { collection: settled, legs } = bodyOf(answered, OffsiteLoan)
  narrator.expect(text("已扣划", "deducted"), settled?.answer?.deduction?.amount, loanFigures.overdue)
  narrator.expect(text("余下的环节", "legs that are left"), legs.map(({ leg }) => leg).join(), "statusFeed")
  await readInbox(stage, lender, "offsite-loan.collection-answered")
}

export const offsetChapter = async (stage: Stage, loanCase: LoanCase): Promise<void> => {
  const { narrator, lender } = stage
  const home = stage.new
  const { path } = loanCase
  await narrator.chapter(
    text("冲还贷：20,000.00 元从账户到贷款", "An offset: 20,000.00 go from the account to the loan"),
  )
  await waitUntil(stage, "2027-02-25")
  await feed(stage, "2027-02", loanFigures.afterFebruary)
  const offset = {
    reference: offsetReference,
    amount: loanFigures.offset,
    paidOn: stage.today(),
    ...staffOfNew,
  }
  const tooMuch = await send(
    stage,
    home,
    "POST",
    `${path}/offset`,
    { ...offset, amount: loanFigures.offsetTooLarge },
    `amount ${loanFigures.offsetTooLarge} ?`,
  )
  expectRefusal(stage, tooMuch, { status: 409, slug: "offset-exceeds-balance", rule: "LON-010" })
  const sent = await send(stage, home, "POST", `${path}/offset`, offset, `amount ${loanFigures.offset}`)
  const { offset: underWay, legs } = bodyOf(sent, OffsiteLoan)
  narrator.expect(
    text("冲还贷", "offset"),
    `${underWay?.amount} ${underWay?.status}`,
    `${loanFigures.offset} sent`,
  )
  narrator.expect(
    text("应办方", "who must book"),
    legs.find(({ leg }) => leg === "offsetCompletion")?.actingCenterId,
    lender.center.centerId,
  )
  await readInbox(stage, lender, "offsite-loan.offset-sent")
  const booked = await send(
    stage,
    lender,
    "POST",
    `${path}/offset-completion`,
    {
      receivedOn: stage.today(),
      bankSerial: offsetSerial,
      balance: loanFigures.afterOffset,
      ...staffOfLender,
    },
    `balance ${loanFigures.afterOffset}`,
  )
  const after = bodyOf(booked, OffsiteLoan)
  narrator.expect(
    text("冲还贷 / 未偿本金", "offset / balance"),
    `${after.offset?.status} / ${after.loan?.balance}`,
    `booked / ${loanFigures.afterOffset}`,
  )
  narrator.meaning(
    text(
      "1,080,000.00 − 3 × 3,000.00 − 20,000.00 = 1,051,000.00。这是为这笔贷款的提取，不成为疑点（D6）。",
      "1,080,000.00 - 3 x 3,000.00 - 20,000.00 = 1,051,000.00. Money that repays the marked loan is no doubt (D6).",
    ),
  )
  await readInbox(stage, home, "offsite-loan.offset-booked")
}
