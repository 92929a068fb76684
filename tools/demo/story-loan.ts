import { Account } from "../../contracts/accounts.ts"
import { Consent } from "../../contracts/consents.ts"
import { LoanComparisonResponse, LoanQuoteResponse } from "../../contracts/loan-quotes.ts"
import { LoanCheckResponse } from "../../contracts/loans.ts"
import { OffsiteLoan, OffsiteLoanDetail } from "../../contracts/offsite-loans.ts"
import type { Person } from "../../contracts/primitives.ts"
import { text } from "../language.ts"
import { makePhone } from "../make-person.ts"
import { loanFigures, staffOfLender } from "./loan-figures.ts"
import { figures, newAccountNo, staffOfNew } from "./story-figures.ts"
import { bodyOf, expectRefusal, expectStatus, readInbox, send, type Stage } from "./story-stage.ts"

/** The couple that buys, and the case of their loan. */
export interface Family {
  readonly person: Person
  readonly spouse: Person
}
export interface LoanCase {
  readonly path: string
  readonly offsiteLoanId: string
  readonly certificateNo: string
}

export const consentChapter = async (stage: Stage, { person, spouse }: Family): Promise<string> => {
  const { narrator, lender } = stage
  const home = stage.new
  await narrator.chapter(
    text("在沈阳买房：授权码、贷款查重", "A home in Shenyang: the consent code and the loan check"),
  )
  const given = await send(
    stage,
    home,
    "POST",
    "/v1/consents",
    { person, purpose: "offsiteLoan", grantedTo: lender.center.centerId, verifiedBy: "face" },
    "purpose offsiteLoan · verifiedBy face",
  )
  const { consentCode, expiresAt } = bodyOf(given, Consent)
  narrator.meaning(
    text(
      `缴存人在晋城刷脸后得到授权码，出示给沈阳；只许沈阳用，只用一次，今天 24:00（${expiresAt}）失效。`,
      `Known by face, the contributor gets a code at Jincheng and shows it in Shenyang: for Shenyang alone, once, until 24:00 today (${expiresAt}).`,
    ),
  )
  const checked = await send(
    stage,
    lender,
    "POST",
    "/v1/loan-checks",
    { applicants: [person], spouse, purpose: "loan" },
    "applicant 1 · spouse · purpose loan",
  )
  const check = bodyOf(checked, LoanCheckResponse)
  narrator.expect(text("查重结论", "verdict"), check.verdict, "clear")
  narrator.expect(
    text("家庭贷款次数 / 未结清 / 最多", "loans of the family / unsettled / at most"),
    `${check.counts?.lifetime} / ${check.counts?.unsettled} / ${check.counts?.most}`,
    "0 / 0 / 2",
  )
  const request = {
    person,
    homeCenterId: home.center.centerId,
    homeAccountNo: newAccountNo,
    consent: consentCode,
    contact: { phone: makePhone("story") },
    appliedOn: stage.today(),
    ...staffOfLender,
  }
  const requested = await send(stage, lender, "POST", "/v1/offsite-loans", request, `consent ${consentCode}`)
  const offsite = bodyOf(requested, OffsiteLoan)
  const [leg] = offsite.legs
  narrator.expect(text("业务状态", "status"), offsite.status, "requested")
  narrator.expect(
    text("应办环节 / 应办方", "leg / who must act"),
    `${leg?.leg} / ${leg?.actingCenterId}`,
    `certification / ${home.center.centerId}`,
  )
  narrator.meaning(
    text(
      `晋城应在 ${leg?.dueOn ?? "?"} 24:00 前出具缴存使用证明（5 个工作日）；告诉缴存人：等晋城的证明，沈阳再测算。`,
      `Jincheng has until ${leg?.dueOn ?? "?"} 24:00 to certify (5 working days). Tell the contributor: Shenyang quotes when Jincheng has certified.`,
    ),
  )
  const again = await send(stage, lender, "POST", "/v1/offsite-loans", request, "the same code again")
  expectRefusal(stage, again, { status: 409, slug: "consent-invalid", rule: "LON-013" })
  return offsite.offsiteLoanId
}

const certificateOf = (account: Account, balance: string, validTo: string) => ({
  accountNo: newAccountNo,
  openedMonth: account.openedOn.slice(0, 7),
  accountStatus: "01",
  contributionBase: "15500.00",
  unitRate: "0.12",
  ownRate: "0.12",
  monthlyContribution: "3720.00",
  balance,
  continuousFrom: "2023-01",
  continuousTo: "2026-06",
  hasUsedLoan: false,
  loanCount: 0,
  loanTotal: "0.00",
  unsettledBalance: "0.00",
  centerPhone: "0356-1000000",
  segments: account.segments.map(({ segmentId: _segmentId, ...segment }) => segment),
  validTo,
  ...staffOfNew,
})

/** The fields of the certificate as the circular names them; name and document stand in the identity of the case alone. */
const tellCertificate = ({ narrator }: Stage, certificate: ReturnType<typeof certificateOf>): void => {
  const { openedMonth, contributionBase, unitRate, ownRate, monthlyContribution, balance } = certificate
  const { continuousFrom, continuousTo, loanCount, loanTotal, unsettledBalance, centerPhone } = certificate
  const { accountNo, accountStatus, handler, segments, validTo } = certificate
  narrator.meaning(
    text(
      `姓名、证件号码（加密存于业务中）；个人账号 ${accountNo}；开户年月 ${openedMonth}；账户状态 ${accountStatus} 正常`,
      `name and document number (encrypted in the case); account ${accountNo}; opened ${openedMonth}; status ${accountStatus} normal`,
    ),
  )
  narrator.meaning(
    text(
      `缴存基数 ${contributionBase}；单位比例 ${unitRate}；个人比例 ${ownRate}；月缴存额 ${monthlyContribution}；余额 ${balance}；连续缴存 ${continuousFrom} 至 ${continuousTo}`,
      `base ${contributionBase}; unit's rate ${unitRate}; own rate ${ownRate}; monthly ${monthlyContribution}; balance ${balance}; without a gap ${continuousFrom}..${continuousTo}`,
    ),
  )
  narrator.meaning(
    text(
      `是否贷款 否；贷款次数 ${loanCount}；累计金额 ${loanTotal}；未清偿余额 ${unsettledBalance}；联系电话 ${centerPhone}；经办人 ${handler}；有效期至 ${validTo}`,
      `loan used no; loans ${loanCount}; in all ${loanTotal}; unsettled ${unsettledBalance}; phone ${centerPhone}; issued by ${handler}; valid to ${validTo}`,
    ),
  )
  for (const { contributorType, from, to, principal, interest } of segments)
    narrator.meaning(
      text(
        `分段 ${contributorType === "employee" ? "单位" : "灵活就业"} ${from} 至 ${to}：本金 ${principal}，利息 ${interest}`,
        `segment ${contributorType} ${from}..${to}: principal ${principal}, interest ${interest}`,
      ),
    )
}

const ninetyDaysAfter = (day: string): string =>
  new Date(Date.parse(day) + 90 * 86_400_000).toISOString().slice(0, 10)

export const certificateChapter = async (stage: Stage, offsiteLoanId: string): Promise<LoanCase> => {
  const { narrator, lender } = stage
  const home = stage.new
  await narrator.chapter(
    text("晋城出具缴存使用证明，锁定账户", "Jincheng certifies the record and holds the account"),
  )
  await stage.wait(20)
  await readInbox(stage, home, "offsite-loan.requested")
  const path = `/v1/offsite-loans/${offsiteLoanId}`
  const account = bodyOf(await home.center.client.call("GET", `/v1/accounts/${newAccountNo}`), Account)
  const validTo = ninetyDaysAfter(stage.today())
  const wrong = await send(
    stage,
    home,
    "POST",
    `${path}/certification`,
    certificateOf(account, loanFigures.certifiedOneFenMore, validTo),
    `balance ${loanFigures.certifiedOneFenMore} ?`,
  )
  expectRefusal(stage, wrong, { status: 422, slug: "certificate-inconsistent", rule: "LON-008" })
  const certificate = certificateOf(account, loanFigures.certified, validTo)
  const certified = await send(
    stage,
    home,
    "POST",
    `${path}/certification`,
    certificate,
    `validTo ${validTo}`,
  )
  tellCertificate(stage, certificate)
  const { certificateNo, status } = bodyOf(certified, OffsiteLoan)
  narrator.expect(text("业务状态", "status"), status, "certified")
  narrator.expect(text("证明编号", "certificate"), certificateNo, loanFigures.certificateNo)
  const read = bodyOf(await lender.center.client.call("GET", path), OffsiteLoanDetail)
  narrator.expect(
    text("沈阳所见：余额 / 分段数 / 未清偿余额", "seen in Shenyang: balance / segments / unsettled"),
    `${read.certificate?.balance} / ${read.certificate?.segments.length} / ${read.certificate?.unsettledBalance}`,
    `${figures.amount} / 2 / 0.00`,
  )
  const held = bodyOf(await home.center.client.call("GET", `/v1/accounts/${newAccountNo}`), Account)
  narrator.expect(
    text("账户限制", "hold on the account"),
    held.holds.map(({ ground }) => ground).join(),
    "certificate",
  )
  narrator.meaning(
    text(
      "证明一人一份、单次有效；在它有效期内，账户不能提取、销户或转出。",
      "One certificate a person, used once; while it is valid nothing leaves the account.",
    ),
  )
  await readInbox(stage, lender, "offsite-loan.certified")
  return { path, offsiteLoanId, certificateNo: certificateNo ?? "" }
}

const wish = (person: Person) => ({
  applicants: [{ person, cadence: "monthly", contributionBase: "15500.00" }],
  price: loanFigures.price,
  termMonths: 360,
  firstHome: true,
  monthlyIncome: "20000.00",
})

/** The same home in other cities: amount by hand, from each center's own pack. */
const compared = [
  ["650100000000000", "1200000.00"],
  ["140500000000000", "1100000.00"],
  ["210100000000000", "1080000.00"],
  ["210200000000000", "600000.00"],
] as const

export const loanQuoteChapter = async (
  stage: Stage,
  { path }: LoanCase,
  { person }: Family,
): Promise<void> => {
  const { narrator, lender } = stage
  await narrator.chapter(
    text(
      "沈阳测算：每一步都有出处；再比较几座城市",
      "Shenyang quotes, each step with its source; then some cities compared",
    ),
  )
  const quoted = await send(
    stage,
    lender,
    "POST",
    `${path}/quote`,
    wish(person),
    `price ${loanFigures.price} · 360 · monthlyIncome 20000.00`,
  )
  const quote = bodyOf(quoted, LoanQuoteResponse)
  for (const { rule, result, source } of quote.steps)
    narrator.meaning(
      text(`${rule}: ${result}  ${source?.title ?? ""}`, `${rule}: ${result}  ${source?.title ?? ""}`),
    )
  narrator.expect(text("可贷额度", "loan amount"), quote.amount, loanFigures.amount)
  narrator.expect(text("以何为限", "bound by"), quote.bindingConstraint, "cap")
  narrator.expect(text("年利率", "yearly rate"), quote.yearlyRate, "0.026")
  const { equalPrincipal, equalInstalments } = quote.schedules ?? {}
  narrator.expect(
    text("等额本息首月还款", "first payment, equal instalments"),
    equalInstalments?.firstPayment,
    loanFigures.firstByInstalments,
  )
  narrator.expect(
    text("等额本金首月 / 末月 / 利息合计", "equal principal: first / last / interest in all"),
    [equalPrincipal?.firstPayment, equalPrincipal?.lastPayment, equalPrincipal?.totalInterest].join(" / "),
    [loanFigures.firstByPrincipal, loanFigures.lastByPrincipal, loanFigures.interestByPrincipal].join(" / "),
  )
  narrator.meaning(
    text(
      "上限 90 万 × 流动性系数 1.2 = 108 万，低于 25 × 52,714.06 = 1,317,851.50；等额本金每月本金 3,000.00，首月利息 2,340.00。",
      "Cap 900,000 x liquidity 1.2 = 1,080,000, less than 25 x 52,714.06 = 1,317,851.50. By equal principal 3,000.00 a month and 2,340.00 of interest at first.",
    ),
  )
  await compareCities(stage, person)
}

const compareCities = async (stage: Stage, person: Person): Promise<void> => {
  const { narrator, lender } = stage
  const body = { ...wish(person), on: stage.today(), centerIds: compared.map(([centerId]) => centerId) }
  const answer = await send(
    stage,
    lender,
    "POST",
    "/v1/loan-quotes/comparison",
    body,
    `centerIds ${compared.length}`,
  )
  expectStatus(stage, answer, 200)
  const { quotes } = bodyOf(answer, LoanComparisonResponse)
  for (const [index, [centerId, amount]] of compared.entries()) {
    const line = quotes[index]
    narrator.expect(
      text(`第 ${index + 1} 位`, `place ${index + 1}`),
      line?.outcome === "quoted" ? `${line.centerId} ${line.quote.amount}` : line?.centerId,
      `${centerId} ${amount}`,
    )
  }
}
