/** HUB_PACE: how many people begin something in a minute. With 0 nobody does, and what is sent is still answered. */
export const paceDefault = 3
export const mostPace = 120

/** A pace as it is typed; undefined when it is none. */
export const readPace = (typed: string): number | undefined => {
  const pace = Number(typed)
  return /^\d+(\.\d+)?$/.test(typed) && pace <= mostPace ? pace : undefined
}

/** A demo that is left alone slows down and stays small: so many minutes at full pace a day, then slower, then none. */
const day = [
  { minutes: 20, slower: 1 },
  { minutes: 50, slower: 6 },
  { minutes: 67, slower: 30 },
] as const
export const pauseWhenDoneMs = 600_000

/** A new data folder has something of everything after a minute. */
const firstEveryMs = 2_500

/** How long until the next one begins something; undefined when it is enough for today. */
export const pauseOf = (
  pace: number,
  begun: { readonly today: number; readonly first: boolean },
): number | undefined => {
  if (pace === 0) return undefined
  const step = day.find(({ minutes }) => begun.today < minutes * pace)
  if (step === undefined) return undefined
  const everyMs = (60_000 / pace) * step.slower
  return begun.first ? Math.min(everyMs, firstEveryMs) : everyMs
}
