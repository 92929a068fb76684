/** Changes of links to the clerk's page. */
export type DeskChange = never
