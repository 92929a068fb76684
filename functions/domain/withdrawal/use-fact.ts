import type { Money, PersonRef } from "../../../contracts/primitives.ts"
import { compareMoney, subtractMoney, sumForLimit, zeroMoney } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { FactUse, HousingFact } from "./withdrawal-record.ts"

export interface FactQuestion {
  /** The fact as it stands; absent: nobody has used it yet. */
  readonly known?: HousingFact | undefined
  readonly fact: string
  readonly total: Money
  readonly principalRef: PersonRef
  readonly use: FactUse
}

export interface FactUsed {
  readonly outcome: "used"
  /** Its next version: who loses a race for it reads and decides again. */
  readonly fact: HousingFact
}

/** A family that took its share in more pieces than this never is one; its people are read together. */
const mostUses = 60

const takenFrom = (uses: readonly FactUse[]): Money => sumForLimit(uses.map(({ amount }) => amount))

/** What all that may still be withdrawn for a fact is. */
export const leftOf = ({ total, uses }: Pick<HousingFact, "total" | "uses">): Money => {
  const taken = takenFrom(uses)
  return compareMoney(taken, total) >= 0 ? zeroMoney : subtractMoney(total, taken)
}

/** Whose use stands against this one; a center that has one itself needs no other's name. */
const standing = (uses: readonly FactUse[], { centerId }: FactUse): Pick<Refusal, "centerId"> => {
  const [first] = uses
  return first === undefined || uses.some((use) => use.centerId === centerId)
    ? {}
    : { centerId: first.centerId }
}

/** What others have used stands; figures that nobody has used may still be written otherwise. */
const defectOf = ({ known, total, principalRef, use }: FactQuestion): Refusal | undefined => {
  const others = usesBesides(known, use.caseId)
  const elsewhere = others.filter(
    ({ personRef, centerId }) => personRef === use.personRef && centerId !== use.centerId,
  )
  if (elsewhere.length > 0) return refuse("fact-used", { rule: "WDR-003", ...standing(elsewhere, use) })
  const differs =
    known !== undefined &&
    others.length > 0 &&
    (known.principalRef !== principalRef || compareMoney(known.total, total) !== 0)
  if (differs) return refuse("fact-differs", { rule: "WDR-004", ...standing(others, use) })
  const exceeds = compareMoney(use.amount, leftOf({ total, uses: others })) > 0
  return exceeds || others.length >= mostUses
    ? refuse("shared-total-exceeded", { rule: "WDR-002" })
    : undefined
}

/** A case uses a fact once, however often it is decided. */
const usesBesides = (known: HousingFact | undefined, caseId: string): readonly FactUse[] =>
  (known?.uses ?? []).filter((use) => use.caseId !== caseId)

/**
 * Uses a fact for one withdrawal. The family of its principal shares one total wherever its accounts are; one person
 * uses it at one center only, there as often as the total allows.
 */
export const useFact = (question: FactQuestion): FactUsed | Refusal => {
  const defect = defectOf(question)
  if (defect !== undefined) return defect
  const { known, fact, total, principalRef, use } = question
  return {
    outcome: "used",
    fact: {
      fact,
      principalRef,
      total,
      uses: [...usesBesides(known, use.caseId), use],
      version: (known?.version ?? 0) + 1,
    },
  }
}

/** Gives back what a withdrawal that is not paid after all had used; undefined when it had used nothing. */
export const releaseUse = (fact: HousingFact, caseId: string): HousingFact | undefined => {
  const uses = usesBesides(fact, caseId)
  return uses.length === fact.uses.length ? undefined : { ...fact, uses, version: fact.version + 1 }
}
