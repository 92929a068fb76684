import { ReportCardRules, type Threshold } from "../report-cards.ts"
import { indicatorCatalogue } from "./indicators.ts"
import card from "./report-card.json" with { type: "json" }

let rules: ReportCardRules | undefined

const readRules = (): ReportCardRules => (rules ??= ReportCardRules.parse(card))

export const reportParameters = (): {
  readonly leastFlexibleReserve: string
  readonly reportDueDay: number
  readonly fewestCenters: number
} => {
  const { leastFlexibleReserve, reportDueDay, fewestCenters } = readRules().parameters
  return {
    leastFlexibleReserve: leastFlexibleReserve.value,
    reportDueDay: Number(reportDueDay.value),
    fewestCenters: Number(fewestCenters.value),
  }
}

/** The lines of the card with the targets of the catalogue. */
export const reportCardThresholds = (): readonly Threshold[] => {
  const catalogue = indicatorCatalogue()
  return readRules().lines.map(({ indicator, met, near }) => {
    const { target, better } = catalogue[indicator]
    const band = met ?? target?.band
    if (band === undefined) throw new Error(`no limit for ${indicator}`)
    return { indicator, met: band, near, better }
  })
}
