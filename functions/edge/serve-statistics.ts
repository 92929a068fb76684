import middy from "@middy/core"
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda"
import { StatisticsMessage } from "../../contracts/statistics.ts"
import type { FunctionName } from "../../contracts/environment.ts"
import { hubOf, type Hub } from "./hub.ts"
import { failureOf, log } from "./log.ts"
import { lazyRuntime, type Runtime } from "./runtime.ts"

type Count = (messages: readonly StatisticsMessage[], nowMs: number) => Promise<void>

/** Undefined for what is no message of ours: it fails alone, and ends with the dead letters. */
const messageOf = ({ body }: SQSRecord): StatisticsMessage | undefined => {
  try {
    const parsed = StatisticsMessage.safeParse(JSON.parse(body))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

const sentAt = ({ attributes }: SQSRecord): number => Number(attributes.SentTimestamp)

/**
 * The handler of the statistics queue. A delivery is counted together, so that ten commits touch the counters of the
 * nation once; if that fails each is counted alone, and what failed comes back alone.
 */
export const serveStatistics = (
  functionName: FunctionName,
  countOf: (hub: Hub, runtime: () => Runtime) => Count,
) => {
  const runtime = lazyRuntime()
  const count = countOf(hubOf(runtime), runtime)

  const counted = async (records: readonly SQSRecord[]): Promise<boolean> => {
    const messages = records.map(messageOf)
    const known = messages.filter((message) => message !== undefined)
    if (known.length < messages.length) return false
    try {
      await count(known, Math.max(...records.map(sentAt)))
      return true
    } catch (error) {
      log({ function: functionName, event: "failed", error: failureOf(error) })
      return false
    }
  }

  return middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const failed: SQSRecord[] = []
    if (!(await counted(Records)))
      for (const record of Records)
        if (Records.length === 1 || !(await counted([record]))) failed.push(record)
    log({ function: functionName, event: "handled", count: Records.length - failed.length })
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
  })
}
