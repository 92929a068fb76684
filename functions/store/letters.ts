import { keys, type Key } from "../../contracts/table.ts"
import type { Table } from "./table.ts"

/** Four digits: the numbers of one day. */
export const mostSerialsPerDay = 10_000

/** The next serial of a day, from 1; undefined when the day's numbers are used up. */
export const nextSerial = async (table: Table, key: Key): Promise<number | undefined> => {
  const updated = await table.update(key, {
    add: { serial: 1 },
    condition: "attribute_not_exists(serial) OR serial < :most",
    values: { ":most": mostSerialsPerDay - 1 },
  })
  const serial = updated?.["serial"]
  return typeof serial === "number" ? serial : undefined
}

/** Of the contact letters (联系函编号) of a six-digit prefix on a China day. */
export const nextLetterSerial = (
  table: Table,
  sixDigits: string,
  yymmdd: string,
): Promise<number | undefined> => nextSerial(table, keys.letterSerial(sixDigits, yymmdd))

/** Of the certificates (证明编号) of a center on a China day. */
export const nextCertificateSerial = (
  table: Table,
  centerId: string,
  yyyymmdd: string,
): Promise<number | undefined> => nextSerial(table, keys.offsiteLoan.certificateSerial(centerId, yyyymmdd))
