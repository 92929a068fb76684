import * as z from "zod"
import { AccountNo, CenterId, Instant, LocalDate, Month } from "./primitives.ts"

export const CenterKind = z.enum(["center", "subCenter", "office"]).describe("中心, 分中心, 管理部")

/** Public half of a signing key, RFC 7517. */
export const PublicJwk = z.union([
  z.strictObject({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.string().regex(/^[A-Za-z0-9_-]{43}$/), kid: z.string().optional(), alg: z.string().optional(), use: z.string().optional() }),
  z.strictObject({
    kty: z.literal("EC"),
    crv: z.literal("P-256"),
    x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    y: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    kid: z.string().optional(),
    alg: z.string().optional(),
    use: z.string().optional(),
  }),
])
export type PublicJwk = z.infer<typeof PublicJwk>

export const Kid = z.string().regex(/^[A-Za-z0-9._~-]{1,64}$/)

export const ReceivingAccount = z.strictObject({
  bankName: z.string().min(2).max(60),
  accountName: z.string().min(2).max(80).describe("name of the center's own account"),
  accountNumber: z.string().regex(/^\d{8,32}$/).describe("the center's own collection account; not personal"),
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
    provinceCode: z.string().regex(/^\d{6}$/).describe("GB/T 2260 code of the province, for the calendar"),
    node: z.string().optional().describe("住建部中心编码"),
    closingDays: z.array(LocalDate).max(60).describe("working days on which the center is closed"),
    standing: z.enum(["active", "suspended"]),
    successorCenterId: CenterId.optional(),
    validFrom: LocalDate,
    validTo: LocalDate.optional(),
    receivingAccount: z.strictObject({ bankName: z.string(), accountTail: z.string(), effectiveAt: Instant }).optional().describe("in force now; the whole number stands on letters only"),
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
    .strictObject({ kid: Kid, publicKey: PublicJwk })
    .optional()
    .describe("the first key; a directory entry without key can receive letters only after it has one"),
  receivingAccount: ReceivingAccount.optional().describe("verified at onboarding, in force at once"),
})
export type OnboardCenterRequest = z.infer<typeof OnboardCenterRequest>

export const StandingRequest = z.strictObject({ reason: z.string().min(2).max(200) })
export const CenterStanding = z.strictObject({ centerId: CenterId, standing: z.enum(["active", "suspended"]), since: Instant })

export const PutKeyRequest = z.strictObject({
  publicKey: PublicJwk,
  proof: z.string().max(2000).describe("compact JWS by the new key over its own thumbprint: possession"),
  validFrom: Instant.optional(),
  validTo: Instant.optional(),
})
export const KeyState = z.strictObject({
  kid: Kid,
  centerId: z.string(),
  alg: z.enum(["Ed25519", "ES256"]),
  validFrom: Instant,
  validTo: Instant.optional(),
  revokedAt: Instant.optional(),
  restrictedUntil: Instant.optional().describe("until then it cannot change keys or receiving accounts"),
})
export type KeyState = z.infer<typeof KeyState>

export const PutReceivingAccountRequest = ReceivingAccount
export const ReceivingAccountState = z.strictObject({ bankName: z.string(), accountTail: z.string(), effectiveAt: Instant.describe("after the cooling period") })

export const PutClosingDaysRequest = z.strictObject({ closingDays: z.array(LocalDate).max(60) })

export const ImportedAccountLine = z.strictObject({ centerId: CenterId, accountNo: AccountNo, from: Month })
