import type { OffsiteLoan } from "../../contracts/offsite-loans.ts"
import type { StaffId } from "../../contracts/primitives.ts"
import type { NationalRules } from "../../contracts/policies.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { LoanCountRule } from "../domain/loan-registry/loan-count.ts"
import { certificationDefect } from "../domain/offsite-loan/certify-record.ts"
import {
  decideOffsiteLoan,
  OFFSITE_ALLOWED,
  type OffsiteCommand,
} from "../domain/offsite-loan/decide-offsite-loan.ts"
import type { OffsiteContext } from "../domain/offsite-loan/offsite-decision.ts"
import type { OffsiteLoanCase } from "../domain/offsite-loan/offsite-loan-case.ts"
import { viewOffsiteLoan } from "../domain/offsite-loan/view-offsite-loan.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { drawCertificateNo, type NextCertificateSerial } from "./draw-certificate-no.ts"
import { loanCountUnder } from "./loan-rules-of.ts"
import { offsiteContextOf, readOwnOffsiteLoan, type Named, type OffsiteNeeds } from "./offsite-context.ts"
import { pinnedPackOf, type PinnedPackNeeds } from "./pinned-pack-of.ts"
import { accept, type UseCase } from "./use-case.ts"

export interface ActOnOffsiteLoanNeeds extends OffsiteNeeds, PinnedPackNeeds {
  readonly nextCertificateSerial: NextCertificateSerial
  readonly nationalRules: () => NationalRules
}

/** How many loans in life, by the pack that the case is judged by. */
const countOf = async (needs: ActOnOffsiteLoanNeeds, offsite: OffsiteLoanCase): Promise<LoanCountRule> =>
  loanCountUnder((await pinnedPackOf(needs, offsite))?.pack, needs.nationalRules())

interface Staffed {
  readonly handler: StaffId
  readonly reviewer: StaffId
  readonly note?: string | undefined
}

const namedBy = (command: OffsiteCommand): Named => {
  switch (command.action) {
    case "certification":
      return { accountNo: command.body.accountNo }
    case "grant":
      return { reservationId: command.body.reservationId, contractNo: command.body.contractNo }
    case "certification-refusal":
    case "cancellation":
    case "rejection":
      return { mayEnd: true }
    case "collection-request":
    case "collection-answer":
    case "offset":
    case "offset-completion":
    case "offset-return":
      return {}
  }
}

/** A certificate gets its number when nothing bars it any more: a refused one uses up none. */
const numbered = async (
  needs: ActOnOffsiteLoanNeeds,
  offsite: OffsiteLoanCase,
  command: OffsiteCommand,
  context: OffsiteContext,
): Promise<OffsiteContext | Refusal> => {
  const { party, from } = OFFSITE_ALLOWED.certification
  if (command.action !== "certification" || context.actor !== party || !from.includes(offsite.status))
    return context
  const defect = certificationDefect(offsite, command.body, context)
  if (defect !== undefined) return defect
  const nextCertificateNo = await drawCertificateNo(
    needs.nextCertificateSerial,
    offsite.homeCenterId,
    chinaDateOf(context.now),
  )
  return nextCertificateNo === undefined ? refuse("too-many-requests") : { ...context, nextCertificateNo }
}

/** One action of one of the two centers: read, decide, and what is to be written with the answer. */
export const actOnOffsiteLoan =
  <Body extends Staffed>(
    needs: ActOnOffsiteLoanNeeds,
    commandOf: (body: Body) => OffsiteCommand,
  ): UseCase<Body, OffsiteLoan> =>
  async (call) => {
    const found = await readOwnOffsiteLoan(needs, call)
    if (found.outcome === "refused") return found
    const command = commandOf(call.body)
    const { handler, reviewer, note } = call.body
    const read = await offsiteContextOf(
      needs,
      found.case,
      {
        now: call.now,
        actor: found.party,
        newId: call.newId,
        staff: { handler, reviewer },
        ...(note === undefined ? {} : { note }),
      },
      namedBy(command),
    )
    const counting = command.action === "certification" || command.action === "grant"
    const counted = counting ? { ...read, count: await countOf(needs, found.case) } : read
    const context = await numbered(needs, found.case, command, counted)
    if ("outcome" in context) return context
    const decision = decideOffsiteLoan(found.case, command, context)
    return decision.outcome === "refused"
      ? decision
      : accept(viewOffsiteLoan(decision.case), decision.changes)
  }
