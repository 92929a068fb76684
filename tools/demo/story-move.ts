import { Account, AccountState } from "../../contracts/accounts.ts"
import { Loan, LoanCheckResponse } from "../../contracts/loans.ts"
import { Transfer } from "../../contracts/transfers.ts"
import { text } from "../language.ts"
import { makePhone, makeUnitCreditCode } from "../make-person.ts"
import {
  closedSegments,
  contractNo,
  loanFigures,
  moveReference,
  moveSerial,
  staffOfLender,
  staffOfThird,
  thirdAccountNo,
} from "./loan-figures.ts"
import { newAccountNo, staffOfNew } from "./story-figures.ts"
import type { Family, LoanCase } from "./story-loan.ts"
import { caseAt, feed, waitUntil } from "./story-service.ts"
import {
  bodyOf,
  expectRefusal,
  expectStatus,
  readInbox,
  send,
  type Actor,
  type Stage,
} from "./story-stage.ts"

const accountAt = async (actor: Actor, accountNo: string): Promise<Account> =>
  bodyOf(await actor.center.client.call("GET", `/v1/accounts/${accountNo}`), Account)

const groundsOf = ({ holds }: Account): string => holds.map(({ ground }) => ground).join() || "–"

/** The new employer's account, the seal, the letter and its confirmation: what the story has told before, in short. */
const askForMoney = async (stage: Stage, { person }: Family): Promise<string> => {
  const { third } = stage
  const home = stage.new
  const opening = {
    person,
    accountNo: thirdAccountNo,
    accountKind: "basic",
    contributorType: "employee",
    status: "01",
    openedOn: stage.today(),
    unitCreditCode: makeUnitCreditCode("third employer"),
  }
  const opened = await send(stage, third, "POST", "/v1/accounts", opening, "employee · status 01")
  stage.narrator.expect(text("账户状态", "account status"), bodyOf(opened, AccountState).status, "X2")
  await readInbox(stage, home, "account.seal-request")
  const seal = { sealedOn: stage.today(), ...staffOfNew }
  expectStatus(stage, await send(stage, home, "POST", `/v1/accounts/${newAccountNo}/seal`, seal, ""), 200)
  const letter = {
    person,
    fromCenterId: home.center.centerId,
    fromAccountNo: newAccountNo,
    accountKind: "basic",
    toAccountNo: thirdAccountNo,
    appliedOn: stage.today(),
    contact: { phone: makePhone("story") },
    ...staffOfThird,
  }
  const shortly = `${newAccountNo} → ${thirdAccountNo}`
  const sent = await send(stage, third, "POST", "/v1/transfers", letter, shortly)
  const { transferId } = bodyOf(sent, Transfer)
  const path = `/v1/transfers/${transferId}`
  expectStatus(stage, await send(stage, home, "POST", `${path}/letter-confirmation`, staffOfNew, ""), 200)
  return path
}

const moveMoney = async (stage: Stage, path: string): Promise<void> => {
  const { narrator, third } = stage
  const { segments } = await accountAt(stage.new, newAccountNo)
  const statement = {
    principal: loanFigures.movedPrincipal,
    interest: loanFigures.movedInterest,
    amount: loanFigures.moved,
    segments: segments.map(({ segmentId: _segmentId, ...segment }, index) => ({
      ...segment,
      ...closedSegments[index],
    })),
    openedOn: "2026-11-02",
    paidThrough: "2026-11",
    sixMonthsContinuous: false,
    loanCount: 0,
    hasUnsettledLoan: false,
    hasFraudRecord: false,
    payment: { reference: moveReference, amount: loanFigures.moved, paidOn: stage.today() },
    ...staffOfNew,
  }
  const shortly = `${loanFigures.movedPrincipal} + ${loanFigures.movedInterest} = ${loanFigures.moved}`
  const stated = await send(stage, stage.new, "POST", `${path}/statement`, statement, shortly)
  narrator.expect(text("转移金额", "amount"), bodyOf(stated, Transfer).amount, loanFigures.moved)
  await stage.wait(20)
  const received = {
    reference: moveReference,
    amount: loanFigures.moved,
    receivedOn: stage.today(),
    bankSerial: moveSerial,
  }
  const completed = await send(
    stage,
    third,
    "POST",
    `${path}/completion`,
    { payments: [received], ...staffOfThird },
    `received ${loanFigures.moved}`,
  )
  narrator.expect(text("业务状态", "status"), bodyOf(completed, Transfer).statusCode, "00")
}

/** 建金〔2015〕135号 五: the duty follows the account. */
export const moveChapter = async (stage: Stage, loanCase: LoanCase, family: Family): Promise<void> => {
  const { narrator, lender, third } = stage
  await narrator.chapter(
    text(
      "又换了城市：账户转到大连，标识一起去",
      "Another city: the account goes to Dalian, and the mark goes along",
    ),
  )
  await waitUntil(stage, "2027-03-08")
  await moveMoney(stage, await askForMoney(stage, family))
  const [left, came] = [await accountAt(stage.new, newAccountNo), await accountAt(third, thirdAccountNo)]
  narrator.expect(text("晋城账户的限制", "holds at Jincheng"), groundsOf(left), "–")
  narrator.expect(text("大连账户的限制", "holds at Dalian"), groundsOf(came), "loanMark")
  await readInbox(stage, lender, "offsite-loan.home-changed")
  await readInbox(stage, third, "offsite-loan.home-changed")
  const offsite = await caseAt(lender, loanCase)
  narrator.expect(
    text("缴存地", "home center"),
    `${offsite.homes.map(({ centerId }) => centerId).join()} → ${offsite.homeCenterId}`,
    `${stage.new.center.centerId} → ${third.center.centerId}`,
  )
  narrator.meaning(
    text(
      "钱和标识在同一个事务里转移，贷款地和新的缴存地都被告知；此后的还款状态报给大连，晋城不再收到。",
      "Money and mark move in one transaction; lender and new home are told. What Shenyang reports from now on goes to Dalian, and no more to Jincheng.",
    ),
  )
  await waitUntil(stage, "2027-03-28")
  await feed(stage, "2027-03", loanFigures.afterMarch)
  await readInbox(stage, third, "offsite-loan.status-fed")
}

export const payoffChapter = async (
  stage: Stage,
  loanCase: LoanCase,
  { person, spouse }: Family,
): Promise<void> => {
  const { narrator, lender, third } = stage
  await narrator.chapter(
    text("提前还清：标识解除，结清证明", "Paid off early: the mark ends, and there is a payoff certificate"),
  )
  await waitUntil(stage, "2027-04-20")
  const path = `/v1/loans/${contractNo}/payoff`
  const payoff = { paidOffOn: stage.today(), ...staffOfLender }
  const early = await send(stage, lender, "POST", path, payoff, `balance ${loanFigures.afterMarch} ?`)
  expectRefusal(stage, early, { status: 409, slug: "balance-outstanding", rule: "LON-006" })
  await feed(stage, "2027-04", "0.00")
  const paid = await send(stage, lender, "POST", path, payoff, "balance 0.00")
  narrator.expect(text("贷款状态", "status of the loan"), bodyOf(paid, Loan).status, "paidOff")
  const offsite = await caseAt(third, loanCase)
  narrator.expect(text("业务状态", "status"), offsite.status, "paidOff")
  narrator.expect(
    text("结清证明", "payoff certificate"),
    offsite.payoffCertificateNo,
    loanFigures.payoffCertificateNo,
  )
  await readInbox(stage, third, "offsite-loan.paid-off")
  narrator.expect(
    text("大连账户的限制", "holds at Dalian"),
    groundsOf(await accountAt(third, thirdAccountNo)),
    "–",
  )
  const body = { applicants: [person], spouse, purpose: "loan" }
  const checked = await send(stage, lender, "POST", "/v1/loan-checks", body, "applicant 1 · spouse")
  const { verdict, counts } = bodyOf(checked, LoanCheckResponse)
  narrator.expect(
    text("查重结论，家庭贷款次数 / 未结清 / 最多", "verdict, loans of the family / unsettled / at most"),
    `${verdict} ${counts?.lifetime} / ${counts?.unsettled} / ${counts?.most}`,
    "clear 1 / 0 / 2",
  )
  narrator.meaning(text("这个家庭一生还可以再贷一次。", "The family may borrow once more in life."))
}
