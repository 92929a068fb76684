import * as z from "zod"
import { OnboardCenterRequest } from "../../contracts/directory.ts"
import {
  NationalCatalogue,
  NationalRules,
  NationalWithdrawals,
  PolicyPack,
} from "../../contracts/policies.ts"
import { CenterId } from "../../contracts/primitives.ts"
import { MATTERS } from "../../contracts/service-codes.ts"

/** What is wrong with the starter data, and where: `path` is a JSON pointer into the file. */
export interface Defect {
  readonly file: string
  readonly path: string
  readonly message: string
}

export interface TextFile {
  readonly file: string
  readonly text: string
}

export interface StarterFiles {
  readonly packs: readonly TextFile[]
  readonly centers: TextFile
  readonly leftOut: TextFile
  readonly national: TextFile
  readonly withdrawals: TextFile
  readonly catalogue: TextFile
}

const sentence = z.string().min(4).max(300)
const covered = z.strictObject({ city: z.string().min(2), centerId: CenterId })

/** Which rows of the collected list became a pack, and what was left out, with the reason in both languages. */
const LeftOut = z.strictObject({
  covered: z.array(covered),
  beyondTheList: z.array(covered),
  rowsLeftOut: z.array(z.strictObject({ city: z.string().min(2), zh: sentence, en: sentence })),
  figuresLeftOut: z.array(covered.extend({ zh: sentence, en: sentence })),
})
type LeftOut = z.infer<typeof LeftOut>

const CenterFile = z.strictObject({ centers: z.array(OnboardCenterRequest) })

type Read<Value> =
  | { readonly value: Value; readonly defects: readonly [] }
  | { readonly value: undefined; readonly defects: readonly Defect[] }

const pointer = (path: readonly PropertyKey[]): string => path.map((step) => `/${String(step)}`).join("")

const readAs = <Value>({ file, text }: TextFile, schema: z.ZodType<Value>): Read<Value> => {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    return { value: undefined, defects: [{ file, path: "", message: String(error) }] }
  }
  const parsed = schema.safeParse(content)
  if (parsed.success) return { value: parsed.data, defects: [] }
  const defects = parsed.error.issues.map(({ path, message }) => ({ file, path: pointer(path), message }))
  return { value: undefined, defects }
}

/** Every source id that a figure names, wherever it stands. */
const namedSources = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(namedSources)
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "source" && typeof inner === "string" ? [inner] : namedSources(inner),
  )
}

/** `loan-1` and `loan-2` are two pages of one subject. The list gives links by row, so that one of them is cited. */
const subjectOf = (sourceId: string): string => sourceId.replace(/-\d{1,2}$/, "")

type Tell = (path: string, message: string) => void

const checkSources = ({ sources, ...figures }: PolicyPack, tell: Tell): void => {
  const subjects = new Set(namedSources(figures).map(subjectOf))
  for (const [index, { id, title, url, via }] of sources.entries()) {
    if (!subjects.has(subjectOf(id))) tell(`/sources/${index}`, `no figure cites ${id}`)
    if (url === undefined) {
      if (via !== undefined)
        tell(`/sources/${index}/url`, "read through a collection, which gives an address")
      continue
    }
    const { hostname, pathname, search } = new URL(url)
    if (!hostname.includes(".")) tell(`/sources/${index}/url`, `not a public address: ${url}`)
    // Nobody finds a figure behind a home page without looking for it: the reader is told.
    const isHomePage = pathname === "/" && search === ""
    if (isHomePage && !(title.includes("首页") && title.includes("home page")))
      tell(`/sources/${index}/title`, "a home page that is not called one")
  }
}

const yearOf = (day: string): number => Number(day.slice(0, 4))
const mostYearsApart = 5

/** No clock: a pack is held against itself, so that the check says the same on every day. */
const checkDates = ({ sources, effectiveFrom, effectiveTo, loan }: PolicyPack, tell: Tell): void => {
  const isNear = (day: string): boolean => Math.abs(yearOf(day) - yearOf(effectiveFrom)) <= mostYearsApart
  if (effectiveTo !== undefined && !isNear(effectiveTo)) tell("/effectiveTo", `not plausible: ${effectiveTo}`)
  for (const [index, { on }] of sources.entries())
    if (!isNear(on)) tell(`/sources/${index}/on`, `not plausible: ${on}`)
  for (const [index, { validFrom, validTo }] of (loan?.liquidity ?? []).entries())
    if (
      (validTo !== undefined && validTo < effectiveFrom) ||
      (effectiveTo !== undefined && validFrom > effectiveTo)
    )
      tell(`/loan/liquidity/${index}`, "outside the days of the pack")
}

/** That no two rules answer one question on one day is the schema's to say. */
const checkWithdrawal = ({ withdrawal, effectiveTo, effectiveFrom }: PolicyPack, tell: Tell): void => {
  const rules = withdrawal?.rules ?? []
  for (const [index, { validFrom, validTo }] of rules.entries()) {
    if (
      (validTo !== undefined && validTo < effectiveFrom) ||
      (validFrom !== undefined && effectiveTo !== undefined && validFrom > effectiveTo)
    )
      tell(`/withdrawal/rules/${index}`, "outside the days of the pack")
  }
}

export interface CheckedPack {
  readonly pack: PolicyPack | undefined
  readonly defects: readonly Defect[]
}

/** One pack: its form, the file that it stands in, its center, its sources, links and days. */
export const checkPack = (file: TextFile, centerIds: ReadonlySet<CenterId>): CheckedPack => {
  const read = readAs(file, PolicyPack)
  if (read.value === undefined) return { pack: undefined, defects: read.defects }
  const pack = read.value
  const defects: Defect[] = []
  const tell: Tell = (path, message) => void defects.push({ file: file.file, path, message })
  if (file.file !== `${pack.centerId}.json`) tell("/centerId", "stands in the file of another center")
  if (!centerIds.has(pack.centerId)) tell("/centerId", "not in centers.json")
  checkSources(pack, tell)
  checkDates(pack, tell)
  checkWithdrawal(pack, tell)
  return { pack, defects }
}

const twice = <Value>(values: readonly Value[]): readonly Value[] =>
  values.filter((value, index) => values.indexOf(value) !== index)

const checkCoverage = (leftOut: LeftOut, packed: ReadonlySet<CenterId>, tell: Tell): void => {
  const { rowsLeftOut, figuresLeftOut, beyondTheList } = leftOut
  for (const city of twice([...leftOut.covered, ...rowsLeftOut].map((row) => row.city)))
    tell("/covered", `${city} is there twice`)
  const told = [...leftOut.covered, ...beyondTheList]
  for (const { city, centerId } of [...told, ...figuresLeftOut])
    if (!packed.has(centerId)) tell("/covered", `${city} has no pack ${centerId}`)
  const names = new Set(told.map(({ centerId }) => centerId))
  for (const centerId of packed) if (!names.has(centerId)) tell("/covered", `no row for the pack ${centerId}`)
}

const checkMatters = ({ entries }: NationalCatalogue, tell: Tell): void => {
  for (const matter of Object.keys(MATTERS))
    if (!entries.some((entry) => entry.matter === matter)) tell("/entries", `nothing is told of ${matter}`)
}

/** No document stands in a national list that nothing there cites. */
const checkCited = (
  { sources, ...rules }: NationalRules | NationalWithdrawals | NationalCatalogue,
  tell: Tell,
): void => {
  const named = new Set(namedSources(rules))
  for (const [index, { id }] of sources.entries())
    if (!named.has(id)) tell(`/sources/${index}`, `no figure cites ${id}`)
}

export interface CheckedStarter {
  readonly packs: readonly PolicyPack[]
  readonly national: NationalRules | undefined
  readonly withdrawals: NationalWithdrawals | undefined
  readonly catalogue: NationalCatalogue | undefined
  readonly leftOut: LeftOut | undefined
  readonly defects: readonly Defect[]
}

/** All of `contracts/starter`: each pack, the centers that they belong to, and the report on what was left out. */
export const checkStarter = (files: StarterFiles): CheckedStarter => {
  const centers = readAs(files.centers, CenterFile)
  const leftOut = readAs(files.leftOut, LeftOut)
  const national = readAs(files.national, NationalRules)
  const withdrawals = readAs(files.withdrawals, NationalWithdrawals)
  const catalogue = readAs(files.catalogue, NationalCatalogue)
  const centerIds = (centers.value?.centers ?? []).map(({ centerId }) => centerId)
  const checked = files.packs.map((file) => checkPack(file, new Set(centerIds)))
  const packs = checked.flatMap(({ pack }) => pack ?? [])
  const packed = new Set(packs.map(({ centerId }) => centerId))
  const read = [centers, leftOut, national, withdrawals, catalogue, ...checked]
  const defects = read.flatMap((each) => [...each.defects])
  const tellIn =
    (file: TextFile): Tell =>
    (path, message) =>
      void defects.push({ file: file.file, path, message })
  for (const centerId of twice(centerIds)) tellIn(files.centers)("/centers", `${centerId} is there twice`)
  for (const centerId of centerIds)
    if (centers.value !== undefined && !packed.has(centerId))
      tellIn(files.centers)("/centers", `${centerId} has no pack`)
  if (leftOut.value !== undefined) checkCoverage(leftOut.value, packed, tellIn(files.leftOut))
  if (national.value !== undefined) checkCited(national.value, tellIn(files.national))
  if (withdrawals.value !== undefined) checkCited(withdrawals.value, tellIn(files.withdrawals))
  if (catalogue.value !== undefined) {
    checkCited(catalogue.value, tellIn(files.catalogue))
    checkMatters(catalogue.value, tellIn(files.catalogue))
  }
  return {
    packs,
    national: national.value,
    withdrawals: withdrawals.value,
    catalogue: catalogue.value,
    leftOut: leftOut.value,
    defects,
  }
}
