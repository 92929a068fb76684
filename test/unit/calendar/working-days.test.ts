import chineseDays from "chinese-days"
import { describe, expect, it } from "vitest"
import { CalendarFile } from "../../../contracts/calendars/calendar-file.ts"
import { overrideFiles, regionsWithOwnHolidays } from "../../../contracts/calendars/override-files.ts"
import { Instant, LocalDate } from "../../../contracts/primitives.ts"
import { addDays, chinaDateOf, endOfChinaDay } from "../../../functions/domain/calendar/china-date.ts"
import {
  libraryException,
  libraryExceptions,
  libraryKnowsYear,
} from "../../../functions/domain/calendar/library-days.ts"
import {
  addWorkingDays,
  calendarFor,
  countWorkingDays,
  dayKind,
  firstOpenDayInDecember,
  nextReviewAt,
} from "../../../functions/domain/calendar/working-days.ts"

// oxlint-disable-next-line import/no-named-as-default-member -- CommonJS: Node finds no named exports in it
const libraryIsWorkday = (date: string): boolean => chineseDays.isWorkday(date)
const day = (text: string) => LocalDate.parse(text)
const shanxi = calendarFor({ provinceCode: "140000" })

const dueDate = (start: string, workingDays: number, calendar = shanxi) => {
  const deadline = addWorkingDays(
    start.includes("T") ? Instant.parse(start) : day(start),
    workingDays,
    calendar,
  )
  return deadline.known ? deadline.dueDate : deadline
}

const national2027 = CalendarFile.parse({
  id: "national-2027-invented",
  scope: "national",
  covers: { from: "2026-12-25", to: "2027-12-31" },
  source: { title: "invented for the test", on: "2026-11-20" },
  days: [
    { date: "2026-12-26", working: true, name: { zh: "调休上班", en: "make-up day" } },
    { date: "2026-12-31", working: false, name: { zh: "元旦", en: "New Year" } },
    { date: "2027-01-01", working: false, name: { zh: "元旦", en: "New Year" } },
  ],
})

describe("golden case 9: deadlines", () => {
  it("counts the working Sunday before the Mid-Autumn holiday", () => {
    expect(dueDate("2026-09-18", 5)).toBe("2026-09-24")
  })
  it("steps over the National Day week and counts its working Saturday", () => {
    expect(dueDate("2026-09-30", 5)).toBe("2026-10-13")
    expect(dueDate("2026-09-30", 3)).toBe("2026-10-10")
  })
  it("starts from the China day of an instant", () => {
    expect(chinaDateOf(Instant.parse("2026-10-09T16:30:00.000Z"))).toBe("2026-10-10")
    expect(dueDate("2026-10-09T16:30:00.000Z", 3)).toBe("2026-10-14")
  })
  it("is due at 24:00 China time of the last day", () => {
    expect(addWorkingDays(day("2026-09-18"), 5, shanxi)).toEqual({
      known: true,
      dueDate: "2026-09-24",
      dueAt: "2026-09-24T16:00:00.000Z",
    })
  })
})

describe("golden case 10: a year that is not published", () => {
  it("does not believe the library, which calls New Year 2027 a working day", () => {
    expect(libraryIsWorkday("2027-01-01")).toBe(true)
    expect(dayKind(day("2027-01-01"), shanxi)).toEqual({ kind: "unpublished", unpublishedYear: 2027 })
  })
  it("answers 30 working days until 12 November 2026 and no longer from 13 November on", () => {
    expect(dueDate("2026-11-12", 30)).toBe("2026-12-24")
    for (const start of ["2026-11-13", "2026-11-21", "2026-12-31"])
      expect(dueDate(start, 30)).toMatchObject({ known: false, unpublishedYear: 2027 })
  })
  it("names the last day that is surely known, for a clock to wait on", () => {
    expect(addWorkingDays(day("2026-11-21"), 30, shanxi)).toEqual({
      known: false,
      unpublishedYear: 2027,
      reviewOn: "2026-12-24",
      reviewAt: "2026-12-24T16:00:00.000Z",
    })
  })
  it("lets a clock look once a day when the bound itself has passed", () => {
    const unknown = addWorkingDays(day("2026-11-21"), 30, shanxi)
    if (unknown.known) throw new Error("expected an unpublished year")
    expect(nextReviewAt(unknown, Instant.parse("2026-11-22T00:00:00.000Z"))).toBe("2026-12-24T16:00:00.000Z")
    expect(nextReviewAt(unknown, Instant.parse("2026-12-28T00:00:00.000Z"))).toBe("2026-12-28T16:00:00.000Z")
  })
  it("knows the year as soon as a dated file publishes it, late December included", () => {
    const calendar = calendarFor({ provinceCode: "140000", overrides: [national2027] })
    expect(dueDate("2026-12-24", 2, calendar)).toBe("2026-12-26")
    expect(dueDate("2026-12-30", 1, calendar)).toBe("2027-01-04")
  })
})

describe("what the library knows", () => {
  it("reaches from 2004 to 2026; when an update moves this, release the override files it replaces", () => {
    const known = Array.from({ length: 200 }, (_, index) => 1950 + index).filter(libraryKnowsYear)
    expect([known[0], known.at(-1), known.length]).toEqual([2004, 2026, 23])
    expect(libraryExceptions().at(-1)).toBe("2026-10-10")
  })
  it("never moved a December day before the last week of the year", () => {
    const december = libraryExceptions().filter((date) => date.slice(5, 7) === "12")
    expect(december.length).toBeGreaterThan(0)
    expect(december.every((date) => Number(date.slice(8)) >= firstOpenDayInDecember)).toBe(true)
  })
  it("is read as the library itself reads its tables", () => {
    for (let date = day("2004-01-01"); date < "2026-12-25"; date = addDays(date, 1)) {
      const [year, month, dayOfMonth] = date.split("-").map(Number)
      const weekday = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, dayOfMonth)).getUTCDay()
      const ours = libraryException(date) ?? (weekday === 0 || weekday === 6 ? "off" : "working")
      expect([date, dayKind(date, shanxi).kind]).toEqual([date, ours])
      if (new Date(0).getTimezoneOffset() <= 0)
        expect([date, libraryIsWorkday(date)]).toEqual([date, ours === "working"])
    }
  })
})

describe("regions and centers with days of their own", () => {
  const xinjiang = calendarFor({ provinceCode: "650000" })
  it("does not settle a day of Xinjiang or Ningxia that no file of the region covers", () => {
    for (const provinceCode of ["640000", "650000"])
      expect(dayKind(day("2026-05-27"), calendarFor({ provinceCode }))).toEqual({
        kind: "unpublished",
        unpublishedYear: 2026,
      })
    expect(dayKind(day("2026-05-27"), shanxi)).toEqual({ kind: "working" })
  })
  it("answers there for the days that a file covers", () => {
    expect(dueDate("2026-09-18", 5, xinjiang)).toBe("2026-09-24")
  })
  it("ships files only for regions that need them, with both Islamic festivals before the covered days", () => {
    const hijri = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura", {
      month: "numeric",
      day: "numeric",
      timeZone: "UTC",
    })
    for (const file of overrideFiles()) {
      expect(regionsWithOwnHolidays).toContain(file.scope)
      for (let date = file.covers.from; date <= file.covers.to; date = addDays(date, 1))
        expect(["10/1", "12/10"]).not.toContain(
          hijri.format(new Date(`${date}T00:00:00Z`)).replace(/ .*/, ""),
        )
    }
  })
  it("lets a regional file take a day off that the nation works", () => {
    const regional = CalendarFile.parse({
      id: "xinjiang-2026-invented",
      scope: "650000",
      covers: { from: "2026-01-01", to: "2026-12-31" },
      source: { title: "invented for the test", on: "2026-01-01" },
      days: [{ date: "2026-05-27", working: false, name: { zh: "古尔邦节", en: "Eid al-Adha" } }],
    })
    expect(dueDate("2026-05-26", 1, calendarFor({ provinceCode: "650000", overrides: [regional] }))).toBe(
      "2026-05-28",
    )
    expect(dueDate("2026-05-26", 1, calendarFor({ provinceCode: "140000", overrides: [regional] }))).toBe(
      "2026-05-27",
    )
  })
  it("steps over the closing days of the center", () => {
    const closed = calendarFor({
      provinceCode: "140000",
      closingDays: [day("2026-09-21"), day("2026-09-22")],
    })
    expect(dueDate("2026-09-18", 3, closed)).toBe("2026-09-24")
  })
  it("counts working days after one day up to another, and says so when it cannot", () => {
    expect(countWorkingDays(day("2026-09-18"), day("2026-09-24"), shanxi)).toBe(5)
    expect(countWorkingDays(day("2026-12-20"), day("2027-01-05"), shanxi)).toBeUndefined()
  })
})

describe("a calendar file", () => {
  const file = { ...national2027, id: "bad-file" }
  it("is refused when a day lies outside what it covers or is named twice", () => {
    expect(
      CalendarFile.safeParse({ ...file, covers: { from: "2027-01-01", to: "2027-12-31" } }).success,
    ).toBe(false)
    expect(CalendarFile.safeParse({ ...file, days: [file.days[0], file.days[0]] }).success).toBe(false)
  })
})

it("a China day ends at 16:00 UTC", () => {
  expect(endOfChinaDay(day("2026-12-31"))).toBe("2026-12-31T16:00:00.000Z")
})
