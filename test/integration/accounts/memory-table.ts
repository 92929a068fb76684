import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { unmarshall } from "@aws-sdk/util-dynamodb"
import type { Key } from "../../../contracts/table.ts"
import type { Item, QueryPage, Table, TableQuery } from "../../../functions/store/table.ts"

/** All items by `pk` and `sk`. No item is ever changed in place, so a copy of the map is a snapshot. */
export type Memory = Map<string, Item>

/** Called before each look at or change of the table: here another operation may come in between. */
export type Step = () => Promise<void>

/**
 * Which half of a partition a query reads first. The database promises each line as it is committed at the moment the line is
 * read, and not all lines as of one moment: another transaction may lie between the halves.
 */
export type Tear = "accounts first" | "guard first"

type Values = Parameters<typeof unmarshall>[0]
type Guarded = {
  readonly ConditionExpression?: string | undefined
  readonly ExpressionAttributeNames?: Record<string, string> | undefined
  readonly ExpressionAttributeValues?: Values | undefined
}

const nameOfKey = ({ pk, sk }: Key): string => `${pk}|${sk}`
const keyOf = (item: Item): Key => ({ pk: String(item["pk"]), sk: String(item["sk"]) })

/** `attribute_exists(a)`, `attribute_not_exists(a)` and `a = :v`, joined by AND: what the changes of an account use. */
const holds = (item: Item | undefined, guarded: Guarded): boolean => {
  const values = guarded.ExpressionAttributeValues ? unmarshall(guarded.ExpressionAttributeValues) : {}
  const attribute = (name: string): unknown => item?.[guarded.ExpressionAttributeNames?.[name] ?? name]
  return (guarded.ConditionExpression ?? "").split(" AND ").every((term) => {
    if (term === "") return true
    const presence = /^attribute_(not_)?exists\((\S+)\)$/.exec(term)
    if (presence !== null) return (attribute(presence[2] ?? "") === undefined) === (presence[1] !== undefined)
    const equality = /^(\S+) = (:\S+)$/.exec(term)
    if (equality === null) throw new Error(`a condition that this table does not know: ${term}`)
    return attribute(equality[1] ?? "") === values[equality[2] ?? ""]
  })
}

/** `SET #a = :b, ... REMOVE #c, ... ADD #d :e, ...`, as the store writes it. */
const updated = (item: Item, expression: string, guarded: Guarded): Item => {
  const values = guarded.ExpressionAttributeValues ? unmarshall(guarded.ExpressionAttributeValues) : {}
  const result = { ...item }
  const nameOf = (alias: string): string => guarded.ExpressionAttributeNames?.[alias] ?? alias
  for (const [, verb, list = ""] of expression.matchAll(/(SET|REMOVE|ADD) (.*?)(?= (?:REMOVE|ADD) |$)/g))
    for (const part of list.split(", ")) {
      const [alias = "", ...rest] = part.split(" ")
      const value: unknown = values[rest.at(-1) ?? ""]
      if (verb === "REMOVE") delete result[nameOf(alias)]
      else result[nameOf(alias)] = verb === "SET" ? value : Number(result[nameOf(alias)] ?? 0) + Number(value)
    }
  return result
}

interface Write {
  readonly key: Key
  readonly guarded: Guarded
  readonly after: (before: Item | undefined) => Item | undefined
}

const writeOf = ({ Put, Update, Delete, ConditionCheck }: TransactWriteItem): Write => {
  if (Put?.Item !== undefined) {
    const item = unmarshall(Put.Item)
    return { key: keyOf(item), guarded: Put, after: () => item }
  }
  if (Update?.Key !== undefined) {
    const { UpdateExpression = "" } = Update
    const key = keyOf(unmarshall(Update.Key))
    return {
      key,
      guarded: Update,
      after: (before) => updated(before ?? { ...key }, UpdateExpression, Update),
    }
  }
  if (Delete?.Key !== undefined)
    return { key: keyOf(unmarshall(Delete.Key)), guarded: Delete, after: () => undefined }
  if (ConditionCheck?.Key !== undefined)
    return { key: keyOf(unmarshall(ConditionCheck.Key)), guarded: ConditionCheck, after: (before) => before }
  throw new Error("a transaction item without content")
}

const transactIn = (memory: Memory, items: readonly TransactWriteItem[]): readonly boolean[] => {
  const writes = items.map(writeOf)
  if (new Set(writes.map(({ key }) => nameOfKey(key))).size < writes.length)
    throw new Error("a transaction names one item twice")
  const failed = writes.map(({ key, guarded }) => !holds(memory.get(nameOfKey(key)), guarded))
  if (failed.includes(true)) return failed
  for (const { key, after } of writes) {
    const item = after(memory.get(nameOfKey(key)))
    if (item === undefined) memory.delete(nameOfKey(key))
    else memory.set(nameOfKey(key), item)
  }
  return failed
}

const isAccountLine = (item: Item): boolean => String(item["sk"]).startsWith("ACCOUNT#")

/** Only what can race is stepped: persons, accounts, cases, housing facts. */
const canRace = (pk: string): boolean => /^(PERSON|ACCOUNT|CASE|FACT)#/.test(pk)

const unused = (): Promise<never> => Promise.reject(new Error("no account operation does this"))

export const createMemoryTable = (memory: Memory, step: Step, tear: Tear): Table => {
  const linesOf = ({ partition, prefix = "", upTo, between, newestFirst, limit }: TableQuery): Item[] => {
    const from = between?.from ?? ""
    const to = upTo ?? between?.to
    const found = [...memory.values()]
      .filter(({ pk, sk }) => pk === partition && String(sk).startsWith(prefix))
      .filter(({ sk }) => String(sk) >= from && (to === undefined || String(sk) <= to))
      .toSorted((left, right) => (String(left["sk"]) < String(right["sk"]) ? -1 : 1))
    return (newestFirst === undefined ? found : found.toReversed()).slice(0, limit)
  }
  return {
    name: "hub",
    takeSpent: () => ({ readUnits: 0, writeUnits: 0 }),
    get: async (key) => {
      if (canRace(key.pk)) await step()
      return memory.get(nameOfKey(key))
    },
    getMany: (keys) =>
      Promise.resolve(keys.map((key) => memory.get(nameOfKey(key))).filter((item) => item !== undefined)),
    query: async (query): Promise<QueryPage> => {
      if (!query.partition.startsWith("PERSON#")) return { items: linesOf(query) }
      const accountsFirst = tear === "accounts first"
      await step()
      const first = linesOf(query).filter((item) => isAccountLine(item) === accountsFirst)
      await step()
      const second = linesOf(query).filter((item) => isAccountLine(item) !== accountsFirst)
      return { items: [...first, ...second] }
    },
    transact: async (items) => {
      await step()
      const failed = transactIn(memory, items)
      return failed.includes(true) ? { outcome: "conflict", failed } : { outcome: "committed" }
    },
    put: (item) => {
      memory.set(nameOfKey(item), item)
      return Promise.resolve(true)
    },
    update: (key, { add = {} }) => {
      const before = memory.get(nameOfKey(key)) ?? { ...key }
      const sums = Object.entries(add).map(([name, by]) => [name, Number(before[name] ?? 0) + by] as const)
      const item: Item = { ...before, ...Object.fromEntries(sums) }
      memory.set(nameOfKey(key), item)
      return Promise.resolve(item)
    },
    delete: unused,
  }
}
