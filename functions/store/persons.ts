import type { PersonRef } from "../../contracts/primitives.ts"
import { keys } from "../../contracts/table.ts"
import type {
  AccountRecord,
  Finding,
  NormalAccountGuard,
  OpenTransferMark,
  PersonRecord,
} from "../domain/account/account-record.ts"
import { guardAgrees } from "../domain/account/guard-agrees.ts"
import { recordOf } from "./record.ts"
import type { Item, Table } from "./table.ts"

/** A person's partition holds a handful of lines; more pages than this would be broken data. */
const mostPages = 5

/** A linked document leads to the document in use; nobody changes documents more often than this by far. */
const mostLinks = 100

/** A record that does not hang together is read again; one that still does not is as it is, whoever made it so. */
const mostReadings = 4

const kindOf = (item: Item): string => String(item["sk"]).split("#", 1)[0] ?? ""

const readPartition = async (table: Table, personRef: string): Promise<readonly Item[]> => {
  const items: Item[] = []
  let after: Item | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await table.query({
      partition: keys.person.partition(personRef),
      ...(after === undefined ? {} : { after }),
    })
    items.push(...answer.items)
    after = answer.last
    if (after === undefined) return items
  }
  throw new Error("a person's partition is too large")
}

const personOf = (ref: PersonRef, items: readonly Item[]): PersonRecord => {
  const guardItem = items.find((item) => kindOf(item) === "NORMAL_ACCOUNT")
  return {
    personRef: ref,
    ...(guardItem === undefined ? {} : { guard: recordOf<NormalAccountGuard>(guardItem) }),
    accounts: items.filter((item) => kindOf(item) === "ACCOUNT").map((item) => recordOf<AccountRecord>(item)),
    openTransfers: items
      .filter((item) => kindOf(item) === "OPEN_TRANSFER")
      .map((item) => recordOf<OpenTransferMark>(item)),
    openings: Number(items.find((item) => kindOf(item) === "OPENINGS")?.["openings"] ?? 0),
    findings: items.filter((item) => kindOf(item) === "FINDING").map((item) => recordOf<Finding>(item)),
  }
}

const linkOf = (items: readonly Item[]): PersonRef | undefined => {
  const guardItem = items.find((item) => kindOf(item) === "NORMAL_ACCOUNT")
  return typeof guardItem?.["currentPersonRef"] === "string"
    ? recordOf<{ currentPersonRef: PersonRef }>(guardItem).currentPersonRef
    : undefined
}

/**
 * One strongly consistent query: guards, a line an account, open cases, findings. Each line is the newest, yet a
 * query is no transaction: what is written while it runs may be seen in one line and not in another.
 */
export const readPerson = async (table: Table, personRef: PersonRef): Promise<PersonRecord> => {
  let ref: PersonRef = personRef
  let readings = 0
  for (let link = 0; link < mostLinks;) {
    const items = await readPartition(table, ref)
    const linked = linkOf(items)
    if (linked !== undefined) {
      ref = linked
      link += 1
      continue
    }
    const person = personOf(ref, items)
    readings += 1
    if (guardAgrees(person) || readings >= mostReadings) return person
  }
  throw new Error("a person link leads in a circle")
}
