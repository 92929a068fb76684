import { RemovalPolicy, Stack, type StackProps, Validations } from "aws-cdk-lib"
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb"
import { Key } from "aws-cdk-lib/aws-kms"
import { CfnSecret } from "aws-cdk-lib/aws-secretsmanager"
import type { Construct } from "constructs"
import { INDEXES, TTL_ATTRIBUTE } from "../contracts/table.ts"

/** Everything that must outlive a deployment. Nothing here is replaced or removed with the stack. */
export class DataStack extends Stack {
  readonly key: Key
  readonly table: Table
  readonly secret: CfnSecret

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props)
    this.key = new Key(this, "Key", {
      description: "Encrypts the hub's table and its secret",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    this.table = this.#table()
    this.secret = this.#secret()
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
