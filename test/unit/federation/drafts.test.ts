import { describe, expect, it } from "vitest"
import { nationalCatalogue } from "../../../contracts/starter/national-catalogue.ts"
import { nationalRules } from "../../../contracts/starter/national-rules.ts"
import { nationalWithdrawals } from "../../../contracts/starter/national-withdrawals.ts"
import { checkDraft, draftNames, readDraftFile } from "../../../tools/packs/federation-drafts.ts"

const nation = {
  rules: nationalRules(),
  withdrawals: nationalWithdrawals(),
  catalogue: nationalCatalogue(),
}

describe("the drafts that ship", () => {
  it("are five regions", () => {
    expect(draftNames()).toEqual(["changjiangzhongyou", "changsanjiao", "chengyu", "jiaodong", "yuegangao"])
  })

  it.each(draftNames())("%s: valid, disabled, with sources and with what no source confirms", (name) => {
    const { draft, defects } = checkDraft(readDraftFile(name), nation)
    expect(defects).toEqual([])
    expect(draft?.status).toBe("draft")
    expect(draft?.content.sources.every(({ title }) => title.includes(" / "))).toBe(true)
    expect(draft?.unconfirmed.length).toBeGreaterThan(0)
  })

  it("are told when they stand in another's file, or contradict the nation", () => {
    const { text } = readDraftFile("yuegangao")
    expect(checkDraft({ file: "federations/other.json", text }, nation).defects).toMatchObject([
      { path: "/draft" },
    ])
    const overrides =
      '"overrides": { "transfer": { "judicialHold": { "answer": "allow", "source": "shenzhen-transfer" } } }'
    const lifted = text.replace(/"overrides": \{\s*\}/u, overrides)
    expect(checkDraft({ file: "federations/yuegangao.json", text: lifted }, nation).defects).toMatchObject([
      { path: "/content/overrides/transfer/judicialHold/answer" },
    ])
  })
})
