import type { SupervisionColumn } from "../../../../contracts/supervision.ts"
import { formatFigure, permilleOf } from "../shared/format.ts"

interface Props {
  readonly value: string | number | undefined
  readonly column: SupervisionColumn
}

/** 逾期率 is told in ‰ as often as in %: both, from the same digits. */
const isTold = (column: SupervisionColumn): boolean => column.unit === "ratio" && /overdue/i.test(column.name)

/** A figure of a table; `data-value` is what the hub answered. */
export const FigureText = ({ value, column }: Props) => (
  <span data-value={value ?? ""}>
    {formatFigure(value, column.unit)}
    {value !== undefined && isTold(column) && <span class="second"> {permilleOf(String(value))}</span>}
  </span>
)
