export interface Pace {
  readonly perSecond: number
  readonly waitsMs: readonly number[]
}

/** Does all of it with `width` under way at any moment. */
export const inFlight = async <Work>(
  width: number,
  work: readonly Work[],
  run: (one: Work) => Promise<void>,
): Promise<Pace> => {
  const waitsMs: number[] = []
  const rest = work.values()
  const worker = async (): Promise<void> => {
    for (const one of rest) {
      const startMs = performance.now()
      await run(one)
      waitsMs.push(performance.now() - startMs)
    }
  }
  const startMs = performance.now()
  await Promise.all(Array.from({ length: width }, worker))
  return { perSecond: (work.length / (performance.now() - startMs)) * 1000, waitsMs }
}

/** Several equally large pieces of work, one after the other. */
export const together = (paces: readonly Pace[]): Pace => ({
  perSecond: paces.length / paces.reduce((total, pace) => total + 1 / pace.perSecond, 0),
  waitsMs: paces.flatMap((pace) => pace.waitsMs),
})
