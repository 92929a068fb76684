import { ConditionalCheckFailedException, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb"
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager"
import { marshall } from "@aws-sdk/util-dynamodb"
import { mkdirSync } from "node:fs"
import { keys } from "../../contracts/table.ts"
import { publicPart } from "../../functions/security/algorithms.ts"
import { hubSecretOf, operatorKeyOf } from "../../infra/local/hub-secret.ts"
import { text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"

const required = (session: Session, name: "table" | "secret"): string => {
  const value = session.flags[name]
  if (value === undefined) throw new CommandError(text(`缺少 --${name}`, `--${name} is missing`))
  return value
}

/** A secret that has a value is never replaced: another MAC key would make two people of one. */
const putSecret = async (
  client: SecretsManagerClient,
  secretId: string,
  value: string,
): Promise<"put" | "kept"> => {
  try {
    await client.send(new GetSecretValueCommand({ SecretId: secretId }))
    return "kept"
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error
  }
  await client.send(new PutSecretValueCommand({ SecretId: secretId, SecretString: value }))
  return "put"
}

const putOnce = async (
  client: DynamoDBClient,
  table: string,
  item: Record<string, unknown>,
): Promise<"put" | "kept"> => {
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: marshall(item, { removeUndefinedValues: true }),
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    )
    return "put"
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return "kept"
    throw error
  }
}

/** The two things that no signed call can bring in: the hub's own secret, and the operator's first key. */
export const firstKeys: Command = {
  usage: "first-keys --table <TableName> --secret <SecretId> [--out <folder>]",
  summary: text(
    "首次部署到 AWS：写入平台密钥和运营方公钥",
    "first deployment to AWS: the hub's secret and the operator's key",
  ),
  help: text(
    `首次部署后运行一次。使用环境中的 AWS 凭证和区域。
  --table    数据表名（hpf-hub-data 的 AWS::DynamoDB::Table）
  --secret   密钥名或 ARN（hpf-hub-data 的 AWS::SecretsManager::Secret）
  --out      私钥写到哪个文件夹（默认 <数据目录>/aws）
已有的密钥和公钥不会被替换：人员标识密钥一旦更换，同一个人会变成两个人。`,
    `Run once after the first deployment, with AWS credentials and a Region in the environment.
  --table    the table's name (AWS::DynamoDB::Table of hpf-hub-data)
  --secret   the secret's name or ARN (AWS::SecretsManager::Secret of hpf-hub-data)
  --out      where the private keys are written (default <data folder>/aws)
What is there already is never replaced: another person key would make two people of one.`,
  ),
  run: async (session) => {
    const table = required(session, "table")
    const secretId = required(session, "secret")
    const folder = session.flags.out ?? `${session.folder}/aws`
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const secret = await putSecret(new SecretsManagerClient(), secretId, hubSecretOf(folder))
    const key = operatorKeyOf(folder)
    const { kid, alg } = key
    const client = new DynamoDBClient()
    const record = {
      kid,
      centerId: "operator",
      alg,
      publicKey: publicPart(key),
      validFrom: "2000-01-01T00:00:00.000Z",
    }
    const owner = await putOnce(client, table, { ...keys.directory.kidOwner(kid), ...record })
    await putOnce(client, table, { ...keys.directory.key("operator", kid), kid })
    session.print(
      session.say(
        text(
          `平台密钥：${secret === "put" ? "已写入" : "已存在，保持不变"}；运营方公钥 ${kid}：${owner === "put" ? "已登记" : "已存在"}`,
          `secret: ${secret === "put" ? "written" : "already there, kept"}; operator key ${kid}: ${owner === "put" ? "registered" : "already there"}`,
        ),
      ),
    )
    session.note(
      session.say(
        text(
          `运营方私钥在 ${folder}/operator.jwk.json，请妥善保管；${folder}/secret.json 用后删除`,
          `the operator's private key is ${folder}/operator.jwk.json, keep it safe; delete ${folder}/secret.json`,
        ),
      ),
    )
  },
}
