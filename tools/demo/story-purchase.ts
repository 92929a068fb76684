import type { Person } from "../../contracts/primitives.ts"
import { ServiceCase } from "../../contracts/service-cases.ts"
import { text } from "../language.ts"
import { makePerson } from "../make-person.ts"
import { staffOfLender } from "./loan-figures.ts"
import {
  actOn,
  askService,
  depositPaper,
  employeeSegment,
  handOver,
  payOut,
  registerAccount,
} from "./service-desk.ts"
import { purchaseFact, purchaseFigures, staffOf } from "./service-figures.ts"
import { staffOfNew } from "./story-figures.ts"
import { bodyOf, expectRefusal, readInbox, type Stage } from "./story-stage.ts"

const accountNo = "JC-BUYER-1"
const oldAccount = "DL-BUYER-2"

const purchaseOf = (account: string, amount: string) => ({
  matter: "purchaseWithdrawal",
  accountNo: account,
  amount,
  withdrawal: { purpose: "purchase", relation: "self", ...purchaseFact },
})

/** 两地联办: R looks at the contract where it was registered, H decides under its own rules and pays. */
export const jointPurchaseChapter = async (stage: Stage): Promise<void> => {
  const { narrator, lender: receiving } = stage
  const home = stage.new
  const buyer = makePerson("story buyer", 1990)
  await narrator.chapter(
    text("沈阳买房，晋城的钱：两地联办", "A home in Shenyang, the money in Jincheng: handled by two centers"),
  )
  await registerAccount(stage, home, {
    person: buyer,
    accountNo,
    segments: [employeeSegment(accountNo, purchaseFigures.balance)],
  })
  const documents = [await depositPaper(stage, receiving, "purchaseContract")]
  const asked = await askService(stage, {
    at: receiving,
    home,
    person: buyer,
    mode: "joint",
    situation: "newHome",
    details: purchaseOf(accountNo, purchaseFigures.asks),
    documents,
    staff: staffOfLender,
    shortly: `purchase · joint · ${purchaseFigures.asks}`,
  })
  narrator.expect(
    text("应办方", "who must act"),
    asked.legs.map((leg) => `${leg.leg} ${leg.actingCenterId}`).join(),
    `verification ${receiving.center.centerId}`,
  )
  narrator.expect(text("预审", "check"), asked.check?.verdict, "allowed")
  narrator.expect(
    text("受理地看到的可提取金额", "what the receiving center is told of the money"),
    asked.check?.mostAmount ?? "-",
    "-",
  )
  const decision = {
    action: "decision",
    body: { outcome: "approved", amount: purchaseFigures.asks },
    shortly: `approved · ${purchaseFigures.asks} ?`,
  }
  expectRefusal(stage, await actOn(stage, receiving, asked, { ...decision, staff: staffOfLender }), {
    status: 403,
    slug: "wrong-party",
    rule: "SVC-003",
  })
  const verified = await actOn(stage, receiving, asked, {
    action: "verification",
    body: { outcome: "verified", verifiedOn: stage.today(), method: "contract" },
    staff: staffOfLender,
    shortly: `verified · ${purchaseFact.contractNo}`,
  })
  narrator.expect(text("业务状态", "status of the case"), bodyOf(verified, ServiceCase).status, "verified")
  await decideAtHome(stage, asked)
  await secondUseChapter(stage, buyer)
}

const decideAtHome = async (stage: Stage, asked: ServiceCase): Promise<void> => {
  const { narrator, lender: receiving } = stage
  const home = stage.new
  await readInbox(stage, home, "service.verified")
  const early = await actOn(stage, home, asked, {
    action: "payment",
    body: { reference: "JCBANK-BUY-1", amount: purchaseFigures.asks, paidOn: stage.today() },
    staff: staffOfNew,
    shortly: `${purchaseFigures.asks} ?`,
  })
  expectRefusal(stage, early, { status: 409, slug: "action-not-allowed" })
  const over = await actOn(stage, home, asked, {
    action: "decision",
    body: { outcome: "approved", amount: purchaseFigures.overBalance },
    staff: staffOfNew,
    shortly: `approved · ${purchaseFigures.overBalance} ?`,
  })
  expectRefusal(stage, over, { status: 409, slug: "over-allowed-part", rule: "WDR-001" })
  const approved = await actOn(stage, home, asked, {
    action: "decision",
    body: { outcome: "approved", amount: purchaseFigures.asks },
    staff: staffOfNew,
    shortly: `approved · ${purchaseFigures.asks}`,
  })
  const { check, policy } = bodyOf(approved, ServiceCase)
  narrator.expect(text("最多可提取", "most that may leave"), check?.mostAmount, purchaseFigures.balance)
  narrator.expect(text("所依据的政策", "whose policy"), policy?.centerId, home.center.centerId)
  narrator.meaning(
    text(
      "自付 860,000.00 − 600,000.00 = 260,000.00 元，账户有 90,000.00 元：以少者为限。批准和占用这份合同写在同一个事务里。",
      "The buyer paid 860,000.00 - 600,000.00 = 260,000.00, the account holds 90,000.00: the lesser is the limit. Approval and use of the contract are one transaction.",
    ),
  )
  await payOut(stage, home, asked, {
    amount: purchaseFigures.asks,
    reference: "JCBANK-BUY-1",
    staff: staffOfNew,
  })
  await readInbox(stage, receiving, "service.paid")
  await handOver(stage, receiving, asked, staffOfLender)
}

const secondUseChapter = async (stage: Stage, buyer: Person): Promise<void> => {
  const { narrator, third, lender: receiving } = stage
  await narrator.chapter(text("同一份合同，再到大连提一次", "The same contract once more, in Dalian"))
  await registerAccount(stage, third, {
    person: buyer,
    accountNo: oldAccount,
    status: "02",
    segments: [employeeSegment(oldAccount, purchaseFigures.elsewhere)],
  })
  const asked = await askService(stage, {
    at: receiving,
    home: third,
    person: buyer,
    mode: "joint",
    situation: "newHome",
    details: purchaseOf(oldAccount, purchaseFigures.elsewhere),
    documents: [await depositPaper(stage, receiving, "purchaseContract")],
    staff: staffOfLender,
    shortly: `purchase · ${purchaseFact.contractNo} · ${purchaseFigures.elsewhere}`,
  })
  narrator.expect(text("预审", "check"), `${asked.check?.verdict} ${asked.check?.rule}`, "notAllowed WDR-003")
  await actOn(stage, receiving, asked, {
    action: "verification",
    body: { outcome: "verified", verifiedOn: stage.today(), method: "contract" },
    staff: staffOfLender,
    shortly: "verified",
  })
  const used = await actOn(stage, third, asked, {
    action: "decision",
    body: { outcome: "approved", amount: purchaseFigures.elsewhere },
    staff: staffOf.dalian,
    shortly: `approved · ${purchaseFigures.elsewhere} ?`,
  })
  expectRefusal(stage, used, { status: 409, slug: "fact-used", rule: "WDR-003" })
  const refused = await actOn(stage, third, asked, {
    action: "decision",
    body: { outcome: "refused", reasonCode: "fact-used", rule: "WDR-003" },
    staff: staffOf.dalian,
    shortly: "refused · fact-used",
  })
  narrator.expect(text("业务状态", "status of the case"), bodyOf(refused, ServiceCase).status, "refused")
  await handOver(stage, receiving, asked, staffOfLender)
  narrator.meaning(
    text(
      "合同本身真实，沈阳也核实了；但这个人已凭它在晋城提取。一次购房不在两个城市用两次。",
      "The contract is real, and Shenyang verified it; but this person has withdrawn for it in Jincheng. One purchase is not used twice in two cities.",
    ),
  )
}
