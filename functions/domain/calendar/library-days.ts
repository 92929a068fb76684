import libraryTables from "chinese-days/dist/chinese-days.json" with { type: "json" }

/**
 * The tables of `chinese-days`, read as data. Its functions compare days in the time zone of the process and
 * are a day off west of Greenwich; the tables are plain China dates.
 */
const holidays: Readonly<Record<string, string>> = libraryTables.holidays
const workdays: Readonly<Record<string, string>> = libraryTables.workdays

/**
 * True when the library holds the State Council's notice for the year. For a year it does not know it has no
 * entries at all and would call New Year's Day a working day.
 */
export const libraryKnowsYear = (year: number): boolean =>
  Object.hasOwn(holidays, `${year}-01-01`) && Object.hasOwn(holidays, `${year}-10-01`)

/** What the notice says of a day; `undefined`: nothing, so the weekday decides. */
export const libraryException = (date: string): "working" | "off" | undefined =>
  Object.hasOwn(workdays, date) ? "working" : Object.hasOwn(holidays, date) ? "off" : undefined

/** Every day that the library lists, for the test that watches its reach. */
export const libraryExceptions = (): readonly string[] =>
  [...Object.keys(holidays), ...Object.keys(workdays)].toSorted()
