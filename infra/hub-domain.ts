import {
  ApiMapping,
  DomainName,
  EndpointType,
  type HttpApi,
  type IStage,
  SecurityPolicy,
} from "aws-cdk-lib/aws-apigatewayv2"
import { Certificate } from "aws-cdk-lib/aws-certificatemanager"
import { Bucket } from "aws-cdk-lib/aws-s3"
import { Construct } from "constructs"
import * as z from "zod"

/** The hub's own addresses, given as context `domains` (JSON): without them the execute-api address is used. */
const DomainsContext = z.strictObject({
  /** For centers: the client's certificate must descend from the trust store. */
  centers: z.strictObject({
    name: z.string().min(1),
    certificateArn: z.string().min(1),
    trustStoreBucket: z.string().min(1),
    trustStoreKey: z.string().min(1),
    trustStoreVersion: z.string().min(1).optional(),
  }),
  /**
   * For people: reference pages, supervisors, later the dashboard. It reaches the same routes: who may act is decided
   * by the signature of the message, the client's certificate only keeps strangers away from the centers' address.
   */
  people: z.strictObject({ name: z.string().min(1), certificateArn: z.string().min(1) }),
})

export const DOMAINS_CONTEXT = "domains"

interface GivenDomain {
  readonly id: "CentersDomain" | "PeopleDomain"
  readonly name: string
  readonly certificateArn: string
  readonly trustStore?: {
    readonly bucket: string
    readonly key: string
    readonly version?: string | undefined
  }
}

/** The domains that the context names, the one for centers first; none when it names none. */
export const hubDomainsOf = (scope: Construct): readonly GivenDomain[] => {
  const context: unknown = scope.node.tryGetContext(DOMAINS_CONTEXT)
  if (context === undefined) return []
  // `cdk deploy -c domains='{...}'` hands over text, cdk.json an object.
  const { centers, people } = DomainsContext.parse(
    typeof context === "string" ? JSON.parse(context) : context,
  )
  return [
    {
      id: "CentersDomain",
      name: centers.name,
      certificateArn: centers.certificateArn,
      trustStore: {
        bucket: centers.trustStoreBucket,
        key: centers.trustStoreKey,
        version: centers.trustStoreVersion,
      },
    },
    { id: "PeopleDomain", name: people.name, certificateArn: people.certificateArn },
  ]
}

interface HubDomainProps {
  readonly api: HttpApi
  readonly stage: IStage
  readonly domain: GivenDomain
}

/** One address of the hub; its DNS record is the operator's to make. */
export class HubDomain extends Construct {
  constructor(scope: Construct, id: string, { api, stage, domain }: HubDomainProps) {
    super(scope, id)
    const { trustStore } = domain
    const domainName = new DomainName(this, "Domain", {
      domainName: domain.name,
      certificate: Certificate.fromCertificateArn(this, "Certificate", domain.certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
      ...(trustStore === undefined
        ? {}
        : {
            mtls: {
              bucket: Bucket.fromBucketName(this, "TrustStore", trustStore.bucket),
              key: trustStore.key,
              ...(trustStore.version === undefined ? {} : { version: trustStore.version }),
            },
          }),
    })
    new ApiMapping(this, "Mapping", { api, domainName, stage })
  }
}
