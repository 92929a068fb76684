import type { SupervisedFindingList } from "../../contracts/findings.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import type { FindingCase } from "../domain/finding/finding-record.ts"
import { superviseFinding } from "../domain/finding/view-finding.ts"
import { collectFindings, findingPageOf, type FindingPage, type FindingsRead } from "./list-findings.ts"
import { isRefusal } from "./query-values.ts"
import { answer } from "./use-case.ts"
import type { SupervisorUseCase } from "./supervisor-call.ts"

export interface SuperviseFindingsNeeds {
  readonly listOpenFindings: (page: FindingPage) => Promise<FindingsRead>
  readonly readCenters: (ids: readonly string[]) => Promise<ReadonlyMap<string, CenterRecord>>
}

/** Open findings of the country, newest first; a province sees those that a center of its own is a party of. */
export const superviseFindings =
  (needs: SuperviseFindingsNeeds): SupervisorUseCase<SupervisedFindingList> =>
  async (call) => {
    const page = findingPageOf(call.query)
    if (isRefusal(page)) return page
    const { nation, provinces } = call.sight
    const chosen = async (found: readonly FindingCase[]): Promise<readonly FindingCase[]> => {
      // The list of open ones follows a moment later than the cases themselves.
      const open = found.filter(({ status }) => status === "open")
      if (nation || open.length === 0) return open
      const centers = await needs.readCenters(open.flatMap(({ centerIds }) => centerIds))
      const isOwn = (centerId: string): boolean => {
        const provinceCode = centers.get(centerId)?.provinceCode
        return provinceCode !== undefined && provinces.includes(provinceCode)
      }
      return open.filter(({ centerIds }) => centerIds.some(isOwn))
    }
    const { findings, cursor } = await collectFindings(page, needs.listOpenFindings, chosen)
    return answer({
      findings: findings.map((finding) => superviseFinding(finding, call.now)),
      ...(cursor === undefined ? {} : { cursor }),
    })
  }
