import type { PersonRef } from "../../contracts/primitives.ts"
import { keys } from "../../contracts/table.ts"
import type {
  AccountRecord,
  NormalAccountGuard,
  OpenTransferMark,
  PersonRecord,
} from "../domain/account/account-record.ts"
import type { Finding } from "../domain/finding/finding-record.ts"
import type { SubsidyRecord } from "../domain/flexible/flexible-record.ts"
import type {
  CertificateGuard,
  LoanGuard,
  LoanLine,
  OffsiteLoanMark,
} from "../domain/loan-registry/loan-record.ts"
import { loanGuardAgrees } from "../domain/loan-registry/loan-guard-agrees.ts"
import type { OpenServiceMark } from "../domain/service-case/service-change.ts"
import type { WarningLine } from "../domain/warning/warning-record.ts"
import { guardAgrees } from "../domain/account/guard-agrees.ts"
import { recordOf } from "./record.ts"
import type { Item, Table } from "./table.ts"

/** A person's partition holds a handful of lines; more pages than this would be broken data. */
const mostPages = 5

/** A linked document leads to the document in use; nobody changes documents more often than this by far. */
const mostLinks = 100

/** A record that does not hang together is read again; one that still does not is as it is, whoever made it so. */
const mostReadings = 4

const kindOf = (item: Item): string => String(item["sk"]).split("#", 1)[0] ?? ""

const readPartition = async (table: Table, personRef: string): Promise<readonly Item[]> => {
  const items: Item[] = []
  let after: Item | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await table.query({
      partition: keys.person.partition(personRef),
      ...(after === undefined ? {} : { after }),
    })
    items.push(...answer.items)
    after = answer.last
    if (after === undefined) return items
  }
  throw new Error("a person's partition is too large")
}

const personOf = (ref: PersonRef, items: readonly Item[]): PersonRecord => {
  const one = (kind: string) => items.find((item) => kindOf(item) === kind)
  const all = (kind: string) => items.filter((item) => kindOf(item) === kind)
  const guard = one("NORMAL_ACCOUNT")
  const loanGuard = one("UNSETTLED_LOAN")
  const certificate = one("CERTIFICATE")
  return {
    personRef: ref,
    ...(guard === undefined ? {} : { guard: recordOf<NormalAccountGuard>(guard) }),
    accounts: all("ACCOUNT").map((item) => recordOf<AccountRecord>(item)),
    openTransfers: all("OPEN_TRANSFER").map((item) => recordOf<OpenTransferMark>(item)),
    openings: Number(one("OPENINGS")?.["openings"] ?? 0),
    findings: all("FINDING").map((item) => recordOf<Finding>(item)),
    ...(loanGuard === undefined ? {} : { loanGuard: recordOf<LoanGuard>(loanGuard) }),
    loans: all("LOAN").map((item) => recordOf<LoanLine>(item)),
    ...(certificate === undefined ? {} : { certificate: recordOf<CertificateGuard>(certificate) }),
    offsiteLoans: all("OFFSITE_LOAN").map((item) => recordOf<OffsiteLoanMark>(item)),
    subsidies: all("SUBSIDY").map((item) => recordOf<SubsidyRecord>(item)),
    warnings: all("WARNING").map((item) => recordOf<WarningLine>(item)),
    openServices: all("OPEN_SERVICE").map((item) => recordOf<OpenServiceMark>(item)),
  }
}

const markedKinds = new Set(["NORMAL_ACCOUNT", "UNSETTLED_LOAN"])

/** A join leaves its marker in place of both guards; a query that runs beside it may see one of them only. */
const linkOf = (items: readonly Item[]): PersonRef | undefined => {
  const marker = items.find(
    (item) => markedKinds.has(kindOf(item)) && typeof item["currentPersonRef"] === "string",
  )
  return marker === undefined ? undefined : recordOf<{ currentPersonRef: PersonRef }>(marker).currentPersonRef
}

/**
 * One strongly consistent query: guards, a line an account, open cases, findings. Each line is the newest, yet a
 * query is no transaction: what is written while it runs may be seen in one line and not in another.
 */
export const readPerson = async (table: Table, personRef: PersonRef): Promise<PersonRecord> => {
  let ref: PersonRef = personRef
  let readings = 0
  for (let link = 0; link < mostLinks;) {
    const items = await readPartition(table, ref)
    const linked = linkOf(items)
    if (linked !== undefined) {
      ref = linked
      link += 1
      continue
    }
    const person = personOf(ref, items)
    readings += 1
    if ((guardAgrees(person) && loanGuardAgrees(person)) || readings >= mostReadings) return person
  }
  throw new Error("a person link leads in a circle")
}
