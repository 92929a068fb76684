/** The clock found nothing to do: the leg is over, or not yet due. */
export interface NothingDue {
  readonly outcome: "nothing"
}

export const nothingDue: NothingDue = { outcome: "nothing" }
