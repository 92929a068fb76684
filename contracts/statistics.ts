import * as z from "zod"

/**
 * Statistics: what a commit changed is marked in the same transaction and counted behind a queue, from the state that
 * is found. A figure is a sum over subjects, so a replay changes nothing and a late message brings nothing out of order.
 */

/** Something that is counted, by the partition that it lies in: `CASE#trf_...`, `PERSON#...`, `LOAN#...#...`. */
export const StatisticsSubject = z.string().min(6).max(200)
export type StatisticsSubject = z.infer<typeof StatisticsSubject>

/** What one subject adds to the figures of one day. */
export const Fact = z.strictObject({
  metric: z.string().describe("what is counted"),
  day: z.string().describe("day in China; of what stands now the day since when, or `now`"),
  /** Counted while it stands: by center it is one figure, whatever the day. */
  stands: z.literal(true).optional().describe("counted while it stands"),
  slice: z.string().optional().describe("kind within the metric"),
  centers: z.array(z.tuple([z.string(), z.string()])).describe("role and 机构代码 of each center concerned"),
  figures: z.record(z.string(), z.int()).describe("counts, working days, or fen"),
  /** A ledger forgets its oldest entries: what was counted of them is known by this. */
  of: z.string().optional().describe("which of several that lie in one subject"),
})
export type Fact = z.infer<typeof Fact>

/** Counters of two cities a year, beside the rows of the matrix: the year's largest flows are read without the others. */
export const FLOW_PAIRS = "flowPairs"

/** Metrics with so many kinds that the days of a year do not fit one answer of the database. */
const ofManyKinds: readonly string[] = ["services"]

/** Where the days of the nation lie whatever the kind: of most metrics with the kinds. */
export const nationDaysOf = (metric: string): string =>
  ofManyKinds.includes(metric) ? `${metric}#nation.days` : `${metric}#nation`

/** On the statistics queue: where the mark of a commit lies, or a fact that changed no record. */
export const StatisticsMessage = z.union([
  z.strictObject({
    mark: z.strictObject({ pk: z.string(), sk: z.string() }),
    /** What the call consumed, as the database reported it: of the first message only. */
    spent: z.strictObject({ readUnits: z.number(), writeUnits: z.number() }).optional(),
  }),
  z.strictObject({ once: z.string(), facts: z.array(Fact) }),
])
export type StatisticsMessage = z.infer<typeof StatisticsMessage>
