import { Duration, RemovalPolicy, Stack, type StackProps, Validations } from "aws-cdk-lib"
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb"
import { Key } from "aws-cdk-lib/aws-kms"
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3"
import { CfnSecret } from "aws-cdk-lib/aws-secretsmanager"
import type { Construct } from "constructs"
import { INDEXES, TTL_ATTRIBUTE } from "../contracts/table.ts"

/** Longer than any case with documents is open and the identity of its person is kept after. */
const LAST_RESORT = Duration.days(400)

/** Everything that must outlive a deployment. Nothing here is replaced or removed with the stack. */
export class DataStack extends Stack {
  readonly key: Key
  readonly table: Table
  readonly secret: CfnSecret
  readonly documents: Bucket

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props)
    this.key = new Key(this, "Key", {
      description: "Encrypts the hub's table, its secret and its documents",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    this.table = this.#table()
    this.secret = this.#secret()
    this.documents = this.#documents()
  }

  /**
   * Documents of cases, each an object named by its id. Without versions: what is erased is gone. The hub erases each
   * when its case lets it go; the rule is only for what it lost sight of.
   */
  #documents(): Bucket {
    const bucket = new Bucket(this, "Documents", {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      // One key for many objects, so that a thousand documents are not a thousand calls of the key service.
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: false,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          id: "last-resort",
          expiration: LAST_RESORT,
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    })
    // What keeps plain HTTP out stays with what it protects.
    bucket.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN)
    Validations.of(bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason:
        "Who reads a document is recorded by the hub, with the purpose, before the address exists that reads it for " +
        "two minutes; the log of the bucket would know the signing function only, and keep addresses of centers.",
    })
    return bucket
  }

  /** `Table` and not `TableV2`: the latter cannot be synthesized under a customer key without a Region. */
  #table(): Table {
    const table = new Table(this, "Table", {
      partitionKey: { name: "pk", type: AttributeType.STRING },
      sortKey: { name: "sk", type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: TTL_ATTRIBUTE,
    })
    for (const index of Object.values(INDEXES)) {
      table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: { name: index.partition, type: AttributeType.STRING },
        sortKey: { name: index.sort, type: AttributeType.STRING },
        projectionType: ProjectionType.KEYS_ONLY,
      })
    }
    return table
  }

  /**
   * The hub's own keys. The template creates the secret empty and never learns its text: `npm run hub -- first-keys`
   * puts it once, before the first call. (The L2 construct would generate a random password instead.)
   */
  #secret(): CfnSecret {
    const secret = new CfnSecret(this, "Secret", {
      description: "personMacKey, identityKey and signingKey of the hub; put once by `hub first-keys`",
      kmsKeyId: this.key.keyArn,
    })
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN)
    Validations.of(secret).acknowledge({
      id: "AwsSolutions-SMG4",
      reason:
        "Rotation by schedule would orphan the data: the MAC key names every person and is never rotated, " +
        "the signing key is rotated with overlap by the operator because centers pin it.",
    })
    return secret
  }
}
