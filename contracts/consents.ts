import * as z from "zod"
import { CenterId, ConsentCode, Instant, Person, StaffId } from "./primitives.ts"

/**
 * 亮码可办: the contributor proves to the home center who he or she is and gets a code that another center may use,
 * once, before midnight. Whoever has the code still has to sign its calls and to name the same person.
 */
export const ConsentPurpose = z.enum(["offsiteLoan", "loanQuote"]).describe("异地贷款, 额度测算")
export type ConsentPurpose = z.infer<typeof ConsentPurpose>

export const GiveConsentRequest = z.strictObject({
  person: Person,
  purpose: ConsentPurpose,
  grantedTo: CenterId.optional().describe("the only center that may use it; absent: whoever is shown it"),
  verifiedBy: z
    .enum(["counter", "face", "app"])
    .describe("how the center knew the person: 柜台, 人脸识别, 手机公积金实名登录"),
  handler: StaffId.optional().describe("at a counter"),
})
export type GiveConsentRequest = z.infer<typeof GiveConsentRequest>

export const Consent = z
  .strictObject({
    consentCode: ConsentCode.describe("shown by the contributor to the other center; used once"),
    purpose: ConsentPurpose,
    grantedTo: CenterId.optional().describe("the only center that may use it; absent: whoever is shown it"),
    expiresAt: Instant.describe("24:00 China time of the same day"),
  })
  .meta({ id: "Consent" })
export type Consent = z.infer<typeof Consent>
