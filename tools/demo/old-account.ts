import { Account } from "../../contracts/accounts.ts"
import { Person } from "../../contracts/primitives.ts"
import { OpenedIdentity } from "../../contracts/transfers.ts"
import type { CoreAccount } from "./books.ts"
import { chinaDay, makeSegments } from "./contribution-record.ts"
import type { Case, Desk } from "./desk.ts"
import { HubRefusedError } from "./hub-refused.ts"

/** No account is younger than its record, even where a visitor opened it today and its record is invented. */
const openedBefore = (openedOn: string, segments: readonly CoreAccount["segments"][number][]): string =>
  [openedOn, ...segments.map((segment) => `${segment.from}-01`)].toSorted()[0] ?? openedOn

const keep = (desk: Desk, accountNo: string, account: CoreAccount): CoreAccount => {
  desk.book.content.accounts[accountNo] = account
  desk.book.save()
  return account
}

const holderOf = async (desk: Desk, transfer: Case): Promise<Person> => {
  const identity = await desk.ask("POST", `/v1/transfers/${transfer.transferId}/identity`, {
    purpose: "match-account",
  })
  return Person.parse(OpenedIdentity.parse(identity).person)
}

/** A letter for an account that the hub has not been told of: the core system has it, so it is registered first. */
const registerOld = async (desk: Desk, transfer: Case): Promise<CoreAccount> => {
  const person = await holderOf(desk, transfer)
  const segments = [...makeSegments(transfer.fromAccountNo, chinaDay(desk.nowMs()))]
  const first = segments[0]
  const openedOn = `${first?.from ?? "2020-01"}-15`
  await desk
    .ask("POST", "/v1/accounts", {
      person,
      accountNo: transfer.fromAccountNo,
      accountKind: transfer.accountKind,
      contributorType: "employee",
      status: "02",
      openedOn,
      unitCreditCode: first?.unitCreditCode,
    })
    .catch((error: unknown) => {
      if (!(error instanceof HubRefusedError) || error.problem !== "account-exists") throw error
    })
  return keep(desk, transfer.fromAccountNo, {
    person,
    openedOn: chinaDay(Date.parse(openedOn)),
    segments,
    isInvented: true,
  })
}

/** The record as the center has it; of an account that a visitor opened, as the hub has it. */
export const oldAccount = async (desk: Desk, transfer: Case): Promise<CoreAccount> => {
  const own = desk.book.content.accounts[transfer.fromAccountNo]
  if (own !== undefined) return own
  const read = await desk.center.client.call("GET", `/v1/accounts/${transfer.fromAccountNo}`)
  const account = Account.safeParse(read.body)
  if (read.status !== 200 || !account.success) return registerOld(desk, transfer)
  const person = await holderOf(desk, transfer)
  const isInvented = account.data.segments.length === 0
  const segments = isInvented
    ? [...makeSegments(transfer.fromAccountNo, chinaDay(desk.nowMs()))]
    : account.data.segments
  return keep(desk, transfer.fromAccountNo, {
    person,
    openedOn: chinaDay(Date.parse(openedBefore(account.data.openedOn, segments))),
    segments,
    isInvented,
  })
}
