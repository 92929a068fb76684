import { createHash } from "node:crypto"
import type { VirtualClock } from "../../infra/local/clock.ts"
import type { Chance } from "./chance.ts"
import { currentProcess, type Process } from "./process.ts"

export type EffectKind = "read" | "transaction" | "write" | "start" | "wake" | "invoke" | "send" | "pause"

/** How an effect fares. `late` is delivered behind many others. */
export type Fate = "deliver" | "crash-before" | "crash-after" | "duplicate" | "conflict" | "late"

export interface Effect<Value> {
  readonly kind: EffectKind
  /** What it touches, in a few words; part of the trace. */
  readonly target: string
  readonly run: () => Promise<Value>
  /** What the database says when another transaction holds an item. */
  readonly conflict?: () => Error
}

export interface GateCounts {
  effects: number
  crashes: number
  faults: number
}

export interface Gate {
  readonly pass: <Value>(effect: Effect<Value>) => Promise<Value>
  /** Work that is not an effect but takes real time (the key library's threads): nothing else runs meanwhile. */
  readonly outside: <Value>(work: Promise<Value>) => Promise<Value>
  readonly counts: GateCounts
  readonly trace: readonly string[]
  readonly traceHash: () => string
  readonly note: (line: string) => void
  /** From now on everything is delivered. */
  readonly heal: () => void
  readonly isHealed: () => boolean
}

export interface GateOptions {
  readonly clock: VirtualClock
  readonly chance: Chance
  /** 0: nothing goes wrong. 1: the usual share. */
  readonly intensity: number
  /** Processes whose name begins so are slow in this world, and so is every effect of that kind. */
  readonly slow: string | undefined
  readonly onEffect: () => void
  readonly onFault: (process: Process, effect: Effect<unknown>, lasting: number) => void
}

/** Shares of the fates in a thousand effects at intensity 1, by kind. What is left is delivered. */
const shares: Readonly<Record<EffectKind, readonly (readonly [Fate, number])[]>> = {
  read: [
    ["crash-before", 4],
    ["late", 15],
  ],
  transaction: [
    ["crash-before", 25],
    ["crash-after", 45],
    ["duplicate", 30],
    ["conflict", 60],
    ["late", 40],
  ],
  write: [
    ["crash-before", 15],
    ["crash-after", 25],
    ["duplicate", 25],
    ["conflict", 25],
    ["late", 30],
  ],
  start: [
    ["crash-before", 40],
    ["crash-after", 40],
    ["duplicate", 40],
    ["late", 40],
  ],
  wake: [
    ["crash-before", 50],
    ["crash-after", 30],
    ["duplicate", 40],
    ["late", 60],
  ],
  invoke: [
    ["crash-before", 15],
    ["duplicate", 40],
    ["late", 30],
  ],
  send: [
    ["crash-before", 30],
    ["crash-after", 30],
    ["duplicate", 30],
    ["late", 30],
  ],
  pause: [],
}

const quickMs = [1, 60] as const
const lateMs = [500, 25_000] as const
const slowMs = [100, 2_500] as const
/** A call that was on its way when its process died arrives or does not. */
const arrivesAnyway = 0.5
const keptLines = 4_000

/**
 * The one way from the hub to the world. Each effect takes its own virtual time, so the seeded clock lets exactly one
 * run at a time and shuffles those of concurrent processes; its fate is drawn when it is asked for.
 */
export const createGate = ({ clock, chance, intensity, slow, onEffect, onFault }: GateOptions): Gate => {
  const counts: GateCounts = { effects: 0, crashes: 0, faults: 0 }
  const hash = createHash("sha256")
  const trace: string[] = []
  let severity = intensity
  let isHealed = false
  let underWay: Promise<void> | undefined
  const outsideWork = new Set<Promise<unknown>>()

  clock.waitFor(async () => {
    if (underWay !== undefined) {
      await underWay
      underWay = undefined
      return true
    }
    if (outsideWork.size === 0) return false
    await Promise.allSettled(outsideWork)
    return true
  })

  const note = (line: string): void => {
    const full = `${new Date(clock.now()).toISOString()} ${line}`
    hash.update(`${full}\n`)
    trace.push(full)
    if (trace.length > 2 * keptLines) trace.splice(0, trace.length - keptLines)
  }

  const drawFate = (kind: EffectKind): Fate => {
    let left = chance.below(1_000_000) / 1_000
    for (const [fate, share] of shares[kind]) {
      left -= share * severity
      if (left < 0) return fate
    }
    return "deliver"
  }

  const execute = async <Value>(
    effect: Effect<Value>,
    process: Process,
    fate: Fate,
    settle: { resolve: (value: Value) => void; reject: (error: unknown) => void },
  ): Promise<void> => {
    const say = (what: string): void => {
      note(`${process.name} ${effect.kind} ${effect.target} ${fate}${what === "" ? "" : `: ${what}`}`)
    }
    const once = async (): Promise<() => void> => {
      counts.effects += 1
      const answered = await effect.run().then(
        (value) => {
          say("")
          return () => settle.resolve(value)
        },
        (error: unknown) => {
          say(error instanceof Error ? error.name : "failed")
          return () => settle.reject(error)
        },
      )
      onEffect()
      return answered
    }
    const die = (): void => {
      counts.crashes += 1
      process.die()
    }
    if (!process.alive()) {
      if (chance.happens(arrivesAnyway)) await once()
      return
    }
    switch (fate) {
      case "crash-before":
        say("")
        return die()
      case "crash-after":
        await once()
        return die()
      case "conflict": {
        say("")
        if (effect.conflict === undefined) throw new Error(`no conflict is known for ${effect.kind}`)
        return settle.reject(effect.conflict())
      }
      case "duplicate": {
        const first = await once()
        const second = await once()
        // The first answer was lost and the library asked again, or a copy of the call arrived behind it.
        return (chance.happens(0.5) ? first : second)()
      }
      case "deliver":
      case "late":
        return (await once())()
    }
  }

  return {
    counts,
    trace,
    note,
    traceHash: () => hash.copy().digest("hex"),
    heal: () => {
      severity = 0
      isHealed = true
    },
    isHealed: () => isHealed,
    outside: (work) => {
      const known = work.finally(() => void outsideWork.delete(known))
      outsideWork.add(known)
      return known
    },
    pass: (effect) => {
      const process = currentProcess()
      const fate = drawFate(effect.kind)
      const dragging =
        slow !== undefined && severity > 0 && (process.name.startsWith(slow) || effect.kind === slow)
      const [least, most] = fate === "late" ? lateMs : dragging ? slowMs : quickMs
      const takesMs = chance.between(least, most)
      if (fate !== "deliver") counts.faults += 1
      if (fate !== "deliver" || dragging) onFault(process, effect, takesMs)
      return new Promise((resolve, reject) => {
        if (!process.alive()) return
        clock.setTimer(clock.now() + takesMs, () => {
          underWay = execute(effect, process, fate, { resolve, reject })
        })
      })
    },
  }
}
