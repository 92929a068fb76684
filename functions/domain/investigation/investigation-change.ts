/** Changes of co-investigations and notices. */
export type InvestigationChange = never
