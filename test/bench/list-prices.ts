/**
 * List prices in USD, us-east-1, without free tiers and discounts, as AWS published them on its pricing pages
 * (Step Functions Standard, DynamoDB on demand, Lambda arm64, API Gateway HTTP API, SQS standard, S3 Standard).
 */
const LIST_PRICES = {
  stateTransition: 0.025 / 1_000,
  writeUnit: 0.625 / 1_000_000,
  readUnit: 0.125 / 1_000_000,
  lambdaRequest: 0.2 / 1_000_000,
  lambdaGbSecond: 0.000_013_333_4,
  httpApiRequest: 1 / 1_000_000,
  queueRequest: 0.4 / 1_000_000,
  /** One upload, and one look at what came. */
  document: (5 + 0.4) / 1_000_000,
} as const

/**
 * Billed time of one invocation. A time measured on a shared machine would make the price a lottery, so it is assumed,
 * and the bench prints what it measured (the client's whole wait) beside it.
 */
export const ASSUMED_MS_PER_INVOCATION = 50

export interface Consumption {
  readonly stateTransitions: number
  readonly wru: number
  readonly rru: number
  readonly lambdaInvocations: number
  readonly lambdaMemoryMb: number
  readonly httpRequests: number
  readonly queueRequests: number
  /** Uploaded and looked at. */
  readonly documents: number
}

/** What so much consumption costs, done a thousand times. */
export const usdPer1000 = (used: Consumption): number => {
  const gbSeconds =
    used.lambdaInvocations * (ASSUMED_MS_PER_INVOCATION / 1_000) * (used.lambdaMemoryMb / 1_024)
  const once =
    used.stateTransitions * LIST_PRICES.stateTransition +
    used.wru * LIST_PRICES.writeUnit +
    used.rru * LIST_PRICES.readUnit +
    used.lambdaInvocations * LIST_PRICES.lambdaRequest +
    gbSeconds * LIST_PRICES.lambdaGbSecond +
    used.httpRequests * LIST_PRICES.httpApiRequest +
    used.queueRequests * LIST_PRICES.queueRequest +
    used.documents * LIST_PRICES.document
  return Number((once * 1_000).toFixed(4))
}
