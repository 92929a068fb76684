import type { Person } from "../../contracts/primitives.ts"
import { WithdrawalCheckResponse } from "../../contracts/withdrawals.ts"
import { text } from "../language.ts"
import { makePerson } from "../make-person.ts"
import {
  actOn,
  approveAndPay,
  askService,
  depositPaper,
  employeeSegment,
  handOver,
  registerAccount,
  type Staff,
} from "./service-desk.ts"
import { liftFact, liftFigures, staffOf } from "./service-figures.ts"
import { bodyOf, expectRefusal, readInbox, send, type Actor, type Stage } from "./story-stage.ts"

interface Member {
  readonly person: Person
  readonly relation: "self" | "spouse" | "child"
  readonly home: Actor
  readonly staff: Staff
  readonly accountNo: string
  readonly balance: string
}

const papers = ["titleCertificate", "liftPermit", "costSharingAgreement"] as const

const liftOf = (member: Member, owner: Person) => ({
  purpose: "lift",
  relation: member.relation,
  ...(member.relation === "self" ? {} : { principal: owner }),
  ...liftFact,
})

const familyOf = ({ cities }: Stage) => {
  const shanghai = { home: cities.shanghai, staff: staffOf.shanghai }
  const owner: Member = {
    ...shanghai,
    person: makePerson("lift owner", 1958),
    relation: "self",
    accountNo: "SH-LIFT-1",
    balance: liftFigures.owner.balance,
  }
  const spouse: Member = {
    ...shanghai,
    person: makePerson("lift spouse", 1966),
    relation: "spouse",
    accountNo: "SH-LIFT-2",
    balance: liftFigures.spouse.balance,
  }
  const son: Member = {
    home: cities.shenzhen,
    staff: staffOf.shenzhen,
    person: makePerson("lift son", 1988),
    relation: "child",
    accountNo: "SZ-LIFT-3",
    balance: liftFigures.son.balance,
  }
  const daughter: Member = {
    home: cities.beijing,
    staff: staffOf.beijing,
    person: makePerson("lift daughter", 1991),
    relation: "child",
    accountNo: "BJ-LIFT-4",
    balance: liftFigures.daughter.balance,
  }
  return { owner, spouse, son, daughter }
}

/** All papers are in Shanghai, where the building is: each of the family asks there, each home center decides. */
const ask = async (stage: Stage, member: Member, owner: Person, amount: string) => {
  const { shanghai } = stage.cities
  const documents: string[] = []
  for (const kind of papers) documents.push(await depositPaper(stage, shanghai, kind))
  return askService(stage, {
    at: shanghai,
    home: member.home,
    person: member.person,
    mode: member.home === shanghai ? "online" : "agent",
    situation: "lift",
    details: {
      matter: "otherWithdrawal",
      accountNo: member.accountNo,
      amount,
      withdrawal: liftOf(member, owner),
    },
    documents,
    staff: staffOf.shanghai,
    shortly: `lift · ${member.relation} · ${amount}`,
  })
}

/** What the family may still take, as the home center of one of them is told. */
const leftAt = async (stage: Stage, member: Member, owner: Person): Promise<string | undefined> => {
  const answer = await send(
    stage,
    member.home,
    "POST",
    "/v1/withdrawal-checks",
    { person: member.person, accountNo: member.accountNo, details: liftOf(member, owner), on: stage.today() },
    `${member.accountNo} · lift`,
  )
  const { steps } = bodyOf(answer, WithdrawalCheckResponse)
  return steps.find(({ rule }) => rule === "WDR-002")?.limit
}

export const liftChapter = async (stage: Stage): Promise<void> => {
  const { narrator } = stage
  await narrator.chapter(
    text(
      "上海老楼加装电梯：一家四口，三个城市",
      "A lift for an old building in Shanghai: four of a family, three cities",
    ),
  )
  const family = familyOf(stage)
  const { owner, spouse, son, daughter } = family
  narrator.meaning(
    text(
      "501 室应分摊 60,000.00 元，政府补贴 20,000.00 元：全家各次提取合计不超过 40,000.00 元。业主和配偶在上海缴存，儿子在深圳，女儿在北京。",
      "Flat 501 pays 60,000.00, the subsidy is 20,000.00: all withdrawals of the family together stay within 40,000.00. Owner and spouse pay in at Shanghai, the son at Shenzhen, the daughter at Beijing.",
    ),
  )
  for (const { home, person, accountNo, balance } of Object.values(family))
    await registerAccount(stage, home, { person, accountNo, segments: [employeeSegment(accountNo, balance)] })
  narrator.expect(
    text("全家可提取合计", "for the whole family"),
    await leftAt(stage, owner, owner.person),
    liftFigures.shared,
  )
  const takes = [
    [owner, liftFigures.owner.takes, "SHBANK-LIFT-1"],
    [spouse, liftFigures.spouse.takes, "SHBANK-LIFT-2"],
    [son, liftFigures.son.takes, "SZBANK-LIFT-3"],
  ] as const
  for (const [member, amount, reference] of takes) {
    const asked = await ask(stage, member, owner.person, amount)
    await approveAndPay(stage, member.home, asked, { amount, reference, staff: member.staff })
    await handOver(stage, stage.cities.shanghai, asked, staffOf.shanghai)
  }
  await daughterChapter(stage, daughter, owner.person)
}

/** The last of the four: her account has enough, what the lift costs has not. */
const daughterChapter = async (stage: Stage, daughter: Member, owner: Person): Promise<void> => {
  const { narrator } = stage
  await narrator.chapter(text("女儿在北京：一分也不能多", "The daughter in Beijing: not a fen more"))
  narrator.expect(
    text("全家剩余额度", "what is left for the family"),
    await leftAt(stage, daughter, owner),
    liftFigures.leftForDaughter,
  )
  narrator.meaning(
    text(
      "40,000.00 − 15,000.00 − 10,000.00 − 12,000.00 = 3,000.00，不论她的账户还有多少。",
      "40,000.00 - 15,000.00 - 10,000.00 - 12,000.00 = 3,000.00, whatever her account holds.",
    ),
  )
  const asked = await ask(stage, daughter, owner, liftFigures.daughter.asks)
  // The counter in Shanghai hears whether the purpose is allowed, not whether the amount is: that would tell the balance.
  narrator.expect(text("预审", "check"), asked.check?.verdict, "allowed")
  for (const amount of [liftFigures.daughter.asks, liftFigures.daughter.oneFenTooMuch])
    expectRefusal(
      stage,
      await actOn(stage, daughter.home, asked, {
        action: "decision",
        body: { outcome: "approved", amount },
        staff: daughter.staff,
        shortly: `approved · ${amount} ?`,
      }),
      { status: 409, slug: "shared-total-exceeded", rule: "WDR-002" },
    )
  await approveAndPay(stage, daughter.home, asked, {
    amount: liftFigures.daughter.takes,
    reference: "BJBANK-LIFT-4",
    staff: daughter.staff,
  })
  await handOver(stage, stage.cities.shanghai, asked, staffOf.shanghai)
  narrator.expect(
    text("全家剩余额度", "what is left for the family"),
    await leftAt(stage, daughter, owner),
    liftFigures.leftForNobody,
  )
  narrator.meaning(
    text(
      "合计只有一份，平台在每次审批的同一个事务里扣减：四个人同时在三个城市审批，也不会超过 40,000.00 元。",
      "There is one total, and each approval takes from it in its own transaction: four approvals in three cities at once do not exceed 40,000.00.",
    ),
  )
  await readInbox(stage, stage.cities.shanghai, "service.paid")
}
