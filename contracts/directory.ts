import * as z from "zod"
import { CenterId, Instant, LocalDate } from "./primitives.ts"
import { mostFormerCenters } from "./succession.ts"
import { KeyId, ProvenKey, PublicKeyJwk } from "./signature.ts"

export const CenterKind = z.enum(["center", "subCenter", "office"]).describe("中心, 分中心, 管理部")

export const ReceivingAccount = z.strictObject({
  bankName: z.string().min(2).max(60).describe("开户银行"),
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
    name: z.string().min(2).max(80).describe("机构名称"),
    nameEn: z.string().max(80).optional().describe("English name"),
    kind: CenterKind,
    parentCenterId: CenterId.optional(),
    settlesOwnBooks: z.boolean().describe("an office never keeps its own books; letters go to the parent"),
    provinceCode: z
      .string()
      .regex(/^\d{6}$/)
      .describe("GB/T 2260 code of the province, for the calendar"),
    node: z.string().optional().describe("住建部中心编码"),
    closingDays: z.array(LocalDate).max(60).describe("working days on which the center is closed"),
    standing: z
      .enum(["active", "suspended"])
      .describe("a suspended center can neither call nor get a letter"),
    successorCenterId: CenterId.optional().describe("机构合并: who takes over, once both have signed"),
    succeededFrom: LocalDate.optional().describe("from 00:00 China time of this day the successor answers"),
    formerCenters: z
      .array(
        z.strictObject({
          centerId: CenterId.describe("the center that ended"),
          from: LocalDate.describe("from 00:00 China time of this day"),
        }),
      )
      .max(mostFormerCenters)
      .optional()
      .describe("whose books this center has taken over, or will"),
    validFrom: LocalDate,
    validTo: LocalDate.optional(),
    receivingAccount: z
      .strictObject({
        bankName: z.string().describe("开户银行"),
        accountTail: z.string().describe("last four digits"),
        effectiveAt: Instant,
      })
      .optional()
      .describe("in force now; the whole number stands on letters only"),
  })
  .meta({ id: "Center" })
export type Center = z.infer<typeof Center>

export const CenterList = z.strictObject({
  centers: z.array(Center).describe("in the order of their codes"),
  cursor: z.string().optional().describe("pass it on to read the next page"),
})

export const OnboardCenterRequest = z.strictObject({
  centerId: CenterId,
  name: z.string().min(2).max(80).describe("机构名称"),
  nameEn: z.string().max(80).optional().describe("English name"),
  kind: CenterKind,
  parentCenterId: CenterId.optional(),
  settlesOwnBooks: z.boolean().describe("独立核算; false for every office"),
  provinceCode: z
    .string()
    .regex(/^\d{6}$/)
    .describe("GB/T 2260 code of the province, for the calendar"),
  node: z.string().max(12).optional().describe("住建部中心编码"),
  closingDays: z.array(LocalDate).max(60).optional().describe("working days on which the center is closed"),
  validFrom: LocalDate,
  validTo: LocalDate.optional(),
  firstKey: z
    .strictObject({ kid: KeyId, publicKey: PublicKeyJwk })
    .optional()
    .describe("the first key; a directory entry without key can receive letters only after it has one"),
  receivingAccount: ReceivingAccount.optional().describe("verified at onboarding, in force at once"),
})
export type OnboardCenterRequest = z.infer<typeof OnboardCenterRequest>

export const StandingRequest = z.strictObject({
  reason: z.string().min(2).max(200).describe("why, for the record; nothing personal"),
})
export const CenterStanding = z.strictObject({
  centerId: CenterId,
  standing: z.enum(["active", "suspended"]).describe("after the act"),
  since: Instant,
})

export const PutKeyRequest = z.strictObject({
  ...ProvenKey.shape,
  validFrom: Instant.optional(),
  validTo: Instant.optional(),
})
export const KeyState = z.strictObject({
  kid: KeyId,
  centerId: z.string().describe("机构代码 of the owner, or `operator`"),
  alg: z.enum(["Ed25519", "ES256"]).describe("the only algorithm that the key signs with"),
  validFrom: Instant,
  validTo: Instant.optional(),
  revokedAt: Instant.optional(),
  restrictedUntil: Instant.optional().describe(
    "until then it cannot change keys, the receiving account or the webhook",
  ),
})
export type KeyState = z.infer<typeof KeyState>

export const PutReceivingAccountRequest = ReceivingAccount
export const ReceivingAccountState = z.strictObject({
  bankName: z.string().describe("开户银行"),
  accountTail: z.string().describe("last four digits"),
  effectiveAt: Instant.describe("after the cooling period"),
})

export const PutClosingDaysRequest = z.strictObject({
  closingDays: z.array(LocalDate).max(60).describe("all of them: what was there before is replaced"),
})
