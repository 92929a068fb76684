import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs"
import type { BatchMessage } from "../../contracts/batches.ts"

export interface BatchQueue {
  readonly send: (message: BatchMessage) => Promise<void>
}

export const createBatchQueue = (client: SQSClient, queueUrl: () => string): BatchQueue => ({
  send: async (message) => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl(), MessageBody: JSON.stringify(message) }))
  },
})
