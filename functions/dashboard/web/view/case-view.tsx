import type { ComponentChildren } from "preact"
import { useRef } from "preact/hooks"
import type { SupervisedCaseDetail } from "../../../../contracts/supervision.ts"
import { pictureOfTable } from "../chart/picture-of-table.ts"
import { useDashboard } from "../dashboard-context.ts"
import { chinaTime } from "../shared/format.ts"
import { useWords } from "../shared/language.ts"
import { Loading } from "../shared/notice.tsx"
import { useAnswer } from "../use-answer.ts"
import { eventName, kindName, legName, matterName, modeName, statusName } from "./case-names.ts"
import { csvOf } from "./csv-of.ts"
import { ExportTools } from "./export-tools.tsx"
import { FaultNotice } from "./fault-notice.tsx"

/** The course of one case, without the person. */
export const CaseView = () => {
  const words = useWords()
  const { address, api, turn } = useDashboard()
  const panel = useRef<HTMLElement>(null)
  const caseId = address.filters.id ?? ""
  const { answer, fault, retry } = useAnswer(`${turn} case ${caseId}`, (signal) =>
    api.readCase(caseId, signal),
  )
  return (
    <section class="panel" aria-label={words.text("timeline")} data-list="timeline" ref={panel}>
      <div class="head">
        <h3>{caseId}</h3>
        {answer !== undefined && (
          <ExportTools
            name={`case-${caseId}`}
            csv={async () => ({
              answer: csvOf(
                ["at", "event", "by", "status"],
                answer.history.map(({ at, event, by, status }) => [at, event, by, status]),
              ),
            })}
            png={() => (panel.current === null ? undefined : pictureOfTable(panel.current, caseId))}
          />
        )}
      </div>
      <p class="note">{words.text("noPersons")}</p>
      {fault !== undefined && <FaultNotice fault={fault} retry={retry} />}
      {answer === undefined && fault === undefined && <Loading />}
      {answer !== undefined && <Course detail={answer} />}
    </section>
  )
}

const Course = ({ detail }: { readonly detail: SupervisedCaseDetail }) => {
  const words = useWords()
  const { centerName, linkTo } = useDashboard()
  const link = (centerId: string) => (
    <a href={linkTo("center", { center: centerId })}>{words.of(centerName(centerId))}</a>
  )
  const { kind, status, matter, mode, asking, answering, waitsFor, leg, dueAt, history } = detail
  return (
    <>
      <dl class="facts">
        <Fact name={words.text("kind")}>{words.of(kindName(kind))}</Fact>
        <Fact name={words.text("status")}>{words.of(statusName(kind, status))}</Fact>
        {matter !== undefined && <Fact name={words.text("matter")}>{words.of(matterName(matter))}</Fact>}
        {mode !== undefined && <Fact name={words.text("mode")}>{words.of(modeName(mode))}</Fact>}
        <Fact name={words.text("asking")}>{link(asking)}</Fact>
        <Fact name={words.text("answering")}>{link(answering)}</Fact>
        {waitsFor !== undefined && <Fact name={words.text("waitsFor")}>{link(waitsFor)}</Fact>}
        {leg !== undefined && <Fact name={words.text("leg")}>{words.of(legName(leg))}</Fact>}
        {dueAt !== undefined && <Fact name={words.text("dueAt")}>{chinaTime(dueAt)}</Fact>}
        <Fact name={words.text("escalations")}>{detail.escalations}</Fact>
      </dl>
      <h3>{words.text("timeline")}</h3>
      <ol class="timeline">
        {history.map(({ at, event, by, status }) => (
          <li key={`${at} ${event}`}>
            <time dateTime={at}>{chinaTime(at)}</time>
            <strong>{words.title(eventName(event))}</strong>{" "}
            <span class="note">
              {by === "clock" ? words.text("clock") : words.of(centerName(by))}
              {status !== undefined && ` · ${words.of(statusName(kind, status))}`}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
