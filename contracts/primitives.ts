import * as z from "zod"

/**
 * Scalars that both sides of the wire agree on. Every schema is strict: what does not match is refused,
 * never repaired, except where a comment says that it is normalised.
 */

const fifteenDigits = /^\d{15}$/

/** 机构代码: 15 digits of the national list. Not a region code: parent, province and books are directory data. */
export const CenterId = z.string().regex(fifteenDigits).brand<"CenterId">()
export type CenterId = z.infer<typeof CenterId>

/** A person, named by a keyed MAC of the document number. Says nothing to anybody who has no key. */
export const PersonRef = z
  .string()
  .regex(/^prs_[A-Za-z0-9_-]{22}$/)
  .brand<"PersonRef">()
export type PersonRef = z.infer<typeof PersonRef>

/** 个人账号 of one center, as that center writes it (at most 20 characters in JGJ/T 320 表5.0.4). */
export const AccountNo = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,20}$/)
  .brand<"AccountNo">()
export type AccountNo = z.infer<typeof AccountNo>

/** Calendar month, China Standard Time. */
export const Month = z
  .string()
  .regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/)
  .brand<"Month">()
export type Month = z.infer<typeof Month>

const daysInMonth = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31

/** True for a day that the Gregorian calendar has. */
export const isRealDate = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)

/** Calendar day, China Standard Time. */
export const LocalDate = z
  .string()
  .regex(/^(19|20|21)\d{2}-\d{2}-\d{2}$/)
  .refine(
    (text) => isRealDate(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))),
    {
      message: "no such day",
      params: { rule: "VAL-002" },
    },
  )
  .brand<"LocalDate">()
export type LocalDate = z.infer<typeof LocalDate>

/** RFC 3339, UTC, milliseconds. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .refine((text) => !Number.isNaN(Date.parse(text)), {
    message: "no such instant",
    params: { rule: "VAL-002" },
  })
  .brand<"Instant">()
export type Instant = z.infer<typeof Instant>

/** Yuan with two places: no sign, no exponent, no third place, no leading zero. */
export const moneyForm = /^(0|[1-9][0-9]{0,13})\.[0-9]{2}$/
export const Money = z.string().regex(moneyForm).brand<"Money">()
export type Money = z.infer<typeof Money>

const ulid = "[0-7][0-9A-HJKMNP-TV-Z]{25}"
const idWithPrefix = <Prefix extends string>(prefix: Prefix) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_${ulid}$`))
    .brand<Prefix>()

export const TransferId = idWithPrefix("trf")
export type TransferId = z.infer<typeof TransferId>
export const MessageId = idWithPrefix("msg")
export type MessageId = z.infer<typeof MessageId>
export const CheckId = idWithPrefix("chk")
export type CheckId = z.infer<typeof CheckId>
export const SegmentId = idWithPrefix("seg")
export type SegmentId = z.infer<typeof SegmentId>
export const HoldId = idWithPrefix("hld")
export type HoldId = z.infer<typeof HoldId>
export const ResidualId = idWithPrefix("rsd")
export type ResidualId = z.infer<typeof ResidualId>
export const UnmatchedFundsId = idWithPrefix("umf")
export type UnmatchedFundsId = z.infer<typeof UnmatchedFundsId>
export const FindingId = idWithPrefix("fnd")
export type FindingId = z.infer<typeof FindingId>

/** An off-site loan case (异地贷款). */
export const OffsiteLoanId = idWithPrefix("lnc")
export type OffsiteLoanId = z.infer<typeof OffsiteLoanId>
/** A service case (跨省通办): a matter that a person asks for anywhere and the home center decides. */
export const ServiceCaseId = idWithPrefix("svc")
export type ServiceCaseId = z.infer<typeof ServiceCaseId>
/** A case that two centers carry together: its prefix tells the kind. */
export const CaseId = z.union([TransferId, OffsiteLoanId, ServiceCaseId])
export type CaseId = z.infer<typeof CaseId>
/** A loan reservation: the claim of a center that has approved a loan and not yet granted it. */
export const ReservationId = idWithPrefix("lrs")
export type ReservationId = z.infer<typeof ReservationId>
/** A document that was announced, and is uploaded beside the table. */
export const DocumentId = idWithPrefix("doc")
export type DocumentId = z.infer<typeof DocumentId>
/** A federation of centers (联盟). */
export const FederationId = idWithPrefix("fed")
export type FederationId = z.infer<typeof FederationId>
/** A warning of joint discipline (联合惩戒). */
export const WarningId = idWithPrefix("wrn")
export type WarningId = z.infer<typeof WarningId>
/** A request to look into a home purchase in another city (跨地区购房信息协查). */
export const InvestigationId = idWithPrefix("inv")
export type InvestigationId = z.infer<typeof InvestigationId>
/** A notice of a region with abnormal purchases (购房提取异常地区警示公告). */
export const NoticeId = idWithPrefix("ntc")
export type NoticeId = z.infer<typeof NoticeId>
/** 批次号: `PLZYJXH`, first six digits of the center, YYMMDD of the China day, four-digit serial of that prefix. */
export const BatchNo = z
  .string()
  .regex(/^PLZYJXH\d{16}$/)
  .brand<"BatchNo">()
export type BatchNo = z.infer<typeof BatchNo>
/** GB/T 2260 code of the city or district where a home stands: data of the home, never of a center. */
export const RegionCode = z.string().regex(/^[1-9]\d{5}$/)
export type RegionCode = z.infer<typeof RegionCode>
/** 授权码: what a contributor shows another center so that it may read the home record. Used once, dead at 24:00. */
export const ConsentCode = idWithPrefix("cns")
export type ConsentCode = z.infer<typeof ConsentCode>

/** 借款合同编号 as the loan center writes it; unique at that center. */
export const ContractNo = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,40}$/)
  .brand<"ContractNo">()
export type ContractNo = z.infer<typeof ContractNo>

/** 证明编号: YYYYMMDD of the China day and a four-digit serial of the issuing center. */
export const CertificateNo = z
  .string()
  .regex(/^\d{12}$/)
  .brand<"CertificateNo">()
export type CertificateNo = z.infer<typeof CertificateNo>

/** Serial of an entry on a center's bank account, as its bank writes it. */
export const BankSerial = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

/** 联系函编号: first six digits of the transfer-in center, YYMMDD of the China day, four-digit serial of that prefix. */
export const LetterNo = z
  .string()
  .regex(/^\d{16}$/)
  .brand<"LetterNo">()
export type LetterNo = z.infer<typeof LetterNo>

/** Staff id of a handler (经办人) or reviewer (复核人) inside the acting center; not a name. */
export const StaffId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,32}$/)
  .brand<"StaffId">()
export type StaffId = z.infer<typeof StaffId>

/** Reference of a bank payment. Used once, ever. */
export const PaymentReference = z
  .string()
  .regex(/^[A-Za-z0-9_-]{4,64}$/)
  .brand<"PaymentReference">()
export type PaymentReference = z.infer<typeof PaymentReference>

/** Free text for people: no control characters, bounded. Must not carry personal data. */
export const Note = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[\P{Cc}\n\t]*$/u)

const gb32100Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

/** True when the last character is the check character of GB 32100-2015 (weights 3^i mod 31). */
export const hasCreditCodeCheck = (code: string): boolean => {
  let sum = 0
  let weight = 1
  for (const character of code.slice(0, 17)) {
    sum += gb32100Alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return gb32100Alphabet[(31 - (sum % 31)) % 31] === code[17]
}

/** 统一社会信用代码 of the employing unit, GB 32100-2015. */
export const UnitCreditCode = z
  .string()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/)
  .refine(hasCreditCodeCheck, { message: "check character", params: { rule: "VAL-004" } })
  .brand<"UnitCreditCode">()
export type UnitCreditCode = z.infer<typeof UnitCreditCode>

/** Number of the contribution agreement (缴存使用协议) of a flexible contributor. */
export const AgreementNo = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,40}$/)
  .brand<"AgreementNo">()
export type AgreementNo = z.infer<typeof AgreementNo>

/** The check character of an 18-digit resident number, GB 11643-1999 (ISO 7064 MOD 11-2). */
export const residentNumberCheck = (first17: string): string => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return "10X98765432".charAt(sum % 11)
}

/** True for 18 characters that pass GB 11643: digits, a real birthday, the check character. */
export const isResidentNumber = (text: string): boolean =>
  /^\d{17}[\dX]$/.test(text) &&
  isRealDate(Number(text.slice(6, 10)), Number(text.slice(10, 12)), Number(text.slice(12, 14))) &&
  residentNumberCheck(text) === text.charAt(17)

/**
 * Brings a document number to the one form that is compared: upper case, no spaces, full-width to half-width;
 * a 15-digit resident number (born 19yy) becomes its 18-digit form.
 */
export const normalisedDocumentNumber = (documentType: string, raw: string): string => {
  const text = raw.normalize("NFKC").replace(/\s/gu, "").toUpperCase()
  if (documentType !== "01" || !/^\d{15}$/.test(text)) return text
  const first17 = `${text.slice(0, 6)}19${text.slice(6)}`
  return `${first17}${residentNumberCheck(first17)}`
}

/** 证件类型 附A.1; 05 (residence permit of Hong Kong, Macau and Taiwan people) is exported as national 99. */
export const DocumentType = z.enum(["01", "02", "03", "04", "05", "99"])
export type DocumentType = z.infer<typeof DocumentType>

/** A person as a request names them. Lives in request bodies only; never stored or logged in clear. */
export const Person = z
  .strictObject({
    documentType: DocumentType,
    documentNumber: z.string().min(4).max(30).describe("证件号码; 15 digits are normalised to 18"),
    name: z.string().min(1).max(120).describe("姓名, as on the document"),
  })
  .superRefine((person, context) => {
    if (/\p{Cc}/u.test(person.name) || !/[^\s\p{Cf}\p{P}]/u.test(person.name))
      context.addIssue({ code: "custom", path: ["name"], message: "form", params: { rule: "VAL-001" } })
    const number = normalisedDocumentNumber(person.documentType, person.documentNumber)
    const residentForm = person.documentType === "01" || person.documentType === "05"
    if (residentForm && !isResidentNumber(number))
      context.addIssue({
        code: "custom",
        path: ["documentNumber"],
        message: "check digit or birthday",
        params: { rule: "VAL-003" },
      })
    if (!residentForm && !/^[A-Z0-9\-()/]{4,30}$/.test(number))
      context.addIssue({
        code: "custom",
        path: ["documentNumber"],
        message: "form",
        params: { rule: "VAL-001" },
      })
  })
export type Person = z.infer<typeof Person>

/** Two different people of the acting center stand behind each action that changes money or status. */
export const TwoPeople = { handler: StaffId, reviewer: StaffId } as const

/** 缴存身份: employee pays through a unit, flexible pays by agreement (灵活就业). The hub's own code. */
export const ContributorType = z.enum(["employee", "flexible"])
export type ContributorType = z.infer<typeof ContributorType>

/** Only `basic` is subject to uniqueness. */
export const AccountKind = z.enum(["basic", "supplementary", "housingAllowance"])
export type AccountKind = z.infer<typeof AccountKind>
