import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { keys, wakeShardOf } from "../../contracts/table.ts"
import { caseIdOf, isTransfer, type HubCase } from "../domain/case/hub-case.ts"
import type { OffsiteLoanCase } from "../domain/offsite-loan/offsite-loan-case.ts"
import type { TransferCase } from "../domain/transfer/transfer-case.ts"
import { absent, put } from "./item-parts.ts"
import { updateOf } from "./table.ts"

/** A commit asks to be looked at again after this time, in case its wake is lost. */
export const wakeAfterCommitMs = 60_000

/** Optional members of a case: what a new version no longer has must leave the item. */
const optionalOfTransfer = [
  "batchNo",
  "replaces",
  "running",
  "timerAt",
  "expiryAt",
  "escalatedAt",
  "statement",
  "refusal",
  "dispute",
  "formerAccount",
] as const satisfies readonly (keyof TransferCase)[]
const optionalOfOffsiteLoan = [
  "homeAccountNo",
  "timerAt",
  "expiryAt",
  "policy",
  "certificateNo",
  "validTo",
  "refusal",
  "rejection",
  "quote",
  "grant",
  "loan",
  "collection",
  "deducted",
  "offset",
  "payoffCertificateNo",
  "endedOn",
] as const satisfies readonly (keyof OffsiteLoanCase)[]

const absentOf = (saved: HubCase): string[] =>
  isTransfer(saved)
    ? optionalOfTransfer.filter((name) => saved[name] === undefined)
    : optionalOfOffsiteLoan.filter((name) => saved[name] === undefined)

const wakeBy = (changedAt: string): string =>
  new Date(Date.parse(changedAt) + wakeAfterCommitMs).toISOString()

/** Under which centers the two lists of cases show it. The home center of a loan follows the account. */
const listedOf = (hubCase: HubCase) =>
  isTransfer(hubCase)
    ? {
        inCenter: keys.case.listPartition("trf", hubCase.toCenterId),
        outCenter: keys.case.listPartition("trf", hubCase.fromCenterId),
      }
    : {
        inCenter: keys.case.listPartition("lnc", hubCase.loanCenterId),
        outCenter: keys.case.listPartition("lnc", hubCase.homeCenterId),
      }

/** What a later version may list elsewhere: a transfer never, so that its indexes are not written again. */
const relistedOf = (saved: HubCase) => (isTransfer(saved) ? {} : { outCenter: listedOf(saved).outCenter })

/** An update, never a put: the same item carries the task token that a parked workflow left. */
export const saveCase = (table: string, saved: HubCase): TransactWriteItem => {
  const { version, generation: _generation, ...rest } = saved
  return updateOf(table, keys.case.case(caseIdOf(saved)), {
    set: { ...rest, ...relistedOf(saved), version, wakeBy: wakeBy(saved.changedAt) },
    remove: absentOf(saved),
    condition: "#version = :previous",
    names: { "#version": "version" },
    values: { ":previous": version - 1 },
  })
}

export const openCase = (table: string, opened: HubCase): TransactWriteItem => {
  const caseId = caseIdOf(opened)
  return put(
    table,
    keys.case.case(caseId),
    {
      ...opened,
      ...listedOf(opened),
      wakeShard: wakeShardOf(caseId),
      wakeBy: wakeBy(opened.changedAt),
      caseKey: caseId,
    },
    absent,
  )
}
