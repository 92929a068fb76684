import { Account } from "../../contracts/accounts.ts"
import { LocalDate } from "../../contracts/primitives.ts"
import { ReportCard } from "../../contracts/report-cards.ts"
import { MonthlyReport } from "../../contracts/reports.ts"
import { Succession } from "../../contracts/succession.ts"
import { SupervisionOverview, SupervisionTable } from "../../contracts/supervision.ts"
import { sumOfMoney } from "../fen.ts"
import { text } from "../language.ts"
import { daysBefore } from "./acting.ts"
import { exampleReport } from "./example-report.ts"
import { exitFigures, staffOf } from "./service-figures.ts"
import { federationChapter } from "./story-federation.ts"
import { lateChapter } from "./story-late.ts"
import { investigationChapter, warningChapter } from "./story-sharing.ts"
import { bodyOf, expectRefusal, expectStatus, send, type Stage } from "./story-stage.ts"
import { mergedAccountNo, supervisionFigures } from "./supervision-figures.ts"

/** 月报和评价: stated by the center, held against itself, graded beside what the hub has counted. */
const reportChapter = async (stage: Stage): Promise<void> => {
  const { narrator } = stage
  const { shanghai } = stage.cities
  const month = supervisionFigures.reportedMonth
  await narrator.chapter(text("月报和月度评价", "A monthly report, and its card"))
  const report = exampleReport(shanghai.center.centerId, month)
  const path = `/v1/reports/${month}`
  const off = {
    ...report,
    balance: { ...report.balance, closing: sumOfMoney([report.balance.closing, "0.01"]) },
    ...staffOf.shanghai,
  }
  expectRefusal(stage, await send(stage, shanghai, "PUT", path, off, "closing + 0.01 ?"), {
    status: 422,
    slug: "report-inconsistent",
    rule: "RPT-002",
  })
  const body = { ...report, ...staffOf.shanghai }
  const put = await send(stage, shanghai, "PUT", path, body, `closing ${report.balance.closing}`)
  narrator.expect(
    text("期末余额", "closing balance"),
    bodyOf(put, MonthlyReport).balance.closing,
    report.balance.closing,
  )
  const read = await send(stage, shanghai, "GET", `/v1/report-cards/${month}`, undefined, "")
  const card = bodyOf(read, ReportCard)
  const { met, near, missed, notKnown } = card.grades
  narrator.expect(text("已报送", "reported"), String(card.reported), "true")
  narrator.expect(
    text("各等级之和", "grades add up to the lines"),
    met + near + missed + notKnown,
    card.lines.length,
  )
}

/** What the supervisor reads, and what the story did: the same. */
const overviewChapter = async (stage: Stage): Promise<void> => {
  const { narrator, supervise, today } = stage
  await narrator.chapter(text("监管看板：数字与故事一致", "The dashboard: its figures are the story's"))
  await stage.wait(1)
  const range = `from=2026-11-01&to=${today()}`
  const { headline, flows } = SupervisionOverview.parse(await supervise(`overview?${range}`))
  const expected = supervisionFigures
  const figure = (zh: string, en: string, name: string, value: string | number): void =>
    narrator.expect(text(zh, en), headline[name], value)
  figure("转移接续发起", "transfers requested", "transfers.requested", expected.requested)
  figure("办结", "completed", "transfers.completed", expected.completed)
  figure("转移金额", "amount", "transfers.amount", expected.total)
  figure("协商", "negotiated", "transfers.negotiated", expected.negotiated)
  figure("贷款发放", "loans granted", "loans.granted", expected.granted)
  figure("贷款金额", "amount lent", "loans.amount", expected.lent)
  figure("拦截的重复账户", "duplicates prevented", "duplicates.prevented", expected.prevented)
  figure("发现的疑点", "doubts found", "duplicates.found", expected.found)
  narrator.expect(
    text("城市间流量之和", "the flows between cities add up"),
    sumOfMoney(flows.map(({ amount }) => amount)),
    sumOfMoney(expected.parts),
  )
  const transfers = SupervisionTable.parse(await supervise(`transfers?${range}`))
  narrator.expect(text("逾期失效", "expired"), transfers.rows[0]?.figures["expired"], expected.expired)
  narrator.meaning(
    text(
      "52,714.06 + 27,634.41 + 30,125.50 = 110,473.97：每笔业务在办理的同一个事务里留下标记，由队列按状态之差计数，重放不会多计一次。",
      "52,714.06 + 27,634.41 + 30,125.50 = 110,473.97: a case leaves its mark in the transaction that moves it, and a queue counts the difference of its state, so that a replay counts nothing twice.",
    ),
  )
}

/** 机构合并: Changji's books go on under Urumqi, and not one account is rewritten. */
const successionChapter = async (stage: Stage): Promise<void> => {
  const { narrator, operator, cities } = stage
  const { changji, urumqi } = cities
  await narrator.chapter(text("机构合并：昌吉并入乌鲁木齐", "A merger: Changji into Urumqi"))
  const from = daysBefore(LocalDate.parse(stage.today()), -1)
  const path = `/v1/centers/${changji.center.centerId}/succession`
  const proposal = { successorCenterId: urumqi.center.centerId, from, reason: "示例决定〔2027〕9号" }
  expectStatus(stage, await send(stage, operator, "POST", path, proposal, `from ${from}`), 201)
  const body = { from, handler: "wl-jb01", reviewer: "wl-fh01" }
  const accepted = await send(stage, urumqi, "POST", `${path}/acceptance`, body, `from ${from}`)
  narrator.expect(text("状态", "state"), bodyOf(accepted, Succession).state, "accepted")
  await stage.wait(24)
  expectRefusal(stage, await send(stage, changji, "GET", "/v1/inbox", undefined, "?"), {
    status: 403,
    slug: "center-succeeded",
  })
  const account = `/v1/accounts/${mergedAccountNo}?actingFor=${changji.center.centerId}`
  const read = await send(stage, urumqi, "GET", account, undefined, "")
  narrator.expect(
    text("昌吉的账户，由承继中心读取：已提取", "an account of Changji, read by the successor: withdrawn"),
    bodyOf(read, Account).withdrawals.at(-1)?.amount,
    exitFigures.flexible,
  )
}

/** 监管与联盟: what two centers agree on, what they share, and what supervisors see of it all. */
export const tellSupervision = async (stage: Stage, forgotten: string): Promise<void> => {
  const federationId = await federationChapter(stage)
  await warningChapter(stage, federationId)
  await investigationChapter(stage)
  await reportChapter(stage)
  await lateChapter(stage, forgotten)
  await overviewChapter(stage)
  await successionChapter(stage)
}
