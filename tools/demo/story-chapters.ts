import type * as z from "zod"
import { Account, AccountCheckResponse, AccountState } from "../../contracts/accounts.ts"
import { AccountImportReport } from "../../contracts/account-imports.ts"
import { LoanQuoteResponse } from "../../contracts/loan-quotes.ts"
import { Inbox, type InboxMessage } from "../../contracts/messages.ts"
import type { Person } from "../../contracts/primitives.ts"
import { Problem } from "../../contracts/problems.ts"
import { Transfer, TransferDetail } from "../../contracts/transfers.ts"
import type { HubAnswer, Method } from "../hub-client.ts"
import { text } from "../language.ts"
import { makePerson, makePhone, makeUnitCreditCode } from "../make-person.ts"
import type { Narrator } from "./narrator.ts"
import type { DemoCenter } from "./seed-demo.ts"
import { figures, recordAfterWithdrawal, recordBefore } from "./story-figures.ts"

export interface Actor {
  readonly center: DemoCenter
  readonly label: string
}

export interface Stage {
  readonly narrator: Narrator
  readonly old: Actor
  readonly new: Actor
  readonly third: Actor
  /** Lets time pass between two acts. */
  readonly wait: (hours: number) => Promise<void>
  /** The day in China. */
  readonly today: () => string
}

const oldAccountNo = "CD2300815"
const newAccountNo = "JC2611002"
const staffOfOld = { handler: "cd-jb07", reviewer: "cd-fh02" }
const staffOfNew = { handler: "jc-jb11", reviewer: "jc-fh05" }
const paymentReference = "CDBANK20261104001"
const returnReference = "JCBANK20261105009"

/** Sends, shows both directions in short, and gives back what came. An answer without the hub's signature ends the story. */
const send = async (stage: Stage, actor: Actor, method: Method, path: string, body: object | undefined, shortly: string, ifMatch?: number): Promise<HubAnswer> => {
  stage.narrator.sends(actor.label, `${method} ${path}`, shortly)
  const answer = await actor.center.client.call(method, path, {
    ...(body === undefined ? {} : { body }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
  })
  if (!answer.verified) throw new Error(`the answer to ${method} ${path} bears no valid signature (${answer.status}, ${answer.defect ?? "?"})`)
  const problem = Problem.safeParse(answer.body)
  if (problem.success) stage.narrator.answers(actor.label, answer.status, `${problem.data.code} ${problem.data.title}${problem.data.rule === undefined ? "" : ` [${problem.data.rule}]`}`)
  else stage.narrator.answers(actor.label, answer.status, summaryOf(answer.body))
  return answer
}

const shownMembers = ["verdict", "status", "statusCode", "awaitingSealOf", "letterNo", "amount", "registered", "segments", "balance", "bindingConstraint", "dueOn", "version"] as const

const summaryOf = (body: unknown): string =>
  typeof body !== "object" || body === null
    ? ""
    : Object.entries(body)
        .filter(([name, value]) => shownMembers.some((shown) => shown === name) && typeof value !== "object")
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(" · ")

/** Reads the inbox, shows the newest message of a type, acknowledges everything. */
const readInbox = async (stage: Stage, actor: Actor, type: InboxMessage["type"]): Promise<void> => {
  const answer = await actor.center.client.call("GET", "/v1/inbox?limit=100")
  const { messages } = Inbox.parse(answer.body)
  const message = messages.findLast((candidate) => candidate.type === type)
  stage.narrator.sends(actor.label, "GET /v1/inbox", "")
  stage.narrator.answers(actor.label, answer.status, messages.map((each) => each.type).join(", "))
  stage.narrator.expect(text(`收件箱里有 ${type}`, `the inbox holds ${type}`), message?.type, type)
  if (messages.length > 0) await actor.center.client.call("POST", "/v1/inbox/acknowledgements", { body: { messageIds: messages.map((each) => each.messageId) } })
}

const expectStatus = (stage: Stage, answer: HubAnswer, status: number, slug?: string): void => {
  stage.narrator.expect(text("HTTP 状态", "HTTP status"), answer.status, status)
  if (slug === undefined) return
  const problem = Problem.safeParse(answer.body)
  stage.narrator.expect(text("问题类型", "problem"), problem.success ? problem.data.type : undefined, `/problems/${slug}`)
}

const quote = async (stage: Stage, actor: Actor, person: Person) => {
  const body = {
    centerId: actor.center.centerId,
    on: stage.today(),
    applicants: [{ person, cadence: "monthly", contributionBase: "15500.00" }],
    price: "2000000.00",
    termMonths: 360,
    firstHome: true,
    monthlyIncome: "20000.00",
  }
  const answer = await send(stage, actor, "POST", "/v1/loan-quotes", body, "price 2000000.00 · 360 · monthlyIncome 20000.00")
  return LoanQuoteResponse.parse(answer.body)
}

const expectMonths = (stage: Stage, found: z.infer<typeof LoanQuoteResponse>): void => {
  stage.narrator.expect(text("累计月数", "cumulative months"), found.months.cumulative, figures.months)
  stage.narrator.expect(text("重复缴存月份", "months paid twice"), found.months.doubled.join(", "), figures.doubled.join(", "))
  stage.narrator.expect(text("发现类别", "finding"), found.findings[0]?.class, "D3")
}

const openingChapter = async (stage: Stage, person: Person): Promise<void> => {
  const { narrator, old } = stage
  await narrator.chapter(text("成都：一个人，两段缴存", "Chengdu: one person, two spells of contributions"))
  narrator.meaning(text("单位缴存 2023-01 至 2025-06（30 个月，55,800.00 元），灵活就业缴存 2025-05 至 2026-06（14 个月，16,800.00 元）。2025 年 5、6 月两边都缴了。", "Through an employer 2023-01..2025-06 (30 months, 55,800.00), by agreement 2025-05..2026-06 (14 months, 16,800.00). May and June 2025 were paid by both."))
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
  const imported = await send(stage, old, "POST", "/v1/account-imports", { accounts: [account] }, `accountNo ${oldAccountNo} · 01 · 2 segments`)
  narrator.expect(text("登记账户", "accounts registered"), AccountImportReport.parse(imported.body).registered, 1)
  const found = await quote(stage, old, person)
  expectMonths(stage, found)
  narrator.expect(text("余额", "balance"), found.balance, figures.balanceBefore)
  narrator.meaning(text(`两段相加是 ${figures.monthsAddedUp} 个月，但月份取并集：42 个月，余额 72,600.00 元；重复的两个月提示人工核查（D3），不阻断。`, `The spells add up to ${figures.monthsAddedUp}, but months are a union: 42, balance 72,600.00. The two doubled months are reported for review (D3), nothing is blocked.`))
}

const withdrawalChapter = async (stage: Stage): Promise<void> => {
  const { narrator, old } = stage
  await narrator.chapter(text("租房提取之后的缴存记录", "The record after a withdrawal for rent"))
  const before = Account.parse((await old.center.client.call("GET", `/v1/accounts/${oldAccountNo}`)).body)
  const put = await send(stage, old, "PUT", `/v1/accounts/${oldAccountNo}/segments`, { segments: recordAfterWithdrawal }, `If-Match ${before.version} · principal 41398.67 + 10800.00`, before.version)
  expectStatus(stage, put, 200)
  narrator.meaning(text("提取后本金 52,198.67 元，其中补贴 60.05 元已在灵活就业一段的本金之内，不会再加一次。", "52,198.67 of principal remain. The subsidy of 60.05 is inside the flexible principal and is not added again."))
}

const refusedOpeningChapter = async (stage: Stage, person: Person): Promise<void> => {
  const { narrator, third, old } = stage
  await narrator.chapter(text("大连：再开一个灵活就业账户", "Dalian: a second flexible account"))
  const check = await send(stage, third, "POST", "/v1/account-checks", { person, purpose: "open" }, "purpose open")
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
  narrator.meaning(text("一人全国只有一个正常状态的基本账户。灵活就业是自愿的，所以当场拒绝；告诉对方是哪个中心，也算一次披露并记录在案。", "One basic account in normal status nationwide. Flexible contributing is a choice, so it is refused at once; naming the other center is a disclosure and is recorded."))
}

const sealChapter = async (stage: Stage, person: Person): Promise<void> => {
  const { narrator, old } = stage
  await narrator.chapter(text("晋城：新单位开户，等待原账户封存", "Jincheng: the new employer's account waits for the seal"))
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
  narrator.meaning(text("单位缴存是义务，不能拒绝：账户登记为 X2（待原账户封存），成都收到封存请求。", "Contributing through an employer is a duty, so it is not refused: the account is X2 and Chengdu is asked to seal."))
  await stage.wait(3)
  await readInbox(stage, old, "account.seal-request")
  const sealed = await send(stage, old, "POST", `/v1/accounts/${oldAccountNo}/seal`, { sealedOn: stage.today(), ...staffOfOld }, "handler cd-jb07 · reviewer cd-fh02")
  narrator.expect(text("原账户状态", "status of the old account"), AccountState.parse(sealed.body).status, "02")
  await readInbox(stage, stage.new, "account.normal-granted")
  const granted = await send(stage, stage.new, "GET", `/v1/accounts/${newAccountNo}`, undefined, "")
  narrator.expect(text("新账户状态", "status of the new account"), Account.parse(granted.body).status, "01")
  narrator.meaning(text("封存与交接在同一个事务里：任何时刻都只有一个正常账户。", "Seal and hand-over are one transaction: at no moment are there two normal accounts."))
}

const letterChapter = async (stage: Stage, person: Person): Promise<string> => {
  const { narrator, old } = stage
  await narrator.chapter(text("联系函与确认", "The contact letter and its confirmation"))
  const letter = {
    person,
    fromCenterId: old.center.centerId,
    fromAccountNo: oldAccountNo,
    accountKind: "basic",
    toAccountNo: newAccountNo,
    appliedOn: stage.today(),
    contact: { phone: makePhone("story") },
    ...staffOfNew,
  }
  const sent = await send(stage, stage.new, "POST", "/v1/transfers", letter, `${oldAccountNo} → ${newAccountNo}`)
  expectStatus(stage, sent, 201)
  const transfer = Transfer.parse(sent.body)
  narrator.expect(text("业务状态", "status"), transfer.statusCode, "01")
  narrator.meaning(text(`联系函 ${transfer.letterNo}，对方应在 ${transfer.dueOn ?? "?"} 24:00 前办理（5 个工作日）。`, `Letter ${transfer.letterNo}; the other side has until ${transfer.dueOn ?? "?"} 24:00 (5 working days).`))
  await stage.wait(20)
  await readInbox(stage, old, "transfer.letter-sent")
  const confirmed = await send(stage, old, "POST", `/v1/transfers/${transfer.transferId}/letter-confirmation`, staffOfOld, "handler · reviewer")
  narrator.expect(text("业务状态", "status"), Transfer.parse(confirmed.body).statusCode, "02")
  narrator.meaning(text("确认只表示函已收到：原账户加上转出限制，不能提取、销户或另行转出。", "The confirmation only says that the letter arrived: the old account is held against withdrawal, closing and another transfer."))
  return transfer.transferId
}

const statementOf = (amount: string, today: string) => ({
  principal: figures.principal,
  interest: figures.interest,
  amount,
  segments: recordAfterWithdrawal,
  openedOn: "2023-01-15",
  paidThrough: "2026-06",
  sixMonthsContinuous: true,
  loanCount: 0,
  hasUnsettledLoan: false,
  hasFraudRecord: false,
  payment: { reference: paymentReference, amount: figures.transposed, paidOn: today },
  ...staffOfOld,
})

const statementChapter = async (stage: Stage, transferId: string): Promise<void> => {
  const { narrator, old } = stage
  await narrator.chapter(text("账户信息表，以及一笔打错的款", "The statement, and a payment with two digits swapped"))
  const path = `/v1/transfers/${transferId}/statement`
  const refused = await send(stage, old, "POST", path, statementOf(figures.oneFenShort, stage.today()), `52198.67 + 515.39 = ${figures.oneFenShort} ?`)
  expectStatus(stage, refused, 422, "statement-inconsistent")
  narrator.meaning(text("差一分也不收：什么都没有写入。", "One fen off is refused, and nothing is written."))
  const stated = await send(stage, old, "POST", path, statementOf(figures.amount, stage.today()), `52198.67 + 515.39 = ${figures.amount} · payment ${figures.transposed}`)
  const transfer = Transfer.parse(stated.body)
  narrator.expect(text("业务状态", "status"), transfer.statusCode, "08")
  narrator.expect(text("转移金额", "amount"), transfer.amount, figures.amount)
  narrator.expect(text("在途资金", "money in transit"), transfer.ledger?.inTransit, figures.transposed)
  narrator.meaning(text("两段都在表上；但银行付出的是 52,741.06，不是 52,714.06。", "Both segments are on it; but what the bank paid is 52,741.06, not 52,714.06."))
}

const negotiationChapter = async (stage: Stage, transferId: string): Promise<void> => {
  const { narrator } = stage
  await narrator.chapter(text("金额不符：协商，退回多付的 27.00 元", "The sums differ: negotiation, and 27.00 go back"))
  await stage.wait(22)
  await readInbox(stage, stage.new, "transfer.statement-sent")
  const payments = [{ reference: paymentReference, amount: figures.transposed, receivedOn: stage.today(), bankSerial: "JC20261105-0042" }]
  const path = `/v1/transfers/${transferId}`
  const mismatch = await send(stage, stage.new, "POST", `${path}/completion`, { payments, ...staffOfNew }, `received ${figures.transposed}`)
  expectStatus(stage, mismatch, 409, "amount-mismatch")
  const disputed = await send(stage, stage.new, "POST", `${path}/dispute`, { reasonCode: "overpaid", receivedAmount: figures.transposed, ...staffOfNew }, `overpaid · received ${figures.transposed}`)
  narrator.expect(text("业务状态", "status"), Transfer.parse(disputed.body).statusCode, "06")
  await readInbox(stage, stage.old, "transfer.disputed")
  const completed = await send(stage, stage.new, "POST", `${path}/completion`, { payments, returned: [{ reference: returnReference, amount: figures.surplus }], ...staffOfNew }, `received ${figures.transposed} · returned ${figures.surplus}`)
  narrator.expect(text("业务状态", "status"), Transfer.parse(completed.body).statusCode, "20")
  narrator.meaning(text("52,741.06 − 27.00 = 52,714.06，与账户信息表一致：协商后办结，两边一次记账。", "52,741.06 − 27.00 = 52,714.06, as stated: completed after negotiation, both sides booked once."))
  const read = TransferDetail.parse((await stage.new.center.client.call("GET", path)).body)
  const { ledger } = read
  narrator.expect(text("转出地账面 / 在途 / 转入地账面", "booked at O / in transit / booked at I"), `${ledger?.bookedAtTransferOut} / ${ledger?.inTransit} / ${ledger?.bookedAtTransferIn}`, `0.00 / 0.00 / ${figures.amount}`)
  const closed = Account.parse((await stage.old.center.client.call("GET", `/v1/accounts/${oldAccountNo}`)).body)
  narrator.expect(text("原账户状态", "status of the old account"), closed.status, "04")
}

const quoteChapter = async (stage: Stage, person: Person): Promise<void> => {
  const { narrator } = stage
  await narrator.chapter(text("晋城：合并后的贷款测算", "Jincheng: the quote on the merged record"))
  const account = Account.parse((await stage.new.center.client.call("GET", `/v1/accounts/${newAccountNo}`)).body)
  narrator.expect(text("转入的分段", "segments transferred in"), account.segments.filter((segment) => segment.origin.kind === "transferred").length, 2)
  const found = await quote(stage, stage.new, person)
  expectMonths(stage, found)
  narrator.expect(text("余额", "balance"), found.balance, figures.principal)
  narrator.expect(text("可贷额度", "loan amount"), found.amount, figures.loan)
  narrator.expect(text("以何为限", "bound by"), found.bindingConstraint, "cap")
  for (const step of found.steps) narrator.meaning(text(`${step.rule}: ${step.result}`, `${step.rule}: ${step.result}`))
  narrator.meaning(text("两段各按自己的身份计 25 倍，相加；与收入六成、房价八成、110 万上限取最低。月数 42，不是 44；余额是转来的本金 52,198.67 元，利息 515.39 元在分段里另记。", "Each segment counts 25 times as what it was paid as, and they are added; then the least of that, 60 % of income, 80 % of the price and the cap of 1,100,000. 42 months, not 44; the balance is the principal of 52,198.67, the interest of 515.39 stands beside it in the segments."))
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
}
