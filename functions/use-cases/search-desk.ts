import { ACCOUNT_STATUSES } from "../../contracts/codes.ts"
import type { DeskFound, Words } from "../../contracts/desk.ts"
import {
  AccountNo,
  CaseId,
  CenterId,
  LetterNo,
  type ContributorType,
  type PersonRef,
} from "../../contracts/primitives.ts"
import {
  findAccount,
  visibleStatus,
  type AccountName,
  type AccountRecord,
  type PersonRecord,
} from "../domain/account/account-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { HubCase } from "../domain/case/hub-case.ts"
import { deskLineOf } from "../domain/desk/desk-line.ts"
import { deskViewOf } from "../domain/desk/desk-view.ts"
import { words } from "../domain/desk/words.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { namesOfCenters, type CenterNamesNeeds, type DeskCall, type DeskUseCase } from "./desk-call.ts"
import { isRefusal, queryValue } from "./query-values.ts"
import { readOwnHubCase, type DeskCaseNeeds } from "./read-desk-case.ts"
import { listTransfers, type ReadTransferNeeds } from "./read-transfer.ts"

export type SearchDeskNeeds = DeskCaseNeeds &
  ReadTransferNeeds &
  CenterNamesNeeds & {
    readonly readHolder: (name: AccountName) => Promise<PersonRef | undefined>
    readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  }

interface Found {
  readonly cases: readonly HubCase[]
  readonly account?: AccountRecord
}

/** A letter's number tells its day: only the center's cases of that day are looked through, in so many pages at most. */
const mostPages = 3
const byLetter = async (
  needs: SearchDeskNeeds,
  call: DeskCall,
  letterNo: LetterNo,
): Promise<Found | Refusal> => {
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query = { letterNo, limit: "100", ...(cursor === undefined ? {} : { cursor }) }
    const listed = await listTransfers(needs)({ ...call, query })
    if (listed.outcome === "refused") return listed
    const [first] = listed.answer.transfers
    const found = first === undefined ? undefined : await needs.readCase(first.transferId)
    if (found !== undefined) return { cases: [found] }
    cursor = listed.answer.cursor
    if (cursor === undefined) break
  }
  return { cases: [] }
}

/** Open cases that an account has to do with, as its holder's partition names them; those of other centers are not read out. */
const casesOfAccount = (person: PersonRecord, account: AccountRecord): readonly string[] => [
  ...person.openTransfers.map(({ transferId }) => transferId),
  ...person.offsiteLoans.map(({ offsiteLoanId }) => offsiteLoanId),
  ...person.openServices.map(({ serviceCaseId }) => serviceCaseId),
  ...account.holds.flatMap(({ caseId }) => caseId ?? []),
]

const byAccount = async (needs: SearchDeskNeeds, call: DeskCall, accountNo: AccountNo): Promise<Found> => {
  const name: AccountName = { centerId: CenterId.parse(call.callerId), accountNo }
  const holder = await needs.readHolder(name)
  if (holder === undefined) return { cases: [] }
  const person = await needs.readPerson(holder)
  const account = findAccount(person, name)
  if (account === undefined) return { cases: [] }
  const ids = [...new Set(casesOfAccount(person, account))]
  const cases = await Promise.all(ids.map((id) => readOwnHubCase(needs, id, call.callerId)))
  return { cases: cases.filter((one) => one !== undefined), account }
}

const byCase = async (needs: SearchDeskNeeds, call: DeskCall, caseId: CaseId): Promise<Found> => {
  const found = await readOwnHubCase(needs, caseId, call.callerId)
  return { cases: found === undefined ? [] : [found] }
}

/** Exactly one number is searched by. */
const find = async (needs: SearchDeskNeeds, call: DeskCall): Promise<Found | Refusal> => {
  if (Object.keys(call.query).length !== 1) return refuse("invalid-request", { rule: "VAL-009" })
  const letterNo = queryValue(call.query, "letterNo", LetterNo)
  if (isRefusal(letterNo)) return letterNo
  if (letterNo !== undefined) return byLetter(needs, call, letterNo)
  const accountNo = queryValue(call.query, "accountNo", AccountNo)
  if (isRefusal(accountNo)) return accountNo
  if (accountNo !== undefined) return byAccount(needs, call, accountNo)
  const caseId = queryValue(call.query, "caseId", CaseId)
  if (isRefusal(caseId)) return caseId
  return caseId === undefined ? { cases: [] } : byCase(needs, call, caseId)
}

const contributorWords: Readonly<Record<ContributorType, Words>> = {
  employee: words("单位职工", "employee"),
  flexible: words("灵活就业人员", "flexible contributor"),
}

/** Own cases and accounts by letter number, account number or case id. Nothing found is an empty answer. */
export const searchDesk =
  (needs: SearchDeskNeeds): DeskUseCase<undefined, DeskFound> =>
  async (call) => {
    const found = await find(needs, call)
    if ("outcome" in found) return found
    const today = chinaDateOf(call.now)
    const centerId = CenterId.parse(call.callerId)
    const views = found.cases.map(deskViewOf)
    const nameOf = await namesOfCenters(
      needs,
      views.flatMap(({ sides }) => sides.map((side) => side.centerId)),
    )
    const { account } = found
    return {
      outcome: "answered",
      answer: {
        cases: views.map((view) => deskLineOf(view, centerId, today, nameOf)),
        accounts:
          account === undefined
            ? []
            : [
                {
                  accountNo: account.accountNo,
                  status: ACCOUNT_STATUSES[visibleStatus(account, today)],
                  contributorType: contributorWords[account.contributorType],
                  openedOn: account.openedOn,
                  statusSince: account.statusSince,
                },
              ],
      },
    }
  }
