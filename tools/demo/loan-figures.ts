import { ContractNo } from "../../contracts/primitives.ts"

/**
 * The figures of the loan story, worked by hand.
 *
 * Quote under Shenyang's pack, one applicant: cap 900,000.00 x liquidity 1.2 = 1,080,000.00; base 25 x 52,714.06 =
 * 1,317,851.50; price 1,600,000.00. The least is the cap.
 * By equal principal over 360 months at 2.6 %: 1,080,000.00 / 360 = 3,000.00 a month, first interest 1,080,000.00 x
 * 0.026 / 12 = 2,340.00, first payment 5,340.00; the last interest is 3,000.00 x 0.026 / 12 = 6.50, the last payment
 * 3,006.50; all interest is the mean of both, (2,340.00 + 6.50) / 2 x 360 = 422,370.00.
 * By equal instalments: 1,080,000.00 x q / (1 - (1 + q)^-360) with q = 0.026 / 12 = 4,323.67.
 */
export const loanFigures = {
  cap: "900000.00",
  amount: "1080000.00",
  oneFenMore: "1080000.01",
  base: "1317851.50",
  price: "1600000.00",
  firstByPrincipal: "5340.00",
  lastByPrincipal: "3006.50",
  interestByPrincipal: "422370.00",
  firstByInstalments: "4323.67",
  /** December is paid: 1,080,000.00 - 3,000.00. */
  afterDecember: "1077000.00",
  /** January is not: 3,000.00 + 1,077,000.00 x 0.026 / 12 = 3,000.00 + 2,333.50. */
  overdue: "5333.50",
  /** January by deduction, February by the borrower: two principals of 3,000.00. */
  afterFebruary: "1071000.00",
  offset: "20000.00",
  /** 1,071,000.00 - 20,000.00. */
  afterOffset: "1051000.00",
  offsetTooLarge: "1071000.01",
  afterMarch: "1048000.00",
  /** 52,714.06 - 5,333.50 - 20,000.00 of principal, and the interest of Jincheng: see closedSegments. */
  movedPrincipal: "27380.56",
  movedInterest: "253.85",
  moved: "27634.41",
  rent: "2000.00",
  /** The first certificate and the first payoff certificate of their days. */
  certificateNo: "202611050001",
  payoffCertificateNo: "202704200001",
  certified: "52714.06",
  certifiedOneFenMore: "52714.07",
} as const

export const contractNo = ContractNo.parse("SY-GJJ-2026-11-0815")
export const staffOfLender = { handler: "sy-jb03", reviewer: "sy-fh01" }
export const staffOfThird = { handler: "dl-jb21", reviewer: "dl-fh08" }
export const deductionReference = "JCBANK20270120007"
export const offsetReference = "JCBANK20270218003"
export const offsetSerial = "SY20270219-0117"
/** What bears the transfer to the third center. */
export const thirdAccountNo = "DL2703005"
export const moveReference = "JCBANK20270310011"
export const moveSerial = "DL20270311-0042"
export const rentReference = "DLBANK20270322015"

/**
 * What Jincheng closes the two segments from Chengdu with. All 52,714.06 were booked on 4 November; 5,333.50 left on 25
 * January and 20,000.00 on 25 February, both off the first segment; closed on 8 March: 82, 31 and 11 days at 1.50 %.
 * First: 41,398.67 + 408.75 - 25,333.50 = 16,473.92; interest (41,807.42 x 82 + 36,473.92 x 31 + 16,473.92 x 11) x 0.015
 * / 360 = 197.50. Second: 10,800.00 + 106.64 = 10,906.64; interest 10,906.64 x 124 x 0.015 / 360 = 56.35.
 */
export const closedSegments = [
  { principal: "16473.92", interest: "197.50", contributions: "16065.17" },
  { principal: "10906.64", interest: "56.35", contributions: "10739.95" },
] as const
