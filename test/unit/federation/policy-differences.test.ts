import { describe, expect, it } from "vitest"
import { PolicyPack } from "../../../contracts/policies.ts"
import type { CenterId } from "../../../contracts/primitives.ts"
import { differencesOf } from "../../../functions/domain/federation/policy-differences.ts"
import { A, B, C, cited, contentOf, today } from "./a-federation.ts"

const pack = (centerId: CenterId, over: Readonly<Record<string, unknown>>, title = "公告") => ({
  centerId,
  pack: PolicyPack.parse({
    centerId,
    effectiveFrom: "2026-01-01",
    version: 1,
    sources: [{ id: "agreement", title, on: "2026-01-01" }],
    ...over,
  }),
})
const inbound = (months: number) => ({ transfer: { inboundMonths: { months, ...cited } } })
const purchaseRule = (over: object) => ({
  withdrawal: { rules: [{ purpose: "purchase", answer: "allowed", ...cited, ...over }] },
})
const entry = (documents: readonly object[]) => ({
  services: {
    entries: [
      {
        matter: "backPayment",
        modes: ["online"],
        situations: [
          { situation: "missedMonths", zh: "补缴", en: "missed months", conditions: [], documents },
        ],
        legs: { verification: 1, decision: 3, supplement: 15, payment: 3, delivery: 3, kind: "working" },
        ...cited,
      },
    ],
  },
})
const paper = { kind: "identity", zh: "身份证件", required: true, verifiedBy: "receiving" }

const found = (members: Parameters<typeof differencesOf>[0], content = contentOf()) =>
  differencesOf(members, content, today).map(({ rule, situation, override, values }) => ({
    rule,
    situation,
    override,
    values: values.map(({ value }) => value),
  }))

describe("where members differ", () => {
  it("names each value, its document, and what the federation sets", () => {
    const members = [pack(A, inbound(6), "甲公告"), pack(B, inbound(3), "乙公告")]
    expect(differencesOf(members, contentOf(), today)).toEqual([
      {
        rule: "transfer.inboundMonths",
        zh: "转入前缴存月数",
        en: "months paid before a transfer in",
        override: '{"months":0}',
        values: [
          { centerId: A, value: '{"months":6}', source: "甲公告" },
          { centerId: B, value: '{"months":3}', source: "乙公告" },
        ],
      },
    ])
  })

  it("is nowhere when they say the same, whatever they cite", () => {
    const same = { transfer: { inboundMonths: { months: 6, source: "agreement", clause: "第九条" } } }
    expect(found([pack(A, inbound(6), "甲公告"), pack(B, same, "乙公告")])).toEqual([])
  })

  it("is where one rules what another does not, or has no pack at all", () => {
    expect(found([pack(A, inbound(6)), pack(B, {}), { centerId: C }])).toMatchObject([
      { values: ['{"months":6}', "", ""] },
    ])
  })

  it.each([
    [
      "a purchase that is limited",
      [purchaseRule({}), purchaseRule({ limit: { once: "20000.00" } })],
      [{ rule: "withdrawal.rules", situation: "purchase" }],
    ],
    [
      "money of another kind",
      [purchaseRule({ part: "flexible" }), purchaseRule({})],
      [{ situation: "purchase/flexible" }, { situation: "purchase" }],
    ],
    ["a rule that is over", [purchaseRule({ validTo: "2026-11-21" }), {}], []],
    ["the days of a rule", [purchaseRule({ validFrom: "2026-02-01" }), purchaseRule({})], []],
    [
      "a paper of a situation, and not the matter",
      [entry([]), entry([paper])],
      [{ rule: "services.entries", situation: "backPayment/missedMonths" }],
    ],
    [
      "a matter that is not offered",
      [{ services: { entries: [], notOffered: [{ matter: "backPayment", ...cited }] } }, {}],
      [{ rule: "services.notOffered", situation: "backPayment" }],
    ],
    [
      "whose loans lock an account",
      [
        { loanBar: { own: true, spouse: true, interestSubsidised: false, guarantee: false, ...cited } },
        { loanBar: { own: true, spouse: false, interestSubsidised: false, guarantee: false, ...cited } },
      ],
      [{ rule: "loanBar" }],
    ],
  ] as const)("%s", (_name, [one, other], expected) => {
    const rows = found(
      [pack(A, one), pack(B, other)],
      contentOf({ services: ["sharedWarnings"], overrides: {} }),
    )
    expect(rows).toHaveLength(expected.length)
    expect(rows).toMatchObject(expected)
    expect(rows.every(({ override }) => override === undefined)).toBe(true)
  })
})
