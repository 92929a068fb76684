import { useEffect } from "preact/hooks"
import { provinceName } from "../province-names.ts"
import { questionOf, useDashboard } from "../dashboard-context.ts"
import { useWords } from "../shared/language.ts"
import { Loading } from "../shared/notice.tsx"
import { useAnswer } from "../use-answer.ts"
import { viewOf } from "../views.ts"
import { CaseList } from "./case-list.tsx"
import { FaultNotice } from "./fault-notice.tsx"
import { HeadlineFigures } from "./headline-figures.tsx"
import { MetricSection } from "./metric-section.tsx"

/** One center: its figures, its clocks, its cases. */
export const CenterView = () => {
  const words = useWords()
  const dashboard = useDashboard()
  const { address, api, centerName, counted, linkTo, profile, turn } = dashboard
  const { center } = address.filters
  const query = questionOf(dashboard)
  const { answer, fault, retry } = useAnswer(`${turn} overview ${JSON.stringify(query)}`, (signal) =>
    api.readOverview(query, signal),
  )
  useEffect(() => {
    if (answer !== undefined) counted(answer.countedThrough)
  }, [answer])
  if (center === undefined) return <p class="notice">{words.text("chooseCenter")}</p>
  const known = profile.centers.find(({ centerId }) => centerId === center)
  return (
    <>
      <div class="filters">
        <h3>{words.of(centerName(center))}</h3>
        <span class="note">
          {center}
          {known !== undefined && ` · ${words.of(provinceName(known.provinceCode))}`}
        </span>
        <a href={linkTo("centers")}>{words.text("backToCenters")}</a>
      </div>
      {fault !== undefined && <FaultNotice fault={fault} retry={retry} />}
      {answer === undefined && fault === undefined && <Loading />}
      {answer !== undefined && <HeadlineFigures overview={answer} />}
      <div class="side-by-side">
        {viewOf("center").sections.map((section, index) => (
          <MetricSection key={section.metric} section={section} index={index} />
        ))}
      </div>
      <CaseList title={words.text("cases")} name={`cases-${center}`} query={{ center }} ofCenter />
    </>
  )
}
