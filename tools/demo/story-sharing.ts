import { createHash } from "node:crypto"
import { AccountCheckResponse } from "../../contracts/accounts.ts"
import { InvestigatedPerson, Investigation } from "../../contracts/investigations.ts"
import { Warning } from "../../contracts/warnings.ts"
import { text } from "../language.ts"
import { makePerson } from "../make-person.ts"
import { staffOf } from "./service-figures.ts"
import { bodyOf, expectRefusal, readInbox, send, type Actor, type Stage } from "./story-stage.ts"
import { decisionNo } from "./supervision-figures.ts"

const person = makePerson("story warned", 1984)

const seenBy = async (stage: Stage, actor: Actor): Promise<string> => {
  const checked = await send(
    stage,
    actor,
    "POST",
    "/v1/account-checks",
    { person, purpose: "open" },
    "purpose open",
  )
  const { verdict, warnings } = bodyOf(checked, AccountCheckResponse)
  return `${verdict} · ${warnings.map((warning) => warning.decisionNo).join() || "–"}`
}

/** A day until the reviewer's key may sign. */
const keyHours = 25

/** 联合惩戒: two people, two keys, the members of one federation; information, never a bar. */
export const warningChapter = async (stage: Stage, federationId: string): Promise<void> => {
  const { narrator } = stage
  const { shanghai, shenzhen, beijing } = stage.cities
  await narrator.chapter(text("联合惩戒警示：两个人，两把密钥", "A warning: two people with two keys"))
  const reviewer = await stage.reviewerOf(shanghai)
  await stage.wait(keyHours)
  const body = {
    ground: "falseWithdrawal",
    subject: { kind: "person", person },
    decisionNo,
    documentHash: createHash("sha256").update(decisionNo).digest("hex"),
    from: stage.today(),
    scope: { federationId },
    handler: staffOf.shanghai.handler,
  }
  const put = await send(stage, shanghai, "POST", "/v1/warnings", body, `falseWithdrawal · ${decisionNo}`)
  const { warningId } = bodyOf(put, Warning)
  narrator.expect(text("深圳的查询", "a check by Shenzhen"), await seenBy(stage, shenzhen), "clear · –")
  const path = `/v1/warnings/${warningId}/confirmation`
  const confirmation = { reviewer: staffOf.shanghai.reviewer }
  const same = await send(stage, shanghai, "POST", path, confirmation, "the handler's key ?")
  expectRefusal(stage, same, { status: 409, slug: "warning-key-used", rule: "WRN-002" })
  const confirmed = bodyOf(
    await send(stage, reviewer, "POST", path, confirmation, "the reviewer's key"),
    Warning,
  )
  narrator.expect(text("警示状态", "status of the warning"), confirmed.status, "inForce")
  narrator.expect(
    text("深圳的查询", "a check by Shenzhen"),
    await seenBy(stage, shenzhen),
    `clear · ${decisionNo}`,
  )
  narrator.expect(text("北京的查询", "a check by Beijing"), await seenBy(stage, beijing), "clear · –")
  narrator.meaning(
    text(
      "只在注明用途的查询里、只对联盟成员出现；平台不因此拒绝任何业务。",
      "Told by checks with a purpose, to members alone; the hub refuses nothing for it.",
    ),
  )
}

/** 跨地区购房信息协查. */
export const investigationChapter = async (stage: Stage): Promise<void> => {
  const { narrator } = stage
  const { shanghai, shenzhen } = stage.cities
  await narrator.chapter(
    text("购房信息协查：上海问，深圳答", "A purchase investigated: Shanghai asks, Shenzhen answers"),
  )
  const buyer = makePerson("story investigated", 1990)
  const question = {
    homeCityCenterId: shenzhen.center.centerId,
    person: buyer,
    fact: { kind: "contract", number: "深网签-2027-0042", region: "440300", price: "3200000.00" },
    question: "该合同是否真实、是否已注销",
    ...staffOf.shanghai,
  }
  const asked = await send(stage, shanghai, "POST", "/v1/investigations", question, question.fact.number)
  const { investigationId } = bodyOf(asked, Investigation)
  await readInbox(stage, shenzhen, "investigation.requested")
  const path = `/v1/investigations/${investigationId}`
  const opened = await send(
    stage,
    shenzhen,
    "POST",
    `${path}/identity`,
    { purpose: "inspect" },
    "purpose inspect",
  )
  narrator.expect(
    text("身份信息只给被问的中心", "the identity is for the center that is asked"),
    bodyOf(opened, InvestigatedPerson).person.documentNumber === buyer.documentNumber ? "opened" : "another",
    "opened",
  )
  const answer = { outcome: "notFound", note: "查无此备案", ...staffOf.shenzhen }
  const answered = await send(stage, shenzhen, "POST", `${path}/answers`, answer, "notFound")
  narrator.expect(text("答复", "answer"), bodyOf(answered, Investigation).answer?.outcome, "notFound")
  await readInbox(stage, shanghai, "investigation.answered")
}
