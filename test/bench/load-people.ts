import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import {
  AccountNo,
  ContractNo,
  LocalDate,
  Person,
  residentNumberCheck,
  type CenterId,
  type PersonRef,
} from "../../contracts/primitives.ts"
import type { Change } from "../../functions/domain/change.ts"
import type { AccountRecord } from "../../functions/domain/account/account-record.ts"
import type { LoanLine } from "../../functions/domain/loan-registry/loan-record.ts"
import { commit } from "../../functions/store/commit.ts"
import { createTable } from "../../functions/store/table.ts"
import type { Hub } from "../../infra/local/start-hub.ts"
import { identifyAs } from "./identify-as.ts"
import { inFlight } from "./in-flight.ts"

/** Three items each at most; a transaction takes a hundred. */
const peopleInOneCommit = 33
const width = 8
const peopleALoan = 3

const digits = (value: number, width: number): string => String(value).padStart(width, "0")

/** Numbered through, where `makePerson` draws lots: of so many draws two would be one person. Born before all of those. */
export const loadedPerson = (index: number): Person => {
  const days = Math.floor(index / 1000)
  const months = Math.floor(days / 28)
  const born = `${1926 + (Math.floor(months / 12) % 40)}${digits(1 + (months % 12), 2)}${digits(1 + (days % 28), 2)}`
  const first17 = `990101${born}${digits(index % 1000, 3)}`
  return Person.parse({
    documentType: "01",
    documentNumber: `${first17}${residentNumberCheck(first17)}`,
    name: "示例",
  })
}

/**
 * Gives people `from` to `to` a normal account each and every third a loan that is paid off, through the store itself
 * and not through the API: what a check reads of them, the account's line, the guard and the loan's line.
 */
export const loadPeople = async (hub: Hub, centerId: CenterId, from: number, to: number): Promise<void> => {
  const client = new DynamoDBClient({
    endpoint: hub.environment["AWS_ENDPOINT_URL_DYNAMODB"] ?? "",
    region: hub.environment["AWS_REGION"] ?? "",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  })
  const table = createTable(client, hub.deployment.tables[0]?.name ?? "")
  const identify = identifyAs(hub)
  const openedOn = LocalDate.parse("2020-01-02")

  const loanOf = (personRef: PersonRef, index: number): LoanLine => ({
    personRef,
    centerId,
    contractNo: ContractNo.parse(`C${index}`),
    role: "borrower",
    kind: "hpf",
    status: "paidOff",
    grantedOn: openedOn,
    contested: false,
    version: 1,
  })

  const register = (index: number): readonly Change[] => {
    const accountNo = AccountNo.parse(`L${index}`)
    const account: AccountRecord = {
      ...identify(loadedPerson(index)),
      centerId,
      accountNo,
      accountKind: "basic",
      contributorType: "employee",
      status: "01",
      statusSince: openedOn,
      openedOn,
      contested: false,
      holds: [],
      version: 1,
    }
    const { personRef } = account
    return [
      { kind: "registerAccount", account },
      { kind: "claimGuard", guard: { personRef, holder: { centerId, accountNo }, waiting: [], version: 1 } },
      ...(index % peopleALoan === 0
        ? [{ kind: "addLoanLine" as const, line: loanOf(personRef, index) }]
        : []),
    ]
  }

  const starts = Array.from(
    { length: Math.ceil((to - from) / peopleInOneCommit) },
    (_, batch) => from + batch * peopleInOneCommit,
  )
  try {
    await inFlight(width, starts, async (start) => {
      const length = Math.min(peopleInOneCommit, to - start)
      const changes = Array.from({ length }, (_, offset) => register(start + offset)).flat()
      const { outcome } = await commit(table, changes)
      if (outcome !== "committed") throw new Error(`people from ${start} on were not loaded: ${outcome}`)
    })
  } finally {
    client.destroy()
  }
}
