import { AccountState } from "../../contracts/accounts.ts"
import { FindingCase } from "../../contracts/findings.ts"
import { text } from "../language.ts"
import { loanFigures, rentReference, staffOfLender, staffOfThird, thirdAccountNo } from "./loan-figures.ts"
import { bodyOf, expectStatus, readInbox, send, type Stage } from "./story-stage.ts"

/** A withdrawal against the mark is written down, and both centers must say how they see it. */
export const doubtChapter = async (stage: Stage): Promise<void> => {
  const { narrator, lender, third, supervised } = stage
  await narrator.chapter(
    text(
      "一笔提取与标识冲突：疑点 D6，两个中心各自说明",
      "A withdrawal against the mark: D6, and two centers state their side",
    ),
  )
  const withdrawn = await send(
    stage,
    third,
    "POST",
    `/v1/accounts/${thirdAccountNo}/withdrawals`,
    {
      reference: rentReference,
      amount: loanFigures.rent,
      withdrawnOn: stage.today(),
      withdrawalReason: "07",
      ...staffOfThird,
    },
    `withdrawalReason 07 · amount ${loanFigures.rent}`,
  )
  expectStatus(stage, withdrawn, 201)
  const { finding } = bodyOf(withdrawn, AccountState)
  narrator.expect(text("疑点类别", "finding"), finding?.class, "D6")
  const path = `/v1/findings/${finding?.findingId ?? ""}`
  await readInbox(stage, lender, "finding.opened")
  const seen = async (): Promise<string> =>
    (await supervised()).some(({ findingId }) => findingId === finding?.findingId) ? "open" : "not shown"
  narrator.expect(text("监管方所见", "what the supervisor sees"), await seen(), "open")
  const state = async (actor: Stage["third"], staff: object, conclusion: string): Promise<FindingCase> => {
    const body = { conclusion, ...staff }
    return bodyOf(
      await send(stage, actor, "POST", `${path}/statement`, body, `conclusion ${conclusion}`),
      FindingCase,
    )
  }
  const first = await state(lender, staffOfLender, "confirmed")
  narrator.expect(text("疑点状态", "status of the doubt"), first.status, "open")
  await readInbox(stage, third, "finding.stated")
  const other = await state(third, staffOfThird, "corrected")
  narrator.expect(text("意见不一致", "they disagree"), other.status, "open")
  narrator.expect(text("监管方所见", "what the supervisor sees"), await seen(), "open")
  narrator.meaning(
    text(
      "大连已追回这笔钱（已更正）；沈阳核对后同意。没有人的账户或贷款因此改变。",
      "Dalian has got the money back (corrected); Shenyang checks and agrees. Nobody's account or loan is changed by it.",
    ),
  )
  const agreed = await state(lender, staffOfLender, "corrected")
  narrator.expect(
    text("疑点状态", "status of the doubt"),
    `${agreed.status} ${agreed.conclusion}`,
    "closed corrected",
  )
  await readInbox(stage, third, "finding.closed")
  narrator.expect(text("监管方所见", "what the supervisor sees"), await seen(), "not shown")
}
