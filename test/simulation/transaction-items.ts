import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb"

/** The items of one transaction, as the mutants bend them. */
export type Items = readonly TransactWriteItem[]

export const keyOf = (item: TransactWriteItem): { readonly pk: string; readonly sk: string } => {
  const key = item.Put?.Item ?? item.Update?.Key ?? item.Delete?.Key ?? item.ConditionCheck?.Key
  return { pk: key?.["pk"]?.S ?? "", sk: key?.["sk"]?.S ?? "" }
}

/** Only the values that the rest of the item still names may stay with it. */
export const withoutCondition = (item: TransactWriteItem): TransactWriteItem => {
  if (item.Put !== undefined) {
    const { Item, TableName } = item.Put
    return { Put: { Item, TableName } }
  }
  if (item.Delete !== undefined) {
    const { Key, TableName } = item.Delete
    return { Delete: { Key, TableName } }
  }
  if (item.Update === undefined) return item
  const {
    ConditionExpression: _condition,
    ExpressionAttributeValues: values,
    ExpressionAttributeNames: names,
    ...rest
  } = item.Update
  const used = (name: string): boolean =>
    new RegExp(`${name}(?![A-Za-z0-9])`).test(rest.UpdateExpression ?? "")
  const kept = <Value>(all: Record<string, Value> | undefined): Record<string, Value> =>
    Object.fromEntries(Object.entries(all ?? {}).filter(([name]) => used(name)))
  return {
    Update: { ...rest, ExpressionAttributeValues: kept(values), ExpressionAttributeNames: kept(names) },
  }
}

/** An account as it would be written without its holds of one ground. */
export const withoutHolds = (item: TransactWriteItem, ground: string): TransactWriteItem => {
  const { Put } = item
  if (Put?.Item === undefined || !keyOf(item).sk.startsWith("ACCOUNT#")) return item
  const account = unmarshall(Put.Item)
  const holds: unknown = account["holds"]
  if (!Array.isArray(holds)) return item
  const kept: unknown[] = holds.filter(
    (hold: unknown) =>
      typeof hold !== "object" || hold === null || !("ground" in hold) || hold.ground !== ground,
  )
  return { Put: { ...Put, Item: marshall({ ...account, holds: kept }, { removeUndefinedValues: true }) } }
}

/** What an item sets one attribute to; undefined when it leaves it alone. */
export const setBy = (item: TransactWriteItem, attribute: string): unknown => {
  const { Update, Put } = item
  if (Put?.Item?.[attribute] !== undefined) return unmarshall({ value: Put.Item[attribute] })["value"]
  if (Update === undefined) return undefined
  const [name] =
    Object.entries(Update.ExpressionAttributeNames ?? {}).find(([, meant]) => meant === attribute) ?? []
  if (name === undefined) return undefined
  const [, value] = new RegExp(`${name} = (:\\w+)`).exec(Update.UpdateExpression ?? "") ?? []
  const written = value === undefined ? undefined : Update.ExpressionAttributeValues?.[value]
  return written === undefined ? undefined : unmarshall({ value: written })["value"]
}
