import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import type { Words } from "../../../contracts/desk.ts"
import { namesOf } from "../../../contracts/names-of.ts"
import { EVENT_WORDS } from "../../../functions/domain/desk/event-words.ts"
import {
  OFFSITE_LEG_WORDS,
  OTHER_NEXT,
  SERVICE_LEG_WORDS,
  TRANSFER_LEG_WORDS,
} from "../../../functions/domain/desk/leg-words.ts"
import { OFFSITE_TELL } from "../../../functions/domain/desk/offsite-words.ts"
import { SERVICE_TELL } from "../../../functions/domain/desk/service-words.ts"
import { TRANSFER_TELL } from "../../../functions/domain/desk/transfer-words.ts"
import { DESK_TEXTS, PURPOSES } from "../../../functions/dashboard/web/desk/desk-texts.ts"
import { OpenIdentityRequest } from "../../../contracts/transfers.ts"

const isSentence = ({ zh, en }: Words): boolean => /[\u4e00-\u9fff]/.test(zh) && !/[\u4e00-\u9fff]/.test(en)

/** Every status has its words by its type; here it is held that they are words. */
type Told = Readonly<Record<string, Readonly<Record<string, { readonly zh: string; readonly en: string }>>>>
const tables: readonly Told[] = [TRANSFER_TELL, OFFSITE_TELL, SERVICE_TELL]
const told = tables.flatMap((table) =>
  Object.entries(table).flatMap(([status, parties]) =>
    Object.entries(parties).map(([party, said]) => ({ place: `${status} ${party}`, said })),
  ),
)

describe("what the contributor is told", () => {
  it.each(told)(
    "$place: one plain sentence in each language, without a code or a name of ours",
    ({ said }) => {
      expect(isSentence(said)).toBe(true)
      expect(said.zh.endsWith("。") && said.en.endsWith(".")).toBe(true)
      expect(`${said.zh} ${said.en}`).not.toMatch(/[a-z][A-Z]|_|\bAPI\b|BDC/)
    },
  )

  it("differs by who says it, but where nothing differs for the applicant", () => {
    const alike = tables
      .slice(0, 2)
      .flatMap((table) =>
        Object.values(table).filter(
          (parties) => new Set(Object.values(parties).map(({ zh }) => zh)).size === 1,
        ),
      )
    expect(alike).toEqual([])
  })
})

describe("what a clerk reads", () => {
  it("has both languages everywhere", () => {
    const all = [
      TRANSFER_LEG_WORDS,
      OFFSITE_LEG_WORDS,
      SERVICE_LEG_WORDS,
      OTHER_NEXT,
      EVENT_WORDS,
      PURPOSES,
    ].flatMap((table) => Object.entries(table))
    expect(all.filter(([, said]) => !isSentence(said)).map(([name]) => name)).toEqual([])
    expect(Object.values(DESK_TEXTS).every(({ zh, en }) => zh !== "" && en !== "")).toBe(true)
  })

  it("offers the purposes that the contract knows", () => {
    expect(namesOf(PURPOSES).toSorted()).toEqual(OpenIdentityRequest.shape.purpose.options.toSorted())
  })

  it("names every event that a decision writes into a history", () => {
    const root = join(import.meta.dirname, "../../../functions")
    const sources = ["domain/transfer", "domain/offsite-loan", "domain/service-case"].flatMap((folder) =>
      readdirSync(join(root, folder)).map((file) => readFileSync(join(root, folder, file), "utf8")),
    )
    const written = sources.flatMap((text) =>
      [...text.matchAll(/(?:"([a-z-]+)",\s*context\b|recordedEvent\(\w+, "([a-z-]+)")/g)].map(
        ([, saved, opened]) => saved ?? opened ?? "",
      ),
    )
    expect(written.length).toBeGreaterThan(20)
    const notOfCases = ["decision", "loan-mark-release", "offset-hold", "offsite-loan", "in", "out"]
    const ofAccounts = ["withdrawal-approval", "withdrawal-revocation"]
    expect(
      [...new Set(written)].filter(
        (event) => ![...notOfCases, ...ofAccounts].includes(event) && !(event in EVENT_WORDS),
      ),
    ).toEqual([])
  })
})
