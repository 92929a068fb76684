import { PutWebhookRequest } from "../../contracts/messages.ts"
import { asking, taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { deleteWebhook, putWebhook } from "../use-cases/change-webhook.ts"

export const handler = serveCenters("change-webhook", (hub) => ({
  putWebhook: taking(PutWebhookRequest, putWebhook(hub)),
  deleteWebhook: asking(deleteWebhook(hub)),
}))
