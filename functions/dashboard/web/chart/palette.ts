/** Colors and sizes of the style sheet, for what is drawn on a canvas. */
export interface Palette {
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly surface: string
  readonly land: string
  readonly coast: string
  readonly series: readonly string[]
  /** Size of text in pixels: a wall display has more of them. */
  readonly textPixels: number
  readonly fontFamily: string
}

export const paletteOfPage = (): Palette => {
  const style = getComputedStyle(document.documentElement)
  const color = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    text: color("text"),
    muted: color("muted"),
    line: color("line"),
    surface: color("surface"),
    land: color("land"),
    coast: color("coast"),
    series: [1, 2, 3, 4, 5].map((number) => color(`series-${number}`)),
    textPixels: Number.parseFloat(style.fontSize) * 0.75,
    fontFamily: getComputedStyle(document.body).fontFamily,
  }
}
