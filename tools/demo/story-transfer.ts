import { Account } from "../../contracts/accounts.ts"
import type { Person } from "../../contracts/primitives.ts"
import { Transfer, TransferDetail } from "../../contracts/transfers.ts"
import { text } from "../language.ts"
import { makePhone } from "../make-person.ts"
import {
  figures,
  newAccountNo,
  oldAccountNo,
  paymentReference,
  recordAfterWithdrawal,
  returnReference,
  staffOfNew,
  staffOfOld,
} from "./story-figures.ts"
import { expectStatus, readInbox, send, type Stage } from "./story-stage.ts"

export const letterChapter = async (stage: Stage, person: Person): Promise<string> => {
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
  const sent = await send(
    stage,
    stage.new,
    "POST",
    "/v1/transfers",
    letter,
    `${oldAccountNo} → ${newAccountNo}`,
  )
  expectStatus(stage, sent, 201)
  const transfer = Transfer.parse(sent.body)
  narrator.expect(text("业务状态", "status"), transfer.statusCode, "01")
  narrator.meaning(
    text(
      `联系函 ${transfer.letterNo}，对方应在 ${transfer.dueOn ?? "?"} 24:00 前办理（5 个工作日）。`,
      `Letter ${transfer.letterNo}; the other side has until ${transfer.dueOn ?? "?"} 24:00 (5 working days).`,
    ),
  )
  await stage.wait(20)
  await readInbox(stage, old, "transfer.letter-sent")
  const confirmed = await send(
    stage,
    old,
    "POST",
    `/v1/transfers/${transfer.transferId}/letter-confirmation`,
    staffOfOld,
    `handler ${staffOfOld.handler} · reviewer ${staffOfOld.reviewer}`,
  )
  narrator.expect(text("业务状态", "status"), Transfer.parse(confirmed.body).statusCode, "02")
  narrator.meaning(
    text(
      "确认只表示函已收到：原账户加上转出限制，不能提取、销户或另行转出。",
      "The confirmation only says that the letter arrived: the old account is held against withdrawal, closing and another transfer.",
    ),
  )
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

export const statementChapter = async (stage: Stage, transferId: string): Promise<void> => {
  const { narrator, old } = stage
  await narrator.chapter(
    text("账户信息表，以及一笔打错的款", "The statement, and a payment with two digits swapped"),
  )
  const path = `/v1/transfers/${transferId}/statement`
  const refused = await send(
    stage,
    old,
    "POST",
    path,
    statementOf(figures.oneFenShort, stage.today()),
    `52198.67 + 515.39 = ${figures.oneFenShort} ?`,
  )
  expectStatus(stage, refused, 422, "statement-inconsistent")
  narrator.meaning(text("差一分也不收：什么都没有写入。", "One fen off is refused, and nothing is written."))
  const stated = await send(
    stage,
    old,
    "POST",
    path,
    statementOf(figures.amount, stage.today()),
    `52198.67 + 515.39 = ${figures.amount} · payment ${figures.transposed}`,
  )
  const transfer = Transfer.parse(stated.body)
  narrator.expect(text("业务状态", "status"), transfer.statusCode, "08")
  narrator.expect(text("转移金额", "amount"), transfer.amount, figures.amount)
  narrator.expect(text("在途资金", "money in transit"), transfer.ledger?.inTransit, figures.transposed)
  narrator.meaning(
    text(
      "两段都在表上；但银行付出的是 52,741.06，不是 52,714.06。",
      "Both segments are on it; but what the bank paid is 52,741.06, not 52,714.06.",
    ),
  )
}

export const negotiationChapter = async (stage: Stage, transferId: string): Promise<void> => {
  const { narrator } = stage
  await narrator.chapter(
    text("金额不符：协商，退回多付的 27.00 元", "The sums differ: negotiation, and 27.00 go back"),
  )
  await stage.wait(22)
  await readInbox(stage, stage.new, "transfer.statement-sent")
  const payments = [
    {
      reference: paymentReference,
      amount: figures.transposed,
      receivedOn: stage.today(),
      bankSerial: "JC20261105-0042",
    },
  ]
  const path = `/v1/transfers/${transferId}`
  const mismatch = await send(
    stage,
    stage.new,
    "POST",
    `${path}/completion`,
    { payments, ...staffOfNew },
    `received ${figures.transposed}`,
  )
  expectStatus(stage, mismatch, 409, "amount-mismatch")
  const disputed = await send(
    stage,
    stage.new,
    "POST",
    `${path}/dispute`,
    { reasonCode: "overpaid", receivedAmount: figures.transposed, ...staffOfNew },
    `overpaid · received ${figures.transposed}`,
  )
  narrator.expect(text("业务状态", "status"), Transfer.parse(disputed.body).statusCode, "06")
  await readInbox(stage, stage.old, "transfer.disputed")
  const completed = await send(
    stage,
    stage.new,
    "POST",
    `${path}/completion`,
    { payments, returned: [{ reference: returnReference, amount: figures.surplus }], ...staffOfNew },
    `received ${figures.transposed} · returned ${figures.surplus}`,
  )
  narrator.expect(text("业务状态", "status"), Transfer.parse(completed.body).statusCode, "20")
  narrator.meaning(
    text(
      "52,741.06 − 27.00 = 52,714.06，与账户信息表一致：协商后办结，两边一次记账。",
      "52,741.06 − 27.00 = 52,714.06, as stated: completed after negotiation, both sides booked once.",
    ),
  )
  const read = TransferDetail.parse((await stage.new.center.client.call("GET", path)).body)
  const { ledger } = read
  narrator.expect(
    text("转出地账面 / 在途 / 转入地账面", "booked at O / in transit / booked at I"),
    `${ledger?.bookedAtTransferOut} / ${ledger?.inTransit} / ${ledger?.bookedAtTransferIn}`,
    `0.00 / 0.00 / ${figures.amount}`,
  )
  const closed = Account.parse(
    (await stage.old.center.client.call("GET", `/v1/accounts/${oldAccountNo}`)).body,
  )
  narrator.expect(text("原账户状态", "status of the old account"), closed.status, "04")
}
