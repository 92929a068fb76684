import { ServiceCase } from "../../contracts/service-cases.ts"
import { WithdrawalCheckResponse } from "../../contracts/withdrawals.ts"
import { text } from "../language.ts"
import { makePerson } from "../make-person.ts"
import {
  actOn,
  approveAndPay,
  askService,
  employeeSegment,
  flexibleSegment,
  registerAccount,
} from "./service-desk.ts"
import { exitFigures, staffOf } from "./service-figures.ts"
import { bodyOf, expectRefusal, send, type Stage } from "./story-stage.ts"

const accountNo = "CJ-EXIT-1"

/** 昌吉 二(二)7: who leaves gets the money paid in as a flexible contributor; that of the employer stays. */
export const flexibleExitChapter = async (stage: Stage): Promise<void> => {
  const { narrator } = stage
  const { changji } = stage.cities
  const staff = staffOf.changji
  const person = makePerson("story flexible", 1987)
  await narrator.chapter(
    text("昌吉：退出只付灵活就业部分", "Changji: who leaves is paid the flexible part alone"),
  )
  await registerAccount(stage, changji, {
    person,
    accountNo,
    segments: [
      employeeSegment(accountNo, exitFigures.employee),
      flexibleSegment("XYCJ20250101", exitFigures.flexible),
    ],
  })
  const withdrawal = { purpose: "flexibleExit" }
  const check = await send(
    stage,
    changji,
    "POST",
    "/v1/withdrawal-checks",
    { person, accountNo, details: withdrawal, on: stage.today() },
    "flexibleExit",
  )
  const found = bodyOf(check, WithdrawalCheckResponse)
  narrator.expect(
    text("可提取：灵活就业部分 / 单位部分", "may leave: flexible / employee money"),
    `${found.most.flexible} / ${found.most.employee}`,
    `${exitFigures.flexible} / ${exitFigures.employeeOut}`,
  )
  narrator.expect(text("是否销户", "closes the account"), found.closesAccount, "false")
  const asked = await askService(stage, {
    at: changji,
    home: changji,
    person,
    mode: "online",
    situation: "flexibleExit",
    details: { matter: "otherWithdrawal", accountNo, withdrawal },
    documents: [],
    staff,
    shortly: "flexibleExit · online",
  })
  for (const amount of [exitFigures.balance, exitFigures.oneFenTooMuch])
    expectRefusal(
      stage,
      await actOn(stage, changji, asked, {
        action: "decision",
        body: { outcome: "approved", amount },
        staff,
        shortly: `approved · ${amount} ?`,
      }),
      { status: 409, slug: "over-allowed-part", rule: "WDR-001" },
    )
  await approveAndPay(stage, changji, asked, {
    amount: exitFigures.flexible,
    reference: "CJBANK-EXIT-1",
    staff,
  })
  const closed = await actOn(stage, changji, asked, {
    action: "closure",
    body: { deliveredOn: stage.today(), delivery: "online" },
    staff,
    shortly: "online",
  })
  narrator.expect(text("业务状态", "status of the case"), bodyOf(closed, ServiceCase).status, "closed")
  narrator.meaning(
    text(
      "52,714.06 元里，单位缴存的 41,807.42 元留在账户；两部分从登记起就分开记。",
      "Of 52,714.06 the employer's 41,807.42 stay in the account; the two have been kept apart since they were registered.",
    ),
  )
}
