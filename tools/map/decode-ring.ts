export type Point = readonly [number, number]

const unzigzag = (code: number): number => ((code - 64) >> 1) ^ -((code - 64) & 1)

/** The text form of ECharts 4: characters are zigzag differences around 64, in 1/1024 of a degree. */
export const decodeRing = (text: string, offset: readonly [number, number] | undefined): Point[] => {
  if (offset === undefined) throw new Error("a ring without its offset")
  let [x, y] = offset
  const points: Point[] = []
  for (let index = 0; index + 1 < text.length; index += 2) {
    x += unzigzag(text.charCodeAt(index))
    y += unzigzag(text.charCodeAt(index + 1))
    points.push([x / 1024, y / 1024])
  }
  return points
}
