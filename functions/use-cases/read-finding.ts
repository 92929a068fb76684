import type { FindingCase as FindingView } from "../../contracts/findings.ts"
import { CenterId, FindingId } from "../../contracts/primitives.ts"
import type { FindingCase } from "../domain/finding/finding-record.ts"
import { viewFinding } from "../domain/finding/view-finding.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { answer, type Call, type UseCase } from "./use-case.ts"

export interface ReadFindingNeeds {
  readonly readFinding: (id: FindingId) => Promise<FindingCase | undefined>
}

export interface OwnFinding {
  readonly outcome: "found"
  readonly finding: FindingCase
  readonly by: CenterId
}

/** A finding that the caller is a party of; of any other a center does not even learn that it exists. */
export const ownFinding = async (
  needs: ReadFindingNeeds,
  call: Call<unknown>,
): Promise<OwnFinding | Refusal> => {
  const findingId = FindingId.safeParse(call.params["findingId"])
  const by = CenterId.safeParse(call.callerId)
  if (!findingId.success || !by.success) return refuse("finding-not-found")
  const finding = await needs.readFinding(findingId.data)
  if (finding === undefined || !finding.centerIds.includes(by.data)) return refuse("finding-not-found")
  if (call.ifMatch !== undefined && call.ifMatch !== finding.version)
    return refuse("version-stale", { field: "if-match" })
  return { outcome: "found", finding, by: by.data }
}

/** One finding, with what each center has stated. */
export const readFinding =
  (needs: ReadFindingNeeds): UseCase<undefined, FindingView> =>
  async (call) => {
    const own = await ownFinding(needs, call)
    return own.outcome === "refused" ? own : answer(viewFinding(own.finding, own.by))
  }
