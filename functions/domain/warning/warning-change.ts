/** Changes of warnings. */
export type WarningChange = never
