import type { Instant } from "../../contracts/primitives.ts"
import { Caller } from "../../contracts/signature.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { importPublicKey } from "../security/algorithms.ts"
import { createKeyDirectory, type KeyDirectory } from "../security/key-directory.ts"
import type { CenterKey } from "../security/verify-request.ts"
import { readCenter, readKey } from "../store/directory.ts"
import type { Runtime } from "./runtime.ts"

const booksOf = ({ keepers, formerCenters }: CenterRecord): Pick<CenterKey, "books"> =>
  keepers === undefined && formerCenters === undefined
    ? {}
    : {
        books: {
          ...(keepers === undefined ? {} : { keepers }),
          ...(formerCenters === undefined ? {} : { formerCenters }),
        },
      }

/** A key with the standing of its center, read together and strongly consistent. */
const loadKey = async (runtime: Runtime, kid: string): Promise<CenterKey | undefined> => {
  const key = await readKey(runtime.table, kid)
  if (key === undefined) return undefined
  const center = key.centerId === "operator" ? undefined : await readCenter(runtime.table, key.centerId)
  return {
    kid: key.kid,
    centerId: Caller.parse(key.centerId),
    alg: key.alg,
    publicKey: importPublicKey(key.publicKey),
    validFrom: key.validFrom,
    validTo: key.validTo,
    revokedAt: key.revokedAt,
    restrictedUntil: key.restrictedUntil,
    centerStatus: center === undefined ? "active" : center.standing,
    ...(center === undefined ? {} : booksOf(center)),
  }
}

export const createCallerDirectory = (runtime: () => Runtime): KeyDirectory =>
  createKeyDirectory({ load: (kid) => loadKey(runtime(), kid) })

export const isRestricted = (key: CenterKey, now: Instant): boolean =>
  key.restrictedUntil !== undefined && key.restrictedUntil > now
