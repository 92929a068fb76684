import { deskLinkMinutes, type DeskLanguage } from "../../../contracts/desk.ts"
import { Instant, type CenterId, type StaffId } from "../../../contracts/primitives.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import { isSuspendedOn, keeperOf } from "../directory/books-keeper.ts"
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
  readonly key: Pick<KeyRecord, "centerId" | "revokedAt" | "validTo"> | undefined
  /** Whose desk it is, with the standing of whoever keeps its books. */
  readonly center: Pick<CenterRecord, "centerId" | "standing" | "keepers"> | undefined
}

/** Whether the books are still kept by the center whose key asked: after a merger a link of the former center is dead. */
const isKeptByAsker = (
  key: Pick<KeyRecord, "centerId">,
  center: NonNullable<DeskStanding["center"]>,
  now: Instant,
) => keeperOf(center, chinaDateOf(now)) === key.centerId && !isSuspendedOn(center, chinaDateOf(now))

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
  center !== undefined &&
  isKeptByAsker(key, center, now)
