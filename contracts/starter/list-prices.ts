/**
 * List prices of DynamoDB on demand in USD for a million units, us-east-1, without free tiers and discounts, as AWS
 * published them on its pricing page (read 2026-11-20).
 */
export const listPrices = { writeUnitsPerMillion: "0.625", readUnitsPerMillion: "0.125" } as const
