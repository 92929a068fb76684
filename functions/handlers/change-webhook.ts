import { serveCenters } from "../edge/serve-centers.ts"
import { deleteWebhook, putWebhook } from "../use-cases/change-webhook.ts"

export const handler = serveCenters("change-webhook", (hub) => ({
  putWebhook: putWebhook(hub),
  deleteWebhook: deleteWebhook(hub),
}))
