import type { OnboardCenterRequest } from "../../../contracts/directory.ts"
import type { Instant } from "../../../contracts/primitives.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { CenterRecord, KeyRecord } from "./center-record.ts"
import { inOrder } from "./closing-days.ts"

/** What is in the directory already, of all that the request names. */
export interface DirectoryBefore {
  readonly center: CenterRecord | undefined
  readonly parent: CenterRecord | undefined
  readonly firstKey: KeyRecord | undefined
}

export interface Onboarded {
  readonly outcome: "onboarded"
  readonly center: CenterRecord
  readonly changes: readonly Change[]
}

const defectOf = (request: OnboardCenterRequest, before: DirectoryBefore): Refusal | undefined => {
  const { firstKey } = request
  if (request.kind === "office" && request.settlesOwnBooks)
    return refuse("office-keeps-no-books", { rule: "DIR-001", field: "/settlesOwnBooks" })
  if (request.validTo !== undefined && request.validTo < request.validFrom)
    return refuse("invalid-request", { rule: "VAL-005", field: "/validTo" })
  if (before.center !== undefined) return refuse("center-exists", { field: "/centerId" })
  if (request.parentCenterId !== undefined && before.parent === undefined)
    return refuse("unknown-center", { rule: "DIR-002", field: "/parentCenterId" })
  if (firstKey?.publicKey.kid !== undefined && firstKey.publicKey.kid !== firstKey.kid)
    return refuse("invalid-request", { rule: "VAL-001", field: "/firstKey/publicKey/kid" })
  if (before.firstKey !== undefined) return refuse("key-exists", { field: "/firstKey/kid" })
  return undefined
}

const keyChanges = (request: OnboardCenterRequest, now: Instant): readonly Change[] => {
  const { centerId, firstKey } = request
  if (firstKey === undefined) return []
  const { kid, publicKey } = firstKey
  // The operator has verified it by other means than the wire, so no cooling period restricts it.
  const key: KeyRecord = {
    kid,
    centerId,
    alg: publicKey.kty === "OKP" ? "Ed25519" : "ES256",
    publicKey,
    validFrom: now,
  }
  return [
    { kind: "addKey", key },
    { kind: "nameKey", centerId, kid },
  ]
}

/** A center enters the directory with its first key and its receiving account, both in force at once. */
export const onboardCenter = (
  request: OnboardCenterRequest,
  before: DirectoryBefore,
  now: Instant,
): Onboarded | Refusal => {
  const defect = defectOf(request, before)
  if (defect !== undefined) return defect
  const {
    firstKey: _firstKey,
    receivingAccount,
    closingDays,
    nameEn,
    parentCenterId,
    node,
    validTo,
    ...named
  } = request
  const center: CenterRecord = {
    ...named,
    ...(nameEn === undefined ? {} : { nameEn }),
    ...(parentCenterId === undefined ? {} : { parentCenterId }),
    ...(node === undefined ? {} : { node }),
    ...(validTo === undefined ? {} : { validTo }),
    closingDays: inOrder(closingDays ?? []),
    standing: "active",
    standingSince: now,
    version: 1,
  }
  const { centerId } = center
  return {
    outcome: "onboarded",
    center,
    changes: [
      { kind: "registerCenter", center },
      ...keyChanges(request, now),
      ...(receivingAccount === undefined
        ? []
        : [{ kind: "setReceivingAccount" as const, centerId, account: receivingAccount, effectiveAt: now }]),
    ],
  }
}
