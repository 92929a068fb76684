import * as z from "zod"
import { CenterId, Instant, LocalDate } from "./primitives.ts"
import { KeyId, ProvenKey, PublicKeyJwk } from "./signature.ts"

export const CenterKind = z.enum(["center", "subCenter", "office"]).describe("中心, 分中心, 管理部")

export const ReceivingAccount = z.strictObject({
  bankName: z.string().min(2).max(60),
  accountName: z.string().min(2).max(80).describe("name of the center's own account"),
  accountNumber: z
    .string()
    .regex(/^\d{8,32}$/)
    .describe("the center's own collection account; not personal"),
})
export type ReceivingAccount = z.infer<typeof ReceivingAccount>

export const Center = z
  .strictObject({
    centerId: CenterId,
    name: z.string().min(2).max(80),
    nameEn: z.string().max(80).optional(),
    kind: CenterKind,
    parentCenterId: CenterId.optional(),
    settlesOwnBooks: z.boolean().describe("an office never keeps its own books; letters go to the parent"),
    provinceCode: z
      .string()
      .regex(/^\d{6}$/)
      .describe("GB/T 2260 code of the province, for the calendar"),
    node: z.string().optional().describe("住建部中心编码"),
    closingDays: z.array(LocalDate).max(60).describe("working days on which the center is closed"),
    standing: z.enum(["active", "suspended"]),
    successorCenterId: CenterId.optional(),
    validFrom: LocalDate,
    validTo: LocalDate.optional(),
    receivingAccount: z
      .strictObject({ bankName: z.string(), accountTail: z.string(), effectiveAt: Instant })
      .optional()
      .describe("in force now; the whole number stands on letters only"),
  })
  .meta({ id: "Center" })
export type Center = z.infer<typeof Center>

export const CenterList = z.strictObject({ centers: z.array(Center), cursor: z.string().optional() })

export const OnboardCenterRequest = z.strictObject({
  centerId: CenterId,
  name: z.string().min(2).max(80),
  nameEn: z.string().max(80).optional(),
  kind: CenterKind,
  parentCenterId: CenterId.optional(),
  settlesOwnBooks: z.boolean(),
  provinceCode: z.string().regex(/^\d{6}$/),
  node: z.string().max(12).optional(),
  closingDays: z.array(LocalDate).max(60).optional(),
  validFrom: LocalDate,
  validTo: LocalDate.optional(),
  firstKey: z
    .strictObject({ kid: KeyId, publicKey: PublicKeyJwk })
    .optional()
    .describe("the first key; a directory entry without key can receive letters only after it has one"),
  receivingAccount: ReceivingAccount.optional().describe("verified at onboarding, in force at once"),
})
export type OnboardCenterRequest = z.infer<typeof OnboardCenterRequest>

export const StandingRequest = z.strictObject({ reason: z.string().min(2).max(200) })
export const CenterStanding = z.strictObject({
  centerId: CenterId,
  standing: z.enum(["active", "suspended"]),
  since: Instant,
})

export const PutKeyRequest = z.strictObject({
  ...ProvenKey.shape,
  validFrom: Instant.optional(),
  validTo: Instant.optional(),
})
export const KeyState = z.strictObject({
  kid: KeyId,
  centerId: z.string(),
  alg: z.enum(["Ed25519", "ES256"]),
  validFrom: Instant,
  validTo: Instant.optional(),
  revokedAt: Instant.optional(),
  restrictedUntil: Instant.optional().describe("until then it cannot change keys or receiving accounts"),
})
export type KeyState = z.infer<typeof KeyState>

export const PutReceivingAccountRequest = ReceivingAccount
export const ReceivingAccountState = z.strictObject({
  bankName: z.string(),
  accountTail: z.string(),
  effectiveAt: Instant.describe("after the cooling period"),
})

export const PutClosingDaysRequest = z.strictObject({ closingDays: z.array(LocalDate).max(60) })
