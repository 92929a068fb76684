import { isOpen, sameAccount, type AccountRecord } from "../../../functions/domain/account/account-record.ts"
import type { AccountName, NormalAccountGuard } from "../../../functions/domain/account/account-record.ts"
import { recordOf } from "../../../functions/store/record.ts"
import type { Item } from "../../../functions/store/table.ts"
import type { Memory } from "./memory-table.ts"

const text = ({ centerId, accountNo }: AccountName): string => `${accountNo}@${centerId.slice(0, 4)}`

const defectsOfGuard = (accounts: readonly AccountRecord[], guard: NormalAccountGuard | undefined) => {
  const named = guard === undefined ? [] : [guard.holder, ...guard.waiting]
  const basic = accounts.filter((account) => account.accountKind === "basic")
  const normal = basic.filter((account) => account.status === "01" && !account.contested)
  const inLine = basic.filter(
    (account) => account.status === "X2" || (account.status === "01" && account.contested),
  )
  const holder = accounts.find((account) => guard !== undefined && sameAccount(account, guard.holder))
  return [
    ...(normal.length > 1 ? [`two normal accounts: ${normal.map(text).join(" ")}`] : []),
    ...normal
      .filter((account) => guard === undefined || !sameAccount(guard.holder, account))
      .map((account) => `the guard does not name ${text(account)}`),
    ...inLine
      .filter((account) => !named.some((name) => sameAccount(name, account)))
      .map((account) => `${text(account)} waits in no line`),
    ...named
      .filter((name) => !accounts.some((account) => sameAccount(account, name)))
      .map((name) => `the guard names ${text(name)}, which is not there`),
    ...(holder !== undefined && holder.status !== "01" && holder.status !== "04"
      ? [`the guard is held by ${text(holder)} of status ${holder.status}`]
      : []),
  ]
}

/** What must never be, at no moment: looked at in the table itself, by no code of the hub. */
export const defectsOfPersons = (memory: Memory): readonly string[] => {
  const partitions = Map.groupBy(memory.values(), (item) => String(item["pk"]))
  const linesOf = (partition: string): readonly AccountRecord[] =>
    (partitions.get(partition) ?? [])
      .filter((item) => String(item["sk"]).startsWith("ACCOUNT#"))
      .map((item) => recordOf<AccountRecord>(item))
  const guardOf = (partition: string): Item | undefined => memory.get(`${partition}|NORMAL_ACCOUNT`)
  const present = (ref: string): string => {
    const linked = guardOf(`PERSON#${ref}`)?.["currentPersonRef"]
    return typeof linked === "string" ? present(linked) : ref
  }
  const persons = [...partitions.keys()].filter((partition) => partition.startsWith("PERSON#"))
  return [
    ...persons.flatMap((partition) => {
      const guard = guardOf(partition)
      const accounts = linesOf(partition)
      if (guard?.["currentPersonRef"] !== undefined)
        return accounts.map((account) => `${text(account)} was left under a former document`)
      return defectsOfGuard(accounts, guard === undefined ? undefined : recordOf<NormalAccountGuard>(guard))
    }),
    ...persons.flatMap(linesOf).flatMap((account) => {
      const pointer = memory.get(`ACCOUNT#${account.centerId}#${account.accountNo}|PERSON`)
      const found = pointer === undefined ? undefined : `PERSON#${present(String(pointer["personRef"]))}`
      return found !== undefined && linesOf(found).some((line) => sameAccount(line, account))
        ? []
        : [`${text(account)} cannot be reached (${isOpen(account) ? "open" : "closed"})`]
    }),
  ]
}
