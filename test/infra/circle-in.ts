import { referencesIn, type Template } from "./synthesized-hub.ts"

/** Logical ids that wait for each other; empty when all can be created. */
export const circleIn = (template: Template): string[] => {
  const waiting = new Map(
    Object.entries(template.Resources).map(([id, { Properties, DependsOn }]) => [
      id,
      new Set(
        [...referencesIn(Properties), ...[DependsOn ?? []].flat()].filter(
          (other) => other in template.Resources,
        ),
      ),
    ]),
  )
  for (;;) {
    const ready = [...waiting].filter(([, others]) => [...others].every((other) => !waiting.has(other)))
    if (ready.length === 0) return [...waiting.keys()]
    for (const [id] of ready) waiting.delete(id)
  }
}
