import type { SupervisionColumn } from "../../../../contracts/supervision.ts"
import { formatFigure, secondFigure } from "../shared/format.ts"

interface Props {
  readonly value: string | number | undefined
  readonly column: SupervisionColumn
}

/** A figure of a table; `data-value` is what the hub answered. */
export const FigureText = ({ value, column }: Props) => {
  const second = secondFigure(value, column)
  return (
    <span data-value={value ?? ""}>
      {formatFigure(value, column)}
      {second !== undefined && <span class="second"> {second}</span>}
    </span>
  )
}
