import type { ServiceCase } from "../../contracts/service-cases.ts"
import type { StaffId } from "../../contracts/primitives.ts"
import { decideServiceCase, type ServiceCommand } from "../domain/service-case/decide-service-case.ts"
import { viewServiceCase } from "../domain/service-case/view-service-case.ts"
import {
  readOwnServiceCase,
  serviceContextOf,
  type NamedInService,
  type ServiceNeeds,
} from "./service-context.ts"
import { accept, type UseCase } from "./use-case.ts"

interface Staffed {
  readonly handler: StaffId
  readonly reviewer: StaffId
  readonly note?: string | undefined
}

const namedBy = (command: ServiceCommand): NamedInService =>
  command.action === "supplement" ? { documents: command.body.documents } : {}

/** One action of one of the two centers, but for the decision: read, decide, and what is to be written. */
export const actOnServiceCase =
  <Body extends Staffed>(
    needs: ServiceNeeds,
    commandOf: (body: Body) => ServiceCommand,
  ): UseCase<Body, ServiceCase> =>
  async (call) => {
    const found = await readOwnServiceCase(needs, call)
    if (found.outcome === "refused") return found
    const command = commandOf(call.body)
    const { handler, reviewer, note } = call.body
    const context = await serviceContextOf(
      needs,
      found.case,
      {
        now: call.now,
        actor: found.sides,
        newId: call.newId,
        staff: { handler, reviewer },
        ...(note === undefined ? {} : { note }),
      },
      namedBy(command),
    )
    if ("outcome" in context) return context
    const decision = decideServiceCase(found.case, command, context)
    return decision.outcome === "refused"
      ? decision
      : accept(viewServiceCase(decision.case, found.sides), decision.changes)
  }
