import { DUPLICATE_CLASSES } from "../../contracts/codes.ts"
import { Loan, LoanCheckResponse, LoanReservation, type LoanCheckFinding } from "../../contracts/loans.ts"
import type * as z from "zod"
import { text, type Text } from "../language.ts"
import type { Command, Session } from "./command.ts"
import { personOf } from "./person-arguments.ts"
import { factLines, tableLines } from "./print-table.ts"
import { grouped, percent } from "./quote-words.ts"
import { chinaLastMoment, readFields, required, todayInChina, versionOf } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"

const kindNames: Readonly<Record<z.infer<typeof Loan>["kind"], Text>> = {
  hpf: text("公积金贷款", "loan of the fund"),
  interestSubsidised: text("贴息贷款", "interest-subsidised"),
  combined: text("组合贷款", "combined"),
  refinanced: text("商转公", "refinanced from commercial"),
}
const statusNames: Readonly<Record<z.infer<typeof Loan>["status"], Text>> = {
  unsettled: text("未结清", "unsettled"),
  paidOff: text("已结清", "paid off"),
  writtenOff: text("已核销", "written off"),
}
const roleNames: Readonly<Record<z.infer<typeof Loan>["parties"][number]["role"], Text>> = {
  borrower: text("借款人", "borrower"),
  coBorrower: text("共同借款人", "co-borrower"),
  spouse: text("配偶", "spouse"),
  guarantor: text("保证人", "guarantor"),
}
const findingNames: Readonly<Record<LoanCheckFindingClass, Text>> = {
  unsettledLoan: text("有未结清贷款", "an unsettled loan"),
  guaranteedLoan: text("为他人贷款保证", "stands surety for a loan"),
  reserved: text("已被其他审批预占", "reserved by another approval"),
  liveCertificate: text("持有有效的缴存使用证明", "a live certificate elsewhere"),
  loanMark: text("账户有异地贷款标识", "the account bears a loan mark"),
  loanCount: text("家庭贷款次数已用完", "the family has used its loans"),
  D4: DUPLICATE_CLASSES.D4,
  D5: DUPLICATE_CLASSES.D5,
  D6: DUPLICATE_CLASSES.D6,
  D7: DUPLICATE_CLASSES.D7,
}
type LoanCheckFindingClass = z.infer<typeof LoanCheckFinding>["class"]

/** The family as flags: --applicant may be repeated, the first is the main borrower. */
const familyOf = ({ flags }: Session) => ({
  applicants: (flags.applicant ?? []).map(personOf),
  ...(flags.spouse === undefined ? {} : { spouse: personOf(flags.spouse) }),
})

const runCheck = async (session: Session, args: readonly string[]): Promise<void> => {
  const { language, flags } = session
  const { applicants, spouse } = familyOf(session)
  const { handler: _handler, reviewer: _reviewer, ...given } = readFields(session, args)
  if (applicants.length === 0 && given["applicants"] === undefined) required(undefined, "--applicant")
  const answer = await session.ask("POST", "/v1/loan-checks", {
    body: {
      purpose: flags.purpose ?? "loan",
      ...(applicants.length === 0 ? {} : { applicants }),
      ...(spouse === undefined ? {} : { spouse }),
      ...given,
    },
  })
  if (flags.json === true) return session.print(JSON.stringify(answer.body))
  const { verdict, findings, counts, checkId } = LoanCheckResponse.parse(answer.body)
  const verdicts = {
    clear: text("未发现：可以办理", "clear"),
    blocked: text("不能办理", "blocked"),
    review: text("需人工核查", "review: a human decides"),
  }
  session.print(session.say(verdicts[verdict]))
  const rows = findings.map((finding) => [
    String(finding.person),
    findingNames[finding.class][language],
    finding.centerId ?? "",
    finding.since ?? "",
    finding.role === undefined ? "" : roleNames[finding.role][language],
  ])
  const headings =
    language === "zh" ? ["第几人", "情况", "中心", "自", "身份"] : ["person", "what", "center", "since", "as"]
  if (rows.length > 0) for (const line of tableLines(headings, rows)) session.print(line)
  if (counts !== undefined)
    session.print(
      session.say(
        text(
          `家庭贷款：共 ${counts.lifetime} 次，未结清 ${counts.unsettled}，本中心规定最多 ${counts.most} 次。`,
          `Loans of the family: ${counts.lifetime} in life, ${counts.unsettled} unsettled; this center allows ${counts.most}.`,
        ),
      ),
    )
  session.print(session.say(text(`查询编号 ${checkId}`, `check ${checkId}`)))
}

const check: Command = {
  usage: 'loan check --applicant "<number> <name>" [--applicant ...] [--spouse "..."] [--purpose loan]',
  summary: text("贷款查重", "loan check"),
  help: text(
    `申请家庭在全国有无未结清贷款、预占、证明，用过几次贷款。查询会记录在案。

  hub loan check --applicant "990401196907056075 演卯平" --as 210100000000000
  hub loan check --applicant "…" --applicant "…" --spouse "…" --purpose loan

--purpose：loan 贷款、offsiteCertificate 出具证明、closing 销户、withdrawal 提取、transfer 转移。
人员写成“证件号码 姓名”；身份证以外在前面加证件类型：“02 E1234567 ZHANG SAN”。`,
    `Does anybody of the family owe a loan anywhere, is reserved or certified, and how many loans were there? It is recorded.

  hub loan check --applicant "990401196907056075 演卯平" --as 210100000000000
  hub loan check --applicant "..." --applicant "..." --spouse "..." --purpose loan

--purpose: loan, offsiteCertificate, closing, withdrawal or transfer.
A person is "<document number> <name>", with the type first if it is no resident identity card: "02 E1234567 ZHANG SAN".`,
  ),
  run: runCheck,
}

const printReservation = (session: Session, body: unknown): void => {
  if (session.flags.json === true) return session.print(JSON.stringify(body))
  const { reservationId, status, parties, loansBefore, expiresAt } = LoanReservation.parse(body)
  const names = {
    held: text("有效", "held"),
    used: text("已用于放款", "used by a grant"),
    released: text("已解除", "released"),
    expired: text("已过期", "expired"),
  }
  session.print(
    session.say(
      text(
        `${reservationId}  ${names[status].zh}  ${parties} 人  此前贷款 ${loansBefore} 次  至 ${chinaLastMoment(expiresAt)}（北京）`,
        `${reservationId}  ${names[status].en}  ${parties} people  ${loansBefore} loans before  until ${chinaLastMoment(expiresAt)} (China)`,
      ),
    ),
  )
}

const reserve: Command = {
  usage:
    'loan reserve --applicant "<number> <name>" [--spouse "..."] [offsiteLoanId=lnc_...] | reserve <reservationId>',
  summary: text("审批时预占", "reserve at approval"),
  help: text(
    `审批通过时预占借款人、共同借款人和配偶，60 天；要么全部，要么全不。第一个 --applicant 为借款人，其余为共同借款人。

  hub loan reserve --applicant "990401196907056075 演卯平" --spouse "…" offsiteLoanId=lnc_01… --handler jb03 --reviewer fh01
  hub loan reserve lrs_01…                               查看本中心的预占

解除：hub call POST /v1/loan-reservations/lrs_01…/release '{"handler":"jb03","reviewer":"fh01"}'`,
    `Holds borrower, co-borrowers and spouse for sixty days, all or none. The first --applicant borrows, the others co-borrow.

  hub loan reserve --applicant "990401196907056075 演卯平" --spouse "..." offsiteLoanId=lnc_01... --handler jb03 --reviewer fh01
  hub loan reserve lrs_01...                             look at one's own reservation

Release: hub call POST /v1/loan-reservations/lrs_01.../release '{"handler":"jb03","reviewer":"fh01"}'`,
  ),
  run: async (session, args) => {
    const [first] = args
    if (first?.startsWith("lrs_") === true)
      return printReservation(session, (await session.ask("GET", `/v1/loan-reservations/${first}`)).body)
    const { applicants, spouse } = familyOf(session)
    const [borrower, ...others] = applicants
    const given = readFields(session, args)
    if (borrower === undefined && given["borrower"] === undefined) required(undefined, "--applicant")
    const answer = await session.ask("POST", "/v1/loan-reservations", {
      body: {
        ...(borrower === undefined ? {} : { borrower }),
        ...(others.length === 0
          ? {}
          : {
              coBorrowers: others.map((person) => ({ person, relation: session.flags.relation ?? "other" })),
            }),
        ...(spouse === undefined ? {} : { spouse }),
        ...given,
      },
    })
    printReservation(session, answer.body)
  },
}

const printLoan = (session: Session, body: unknown): void => {
  if (session.flags.json === true) return session.print(JSON.stringify(body))
  const found = Loan.parse(body)
  const { language } = session
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  const facts = factLines([
    [name("合同", "contract"), found.contractNo],
    [
      name("状态", "status"),
      `${statusNames[found.status][language]}${found.endedOn === undefined ? "" : `  ${found.endedOn}`}`,
    ],
    [name("种类", "kind"), kindNames[found.kind][language]],
    [
      name("放款", "grant"),
      `${grouped(found.amount)}  ${found.termMonths} ${name("期", "months")}  ${percent(found.yearlyRate)}  ${found.grantedOn}`,
    ],
    [
      name("未偿本金", "balance"),
      `${grouped(found.balance)}${found.fedMonth === undefined ? name("（尚未报送）", " (not fed yet)") : name(`（${found.fedMonth} 报送）`, ` (fed for ${found.fedMonth})`)}`,
    ],
    [
      name("逾期", "overdue"),
      found.overduePeriods === 0
        ? undefined
        : `${found.overduePeriods} ${name("期", "periods")}  ${grouped(found.overdueAmount)}`,
    ],
    [name("当事人", "people"), found.parties.map(({ role }) => roleNames[role][language]).join(", ")],
    [name("异地贷款业务", "off-site case"), found.offsiteLoanId],
    [
      name("疑点", "doubts"),
      found.findings.length === 0
        ? undefined
        : found.findings.map(({ class: kind, findingId }) => `${kind} ${findingId}`).join(", "),
    ],
    [name("版本", "version"), String(found.version)],
  ])
  for (const line of facts) session.print(line)
}

const show: Command = {
  usage: "loan show <contractNo>",
  summary: text("查看本中心的一笔贷款", "one loan of this center"),
  help: text(
    `  hub loan show SY-GJJ-2026-11-0815 --as 210100000000000`,
    `  hub loan show SY-GJJ-2026-11-0815 --as 210100000000000`,
  ),
  run: async (session, args) => {
    const contractNo = argumentAt(args, 0, "<contractNo>")
    printLoan(session, (await session.ask("GET", `/v1/loans/${encodeURIComponent(contractNo)}`)).body)
  },
}

const act = async (
  session: Session,
  action: string,
  args: readonly string[],
  usual: object,
): Promise<void> => {
  const contractNo = argumentAt(args, 0, "<contractNo>")
  const body = { ...usual, ...readFields(session, args.slice(1)) }
  const path = `/v1/loans/${encodeURIComponent(contractNo)}/${action}`
  printLoan(session, (await session.ask("POST", path, { body, ...versionOf(session) })).body)
}

const feed: Command = {
  usage: "loan feed <contractNo> month=2026-12 balance=1077000.00 [overduePeriods=1 overdueAmount=5333.50]",
  summary: text("报送每月还款状态", "feed the month's status"),
  help: text(
    `每月一次：当月还款后的未偿本金、逾期期数和逾期本息。余额不会增加；异地贷款的缴存地随即收到。

  hub loan feed SY-GJJ-2026-11-0815 month=2026-12 balance=1077000.00
  hub loan feed SY-GJJ-2026-11-0815 month=2027-01 balance=1077000.00 overduePeriods=1 overdueAmount=5333.50`,
    `Once a month: what is owed after the payment, periods and amount overdue. The balance never rises; the home center of an
off-site loan hears of it.

  hub loan feed SY-GJJ-2026-11-0815 month=2026-12 balance=1077000.00
  hub loan feed SY-GJJ-2026-11-0815 month=2027-01 balance=1077000.00 overduePeriods=1 overdueAmount=5333.50`,
  ),
  run: (session, args) => act(session, "repayments", args, { overduePeriods: 0 }),
}

const payoff: Command = {
  usage: "loan payoff <contractNo> [paidOffOn=2027-04-20] --handler <id> --reviewer <id>",
  summary: text("结清", "paid off"),
  help: text(
    `余额报送为 0.00 之后办理；异地贷款的标识随即解除，两个中心收到结清证明编号。

  hub loan payoff SY-GJJ-2026-11-0815 --handler jb03 --reviewer fh01`,
    `When 0.00 has been fed; the mark of an off-site loan ends and both centers get the number of the payoff certificate.

  hub loan payoff SY-GJJ-2026-11-0815 --handler jb03 --reviewer fh01`,
  ),
  run: (session, args) => act(session, "payoff", args, { paidOffOn: todayInChina() }),
}

/** The commands on the loan registry, beside quote and compare. */
export const registryParts: Readonly<Record<string, Command>> = { check, reserve, show, feed, payoff }
