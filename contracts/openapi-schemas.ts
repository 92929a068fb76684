import * as z from "zod"
import { AccountStatus, HoldGround, HoldScope } from "./accounts.ts"
import {
  ACCOUNT_STATUSES,
  DOCUMENT_TYPES,
  REFUSAL_REASONS,
  TRANSFER_STATUSES,
  type CodeLabel,
} from "./codes.ts"
import {
  AccountKind,
  AccountNo,
  AgreementNo,
  CenterId,
  CertificateNo,
  CheckId,
  ConsentCode,
  ContractNo,
  ContributorType,
  DocumentType,
  FindingId,
  HoldId,
  Instant,
  LetterNo,
  LocalDate,
  MessageId,
  Money,
  Month,
  Note,
  OffsiteLoanId,
  PaymentReference,
  Person,
  ReservationId,
  ResidualId,
  SegmentId,
  StaffId,
  TransferId,
  UnitCreditCode,
  UnmatchedFundsId,
} from "./primitives.ts"
import { CERTIFICATION_REFUSALS, OFFSITE_LOAN_STATUSES } from "./offsite-loan-codes.ts"
import { CertificationRefusalReason, OffsiteLoanStatusName } from "./offsite-loans.ts"
import { KeyId, PublicKeyJwk } from "./signature.ts"
import { RefusalReason, TransferStatusName } from "./transfers.ts"

/** JSON Schemas of the reference: what has a name stands once, under components. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
export type JsonObject = { readonly [name: string]: Json }

/** Scalars that most bodies share. They are named here and not where they are parsed: only the reference needs it. */
const namedScalars: readonly (readonly [z.ZodType, string, string])[] = [
  [CenterId, "CenterId", "机构代码: 15 digits of the national list; not a region code"],
  [AccountNo, "AccountNo", "个人账号, as its center writes it"],
  [Money, "Money", "yuan with two places, no sign, no exponent"],
  [Month, "Month", "calendar month, China Standard Time"],
  [LocalDate, "LocalDate", "calendar day, China Standard Time"],
  [Instant, "Instant", "RFC 3339, UTC, milliseconds"],
  [LetterNo, "LetterNo", "联系函编号: six digits of the transfer-in center, YYMMDD, four-digit serial"],
  [TransferId, "TransferId", "id of a transfer: `trf_` and a ULID"],
  [OffsiteLoanId, "OffsiteLoanId", "id of an off-site loan case: `lnc_` and a ULID"],
  [ReservationId, "ReservationId", "id of a loan reservation: `lrs_` and a ULID"],
  [ConsentCode, "ConsentCode", "授权码: `cns_` and a ULID; used once, dead at 24:00 of its day"],
  [ContractNo, "ContractNo", "借款合同编号, unique at its loan center"],
  [CertificateNo, "CertificateNo", "证明编号: YYYYMMDD and a four-digit serial of the issuing center"],
  [CheckId, "CheckId", "id of a check: `chk_` and a ULID"],
  [SegmentId, "SegmentId", "id of a segment: `seg_` and a ULID"],
  [HoldId, "HoldId", "id of a hold: `hld_` and a ULID"],
  [ResidualId, "ResidualId", "id of a residual (补转): `rsd_` and a ULID"],
  [UnmatchedFundsId, "UnmatchedFundsId", "id of unmatched funds (待匹配资金): `umf_` and a ULID"],
  [FindingId, "FindingId", "id of a duplicate finding: `fnd_` and a ULID"],
  [MessageId, "MessageId", "id of a message: `msg_` and a ULID"],
  [KeyId, "KeyId", "name of a signing key, unique in the whole hub"],
  [AgreementNo, "AgreementNo", "缴存使用协议编号 of a flexible contributor"],
  [Note, "Note", "for people, at most 500 characters; nothing personal"],
  [StaffId, "StaffId", "经办人 or 复核人 of the acting center; not a name"],
  [PaymentReference, "PaymentReference", "付款流水号, used once, ever"],
  [UnitCreditCode, "UnitCreditCode", "统一社会信用代码, GB 32100-2015 with its check character"],
  [Person, "Person", "a person, in request bodies only; 01 and 05 are checked against GB 11643"],
  [PublicKeyJwk, "PublicKeyJwk", "public key, Ed25519 or P-256"],
  [ContributorType, "ContributorType", "缴存身份: employee 单位, flexible 灵活就业"],
  [
    AccountKind,
    "AccountKind",
    "basic 基本 (the only one that uniqueness is about), supplementary 补充, housingAllowance 住房补贴",
  ],
  [HoldGround, "HoldGround", "限制原因"],
  [HoldScope, "HoldScope", "限制范围"],
]

const labelled: readonly (readonly [z.ZodType, string, string, Readonly<Record<string, CodeLabel>>])[] = [
  [DocumentType, "DocumentType", "证件类型 附A.1", DOCUMENT_TYPES],
  [AccountStatus, "AccountStatus", "个人账户状态 附A.6; X2 is the hub's own", ACCOUNT_STATUSES],
  [TransferStatusName, "TransferStatusName", "转移业务状态", TRANSFER_STATUSES],
  [RefusalReason, "RefusalReason", "转出审核不通过原因", REFUSAL_REASONS],
  [OffsiteLoanStatusName, "OffsiteLoanStatusName", "异地贷款业务状态", OFFSITE_LOAN_STATUSES],
  [CertificationRefusalReason, "CertificationRefusalReason", "不予出具证明的原因", CERTIFICATION_REFUSALS],
]

const labelsOf = (table: Readonly<Record<string, CodeLabel>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(table).map(([code, { zh, en }]) => [code, `${zh} / ${en}`]))

const listOf = (table: Readonly<Record<string, CodeLabel>>): string =>
  Object.entries(table)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([code, { zh, en }]) => `- \`${code}\` ${zh} / ${en}`)
    .join("\n")

/** Names the shared schemas; naming them again changes nothing. */
export const nameSharedSchemas = (): void => {
  for (const [schema, id, description] of namedScalars) z.globalRegistry.add(schema, { id, description })
  for (const [schema, id, description, table] of labelled)
    z.globalRegistry.add(schema, {
      id,
      description: `${description}\n\n${listOf(table)}`,
      "x-enum-labels": labelsOf(table),
    })
}

const definitions = "#/$defs/"
const components = "#/components/schemas/"

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isScalar = (value: unknown): value is string | number | boolean | null =>
  value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean"

/** Members that say nothing in a reference: the largest safe integer, and the dialect. */
const isNoise = (name: string, value: unknown): boolean =>
  name === "$schema" ||
  name === "$defs" ||
  (name === "maximum" && value === Number.MAX_SAFE_INTEGER) ||
  (name === "minimum" && value === -Number.MAX_SAFE_INTEGER)

/** A value as plain JSON, its references pointing to the components. */
const asComponent = (value: unknown): Json => {
  if (Array.isArray(value)) return value.map(asComponent)
  if (isScalar(value))
    return typeof value === "string" && value.startsWith(definitions)
      ? `${components}${value.slice(definitions.length)}`
      : value
  if (!isObject(value)) throw new TypeError("a schema that is no JSON")
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      isNoise(name, member) ? [] : [[name, asComponent(member)]],
    ),
  )
}

export type Direction = "input" | "output"

/** Collects the schemas under their names; the same name for two contents is an error of the contract. */
export const createComponents = () => {
  const schemas = new Map<string, Json>()
  const add = (name: string, schema: Json): void => {
    const known = schemas.get(name)
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`two schemas are named ${name}`)
    schemas.set(name, schema)
  }
  /** A reference to the schema: under its own id, or under the fallback name. */
  const refer = (schema: z.ZodType, fallbackName: string, io: Direction): JsonObject => {
    const generated = z.toJSONSchema(schema, { target: "draft-2020-12", io })
    for (const [name, definition] of Object.entries(generated.$defs ?? {})) add(name, asComponent(definition))
    const own = asComponent(generated)
    if (isObject(own) && typeof own["$ref"] === "string") return { $ref: own["$ref"] }
    add(fallbackName, own)
    return { $ref: `${components}${fallbackName}` }
  }
  return {
    add,
    refer,
    schemas: (): JsonObject =>
      Object.fromEntries([...schemas].toSorted(([left], [right]) => (left < right ? -1 : 1))),
  }
}
