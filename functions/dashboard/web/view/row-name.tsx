import { METRICS } from "../../../../contracts/supervision-metrics.ts"
import type { SupervisionRow, SupervisionTable } from "../../../../contracts/supervision.ts"
import type { Dashboard } from "../dashboard-context.ts"
import { provinceName } from "../province-names.ts"
import type { Bilingual } from "../shared/language.ts"

/** `04-10` and `91-`: classes of calendar days. */
const ageName = (key: string): Bilingual => {
  const [from = "", to = ""] = key.split("-")
  if (!/^\d+$/.test(from)) return { zh: key, en: key }
  return to === ""
    ? { zh: `${Number(from)} 天及以上`, en: `${Number(from)} days and more` }
    : { zh: `${Number(from)}–${Number(to)} 天`, en: `${Number(from)}–${Number(to)} days` }
}

/** What a row is called: by the hub, or by what the page knows of its key. */
export const rowName = (
  { key, label }: SupervisionRow,
  by: SupervisionTable["by"],
  { centerName, profile }: Pick<Dashboard, "centerName" | "profile">,
): Bilingual => {
  if (label !== undefined) return label
  if (by === "age") return ageName(key)
  if (by === "center") return centerName(key)
  if (by === "province") return provinceName(key)
  const federation = profile.knownFederations.find(({ federationId }) => federationId === key)
  return federation?.name ?? { zh: key, en: key }
}

export const fileNameOf = ({ metric, by, from, to }: SupervisionTable): string =>
  METRICS[metric].of === "now" ? `${metric}-${by}-${to}` : `${metric}-${by}-${from}-${to}`
