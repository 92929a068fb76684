import { IndicatorCatalogue } from "../indicators.ts"
import indicators from "./indicators.json" with { type: "json" }

let catalogue: IndicatorCatalogue | undefined

/** The indicators that the hub knows: names, formulas, sources, targets. Read once. */
export const indicatorCatalogue = (): IndicatorCatalogue =>
  (catalogue ??= IndicatorCatalogue.parse(indicators))
