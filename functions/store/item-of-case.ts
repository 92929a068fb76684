import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { keys, wakeShardOf, type CaseKind } from "../../contracts/table.ts"
import { caseIdOf, isServiceCase, isTransfer, type HubCase } from "../domain/case/hub-case.ts"
import type { OffsiteLoanCase } from "../domain/offsite-loan/offsite-loan-case.ts"
import type { ServiceCase } from "../domain/service-case/service-case.ts"
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

const optionalOfService = [
  "accountNo",
  "missing",
  "timerAt",
  "expiryAt",
  "check",
  "verification",
  "decision",
  "payment",
  "closure",
  "rating",
  "reopenedAt",
  "erasesAt",
  "erased",
  "supplements",
  "factKey",
] as const satisfies readonly (keyof ServiceCase)[]

const absentOf = (saved: HubCase): string[] => {
  if (isTransfer(saved)) return optionalOfTransfer.filter((name) => saved[name] === undefined)
  return isServiceCase(saved)
    ? optionalOfService.filter((name) => saved[name] === undefined)
    : optionalOfOffsiteLoan.filter((name) => saved[name] === undefined)
}

const wakeBy = (changedAt: string): string =>
  new Date(Date.parse(changedAt) + wakeAfterCommitMs).toISOString()

const listed = (kind: CaseKind, inCenterId: string, outCenterId: string) => ({
  inCenter: keys.case.listPartition(kind, inCenterId),
  outCenter: keys.case.listPartition(kind, outCenterId),
})

/** Under which centers the two lists of cases show it. The home center of a loan follows the account. */
const listedOf = (hubCase: HubCase) => {
  if (isTransfer(hubCase)) return listed("trf", hubCase.toCenterId, hubCase.fromCenterId)
  return isServiceCase(hubCase)
    ? listed("svc", hubCase.receivingCenterId, hubCase.homeCenterId)
    : listed("lnc", hubCase.loanCenterId, hubCase.homeCenterId)
}

/** What a later version may list elsewhere: an off-site loan only, so that no other index is written again. */
const relistedOf = (saved: HubCase) =>
  isTransfer(saved) || isServiceCase(saved) ? {} : { outCenter: listedOf(saved).outCenter }

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
