import guangxi2026 from "./guangxi-2026.json" with { type: "json" }
import ningxia2026 from "./ningxia-2026.json" with { type: "json" }
import tibet2026 from "./tibet-2026.json" with { type: "json" }
import xinjiang2026 from "./xinjiang-2026.json" with { type: "json" }
import { CalendarFile } from "./calendar-file.ts"

/**
 * Regions whose people have public holidays of their own, proclaimed each year by the region. The national
 * calendar alone never settles a day there: a day that no file covers is unpublished.
 * 广西 (三月三), 西藏 (藏历新年, 雪顿节), 宁夏 (开斋节, 古尔邦节), 新疆 (肉孜节, 古尔邦节).
 */
export const regionsWithOwnHolidays: readonly string[] = ["450000", "540000", "640000", "650000"]

/**
 * The dated override files that ship with the hub. A new national year that the library does not know yet is a
 * file with `scope: "national"` named here.
 */
export const overrideFiles = (): readonly CalendarFile[] =>
  [guangxi2026, ningxia2026, tibet2026, xinjiang2026].map((file) => CalendarFile.parse(file))
