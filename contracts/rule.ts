/** What the list of rules says of one. */
export interface Rule {
  readonly zh: string
  readonly en: string
  /** The clause the rule comes from. */
  readonly source: string
}
