import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs"
import type { WebhookDelivery } from "../../contracts/messages.ts"

export interface WebhookQueue {
  readonly send: (delivery: WebhookDelivery) => Promise<void>
}

export const createWebhookQueue = (client: SQSClient, queueUrl: () => string): WebhookQueue => ({
  send: async (delivery) => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl(), MessageBody: JSON.stringify(delivery) }))
  },
})
