import { createHash } from "node:crypto"
import { AccountState, type Segment } from "../../contracts/accounts.ts"
import type { AccountNo, LocalDate, Person } from "../../contracts/primitives.ts"
import type { BackOffice } from "./back-office.ts"
import { chinaDay } from "./contribution-record.ts"
import { HubRefusedError } from "./hub-refused.ts"

/** Two centers, and somebody who has to do with both. */
export interface Scene {
  /** Names the person and everything that this act makes up; the same one never acts twice. */
  readonly seed: string
  readonly number: number
  readonly from: BackOffice
  readonly to: BackOffice
  readonly today: LocalDate
}

export type Act = (scene: Scene) => Promise<void>

export const numberFrom = (seed: string): number => createHash("sha256").update(seed).digest().readUInt32BE(0)

/** A day in China, so many calendar days before another. */
export const daysBefore = (day: LocalDate, days: number): LocalDate =>
  chinaDay(Date.parse(`${day}T00:00:00+08:00`) - days * 86_400_000)

interface Held {
  readonly person: Person
  readonly accountNo: AccountNo
  readonly segments: readonly Segment[]
  readonly status: "01" | "02"
}

/** An account that the core system has had for years, told to the hub with its record. */
export const holdAccount = async (
  office: BackOffice,
  { person, accountNo, segments, status }: Held,
  today: LocalDate,
): Promise<void> => {
  const [first] = segments
  const openedOn = chinaDay(Date.parse(`${first?.from ?? "2020-01"}-15`))
  office.book.content.accounts[accountNo] = { person, openedOn, segments: [...segments], isInvented: true }
  office.book.save()
  const last = segments.at(-1)
  const opening = {
    person,
    accountNo,
    accountKind: "basic",
    status,
    openedOn,
    ...(last?.contributorType === "flexible" && last.agreementNo !== undefined
      ? { contributorType: "flexible", agreementNo: last.agreementNo }
      : { contributorType: "employee", unitCreditCode: first?.unitCreditCode }),
  }
  const opened = AccountState.parse(
    await office.ask("POST", "/v1/accounts", opening, `open-${accountNo}-${today}`),
  )
  const record = `record-${accountNo}-${today}`
  await office.ask("PUT", `/v1/accounts/${accountNo}/segments`, { segments }, record, opened.version)
}

/** What the hub is meant to refuse: that it does is the point. */
export const expectRefusalOf = async (problem: string, call: Promise<unknown>): Promise<void> => {
  await call.catch((error: unknown) => {
    if (!(error instanceof HubRefusedError) || error.problem !== problem) throw error
  })
}
