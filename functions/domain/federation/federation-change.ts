/** Changes of federations. */
export type FederationChange = never
