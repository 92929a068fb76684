import { loanGuardAgrees } from "../../../functions/domain/loan-registry/loan-guard-agrees.ts"
import {
  counts,
  isUnsettled,
  sameLoan,
  type LoanGuard,
  type LoanLine,
  type LoanRecord,
  type ReservationRecord,
} from "../../../functions/domain/loan-registry/loan-record.ts"
import { recordOf } from "../../../functions/store/record.ts"
import type { Item } from "../../../functions/store/table.ts"
import type { Memory } from "../../integration/accounts/memory-table.ts"

const text = ({ centerId, contractNo }: Pick<LoanLine, "centerId" | "contractNo">): string =>
  `${contractNo}@${centerId.slice(0, 4)}`

const guardItem = (memory: Memory, partition: string): Item | undefined =>
  memory.get(`${partition}|UNSETTLED_LOAN`)

const defectsOfPerson = (
  memory: Memory,
  partition: string,
  lines: readonly LoanLine[],
  reservations: readonly ReservationRecord[],
): readonly string[] => {
  const item = guardItem(memory, partition)
  if (item?.["currentPersonRef"] !== undefined)
    return lines.map((line) => `${text(line)} was left under a former document`)
  const guard = item === undefined ? undefined : recordOf<LoanGuard>(item)
  const owed = lines.filter((line) => counts(line) && isUnsettled(line))
  const holder = guard?.holder
  const reserved =
    holder?.kind === "reservation"
      ? reservations.find(({ reservationId }) => reservationId === holder.reservationId)
      : undefined
  return [
    ...(loanGuardAgrees({ loans: lines, ...(guard === undefined ? {} : { loanGuard: guard }) })
      ? []
      : [`guard ${JSON.stringify(holder)} and loans ${JSON.stringify(lines)} disagree`]),
    // A contested loan waits beside something: free, it would be everybody's and nobody's.
    ...(guard === undefined && owed.length > 0 ? [`${owed.map(text).join(" ")} without a guard`] : []),
    ...(holder?.kind === "reservation" && reserved?.status !== "held"
      ? [`the guard names a reservation that is ${reserved?.status ?? "unknown"}`]
      : []),
  ]
}

/** What must never be, at no moment: looked at in the table itself. */
export const defectsOfLoans = (memory: Memory): readonly string[] => {
  const partitions = Map.groupBy(memory.values(), (item) => String(item["pk"]))
  const persons = [...partitions.keys()].filter((partition) => partition.startsWith("PERSON#"))
  const linesOf = (partition: string): readonly LoanLine[] =>
    (partitions.get(partition) ?? [])
      .filter((item) => String(item["sk"]).startsWith("LOAN#"))
      .map((item) => recordOf<LoanLine>(item))
  const present = (ref: string): string => {
    const linked = memory.get(`PERSON#${ref}|NORMAL_ACCOUNT`)?.["currentPersonRef"]
    return typeof linked === "string" ? present(linked) : ref
  }
  const records = [...memory.values()]
    .filter(({ sk }) => sk === "LOAN")
    .map((item) => recordOf<LoanRecord>(item))
  const reservations = [...memory.values()]
    .filter(({ sk }) => sk === "RESERVATION")
    .map((item) => recordOf<ReservationRecord>(item))
  return [
    ...persons.flatMap((partition) => defectsOfPerson(memory, partition, linesOf(partition), reservations)),
    ...records.flatMap((loan) =>
      loan.parties.flatMap(({ personRef }) => {
        const line = linesOf(`PERSON#${present(personRef)}`).find((known) => sameLoan(known, loan))
        if (line === undefined) return [`${text(loan)} has lost a party`]
        return line.status === loan.status ? [] : [`${text(loan)} is ${loan.status}, its line ${line.status}`]
      }),
    ),
    ...reservations
      .filter(({ status }) => status === "held")
      .filter(({ reservationId, parties }) =>
        parties.some(({ personRef }) => {
          const holder = guardItem(memory, `PERSON#${present(personRef)}`)?.["holder"]
          return Object(holder).reservationId !== reservationId
        }),
      )
      .map(({ centerId }) => `a held reservation of ${centerId.slice(0, 4)} does not hold all of its people`),
  ]
}
