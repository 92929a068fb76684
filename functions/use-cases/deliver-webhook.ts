import type { WebhookDelivery } from "../../contracts/messages.ts"
import { CenterId, type Instant } from "../../contracts/primitives.ts"
import { isWebhookAddress } from "../domain/directory/webhook-address.ts"

export interface SignedPush {
  readonly url: string
  readonly body: Uint8Array
  readonly signature: string
}

export interface DeliverWebhookNeeds {
  readonly audience: () => string
  /** Whose it is says who receives: the center itself, unless another keeps its books. */
  readonly readWebhook: (
    centerId: string,
    now: Instant,
  ) => Promise<{ readonly url: string; readonly centerId?: string } | undefined>
  readonly sign: (message: {
    readonly centerId: CenterId
    readonly jti: string
    readonly target: string
    readonly body: Uint8Array
    readonly now: Instant
  }) => Promise<string>
  /** The status of the answer, or nothing when there was none in time. */
  readonly post: (push: SignedPush) => Promise<number | undefined>
}

export interface Attempt {
  /** The same for each attempt at one message, so that the center can tell a repetition. */
  readonly jti: string
  readonly now: Instant
}

export type DeliveryResult = "delivered" | "dropped" | "failed"

/**
 * Pushes one message, signed, to the address that the center has now. Whatever comes of it, the message stays in the
 * inbox until it is acknowledged; so a center that took its webhook back loses nothing.
 */
export const deliverWebhook =
  (needs: DeliverWebhookNeeds) =>
  async ({ centerId, message }: WebhookDelivery, attempt: Attempt): Promise<DeliveryResult> => {
    const webhook = await needs.readWebhook(centerId, attempt.now)
    const receiver = CenterId.safeParse(webhook?.centerId ?? centerId)
    if (!receiver.success || webhook === undefined || !isWebhookAddress(webhook.url, needs.audience()))
      return "dropped"
    const url = new URL(webhook.url)
    const body = new TextEncoder().encode(JSON.stringify(message))
    const signature = await needs.sign({
      centerId: receiver.data,
      target: `${url.pathname}${url.search}`,
      body,
      ...attempt,
    })
    const status = await needs.post({ url: url.href, body, signature })
    return status !== undefined && status >= 200 && status <= 299 ? "delivered" : "failed"
  }
