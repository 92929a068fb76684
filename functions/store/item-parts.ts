import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import type { Key } from "../../contracts/table.ts"
import { toItem, type Item } from "./table.ts"

/** Nothing stands under the key yet. */
export const absent = "attribute_not_exists(pk)"

export const put = (
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
export const succeed = (
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

export const remove = (
  table: string,
  key: Key,
  condition?: string,
  values?: Item,
  names?: Record<string, string>,
): TransactWriteItem => ({
  Delete: {
    TableName: table,
    Key: toItem({ ...key }),
    ...(condition === undefined ? {} : { ConditionExpression: condition }),
    ...(values === undefined ? {} : { ExpressionAttributeValues: toItem(values) }),
    ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
  },
})

/** The first version of a record that nobody has written yet, or its next one. */
export const firstOrNext = (
  table: string,
  key: Key,
  record: { readonly version: number },
): TransactWriteItem => (record.version === 1 ? put(table, key, record, absent) : succeed(table, key, record))
