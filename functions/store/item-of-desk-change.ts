import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { keys, TTL_ATTRIBUTE } from "../../contracts/table.ts"
import type { DeskChange } from "../domain/desk/desk-change.ts"
import { absent, put } from "./item-parts.ts"
import { updateOf } from "./table.ts"

const kinds: Readonly<Record<DeskChange["kind"], true>> = { openDeskLink: true, endDeskLink: true }
export const isDeskChange = (change: { readonly kind: string }): change is DeskChange => change.kind in kinds

/** The item goes with the link: who looked at what is kept with the disclosures. */
const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000)

export const itemOfDeskChange = (table: string, change: DeskChange): TransactWriteItem => {
  switch (change.kind) {
    case "openDeskLink":
      return put(
        table,
        keys.deskLink(change.link.codeHash),
        { ...change.link, [TTL_ATTRIBUTE]: secondsOf(change.link.endsAt) },
        absent,
      )
    case "endDeskLink":
      return updateOf(table, keys.deskLink(change.codeHash), {
        set: { revokedAt: change.at },
        condition: "attribute_exists(pk)",
      })
  }
}
