import { keys } from "../../contracts/table.ts"
import type { Table } from "./table.ts"

export const mostLettersPerDay = 10_000

/** The next serial of a six-digit prefix on a China day, from 1; undefined when the day's numbers are used up. */
export const nextLetterSerial = async (
  table: Table,
  sixDigits: string,
  yymmdd: string,
): Promise<number | undefined> => {
  const updated = await table.update(keys.letterSerial(sixDigits, yymmdd), {
    add: { serial: 1 },
    condition: "attribute_not_exists(serial) OR serial < :most",
    values: { ":most": mostLettersPerDay - 1 },
  })
  const serial = updated?.["serial"]
  return typeof serial === "number" ? serial : undefined
}
