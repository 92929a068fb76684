import { deskLinkMinutes, type DeskLanguage } from "../../../contracts/desk.ts"
import { Instant, type CenterId, type StaffId } from "../../../contracts/primitives.ts"
import type { CenterRecord, KeyRecord } from "../directory/center-record.ts"

/** A link to the clerk's page. Its code is known to whoever holds the link, and to nobody else: here is its hash. */
export interface DeskLink {
  readonly codeHash: string
  readonly centerId: CenterId
  /** The key that asked for the link: when it falls, the link falls with it. */
  readonly kid: string
  readonly handler: { readonly id: StaffId; readonly name: string }
  readonly language: DeskLanguage
  readonly madeAt: Instant
  readonly endsAt: Instant
  readonly revokedAt?: Instant
}

export const deskLinkEnd = (madeAt: Instant): Instant =>
  Instant.parse(new Date(Date.parse(madeAt) + deskLinkMinutes * 60_000).toISOString())

/** What a link rests on, as it stands at the moment of the call. */
export interface DeskStanding {
  readonly key: Pick<KeyRecord, "revokedAt" | "validTo"> | undefined
  readonly center: Pick<CenterRecord, "standing"> | undefined
}

/**
 * Whether a link opens anything at an instant. The time is the call's: the database removes an expired item hours or
 * days late.
 */
export const isLiveLink = (
  link: Pick<DeskLink, "endsAt" | "revokedAt">,
  { key, center }: DeskStanding,
  now: Instant,
): boolean =>
  now < link.endsAt &&
  (link.revokedAt === undefined || now < link.revokedAt) &&
  key !== undefined &&
  (key.revokedAt === undefined || now < key.revokedAt) &&
  (key.validTo === undefined || now < key.validTo) &&
  center?.standing === "active"
