import type { Grade } from "../../contracts/report-cards.ts"
import { text, type Text } from "../language.ts"

export const gradeWords: Readonly<Record<Grade, Text>> = {
  met: text("达标", "met"),
  near: text("接近", "near"),
  missed: text("未达标", "missed"),
  notKnown: text("无数据", "not known"),
}

/** The rules of what a report shows without being refused for it. */
export const breachWords: Readonly<Record<string, Text>> = {
  "RPT-008": text(
    "灵活就业贷款风险准备金低于其贷款余额的2%",
    "the reserve of the flexible pool is below 2 % of its loans",
  ),
  "RPT-009": text("期末余额与下月月报的期初余额不等", "the next month's opening balance is another one"),
}
