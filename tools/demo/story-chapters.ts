import { Account, AccountCheckResponse, AccountState } from "../../contracts/accounts.ts"
import { AccountImportReport } from "../../contracts/account-imports.ts"
import type { Person } from "../../contracts/primitives.ts"
import { Problem } from "../../contracts/problems.ts"
import { text } from "../language.ts"
import { makePerson, makeUnitCreditCode } from "../make-person.ts"
import {
  figures,
  newAccountNo,
  oldAccountNo,
  recordAfterWithdrawal,
  recordBefore,
  staffOfOld,
} from "./story-figures.ts"
import { doubtChapter } from "./story-doubt.ts"
import { flexibleExitChapter } from "./story-exit.ts"
import { liftChapter } from "./story-lift.ts"
import { jointPurchaseChapter } from "./story-purchase.ts"
import { grantChapter, reservationChapter } from "./story-grant.ts"
import { certificateChapter, consentChapter, loanQuoteChapter, type Family } from "./story-loan.ts"
import { moveChapter, payoffChapter } from "./story-move.ts"
import { expectMonths, quote, quoteChapter } from "./story-quote.ts"
import { forgottenLetterChapter } from "./story-late.ts"
import { offsetChapter, overdueChapter } from "./story-service.ts"
import { expectStatus, readInbox, send, type Stage } from "./story-stage.ts"
import { tellSupervision } from "./story-supervision.ts"
import { letterChapter, negotiationChapter, statementChapter } from "./story-transfer.ts"

const openingChapter = async (stage: Stage, person: Person): Promise<void> => {
  const { narrator, old } = stage
  await narrator.chapter(text("成都：一个人，两段缴存", "Chengdu: one person, two spells of contributions"))
  narrator.meaning(
    text(
      "单位缴存 2023-01 至 2025-06（30 个月，55,800.00 元），灵活就业缴存 2025-05 至 2026-06（14 个月，16,800.00 元）。2025 年 5、6 月两边都缴了。",
      "Through an employer 2023-01..2025-06 (30 months, 55,800.00), by agreement 2025-05..2026-06 (14 months, 16,800.00). May and June 2025 were paid by both.",
    ),
  )
  const account = {
    person,
    accountNo: oldAccountNo,
    accountKind: "basic",
    contributorType: "flexible",
    status: "01",
    statusSince: "2025-07-01",
    openedOn: "2023-01-15",
    agreementNo: "XY20250501",
    segments: recordBefore,
  }
  const imported = await send(
    stage,
    old,
    "POST",
    "/v1/account-imports",
    { accounts: [account] },
    `accountNo ${oldAccountNo} · 01 · 2 segments`,
  )
  narrator.expect(
    text("登记账户", "accounts registered"),
    AccountImportReport.parse(imported.body).registered,
    1,
  )
  const found = await quote(stage, old, person)
  expectMonths(stage, found)
  narrator.expect(text("余额", "balance"), found.balance, figures.balanceBefore)
  narrator.meaning(
    text(
      `两段相加是 ${figures.monthsAddedUp} 个月，但月份取并集：42 个月，余额 72,600.00 元；重复的两个月提示人工核查（D3），不阻断。`,
      `The spells add up to ${figures.monthsAddedUp}, but months are a union: 42, balance 72,600.00. The two doubled months are reported for review (D3), nothing is blocked.`,
    ),
  )
}

const withdrawalChapter = async (stage: Stage): Promise<void> => {
  const { narrator, old } = stage
  await narrator.chapter(text("租房提取之后的缴存记录", "The record after a withdrawal for rent"))
  const before = Account.parse((await old.center.client.call("GET", `/v1/accounts/${oldAccountNo}`)).body)
  const put = await send(
    stage,
    old,
    "PUT",
    `/v1/accounts/${oldAccountNo}/segments`,
    { segments: recordAfterWithdrawal },
    `If-Match ${before.version} · principal 41398.67 + 10800.00`,
    before.version,
  )
  expectStatus(stage, put, 200)
  narrator.meaning(
    text(
      "提取后本金 52,198.67 元，其中补贴 60.05 元已在灵活就业一段的本金之内，不会再加一次。",
      "52,198.67 of principal remain. The subsidy of 60.05 is inside the flexible principal and is not added again.",
    ),
  )
}

const refusedOpeningChapter = async (stage: Stage, person: Person): Promise<void> => {
  const { narrator, third, old } = stage
  await narrator.chapter(text("大连：再开一个灵活就业账户", "Dalian: a second flexible account"))
  const check = await send(
    stage,
    third,
    "POST",
    "/v1/account-checks",
    { person, purpose: "open" },
    "purpose open",
  )
  narrator.expect(text("查重结论", "verdict"), AccountCheckResponse.parse(check.body).verdict, "blocked")
  const opening = {
    person,
    accountNo: "DL2611001",
    accountKind: "basic",
    contributorType: "flexible",
    status: "01",
    openedOn: stage.today(),
    agreementNo: "XYDL2611001",
  }
  const refused = await send(stage, third, "POST", "/v1/accounts", opening, "flexible · status 01")
  expectStatus(stage, refused, 409, "normal-account-exists")
  const problem = Problem.parse(refused.body)
  narrator.expect(text("已有账户的中心", "where the account is"), problem.centerId, old.center.centerId)
  narrator.meaning(
    text(
      "一人全国只有一个正常状态的基本账户。灵活就业是自愿的，所以当场拒绝；告诉对方是哪个中心，也算一次披露并记录在案。",
      "One basic account in normal status nationwide. Flexible contributing is a choice, so it is refused at once; naming the other center is a disclosure and is recorded.",
    ),
  )
}

const sealChapter = async (stage: Stage, person: Person): Promise<void> => {
  const { narrator, old } = stage
  await narrator.chapter(
    text("晋城：新单位开户，等待原账户封存", "Jincheng: the new employer's account waits for the seal"),
  )
  const opening = {
    person,
    accountNo: newAccountNo,
    accountKind: "basic",
    contributorType: "employee",
    status: "01",
    openedOn: stage.today(),
    unitCreditCode: makeUnitCreditCode("new employer"),
  }
  const opened = await send(stage, stage.new, "POST", "/v1/accounts", opening, "employee · status 01")
  expectStatus(stage, opened, 201)
  narrator.expect(text("账户状态", "account status"), AccountState.parse(opened.body).status, "X2")
  narrator.meaning(
    text(
      "单位缴存是义务，不能拒绝：账户登记为 X2（待原账户封存），成都收到封存请求。",
      "Contributing through an employer is a duty, so it is not refused: the account is X2 and Chengdu is asked to seal.",
    ),
  )
  await stage.wait(3)
  await readInbox(stage, old, "account.seal-request")
  const sealed = await send(
    stage,
    old,
    "POST",
    `/v1/accounts/${oldAccountNo}/seal`,
    { sealedOn: stage.today(), ...staffOfOld },
    `handler ${staffOfOld.handler} · reviewer ${staffOfOld.reviewer}`,
  )
  narrator.expect(
    text("原账户状态", "status of the old account"),
    AccountState.parse(sealed.body).status,
    "02",
  )
  await readInbox(stage, stage.new, "account.normal-granted")
  const granted = await send(stage, stage.new, "GET", `/v1/accounts/${newAccountNo}`, undefined, "")
  narrator.expect(text("新账户状态", "status of the new account"), Account.parse(granted.body).status, "01")
  narrator.meaning(
    text(
      "封存与交接在同一个事务里：任何时刻都只有一个正常账户。",
      "Seal and hand-over are one transaction: at no moment are there two normal accounts.",
    ),
  )
}

/** The whole story, in order. */
export const tellStory = async (stage: Stage): Promise<void> => {
  const person = makePerson("story", 1994)
  await openingChapter(stage, person)
  await withdrawalChapter(stage)
  await refusedOpeningChapter(stage, person)
  await sealChapter(stage, person)
  const transferId = await letterChapter(stage, person)
  await statementChapter(stage, transferId)
  await negotiationChapter(stage, transferId)
  await quoteChapter(stage, person)
  await tellServices(stage)
  const forgotten = await forgottenLetterChapter(stage)
  await tellLoan(stage, { person, spouse: makePerson("story spouse", 1993) })
  await tellSupervision(stage, forgotten)
}

/** 跨省通办: what people withdraw where they live from accounts elsewhere. */
const tellServices = async (stage: Stage): Promise<void> => {
  await liftChapter(stage)
  await jointPurchaseChapter(stage)
  await flexibleExitChapter(stage)
}

/** The rest: the same person buys a home where neither of the two accounts has been. */
const tellLoan = async (stage: Stage, family: Family): Promise<void> => {
  const offsiteLoanId = await consentChapter(stage, family)
  const loanCase = await certificateChapter(stage, offsiteLoanId)
  await loanQuoteChapter(stage, loanCase, family)
  const reservationId = await reservationChapter(stage, loanCase, family)
  await grantChapter(stage, loanCase, reservationId)
  await overdueChapter(stage, loanCase)
  await offsetChapter(stage, loanCase)
  await moveChapter(stage, loanCase, family)
  await doubtChapter(stage)
  await payoffChapter(stage, loanCase, family)
}
