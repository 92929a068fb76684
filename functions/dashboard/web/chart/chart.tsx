import type { RefObject } from "preact"
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks"
import { useWords } from "../shared/language.ts"
import { Loading } from "../shared/notice.tsx"
import { Failure } from "../shared/notice.tsx"
import type { ChartOption } from "./chart-option.ts"
import type { Drawn } from "./draw.ts"
import { type Palette, paletteOfPage } from "./palette.ts"

interface Props {
  /** Whoever exports the picture finds it here. */
  readonly drawn: RefObject<Drawn | null>
  readonly kind: "figures" | "map"
  /** Bars that lie below each other: they give the height. */
  readonly rows?: number | undefined
  /** What the picture shows, in one text: drawn anew when it changes. */
  readonly subject: string
  readonly option: (palette: Palette) => ChartOption
}

const loadDraw = async (kind: Props["kind"]): Promise<(element: HTMLElement) => Drawn> =>
  kind === "map" ? (await import("./draw-map.ts")).drawInto : (await import("./draw.ts")).drawInto

/** A picture of figures that stand in a table beside it: its own text says only what it shows. */
export const Chart = ({ drawn, kind, rows, subject, option }: Props) => {
  const words = useWords()
  const element = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading")
  useLayoutEffect(() => {
    let ended = false
    const begin = async (): Promise<void> => {
      const drawInto = await loadDraw(kind)
      if (ended || element.current === null) return
      drawn.current = drawInto(element.current)
      setState("ready")
    }
    begin().catch(() => setState("failed"))
    return () => {
      ended = true
      drawn.current?.end()
      drawn.current = null
    }
  }, [kind])
  const { theme, wall } = document.documentElement.dataset
  useEffect(() => {
    if (state === "ready") drawn.current?.show(option(paletteOfPage()))
  }, [state, subject, theme, wall])
  return (
    <>
      {state === "loading" && <Loading />}
      {state === "failed" && <Failure>{words.text("failed")}</Failure>}
      <div
        class={kind === "map" ? "chart map" : "chart"}
        style={rows === undefined ? {} : { height: `${rows * 1.5 + 2.5}rem` }}
        ref={element}
        data-drawn={state}
      />
    </>
  )
}
