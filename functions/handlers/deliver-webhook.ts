import { WebhookDelivery } from "../../contracts/messages.ts"
import { pushMessage } from "../edge/push-message.ts"
import { serveQueue } from "../edge/serve-queue.ts"
import { signMessage } from "../security/sign-message.ts"
import { deliverWebhook } from "../use-cases/deliver-webhook.ts"

export const handler = serveQueue("deliver-webhook", WebhookDelivery, (hub, runtime) =>
  deliverWebhook({
    audience: hub.audience,
    readWebhook: hub.readPushAddress,
    sign: async (message) => signMessage((await runtime().secret()).signingKey, message),
    post: (push) => pushMessage(push, hub.audience()),
  }),
)
