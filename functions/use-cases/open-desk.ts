import type { DeskLinkOpened, OpenDeskRequest } from "../../contracts/desk.ts"
import { CenterId } from "../../contracts/primitives.ts"
import { deskLinkEnd, type DeskLink } from "../domain/desk/desk-link.ts"
import { refuse } from "../domain/refusal.ts"
import type { UseCase } from "./use-case.ts"

export interface OpenDeskNeeds {
  readonly audience: () => string
  readonly newDeskCode: () => { readonly code: string; readonly codeHash: string }
}

/**
 * A link to the clerk's page. It is answered like a disclosure, which is recorded with its message id and stores no answer:
 * the outcome of a command would keep the code in clear for thirty days. A call that is repeated gets another link.
 */
export const openDesk =
  (needs: OpenDeskNeeds): UseCase<OpenDeskRequest, DeskLinkOpened> =>
  async ({ callerId, keyId, now, body }) => {
    if (keyId === undefined) return refuse("caller-not-permitted")
    const { code, codeHash } = needs.newDeskCode()
    const link: DeskLink = {
      codeHash,
      centerId: CenterId.parse(callerId),
      kid: keyId,
      handler: body.handler,
      language: body.language ?? "zh",
      madeAt: now,
      endsAt: deskLinkEnd(now),
    }
    return {
      outcome: "disclosed",
      answer: { url: `${needs.audience()}/desk#${code}`, expiresAt: link.endsAt },
      disclosure: {
        personRefs: [],
        purpose: "desk",
        points: 0,
        found: "desk-link",
        handler: body.handler.id,
      },
      spends: [{ kind: "openDeskLink", link }],
    }
  }
