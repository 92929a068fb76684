import type { Point } from "./decode-ring.ts"

const distanceFrom = ([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number => {
  const length = Math.hypot(bx - ax, by - ay)
  return length === 0
    ? Math.hypot(x - ax, y - ay)
    : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
}

/** Douglas and Peucker: leaves out what lies nearer to the line than the tolerance. The ends stay. */
const simplifyLine = (line: readonly Point[], tolerance: number): Point[] => {
  const [first] = line
  const last = line.at(-1)
  if (first === undefined || last === undefined || line.length < 3) return [...line]
  let farthest = 0
  let distance = 0
  for (const [index, point] of line.entries()) {
    const own = distanceFrom(point, first, last)
    if (own > distance) [farthest, distance] = [index, own]
  }
  if (distance <= tolerance) return [first, last]
  return [
    ...simplifyLine(line.slice(0, farthest + 1), tolerance).slice(0, -1),
    ...simplifyLine(line.slice(farthest), tolerance),
  ]
}

/** A ring is cut in two: its ends are one point, from which every other one has a distance. */
export const simplifyRing = (ring: readonly Point[], tolerance: number): Point[] => {
  const middle = Math.floor(ring.length / 2)
  if (middle < 2) return [...ring]
  return [
    ...simplifyLine(ring.slice(0, middle + 1), tolerance).slice(0, -1),
    ...simplifyLine(ring.slice(middle), tolerance),
  ]
}
