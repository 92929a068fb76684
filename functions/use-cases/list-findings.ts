import type { FindingList } from "../../contracts/findings.ts"
import { CenterId } from "../../contracts/primitives.ts"
import type { FindingCase } from "../domain/finding/finding-record.ts"
import { viewFinding } from "../domain/finding/view-finding.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { isRefusal, limitOf } from "./query-values.ts"
import { answer, type UseCase } from "./use-case.ts"

export interface FindingsRead {
  readonly findings: readonly FindingCase[]
  readonly nextAfter?: string
}

export interface FindingPage {
  readonly limit: number
  readonly after?: string
}

export interface ListFindingsNeeds {
  readonly listFindings: (
    query: FindingPage & { readonly centerId: CenterId; readonly formerIds?: readonly string[] },
  ) => Promise<FindingsRead>
}

const mostFindings = 50
/** A filtered page may look through more than it shows, but not without end; the cursor leads on. */
const mostPagesRead = 10

const cursorForm = /^after\.(fnd_[0-9A-HJKMNP-TV-Z]{26})$/

/** Where a page begins, and how long it is. */
export const findingPageOf = (query: Readonly<Record<string, string>>): FindingPage | Refusal => {
  const limit = limitOf(query, mostFindings)
  if (isRefusal(limit)) return limit
  const { cursor } = query
  const after = cursor === undefined ? undefined : cursorForm.exec(cursor)?.[1]
  if (cursor !== undefined && after === undefined) return refuse("cursor-invalid", { field: "cursor" })
  return { limit, ...(after === undefined ? {} : { after }) }
}

/** Reads on until the page is full of what is asked for, or enough was looked through. */
export const collectFindings = async (
  start: FindingPage,
  read: (page: FindingPage) => Promise<FindingsRead>,
  chosen: (findings: readonly FindingCase[]) => Promise<readonly FindingCase[]>,
): Promise<{ readonly findings: readonly FindingCase[]; readonly cursor?: string }> => {
  const found: FindingCase[] = []
  let { after } = start
  for (let page = 0; page < mostPagesRead && found.length < start.limit; page += 1) {
    const answered = await read({
      limit: start.limit - found.length,
      ...(after === undefined ? {} : { after }),
    })
    found.push(...(await chosen(answered.findings)))
    after = answered.nextAfter
    if (after === undefined) return { findings: found }
  }
  return { findings: found, ...(after === undefined ? {} : { cursor: `after.${after}` }) }
}

/** Findings of the center, newest first; `status` shows the open or the closed ones only. */
export const listFindings =
  (needs: ListFindingsNeeds): UseCase<undefined, FindingList> =>
  async (call) => {
    const page = findingPageOf(call.query)
    if (isRefusal(page)) return page
    const { status } = call.query
    if (status !== undefined && status !== "open" && status !== "closed")
      return refuse("invalid-request", { rule: "VAL-009", field: "status" })
    const centerId = CenterId.parse(call.callerId)
    const { formerIds } = call
    const readers = [centerId, ...(formerIds ?? [])]
    const readerOf = ({ centerIds }: FindingCase): string =>
      readers.find((reader) => centerIds.some((id) => id === reader)) ?? centerId
    const { findings, cursor } = await collectFindings(
      page,
      (query) =>
        needs.listFindings({ ...query, centerId, ...(formerIds === undefined ? {} : { formerIds }) }),
      async (all) => all.filter((finding) => status === undefined || finding.status === status),
    )
    return answer({
      findings: findings.map((finding) => viewFinding(finding, CenterId.parse(readerOf(finding)))),
      ...(cursor === undefined ? {} : { cursor }),
    })
  }
