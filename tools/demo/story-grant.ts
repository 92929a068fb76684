import { Account } from "../../contracts/accounts.ts"
import { LoanReservation } from "../../contracts/loans.ts"
import { OffsiteLoan } from "../../contracts/offsite-loans.ts"
import { Problem } from "../../contracts/problems.ts"
import { text } from "../language.ts"
import { contractNo, loanFigures, staffOfLender, staffOfThird } from "./loan-figures.ts"
import { newAccountNo, staffOfNew } from "./story-figures.ts"
import type { Family, LoanCase } from "./story-loan.ts"
import { bodyOf, expectRefusal, expectStatus, readInbox, send, type Stage } from "./story-stage.ts"

export const reservationChapter = async (
  stage: Stage,
  { offsiteLoanId }: LoanCase,
  { person, spouse }: Family,
): Promise<string> => {
  const { narrator, lender, third } = stage
  await narrator.chapter(text("沈阳审批：为夫妻二人预占", "Shenyang approves: husband and wife are reserved"))
  const reserved = await send(
    stage,
    lender,
    "POST",
    "/v1/loan-reservations",
    { borrower: person, spouse, offsiteLoanId, ...staffOfLender },
    "borrower · spouse",
  )
  const { reservationId, parties, loansBefore, expiresAt } = bodyOf(reserved, LoanReservation)
  narrator.expect(
    text("预占人数 / 已用次数", "people held / loans before"),
    `${parties} / ${loansBefore}`,
    "2 / 0",
  )
  const refused = await send(
    stage,
    third,
    "POST",
    "/v1/loan-reservations",
    { borrower: spouse, ...staffOfThird },
    "the spouse alone, in another city",
  )
  expectRefusal(stage, refused, { status: 409, slug: "unsettled-loan-exists", rule: "LON-001" })
  const problem = Problem.safeParse(refused.body)
  narrator.expect(
    text("已预占的中心", "where the family is reserved"),
    problem.success ? problem.data.centerId : undefined,
    lender.center.centerId,
  )
  narrator.meaning(
    text(
      `借款人、配偶在一个事务里一起预占 60 天（至 ${expiresAt}），要么全部，要么全不；别处同时审批，只有一处成功。`,
      `Borrower and spouse are held for 60 days (to ${expiresAt}), both or neither, in one transaction: of two cities that approve at once, one wins.`,
    ),
  )
  return reservationId
}

export const grantChapter = async (
  stage: Stage,
  loanCase: LoanCase,
  reservationId: string,
): Promise<void> => {
  const { narrator, lender } = stage
  const home = stage.new
  await narrator.chapter(
    text(
      "放款：超过测算一分被拒；证明的限制变为异地贷款标识",
      "The grant: one fen over is refused; the hold becomes the loan mark",
    ),
  )
  const { certificateNo, path } = loanCase
  const grant = {
    contractNo,
    kind: "hpf",
    amount: loanFigures.amount,
    termMonths: 360,
    yearlyRate: "0.026",
    grantedOn: stage.today(),
    certificateNo,
    reservationId,
    ...staffOfLender,
  }
  const over = await send(
    stage,
    lender,
    "POST",
    `${path}/grant`,
    { ...grant, amount: loanFigures.oneFenMore },
    `amount ${loanFigures.oneFenMore} ?`,
  )
  expectRefusal(stage, over, { status: 409, slug: "over-quote", rule: "QUO-003" })
  narrator.meaning(
    text(
      "拒绝写明是哪条规则；确有理由多贷的，写明 overrideReason，留作证据。",
      "The refusal names the rule that binds. Who has reason to lend more states it as overrideReason; it is kept as evidence.",
    ),
  )
  const granted = await send(
    stage,
    lender,
    "POST",
    `${path}/grant`,
    grant,
    `amount ${loanFigures.amount} · ${contractNo}`,
  )
  const offsite = bodyOf(granted, OffsiteLoan)
  narrator.expect(text("业务状态", "status"), offsite.status, "granted")
  narrator.expect(text("未偿本金", "balance"), offsite.loan?.balance, loanFigures.amount)
  const again = await send(
    stage,
    lender,
    "POST",
    `${path}/grant`,
    { ...grant, contractNo: `${contractNo}-2` },
    "the same certificate again",
  )
  expectRefusal(stage, again, { status: 409, slug: "certificate-used", rule: "LON-009" })
  await readInbox(stage, home, "offsite-loan.granted")
  const account = bodyOf(await home.center.client.call("GET", `/v1/accounts/${newAccountNo}`), Account)
  narrator.expect(
    text("账户限制", "hold on the account"),
    account.holds.map(({ ground }) => ground).join(),
    "loanMark",
  )
  const closing = await send(
    stage,
    home,
    "POST",
    `/v1/accounts/${newAccountNo}/closure`,
    { closedOn: stage.today(), withdrawalReason: "03", ...staffOfNew },
    "withdrawalReason 03",
  )
  const refused = Problem.safeParse(closing.body)
  expectStatus(stage, closing, 409)
  narrator.expect(
    text("账户因哪笔业务不能销户", "the case that bars the closing"),
    refused.success ? refused.data.caseId : undefined,
    offsite.offsiteLoanId,
  )
  narrator.meaning(
    text(
      "晋城收到回执；限制变为标识是同一次写入。贷款结清前账户不能销户，还这笔贷款的提取和冲还贷照常。",
      "Jincheng has the return slip; hold and mark change in one write. The account cannot be closed while the loan runs; repaying this loan from it stays allowed.",
    ),
  )
}
