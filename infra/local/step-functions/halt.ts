/** What a wait ends with when its execution was stopped, or a sibling branch failed. Nothing catches it. */
export class Halted extends Error {
  constructor() {
    super("halted")
    this.name = "Halted"
  }
}

/** Ends waits from outside. A child is halted with its parent, the parent not with a child. */
export type Halt = {
  readonly halted: boolean
  halt(): void
  /** Answers how to stop listening. */
  onHalt(listener: () => void): () => void
  child(): Halt
}

export function createHalt(): Halt {
  let halted = false
  const listeners = new Set<() => void>()
  return {
    get halted() {
      return halted
    },
    halt() {
      halted = true
      for (const listener of listeners) listener()
      listeners.clear()
    },
    onHalt(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    child() {
      const child = createHalt()
      if (halted) child.halt()
      else listeners.add(() => child.halt())
      return child
    },
  }
}

export type Settlers<T> = { resolve: (value: T) => void; reject: (error: Error) => void }

/**
 * A promise that a halt rejects. `begin` starts what is waited for and answers how to clean it up, which is done
 * however the wait ends.
 */
export function waitUnlessHalted<T>(halt: Halt, begin: (settlers: Settlers<T>) => () => void): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (halt.halted) {
      reject(new Halted())
      return
    }
    let open = true
    let cleanUp: (() => void) | undefined
    const end = (settle: () => void) => {
      if (!open) return
      open = false
      stopListening()
      cleanUp?.()
      settle()
    }
    const stopListening = halt.onHalt(() => end(() => reject(new Halted())))
    cleanUp = begin({
      resolve: (value) => end(() => resolve(value)),
      reject: (error) => end(() => reject(error)),
    })
    if (!open) cleanUp()
  })
}
