import { CenterId } from "../../../contracts/primitives.ts"
import { subsidised, type Clause } from "./a-clause.ts"
import {
  day,
  eleven,
  employee,
  flexible,
  golden,
  known,
  transferred,
  veteran,
  withdrawal,
} from "./a-subsidy-case.ts"

/** What the documents say of subsidies. Liaoning's names none. */

const six = flexible("2026-02", "2026-07", 6, "500.00")
const five = flexible("2026-03", "2026-07", 5, "500.00")
const unpaidJanuary = { gaps: ["2026-01"], contributions: "11008.25" }
const lateJanuary = { gaps: ["2026-01"], backPaidMonths: ["2026-01"] }
const yearly = (segments: readonly (typeof golden)[], over: Parameters<typeof subsidised>[2] = {}) =>
  subsidised("contribution", segments, over)
const grant = (over: Parameters<typeof subsidised>[2], segment = six) =>
  subsidised("startingGrant", [segment], over)
const graduate = (graduatedOn: string) =>
  ({ categories: ["graduate"], graduatedOn: day(graduatedOn) }) as const
const took = { entries: [withdrawal("2026-07-15")] }
const paidYear = known(CenterId.parse("652300000000000"))
const paidGrant = { ...paidYear, kind: "startingGrant", once: "startingGrant" } as const

export const changjiSubsidies: readonly Clause[] = [
  {
    article: "二(三)2",
    words: "连续、足额缴存12个月以上(含)，当年缴存额0.5%",
    rows: [
      ["within", yearly([golden]), ["due", "60.05"]],
      ["beyond", yearly([eleven]), ["notDue", "FLX-040"]],
      ["within", yearly([golden], { on: day("2026-06-01") }), ["due", "60.05"]],
      ["beyond", yearly([golden], { on: day("2026-05-31") }), ["notDue", "FLX-040"]],
      [
        "beyond",
        yearly([flexible("2025-07", "2026-06", 11, "1000.75", unpaidJanuary)]),
        ["notDue", "FLX-040"],
      ],
      ["beyond", yearly([flexible("2025-07", "2026-06", 12, "1000.75", lateJanuary)]), ["notDue", "FLX-040"]],
    ],
  },
  {
    article: "二(三)2",
    words: "账户资金未使用",
    rows: [
      ["within", yearly([golden], { ...took, on: day("2026-07-14") }), ["due", "60.05"]],
      ["beyond", yearly([golden], { ...took, on: day("2026-07-15") }), ["notDue", "FLX-041"]],
    ],
  },
  {
    article: "二(三)2",
    words: "不含以单位缴存职工身份缴存转入部分及外中心转入部分",
    rows: [
      ["within", yearly([golden, employee, transferred]), ["due", "60.05"]],
      ["beyond", yearly([eleven, employee, transferred]), ["notDue", "FLX-040"]],
    ],
  },
  {
    article: "二(三)2",
    words: "每年",
    rows: [
      ["within", yearly([golden], { paid: [{ ...paidYear, once: "contribution#2025" }] }), ["due", "60.05"]],
      ["beyond", yearly([golden], { paid: [paidYear] }), ["notDue", "FLX-044"]],
    ],
  },
  {
    article: "二(三)3",
    words: "在校大学生、退役军人和护边员，满6个月(含)，100元",
    rows: [
      ["within", grant({ categories: ["student"] }), ["due", "100.00"]],
      ["within", grant({ categories: ["borderGuard"] }), ["due", "100.00"]],
      ["within", grant(veteran), ["due", "100.00"]],
      ["beyond", grant(veteran, five), ["notDue", "FLX-040"]],
      ["beyond", grant({}), ["notDue", "FLX-042"]],
    ],
  },
  {
    article: "二(三)3",
    words: "毕业不超过三年的高校毕业生",
    rows: [
      ["within", grant(graduate("2023-07-15")), ["due", "100.00"]],
      ["beyond", grant(graduate("2023-07-14")), ["notDue", "FLX-042"]],
    ],
  },
  {
    article: "二(三)3",
    words: "账户资金未使用；仅享受一次",
    rows: [
      ["within", grant({ ...veteran, ...took, on: day("2026-07-14") }), ["due", "100.00"]],
      ["beyond", grant({ ...veteran, ...took }), ["notDue", "FLX-041"]],
      ["beyond", grant({ ...veteran, paid: [paidGrant] }), ["notDue", "FLX-044"]],
    ],
  },
  {
    article: "二(三)",
    words: "符合2、3两项的，可叠加享受",
    rows: [
      ["within", subsidised(undefined, [golden], veteran), ["all", "160.05"]],
      ["beyond", subsidised(undefined, [golden]), ["all", "60.05"]],
    ],
  },
]

export const jinchengSubsidies: readonly Clause[] = [
  {
    article: "三(七)",
    words: "毕业生缴存补贴和利息补贴未定标准，不能测算",
    rows: [
      ["unruled", subsidised("contribution", [golden]), ["notDue", "FLX-046"]],
      ["unruled", subsidised("interest", [golden]), ["notDue", "FLX-046"]],
      ["unruled", subsidised(undefined, [golden], veteran), ["notRuled", "0.00"]],
    ],
  },
]
