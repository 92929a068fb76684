import { Transfer } from "../../contracts/transfers.ts"
import { EscalationList, SupervisedCaseDetail } from "../../contracts/supervision.ts"
import { text } from "../language.ts"
import { makePerson, makePhone, makeUnitCreditCode } from "../make-person.ts"
import { employeeSegment, registerAccount } from "./service-desk.ts"
import { staffOf } from "./service-figures.ts"
import { bodyOf, expectStatus, send, type Actor, type Stage } from "./story-stage.ts"
import { lateAccounts } from "./supervision-figures.ts"

interface Move {
  readonly person: ReturnType<typeof makePerson>
  readonly from: Actor
  readonly to: Actor
  readonly oldNo: string
  readonly newNo: string
  readonly principal: string
}

/** A sealed account there, a normal one here: what a letter needs. */
export const registerBoth = async (
  stage: Stage,
  { person, from, to, oldNo, newNo, principal }: Move,
): Promise<void> => {
  await registerAccount(stage, from, {
    person,
    accountNo: oldNo,
    segments: [employeeSegment(oldNo, principal)],
    status: "02",
  })
  const opening = {
    person,
    accountNo: newNo,
    accountKind: "basic",
    contributorType: "employee",
    status: "01",
    openedOn: stage.today(),
    unitCreditCode: makeUnitCreditCode(newNo),
  }
  expectStatus(stage, await send(stage, to, "POST", "/v1/accounts", opening, "employee · status 01"), 201)
}

export const letterOf = (stage: Stage, move: Move, staff: object) => ({
  person: move.person,
  fromCenterId: move.from.center.centerId,
  fromAccountNo: move.oldNo,
  accountKind: "basic",
  toAccountNo: move.newNo,
  appliedOn: stage.today(),
  contact: { phone: makePhone(move.newNo) },
  ...staff,
})

/** A letter goes out, and Shanghai leaves it lying; the story goes on. */
export const forgottenLetterChapter = async (stage: Stage): Promise<string> => {
  const { narrator } = stage
  const { shanghai, beijing } = stage.cities
  await narrator.chapter(text("一封没有人办理的联系函", "A contact letter that nobody attends to"))
  const move = {
    person: makePerson("story late", 1989),
    from: shanghai,
    to: beijing,
    oldNo: lateAccounts.old,
    newNo: lateAccounts.new,
    principal: "18000.00",
  }
  await registerBoth(stage, move)
  const letter = letterOf(stage, move, staffOf.beijing)
  const sent = await send(stage, beijing, "POST", "/v1/transfers", letter, `${move.oldNo} → ${move.newNo}`)
  const { transferId, statusCode } = bodyOf(sent, Transfer)
  narrator.expect(text("业务状态", "status"), statusCode, "01")
  narrator.meaning(
    text(
      "上海有 5 个工作日。故事继续；到最后看监管方知道什么。",
      "Shanghai has 5 working days. The story goes on; at its end we see what supervisors know.",
    ),
  )
  return transferId
}

/** 监管收件箱: who was late, since when, and what became of it; no person. */
export const lateChapter = async (stage: Stage, transferId: string): Promise<void> => {
  const { narrator, supervise } = stage
  const { shanghai } = stage.cities
  await narrator.chapter(
    text("监管收件箱：没有人办理的那封函", "The supervisors' inbox: the letter that nobody attended to"),
  )
  const { escalations } = EscalationList.parse(await supervise("escalations?limit=50"))
  const told = escalations.filter(({ caseId }) => caseId === transferId)
  narrator.expect(text("谁逾期", "who is late"), told.at(-1)?.centerIds[0], shanghai.center.centerId)
  const found = SupervisedCaseDetail.parse(await supervise(`cases/${transferId}`))
  narrator.expect(text("业务的结局", "what became of it"), found.status, "expired")
  narrator.expect(
    text("办理过程", "its course"),
    [...new Set(found.history.map(({ event }) => event))].join(),
    "letter,escalation,expiry",
  )
  narrator.meaning(
    text(
      "时钟督办、付款前使其失效，从不替中心作出同意；监管方看到过程，看不到人。",
      "The clock escalates and, before any payment, expires; it never consents for a center. Supervisors see the course and no person.",
    ),
  )
}
