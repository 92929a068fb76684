import { createHash } from "node:crypto"
import { PolicyPack } from "../../contracts/policies.ts"
import { CenterId, type Instant, LocalDate } from "../../contracts/primitives.ts"
import { keys } from "../../contracts/table.ts"
import type { CenterRecord } from "../../functions/domain/directory/center-record.ts"
import type { Item, Table } from "../../functions/store/table.ts"
import { loanPack } from "../fixtures/loan-pack.ts"

export const centersOf = (now: Instant): readonly CenterRecord[] =>
  ["990101000000000", "990201000000000", "990301000000000", "990401000000000"].map((id, index) => ({
    centerId: CenterId.parse(id),
    name: `示例市${index + 1}住房公积金管理中心`,
    kind: "center",
    settlesOwnBooks: true,
    provinceCode: "990000",
    closingDays: [],
    standing: "active",
    standingSince: now,
    validFrom: LocalDate.parse("2020-01-01"),
    version: 1,
  }))

const since = "2025-01-01T00:00:00.000Z"
const packFrom = "2026-01-01"
const cap = "500000.00"

const source = "test-source"
const proof = [{ kind: "proof", zh: "证明材料", required: true, verifiedBy: "receiving" }]
const situation = (name: string) => ({
  situation: name,
  zh: "办事情形",
  en: "situation",
  conditions: [],
  documents: proof,
})
const entry = (matter: string, ...situations: readonly string[]) => ({
  matter,
  modes: ["online", "agent", "joint"],
  situations: situations.map(situation),
  legs: { verification: 2, decision: 3, supplement: 15, payment: 3, delivery: 3, kind: "working" },
  source,
})

/** What the centers let out: a home and a lift to anybody, the whole of the flexible part while no loan runs. */
const services = {
  services: {
    entries: [entry("purchaseWithdrawal", "newHome"), entry("otherWithdrawal", "lift", "flexibleExit")],
  },
  withdrawal: {
    rules: [
      { purpose: "lift", answer: "allowed", relations: ["spouse", "parent", "child"], source },
      {
        purpose: "flexibleExit",
        answer: "allowed",
        part: "flexible",
        loan: "bars",
        closesAccount: true,
        source,
      },
    ],
  },
}

/** What the centers had in the directory before the story begins: keys, receiving accounts, packs, a webhook. */
export const seedDirectory = async (
  table: Table,
  centers: readonly CenterRecord[],
  now: Instant,
): Promise<void> => {
  const put = (item: Item & { pk: string; sk: string }) => table.put(item)
  for (const center of centers) {
    const { centerId, name } = center
    await put({ ...center, ...keys.directory.center(centerId) })
    // Whoever gets letters has a key; here no call is signed, so the key itself is left out.
    const kid = `${centerId}-1`
    await put({ kid, centerId, ...keys.directory.kidOwner(kid) })
    await put({ kid, ...keys.directory.key(centerId, kid) })
    const account = { bankName: "示例银行", accountName: name, accountNumber: `62${centerId}` }
    await put({ ...account, effectiveAt: since, ...keys.directory.receivingAccount(centerId, since) })
    const pack = PolicyPack.parse(loanPack(centerId, packFrom, cap, services))
    const hash = createHash("sha256").update(JSON.stringify(pack)).digest("hex")
    const kept = { pack, hash, at: now }
    await put({ ...kept, ...keys.policy.pack(centerId, packFrom) })
    await put({ ...kept, ...keys.policy.version(centerId, hash) })
  }
  const [, , pushed] = centers
  if (pushed !== undefined)
    await put({ url: "https://center.invalid/hook", since: now, ...keys.directory.webhook(pushed.centerId) })
}
