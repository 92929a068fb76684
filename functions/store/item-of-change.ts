import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { keys, TTL_ATTRIBUTE, wakeShardOf, type Key } from "../../contracts/table.ts"
import type { NormalAccountGuard } from "../domain/account/account-record.ts"
import type { Change } from "../domain/change.ts"
import type { TransferCase } from "../domain/transfer/transfer-case.ts"
import { toItem, updateOf, type Item } from "./table.ts"

/** A commit asks to be looked at again after this time, in case its wake is lost. */
export const wakeAfterCommitMs = 60_000

/** Optional members of a case: what a new version no longer has must leave the item. */
const optionalOfCase = [
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

const absent = "attribute_not_exists(pk)"

const put = (
  table: string,
  key: Key,
  item: object,
  condition?: string,
  values?: Item,
): TransactWriteItem => ({
  Put: {
    TableName: table,
    Item: toItem({ ...item, ...key }),
    ...(condition === undefined ? {} : { ConditionExpression: condition }),
    ...(values === undefined ? {} : { ExpressionAttributeValues: toItem(values) }),
  },
})

/** Replaces a record by its next version: holds only while the version before stands. */
const succeed = (
  table: string,
  key: Key,
  record: { readonly version: number },
  further: { readonly condition: string; readonly values: Item } = { condition: "", values: {} },
): TransactWriteItem => ({
  Put: {
    TableName: table,
    Item: toItem({ ...record, ...key }),
    ConditionExpression: `#version = :previous${further.condition}`,
    ExpressionAttributeNames: { "#version": "version" },
    ExpressionAttributeValues: toItem({ ":previous": record.version - 1, ...further.values }),
  },
})

const remove = (
  table: string,
  key: Key,
  condition: string,
  values?: Item,
  names?: Record<string, string>,
): TransactWriteItem => ({
  Delete: {
    TableName: table,
    Key: toItem({ ...key }),
    ConditionExpression: condition,
    ...(values === undefined ? {} : { ExpressionAttributeValues: toItem(values) }),
    ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
  },
})

const wakeBy = (changedAt: string): string =>
  new Date(Date.parse(changedAt) + wakeAfterCommitMs).toISOString()

/** An update, never a put: the same item carries the task token that a parked workflow left. */
const saveCase = (table: string, saved: TransferCase): TransactWriteItem => {
  const { transferId, version, generation: _generation, ...rest } = saved
  return updateOf(table, keys.transfer.case(transferId), {
    set: { ...rest, version, wakeBy: wakeBy(saved.changedAt) },
    remove: optionalOfCase.filter((name) => saved[name] === undefined),
    condition: "#version = :previous",
    names: { "#version": "version" },
    values: { ":previous": version - 1 },
  })
}

const openCase = (table: string, opened: TransferCase): TransactWriteItem =>
  put(
    table,
    keys.transfer.case(opened.transferId),
    {
      ...opened,
      wakeShard: wakeShardOf(opened.transferId),
      wakeBy: wakeBy(opened.changedAt),
      inCenter: opened.toCenterId,
      outCenter: opened.fromCenterId,
      caseKey: opened.transferId,
    },
    absent,
  )

const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000)

/** A guard that was released and claimed again counts its versions anew: they are another guard's. */
const ofThisLife = ({ life }: NormalAccountGuard): string => (life === undefined ? "" : " AND life = :life")
const lifeOf = ({ life }: NormalAccountGuard) => (life === undefined ? {} : { ":life": life })

/** One change, one item, one condition. */
export const itemOfChange = (table: string, change: Change): TransactWriteItem => {
  switch (change.kind) {
    case "registerAccount":
      return put(
        table,
        keys.person.account(change.account.personRef, change.account.centerId, change.account.accountNo),
        change.account,
        absent,
      )
    case "pointToPerson":
      return put(
        table,
        keys.account.pointer(change.account.centerId, change.account.accountNo),
        { personRef: change.account.personRef },
        absent,
      )
    case "repointToPerson":
      return updateOf(table, keys.account.pointer(change.account.centerId, change.account.accountNo), {
        set: { personRef: change.account.personRef },
        condition: "personRef = :former",
        values: { ":former": change.formerPersonRef },
      })
    case "forgetAccount":
      return remove(
        table,
        keys.person.account(change.account.personRef, change.account.centerId, change.account.accountNo),
        "#version = :version",
        { ":version": change.account.version },
        { "#version": "version" },
      )
    case "saveAccount": {
      const { personRef, centerId, accountNo } = change.account
      return succeed(table, keys.person.account(personRef, centerId, accountNo), change.account)
    }
    case "expectAccount": {
      const { personRef, centerId, accountNo, version } = change.account
      return {
        ConditionCheck: {
          TableName: table,
          Key: toItem({ ...keys.person.account(personRef, centerId, accountNo) }),
          ConditionExpression: "#version = :version",
          ExpressionAttributeNames: { "#version": "version" },
          ExpressionAttributeValues: toItem({ ":version": version }),
        },
      }
    }
    case "claimGuard":
      return put(table, keys.person.normalAccount(change.guard.personRef), change.guard, absent)
    case "saveGuard":
      return succeed(table, keys.person.normalAccount(change.guard.personRef), change.guard, {
        condition: ofThisLife(change.guard),
        values: lifeOf(change.guard),
      })
    case "releaseGuard":
      return remove(
        table,
        keys.person.normalAccount(change.guard.personRef),
        `#version = :version${ofThisLife(change.guard)}`,
        { ":version": change.guard.version, ...lifeOf(change.guard) },
        { "#version": "version" },
      )
    case "expectUnlinked":
      return updateOf(table, keys.person.openings(change.personRef), {
        add: { openings: 1 },
        condition: "attribute_not_exists(currentPersonRef)",
      })
    case "closePartition":
      return put(
        table,
        keys.person.openings(change.former),
        { openings: change.openings, currentPersonRef: change.current },
        change.openings === 0 ? absent : "openings = :openings AND attribute_not_exists(currentPersonRef)",
        change.openings === 0 ? undefined : { ":openings": change.openings },
      )
    case "linkPerson":
      return put(
        table,
        keys.person.normalAccount(change.former),
        { currentPersonRef: change.current, version: 0 },
        change.guard === undefined ? absent : `version = :version${ofThisLife(change.guard)}`,
        change.guard === undefined
          ? undefined
          : { ":version": change.guard.version, ...lifeOf(change.guard) },
      )
    case "saveSegments":
      return put(
        table,
        keys.account.segment(change.account.centerId, change.account.accountNo, change.origin),
        { segments: change.segments },
      )
    case "markOpenTransfer":
      return put(
        table,
        keys.person.openTransfer(change.personRef, change.mark.fromCenterId, change.mark.accountKind),
        change.mark,
        absent,
      )
    case "unmarkOpenTransfer":
      return remove(
        table,
        keys.person.openTransfer(change.personRef, change.mark.fromCenterId, change.mark.accountKind),
        "transferId = :case",
        {
          ":case": change.mark.transferId,
        },
      )
    case "openCase":
      return openCase(table, change.case)
    case "saveCase":
      return saveCase(table, change.case)
    case "saveStatement":
      return put(table, keys.transfer.statement(change.transferId), { statement: change.statement })
    case "saveIdentity":
      return put(
        table,
        keys.transfer.identity(change.transferId),
        { encryptedIdentity: change.encryptedIdentity },
        absent,
      )
    case "eraseIdentity":
      return updateOf(table, keys.transfer.identity(change.transferId), {
        set: { [TTL_ATTRIBUTE]: seconds(change.at) },
      })
    case "claimPaymentReference":
      return put(
        table,
        keys.paymentReference(change.reference),
        { caseId: change.caseId, amount: change.amount },
        absent,
      )
    case "claimBankEntry":
      return put(
        table,
        keys.bankEntry(change.centerId, change.bankSerial),
        { caseId: change.caseId, amount: change.amount },
        absent,
      )
    case "saveResidual":
      return put(
        table,
        keys.transfer.residual(change.residual.transferId, change.residual.residualId),
        { ...change.residual, standing: change.residual.status },
        change.expected === "new" ? absent : "standing = :expected",
        change.expected === "new" ? undefined : { ":expected": change.expected },
      )
    case "saveUnmatchedFunds":
      return put(
        table,
        keys.unmatchedFunds(change.funds.unmatchedFundsId),
        { ...change.funds, standing: change.funds.status },
        change.expected === "new" ? absent : "standing = :expected",
        change.expected === "new" ? undefined : { ":expected": change.expected },
      )
    case "recordFinding":
      return put(
        table,
        keys.person.finding(change.personRef, change.finding.findingId),
        change.finding,
        absent,
      )
    case "tell":
      return put(table, keys.inbox.message(change.message.to, change.message.messageId), change.message)
    case "recordCaseHistory":
      return put(table, keys.transfer.history(change.transferId, change.version), change.entry, absent)
    case "recordAccountHistory":
      return put(
        table,
        keys.account.history(change.account.centerId, change.account.accountNo, change.entryId),
        change.entry,
        absent,
      )
    case "registerCenter":
      return put(table, keys.directory.center(change.center.centerId), change.center, absent)
    case "saveCenter":
      return succeed(table, keys.directory.center(change.center.centerId), change.center)
    case "addKey":
      return put(table, keys.directory.kidOwner(change.key.kid), change.key, absent)
    case "saveKey":
      return put(
        table,
        keys.directory.kidOwner(change.key.kid),
        change.key,
        "attribute_exists(pk) AND attribute_not_exists(revokedAt)",
      )
    case "expectKey":
      return {
        ConditionCheck: {
          TableName: table,
          Key: toItem({ ...keys.directory.kidOwner(change.kid) }),
          ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(revokedAt)",
        },
      }
    case "nameKey":
      return put(table, keys.directory.key(change.centerId, change.kid), { kid: change.kid })
    case "setReceivingAccount":
      return put(table, keys.directory.receivingAccount(change.centerId, change.effectiveAt), {
        ...change.account,
        effectiveAt: change.effectiveAt,
      })
    case "withdrawReceivingAccount":
      return remove(
        table,
        keys.directory.receivingAccount(change.centerId, change.effectiveAt),
        "attribute_exists(pk)",
      )
    case "setWebhook":
      return put(table, keys.directory.webhook(change.centerId), { url: change.url, since: change.since })
    case "removeWebhook":
      return remove(table, keys.directory.webhook(change.centerId), "attribute_exists(pk)")
    case "savePolicy":
      return {
        Put: {
          TableName: table,
          Item: toItem({
            pack: change.pack,
            hash: change.hash,
            at: change.at,
            ...keys.policy.pack(change.centerId, change.effectiveFrom),
          }),
          ...(change.replaces === undefined
            ? { ConditionExpression: absent }
            : {
                ConditionExpression: "#hash = :replaced",
                ExpressionAttributeNames: { "#hash": "hash" },
                ExpressionAttributeValues: toItem({ ":replaced": change.replaces }),
              }),
        },
      }
  }
}
