import { TRANSFER_STATUSES } from "../../../contracts/codes.ts"
import type { DeskSubject, Words } from "../../../contracts/desk.ts"
import { OFFSITE_LOAN_STATUSES } from "../../../contracts/offsite-loan-codes.ts"
import type { AccountNo, CaseId, CenterId, Instant, LocalDate, Money } from "../../../contracts/primitives.ts"
import { MATTERS, SERVICE_STATUSES } from "../../../contracts/service-codes.ts"
import { caseIdOf, isServiceCase, isTransfer, type HubCase } from "../case/hub-case.ts"
import type { OffsiteLoanCase, OffsiteParty } from "../offsite-loan/offsite-loan-case.ts"
import { centerOfParty } from "../offsite-loan/offsite-decision.ts"
import { matterOf, type ServiceCase, type ServiceParty } from "../service-case/service-case.ts"
import { centerOfService } from "../service-case/service-decision.ts"
import { centerOf } from "../transfer/transfer-decision.ts"
import type { Party, TransferCase } from "../transfer/transfer-case.ts"
import { OFFSITE_LEG_WORDS, SERVICE_LEG_WORDS, TRANSFER_LEG_WORDS } from "./leg-words.ts"
import { OFFSITE_TELL } from "./offsite-words.ts"
import { SERVICE_TELL } from "./service-words.ts"
import { TRANSFER_TELL } from "./transfer-words.ts"
import { words } from "./words.ts"

/** A side of a case: its role, its center, and what that center tells the contributor now. */
export interface DeskSide {
  readonly role: Words
  readonly centerId: CenterId
  readonly accountNo?: AccountNo
  readonly tell: Words
}

export interface DeskLegOfCase {
  readonly leg: string
  readonly what: Words
  readonly centerId: CenterId
  readonly dueOn?: LocalDate
  readonly escalatedAt?: Instant
}

/** The three kinds of case in the one form that lists and pages of the desk show. */
export interface DeskView {
  readonly caseId: CaseId
  readonly subject: DeskSubject
  readonly reference: string
  readonly about: Words
  readonly status: Words
  /** The side that asks first, then the side that is asked. */
  readonly sides: readonly [DeskSide, DeskSide]
  readonly legs: readonly DeskLegOfCase[]
  readonly amount?: Money
}

const roles = {
  in: words("转入地", "transfer-in center"),
  out: words("转出地", "transfer-out center"),
  loan: words("贷款地", "loan center"),
  home: words("缴存地", "home center"),
  receiving: words("受理地", "receiving center"),
} as const satisfies Record<Party | OffsiteParty | ServiceParty, Words>

const plain = ({ zh, en }: Words): Words => words(zh, en)

const timesOf = ({ dueOn, escalatedAt }: Pick<DeskLegOfCase, "dueOn" | "escalatedAt">) => ({
  ...(dueOn === undefined ? {} : { dueOn }),
  ...(escalatedAt === undefined ? {} : { escalatedAt }),
})

const transferSide = (transfer: TransferCase, party: Party): DeskSide => ({
  role: roles[party],
  centerId: centerOf(transfer, party),
  accountNo: party === "in" ? transfer.toAccountNo : transfer.fromAccountNo,
  tell: TRANSFER_TELL[transfer.status][party],
})

const transferLegs = (transfer: TransferCase): readonly DeskLegOfCase[] => {
  const { running, escalatedAt } = transfer
  if (running === undefined) return []
  const { leg, party, dueOn } = running
  return [
    {
      leg,
      what: TRANSFER_LEG_WORDS[leg],
      centerId: centerOf(transfer, party),
      ...timesOf({
        ...(dueOn === undefined ? {} : { dueOn }),
        ...(escalatedAt === undefined ? {} : { escalatedAt }),
      }),
    },
  ]
}

const viewOfTransfer = (transfer: TransferCase): Omit<DeskView, "caseId"> => ({
  subject: "transfer",
  reference: transfer.letterNo,
  about: words("异地转移接续", "transfer between centers"),
  status: plain(TRANSFER_STATUSES[transfer.status]),
  sides: [transferSide(transfer, "in"), transferSide(transfer, "out")],
  legs: transferLegs(transfer),
  ...(transfer.statement === undefined ? {} : { amount: transfer.statement.amount }),
})

const offsiteSide = (offsite: OffsiteLoanCase, party: OffsiteParty): DeskSide => ({
  role: roles[party],
  centerId: centerOfParty(offsite, party),
  ...(party === "home" && offsite.homeAccountNo !== undefined ? { accountNo: offsite.homeAccountNo } : {}),
  tell: OFFSITE_TELL[offsite.status][party],
})

const viewOfOffsite = (offsite: OffsiteLoanCase): Omit<DeskView, "caseId"> => ({
  subject: "offsiteLoan",
  reference: offsite.certificateNo ?? offsite.offsiteLoanId,
  about: words("异地贷款", "off-site loan"),
  status: plain(OFFSITE_LOAN_STATUSES[offsite.status]),
  sides: [offsiteSide(offsite, "loan"), offsiteSide(offsite, "home")],
  legs: offsite.legs.map((leg) => ({
    leg: leg.leg,
    what: OFFSITE_LEG_WORDS[leg.leg],
    centerId: centerOfParty(offsite, leg.party),
    ...timesOf(leg),
  })),
  ...(offsite.grant === undefined ? {} : { amount: offsite.grant.amount }),
})

const serviceSide = (serviceCase: ServiceCase, party: ServiceParty): DeskSide => ({
  role: roles[party],
  centerId: centerOfService(serviceCase, party),
  ...(party === "home" && serviceCase.accountNo !== undefined ? { accountNo: serviceCase.accountNo } : {}),
  tell: SERVICE_TELL[serviceCase.status][party],
})

const viewOfService = (serviceCase: ServiceCase): Omit<DeskView, "caseId"> => {
  const { zh, en } = MATTERS[matterOf(serviceCase)]
  return {
    subject: "serviceCase",
    reference: serviceCase.serviceCaseId,
    about: words(`跨省通办 · ${zh}`, `service case: ${en}`),
    status: plain(SERVICE_STATUSES[serviceCase.status]),
    sides: [serviceSide(serviceCase, "receiving"), serviceSide(serviceCase, "home")],
    legs: serviceCase.legs.map((leg) => ({
      leg: leg.leg,
      what: SERVICE_LEG_WORDS[leg.leg],
      centerId: centerOfService(serviceCase, leg.party),
      ...timesOf(leg),
    })),
  }
}

const viewOf = (hubCase: HubCase): Omit<DeskView, "caseId"> => {
  if (isTransfer(hubCase)) return viewOfTransfer(hubCase)
  return isServiceCase(hubCase) ? viewOfService(hubCase) : viewOfOffsite(hubCase)
}

const last = "9999"

export const deskViewOf = (hubCase: HubCase): DeskView => {
  const view = viewOf(hubCase)
  return {
    caseId: caseIdOf(hubCase),
    ...view,
    legs: view.legs.toSorted((left, right) => (left.dueOn ?? last).localeCompare(right.dueOn ?? last)),
  }
}

/** The side of a center; of one that is on both it is the one that is asked: there it decides. */
export const sideOf = (
  { sides: [first, second] }: Pick<DeskView, "sides">,
  centerId: string,
): DeskSide | undefined => [second, first].find((side) => side.centerId === centerId)
