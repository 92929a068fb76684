/** Changes of monthly reports. */
export type ReportChange = never
