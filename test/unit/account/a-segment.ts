import { Segment } from "../../../contracts/accounts.ts"

export const aSegment = (changes: object = {}): Segment =>
  Segment.parse({
    contributorType: "employee",
    accountKind: "basic",
    origin: { kind: "local" },
    from: "2024-03",
    to: "2025-02",
    principal: "24000.00",
    interest: "0.00",
    contributions: "24000.00",
    subsidy: "0.00",
    monthlyContribution: "2000.00",
    ...changes,
  })
