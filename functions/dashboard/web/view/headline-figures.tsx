import type { SupervisionColumn, SupervisionOverview } from "../../../../contracts/supervision.ts"
import { formatFigure, permilleOf } from "../shared/format.ts"
import { useWords } from "../shared/language.ts"

/** The whole number large, the fraction small: all digits stay. */
const Large = ({ text }: { readonly text: string }) => {
  const [, whole = text, fraction = ""] = /^([-\d,]+)(\.\d+.?)$/.exec(text) ?? []
  return (
    <>
      {whole}
      {fraction !== "" && <span class="fraction">{fraction}</span>}
    </>
  )
}

const isOverdue = ({ name, unit }: SupervisionColumn): boolean => unit === "ratio" && /overdue/i.test(name)

export const HeadlineFigures = ({ overview }: { readonly overview: SupervisionOverview }) => {
  const words = useWords()
  const { columns, headline } = overview
  return (
    <section aria-label={words.text("headline")}>
      <dl class="figures">
        {columns.map((column) => {
          const value = headline[column.name]
          return (
            <div key={column.name}>
              <dt>{words.of(column.label)}</dt>
              <dd data-figure={column.name} data-value={value ?? ""}>
                <Large text={formatFigure(value, column.unit)} />
                {isOverdue(column) && value !== undefined && (
                  <span class="second">{permilleOf(String(value))}</span>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}
