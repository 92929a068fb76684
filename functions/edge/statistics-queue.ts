import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs"
import type { StatisticsMessage } from "../../contracts/statistics.ts"

export interface StatisticsQueue {
  readonly send: (message: StatisticsMessage) => Promise<void>
}

export const createStatisticsQueue = (client: SQSClient, queueUrl: () => string): StatisticsQueue => ({
  send: async (message) => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl(), MessageBody: JSON.stringify(message) }))
  },
})
