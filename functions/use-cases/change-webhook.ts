import type * as z from "zod"
import type { PutWebhookRequest, WebhookState } from "../../contracts/messages.ts"
import type { Instant } from "../../contracts/primitives.ts"
import { restrictedKey } from "../domain/directory/signing-keys.ts"
import { isWebhookAddress } from "../domain/directory/webhook-address.ts"
import { refuse } from "../domain/refusal.ts"
import { accept, type UseCase } from "./use-case.ts"

export interface ChangeWebhookNeeds {
  readonly audience: () => string
  readonly readWebhook: (
    centerId: string,
  ) => Promise<{ readonly url: string; readonly since: Instant } | undefined>
}

export const putWebhook =
  (
    needs: Pick<ChangeWebhookNeeds, "audience">,
  ): UseCase<z.infer<typeof PutWebhookRequest>, z.infer<typeof WebhookState>> =>
  async (call) => {
    // Whoever stole a key would have the center's messages pushed to an address of their own.
    if (call.keyRestricted) return restrictedKey()
    const { url } = call.body
    if (!isWebhookAddress(url, needs.audience())) return refuse("webhook-refused", { field: "/url" })
    return accept({ url, since: call.now }, [
      { kind: "setWebhook", centerId: call.callerId, url, since: call.now },
    ])
  }

export const deleteWebhook =
  (needs: Pick<ChangeWebhookNeeds, "readWebhook">): UseCase<undefined, { readonly removed: boolean }> =>
  async (call) => {
    if (call.keyRestricted) return restrictedKey()
    return (await needs.readWebhook(call.callerId)) === undefined
      ? refuse("webhook-not-found")
      : accept({ removed: true }, [{ kind: "removeWebhook", centerId: call.callerId }])
  }
