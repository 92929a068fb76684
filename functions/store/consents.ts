import { keys, TTL_ATTRIBUTE } from "../../contracts/table.ts"
import type { ConsentRecord } from "../domain/consent/consent-record.ts"
import { recordOf } from "./record.ts"
import type { Table } from "./table.ts"

export const readConsent = async (table: Table, consentCode: string): Promise<ConsentRecord | undefined> => {
  const item = await table.get(keys.consent(consentCode))
  if (item === undefined) return undefined
  const { [TTL_ATTRIBUTE]: _itemEnd, endsAt, ...rest } = item
  return recordOf<ConsentRecord>({ ...rest, expiresAt: endsAt })
}
