import type { RouteName } from "./routes.ts"

/**
 * A body for the routes that a developer tries first. All people are invented: the region 990101 is not assigned, the
 * check digits are right. A contract test parses each with its route's schema.
 */
const person = { documentType: "01", documentNumber: "990101199003070015", name: "示例甲" }
const twoPeople = { handler: "h001", reviewer: "r002" }
const old = "990101000000001"
const unit = "91990101MA0000001Y"

const segment = {
  contributorType: "employee",
  accountKind: "basic",
  origin: { kind: "local" },
  unitCreditCode: unit,
  from: "2024-01",
  to: "2026-06",
  principal: "36000.00",
  interest: "210.50",
  contributions: "35200.00",
  subsidy: "0.00",
  monthlyContribution: "1200.00",
}

export const requestExamples: Partial<Record<RouteName, unknown>> = {
  onboardCenter: {
    centerId: old,
    name: "示例市住房公积金管理中心",
    nameEn: "Example City HPF Center",
    kind: "center",
    settlesOwnBooks: true,
    provinceCode: "990000",
    validFrom: "2026-01-01",
    firstKey: {
      kid: "990101000000001-2026",
      publicKey: { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" },
    },
    receivingAccount: {
      bankName: "示例银行示例支行",
      accountName: "示例市住房公积金管理中心",
      accountNumber: "9900000000000012",
    },
  },
  suspendCenter: { reason: "密钥疑似泄露 / key believed stolen" },
  putReceivingAccount: {
    bankName: "示例银行新城支行",
    accountName: "示例市住房公积金管理中心",
    accountNumber: "9900000000000038",
  },
  putClosingDays: { closingDays: ["2026-12-31"] },
  checkAccount: { person, purpose: "open" },
  openAccount: {
    person,
    accountNo: "A0001",
    accountKind: "basic",
    contributorType: "employee",
    status: "01",
    openedOn: "2026-11-02",
    unitCreditCode: unit,
    ...twoPeople,
  },
  sealAccount: { sealedOn: "2026-11-03", ...twoPeople },
  placeHold: {
    ground: "judicial",
    scope: ["closing", "transfer"],
    documentNo: "（2026）示例执1号",
    from: "2026-11-03",
    ...twoPeople,
  },
  putSegments: { segments: [segment] },
  requestTransfer: {
    person,
    fromCenterId: old,
    fromAccountNo: "A0001",
    accountKind: "basic",
    formerEmployer: "示例有限公司",
    toAccountNo: "B0001",
    appliedOn: "2026-11-02",
    contact: { phone: "010-00000000" },
    ...twoPeople,
  },
  confirmLetter: twoPeople,
  refuseLetter: { reasonCode: "not-sealed", ...twoPeople },
  sendStatement: {
    principal: "36000.00",
    interest: "210.50",
    amount: "36210.50",
    segments: [segment],
    openedOn: "2024-01-05",
    paidThrough: "2026-06",
    sixMonthsContinuous: true,
    loanCount: 0,
    hasUnsettledLoan: false,
    hasFraudRecord: false,
    payment: { reference: "PAY-2026-0001", amount: "36210.50", paidOn: "2026-11-05" },
    ...twoPeople,
  },
  completeTransfer: {
    payments: [
      { reference: "PAY-2026-0001", amount: "36210.50", receivedOn: "2026-11-06", bankSerial: "S000001" },
    ],
    ...twoPeople,
  },
  disputeStatement: { reasonCode: "underpaid", receivedAmount: "36210.00", ...twoPeople },
  quoteLoan: {
    centerId: old,
    on: "2026-11-21",
    applicants: [{ person }],
    price: "900000.00",
    termMonths: 360,
    firstHome: true,
    monthlyIncome: "12000.00",
  },
  compareLoanQuotes: {
    centerIds: [old, "990202000000002"],
    firstHomeIn: ["990202000000002"],
    on: "2026-11-21",
    applicants: [{ person, cadence: "monthly" }],
    price: "900000.00",
    termMonths: 360,
    firstHome: false,
    monthlyIncome: "12000.00",
    children: 2,
  },
  acknowledgeMessages: { messageIds: ["msg_01K9A3V8Q4T6W8Y0Z2B4D6F8H0"] },
  putWebhook: { url: "https://hpf.example.org/hub/messages" },
}
