import * as z from "zod"
import { LocalDate } from "../primitives.ts"

/** One day that differs from what the source below it says. */
export const CalendarDay = z.strictObject({
  date: LocalDate,
  working: z.boolean().describe("true: people work (调休上班); false: day off"),
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
})
export type CalendarDay = z.infer<typeof CalendarDay>

/**
 * A dated override file. It says two things: over which days its author knows the calendar (`covers`), and which
 * of these days differ. A day outside every `covers` is not published, whatever weekday it is.
 */
export const CalendarFile = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{3,60}$/),
    scope: z
      .union([z.literal("national"), z.string().regex(/^\d{6}$/)])
      .describe("national, or the GB/T 2260 code of a province that has holidays of its own"),
    covers: z
      .strictObject({ from: LocalDate, to: LocalDate })
      .describe("first and last day that the file knows"),
    source: z.strictObject({ title: z.string().min(1), url: z.url().optional(), on: LocalDate }),
    days: z.array(CalendarDay).max(400),
  })
  .superRefine((file, context) => {
    const refuse = (path: (string | number)[], message: string) => {
      context.addIssue({ code: "custom", path, message })
    }
    if (file.covers.to < file.covers.from) refuse(["covers", "to"], "before the first day")
    const seen = new Set<string>()
    for (const [index, day] of file.days.entries()) {
      if (day.date < file.covers.from || day.date > file.covers.to)
        refuse(["days", index], "outside the covered days")
      if (seen.has(day.date)) refuse(["days", index], "named twice")
      seen.add(day.date)
    }
  })
export type CalendarFile = z.infer<typeof CalendarFile>
