import { WithdrawalPurposeName, WITHDRAWAL_PURPOSES } from "../../contracts/withdrawals.ts"
import { text, type Text } from "../language.ts"
import type { Session } from "./command.ts"
import { grouped } from "./quote-words.ts"

// What was asked, as a clerk reads it: names of the members, money grouped, codes in words.

const memberNames: Readonly<Record<string, Text>> = {
  accountNo: text("账号", "account"),
  amount: text("申请金额", "amount"),
  purpose: text("用途", "purpose"),
  relation: text("与权利人关系", "relation"),
  region: text("所在地", "region"),
  contractNo: text("合同编号", "contract"),
  price: text("总价", "price"),
  purchasedOn: text("购房日期", "purchased on"),
  loanAmount: text("购房贷款", "loan for it"),
  permitNo: text("许可文号", "permit"),
  cost: text("费用", "cost"),
  subsidy: text("补贴", "subsidy"),
  approvedOn: text("批准日期", "approved on"),
  signedOn: text("签订日期", "signed on"),
  buildingNo: text("楼栋编号", "building"),
  room: text("房号", "room"),
  projectNo: text("项目编号", "project"),
  from: text("起", "from"),
  to: text("止", "to"),
  repaid: text("已还", "repaid"),
  lender: text("贷款方", "lender"),
  housing: text("住房类型", "kind of home"),
  monthlyRent: text("月租金", "monthly rent"),
  monthlyIncome: text("家庭月收入", "monthly income"),
  children: text("未成年子女", "children"),
  ownsHomeThere: text("当地有房", "owns a home there"),
  since: text("自", "since"),
  early: text("提前退休", "early"),
  treatedOn: text("就诊日期", "treated on"),
  diedOn: text("死亡日期", "died on"),
  heirs: text("继承人数", "heirs"),
  topics: text("查询内容", "topics"),
  use: text("用途", "use"),
  unitCreditCode: text("统一社会信用代码", "unit"),
  employees: text("人数", "employees"),
  month: text("月份", "month"),
  contributorType: text("缴存类型", "contributor"),
  repayOn: text("还款日期", "repays on"),
  formOfWork: text("就业方式", "form of work"),
  rhythm: text("缴存周期", "rhythm"),
  monthlyContribution: text("月缴存额", "monthly contribution"),
}

const moneyMembers = new Set([
  "amount",
  "price",
  "loanAmount",
  "cost",
  "subsidy",
  "repaid",
  "monthlyRent",
  "monthlyIncome",
  "monthlyContribution",
])

const relationNames: Readonly<Record<string, Text>> = {
  self: text("本人", "self"),
  spouse: text("配偶", "spouse"),
  parent: text("父母", "parent"),
  child: text("子女", "child"),
  heir: text("继承人", "heir"),
}

const shownValue = (session: Session, name: string, value: unknown): string => {
  if (typeof value === "string") {
    if (moneyMembers.has(name)) return grouped(value)
    const purpose = name === "purpose" ? WithdrawalPurposeName.safeParse(value) : undefined
    if (purpose?.success === true) return session.say(WITHDRAWAL_PURPOSES[purpose.data])
    const relation = name === "relation" ? relationNames[value] : undefined
    return relation === undefined ? value : session.say(relation)
  }
  if (typeof value === "boolean") return session.say(value ? text("是", "yes") : text("否", "no"))
  if (Array.isArray(value)) return value.join(", ")
  return typeof value === "object" && value !== null ? Object.values(value).join(" ") : String(value)
}

type Members = readonly (readonly [string, unknown])[]

const order = Object.keys(memberNames)

/** The figures of a withdrawal stand beside account and amount, not in a box of their own. */
const membersOf = (details: Readonly<Record<string, unknown>>): Members =>
  Object.entries(details)
    .filter(([name]) => name !== "matter")
    .flatMap(([name, value]): Members =>
      name === "withdrawal" && typeof value === "object" && value !== null
        ? Object.entries(value)
        : [[name, value]],
    )
    .toSorted(([left], [right]) => order.indexOf(left) - order.indexOf(right))

export const detailFacts = (
  session: Session,
  details: Readonly<Record<string, unknown>>,
): readonly (readonly [string, string])[] =>
  membersOf(details).map(([name, value]) => {
    const known = memberNames[name]
    return [known === undefined ? name : session.say(known), shownValue(session, name, value)]
  })
