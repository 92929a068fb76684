import * as z from "zod"
import { TransferRules } from "./policies.ts"
import { cited, Share } from "./policy-figures.ts"
import { Money } from "./primitives.ts"
import { CatalogueEntry } from "./service-catalogue.ts"
import { WithdrawalRule } from "./withdrawal-policies.ts"

/** What a federation rules among its members, in the shapes of a center's own pack. An absent part is not ruled. */
export const FederationOverrides = z.strictObject({
  transfer: TransferRules.optional().describe("转移: months asked; a national bar cannot be lifted"),
  certificates: z
    .strictObject({
      recognition: z
        .literal("mutual")
        .describe("证明互认: a loan center takes the hub's certificate without further papers"),
      ...cited,
    })
    .optional()
    .describe("异地贷款缴存使用证明"),
  withdrawals: z
    .strictObject({
      rules: z.array(WithdrawalRule).min(1).max(10).describe("of purpose `purchase`, in the shape of a pack"),
    })
    .optional()
    .describe("统一购房提取政策"),
  matters: z
    .array(CatalogueEntry)
    .min(1)
    .max(10)
    .optional()
    .describe("通办事项 that a member offers to the others, beside its own catalogue"),
  funds: z
    .strictObject({
      mostLent: Money.optional().describe("yuan that one member may have lent to the others at a time"),
      mostShareOfDeposits: Share.optional().describe("of a lender's deposits"),
      longestMonths: z.int().min(1).max(120).optional().describe("longest term, months"),
      ...cited,
    })
    .optional()
    .describe("资金融通: limits as data; the hub moves no such money"),
})
export type FederationOverrides = z.infer<typeof FederationOverrides>
