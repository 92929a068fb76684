import type { ComponentChildren } from "preact"
import { useRef } from "preact/hooks"
import { pictureOfTable } from "../chart/picture-of-table.ts"
import { useWords } from "../shared/language.ts"
import { Loading } from "../shared/notice.tsx"
import { SortableTable, type TableColumn } from "../shared/sortable-table.tsx"
import { type Cell, csvOf } from "./csv-of.ts"
import { ExportTools } from "./export-tools.tsx"
import { FaultNotice } from "./fault-notice.tsx"
import type { Pages } from "./use-pages.ts"

interface Props<Item> {
  readonly title: string
  /** What it is a list of. */
  readonly list: string
  /** File name without its ending. */
  readonly name: string
  readonly pages: Pages<Item>
  readonly columns: readonly TableColumn<Item>[]
  readonly rowKey: (item: Item) => string
  /** The list as a file: codes and instants as the hub writes them. */
  readonly file: { readonly head: readonly string[]; readonly rowOf: (item: Item) => readonly Cell[] }
  /** Filters of this list alone. */
  readonly children?: ComponentChildren
}

/** A list that is read a page at a time, with its states and its files. */
export const ListPanel = <Item,>(props: Props<Item>) => {
  const { title, list, name, pages, columns, rowKey, file, children } = props
  const words = useWords()
  const panel = useRef<HTMLElement>(null)
  const { items, fault, more, retry } = pages
  return (
    <section class="panel" aria-label={title} data-list={list} ref={panel}>
      <div class="head">
        <h3>{title}</h3>
        {children}
        {items !== undefined && (
          <ExportTools
            name={name}
            csv={async () => ({ answer: csvOf(file.head, items.map(file.rowOf)) })}
            png={() => (panel.current === null ? undefined : pictureOfTable(panel.current, title))}
          />
        )}
      </div>
      {fault !== undefined && <FaultNotice fault={fault} retry={retry} />}
      {items === undefined && fault === undefined && <Loading />}
      {items !== undefined && (
        <SortableTable caption={title} columns={columns} rows={items} rowKey={rowKey} />
      )}
      {more !== undefined && (
        <div class="tools">
          <button type="button" onClick={more}>
            {words.text("more")}
          </button>
        </div>
      )}
    </section>
  )
}
