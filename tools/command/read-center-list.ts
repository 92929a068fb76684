import { OnboardCenterRequest } from "../../contracts/directory.ts"
import { text, type Text } from "../language.ts"
import { csvCells } from "./read-input.ts"

export interface ListedCenter {
  readonly line: number
  readonly center: OnboardCenterRequest
}

/** A row of which something must be said: why it was refused, or with what it was taken. */
export interface NotedRow {
  readonly line: number
  readonly row: string
  readonly reason: Text
}

export interface CenterList {
  readonly centers: readonly ListedCenter[]
  readonly refused: readonly NotedRow[]
  /** Rows that are among `centers`, but not whole. */
  readonly warnings: readonly NotedRow[]
}

interface Row {
  readonly line: number
  readonly row: string
  readonly cells: {
    readonly centerId: string
    readonly name: string
    readonly parentCenterId: string
    readonly node: string
  }
}

const nobody = "000000000000000"
/** The list numbers these by a code of its own; the calendar needs the code of GB/T 2260. */
const provinceOfPrefix: Readonly<Record<string, string>> = { "66": "650000", "67": "500000" }

/** Where the national list says so itself: directory data, made by whoever loads the list. The hub never cuts a code apart. */
const provinceCodeOf = (centerId: string): string =>
  provinceOfPrefix[centerId.slice(0, 2)] ?? `${centerId.slice(0, 2)}0000`

/** 南京 and 西安 stand in the list under codes that end like an office's; a branch (…分中心) is not meant. */
const isNamedCenter = (name: string): boolean => /住房公积金(管理)?中心$/.test(name)

const kindOf = (centerId: string, name: string): "center" | "subCenter" | "office" => {
  if (!centerId.endsWith("000000000") && isNamedCenter(name)) return "center"
  if (!centerId.endsWith("000000000")) return "office"
  return centerId.slice(4, 6) === "00" ? "center" : "subCenter"
}

const isProvinceOnly = (centerId: string): boolean => /^\d{2}0{13}$/.test(centerId)

const headerNames = {
  center_id: "centerId",
  name: "name",
  parent_center_id: "parentCenterId",
  node: "node",
} as const

/** 序号|机构代码|机构名称|上级机构代码|节点号| of BDC909, or CSV with a heading. */
const rowsOf = (
  content: string,
): { readonly rows: readonly Row[]; readonly refused: readonly NotedRow[] } => {
  const lines = content.replace(/^\ufeff/, "").split(/\r?\n/)
  const rows: Row[] = []
  const refused: NotedRow[] = []
  let header: readonly string[] | undefined
  for (const [index, row] of lines.entries()) {
    const line = index + 1
    if (row.trim() === "") continue
    if (row.includes("|")) {
      const [, centerId, name, parentCenterId, node] = row.split("|").map((cell) => cell.trim())
      if (centerId === "机构代码") continue
      if (centerId === undefined || name === undefined || parentCenterId === undefined)
        refused.push({
          line,
          row,
          reason: text(
            "列数不足：应为 序号|机构代码|机构名称|上级机构代码|节点号|",
            "too few columns: number|code|name|parent|node| are expected",
          ),
        })
      else rows.push({ line, row, cells: { centerId, name, parentCenterId, node: node ?? "" } })
      continue
    }
    const cells = csvCells(row)
    if (header === undefined) {
      header = cells
      if (!header.includes("center_id") || !header.includes("name"))
        return {
          rows,
          refused: [
            {
              line,
              row,
              reason: text(
                "既不是 BDC909 行，也没有 center_id,name,… 表头",
                "neither BDC909 lines nor a heading center_id,name,...",
              ),
            },
          ],
        }
      continue
    }
    const at = (name: keyof typeof headerNames): string => cells[header?.indexOf(name) ?? -1] ?? ""
    rows.push({
      line,
      row,
      cells: {
        centerId: at("center_id"),
        name: at("name"),
        parentCenterId: at("parent_center_id"),
        node: at("node"),
      },
    })
  }
  return { rows, refused }
}

const reasonsByField: Readonly<Record<string, Text>> = {
  centerId: text("机构代码不是 15 位数字", "the code is not 15 digits"),
  name: text("机构名称为空或过长", "the name is empty or too long"),
  parentCenterId: text("上级机构代码不是 15 位数字", "the parent's code is not 15 digits"),
  node: text("节点号过长", "the node is too long"),
}

/**
 * Reads the official list. What it leaves open (kind, books, province) is derived here; a row that cannot stand
 * is refused with its line number. Parents come before their children; a parent that nobody knows is left out.
 */
export const readCenterList = (
  content: string,
  validFrom: string,
  alreadyThere: ReadonlySet<string>,
): CenterList => {
  const { rows, refused } = rowsOf(content)
  const refusals: NotedRow[] = [...refused]
  const listed = new Map<string, ListedCenter>()
  for (const { line, row, cells } of rows) {
    const { centerId, name, parentCenterId, node } = cells
    const kind = kindOf(centerId, name)
    const hasParent = parentCenterId !== "" && parentCenterId !== nobody && !isProvinceOnly(parentCenterId)
    const parsed = OnboardCenterRequest.safeParse({
      centerId,
      name,
      kind,
      // 43…/54… and the like stand for a province, which is no center; the province code says it.
      ...(hasParent ? { parentCenterId } : {}),
      settlesOwnBooks: kind !== "office",
      provinceCode: provinceCodeOf(centerId),
      ...(node === "" ? {} : { node }),
      validFrom,
    })
    const earlier = listed.get(centerId)
    if (!parsed.success) {
      const field = String(parsed.error.issues[0]?.path[0] ?? "")
      refusals.push({
        line,
        row,
        reason:
          reasonsByField[field] ?? text(`字段 ${field} 不符合约定`, `the field ${field} is not as agreed`),
      })
    } else if (earlier !== undefined)
      refusals.push({
        line,
        row,
        reason: text(
          `机构代码重复，首见于第 ${earlier.line} 行`,
          `the code stands in line ${earlier.line} already`,
        ),
      })
    else listed.set(centerId, { line, center: parsed.data })
  }
  const inFile = new Set(rows.map(({ cells }) => cells.centerId))
  return inOrder(listed, refusals, { inFile, alreadyThere })
}

/** A center whose parent nobody knows must get its letters all the same, so it is taken without. */
const withoutParent = ({ line, center }: ListedCenter): { listed: ListedCenter; warning: NotedRow } => {
  const { parentCenterId: parent = "", ...alone } = center
  return {
    listed: { line, center: alone },
    warning: {
      line,
      row: `${center.centerId} ${center.name}`,
      reason: text(
        `上级机构 ${parent} 不在名录中，按无上级登记`,
        `its parent ${parent} is not in the list; loaded without a parent`,
      ),
    },
  }
}

/** A parent is onboarded before its children; a row whose parent was refused, or is its own descendant, is refused. */
const inOrder = (
  listed: ReadonlyMap<string, ListedCenter>,
  refusals: readonly NotedRow[],
  known: { readonly inFile: ReadonlySet<string>; readonly alreadyThere: ReadonlySet<string> },
): CenterList => {
  const placed = new Set(known.alreadyThere)
  const warnings: NotedRow[] = []
  const centers: ListedCenter[] = []
  let left = [...listed.values()].map((row) => {
    const parent = row.center.parentCenterId
    if (parent === undefined || known.inFile.has(parent) || known.alreadyThere.has(parent)) return row
    const orphan = withoutParent(row)
    warnings.push(orphan.warning)
    return orphan.listed
  })
  while (left.length > 0) {
    const ready = left.filter(
      ({ center }) => center.parentCenterId === undefined || placed.has(center.parentCenterId),
    )
    if (ready.length === 0) break
    for (const { center } of ready) placed.add(center.centerId)
    centers.push(...ready)
    left = left.filter((listedCenter) => !ready.includes(listedCenter))
  }
  const orphans = left.map(({ line, center }): NotedRow => {
    const parent = center.parentCenterId ?? ""
    return {
      line,
      row: `${center.centerId} ${center.name}`,
      reason: text(`上级机构 ${parent} 的行未被接受`, `the row of its parent ${parent} is not accepted`),
    }
  })
  return {
    centers,
    refused: [...refusals, ...orphans].toSorted((left, right) => left.line - right.line),
    warnings,
  }
}
