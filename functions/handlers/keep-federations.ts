import {
  AcceptFederationRequest,
  LeaveFederationRequest,
  ProposeFederationRequest,
} from "../../contracts/federations.ts"
import { nationalCatalogue } from "../../contracts/starter/national-catalogue.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { nationalWithdrawals } from "../../contracts/starter/national-withdrawals.ts"
import { hashText } from "../edge/hash-text.ts"
import { asking, taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { acceptFederation, leaveFederation } from "../use-cases/accept-federation.ts"
import { proposeFederation } from "../use-cases/propose-federation.ts"
import { comparePolicies, listFederations, readFederation } from "../use-cases/read-federation.ts"

const nation = () => ({
  rules: nationalRules(),
  withdrawals: nationalWithdrawals(),
  catalogue: nationalCatalogue(),
})

export const handler = serveCenters("keep-federations", (hub) => ({
  proposeFederation: taking(ProposeFederationRequest, proposeFederation({ ...hub, nation, hash: hashText })),
  acceptFederation: taking(AcceptFederationRequest, acceptFederation(hub)),
  leaveFederation: taking(LeaveFederationRequest, leaveFederation(hub)),
  listFederations: asking(listFederations(hub)),
  readFederation: asking(readFederation(hub)),
  comparePolicies: asking(comparePolicies(hub)),
}))
