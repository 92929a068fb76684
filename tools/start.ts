import { readFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { parseArgs } from "node:util"
import { Instant } from "../contracts/primitives.ts"
import { mostPace, paceDefault, readPace } from "./demo/pace.ts"
import { demoCenters } from "./demo/seed-demo.ts"
import { type Demo, demoModes, startDemo } from "./demo/start-demo.ts"
import { explainStartFailure } from "../infra/local/explain-start-failure.ts"
import { startHub } from "../infra/local/start-hub.ts"
import { languageFrom, text } from "./language.ts"

// The entry of `npm start`.

const portDefault = "3000"

const help = text(
  `npm start

在本机运行平台和演示中心，数据在 .hub/。Ctrl-C 停止，再次启动时继续。

  HUB_PORT           端口，默认 ${portDefault}；0 表示任取一个空闲端口
  HUB_DATA           数据目录，默认 .hub
  HUB_PACE           每分钟有几人开始办事，默认 ${paceDefault}，最多 ${mostPace}；0 表示不再有人开始
  HUB_DEMO           1 演示中心自动办理；manual 只有中心和密钥；0 空平台
  HUB_DEMO_CENTERS   all 全部中心；living 仅十二个有演示后台的中心
  HUB_CLOCK          system；virtual 供测试使用

  npm start -- --help --lang en   English`,
  `npm start

Runs the hub and the demo centers on this machine, with its data in .hub/. Ctrl-C stops it, another start goes on.

  HUB_PORT           port, default ${portDefault}; 0 takes a free one
  HUB_DATA           data folder, default .hub
  HUB_PACE           how many people begin something in a minute, default ${paceDefault}, at most ${mostPace}; 0: nobody does
  HUB_DEMO           1 a living federation; manual: centers and keys alone; 0 an empty hub
  HUB_DEMO_CENTERS   all centers, or living: the twelve that have a back office
  HUB_CLOCK          system; virtual is for tests

  npm start -- --help --lang zh   中文`,
)

const fail = (text: string): never => {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

const readPort = (text: string): number => {
  const number = Number(text)
  return Number.isInteger(number) && number >= 0 && number < 65_536
    ? number
    : fail(`HUB_PORT is not a port: ${text}`)
}

const readChoice = <Choice extends string>(
  name: string,
  choices: readonly Choice[],
  fallback: Choice,
): Choice => {
  const given = process.env[name]
  if (given === undefined || given === "") return fallback
  return (
    choices.find((choice) => choice === given) ??
    fail(`${name} is one of ${choices.join(", ")}, not ${given}`)
  )
}

const readOptions = () => {
  try {
    return parseArgs({ options: { help: { type: "boolean", short: "h" }, lang: { type: "string" } } }).values
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

const options = readOptions()
if (options.help === true) {
  process.stdout.write(`${help[languageFrom(options.lang, process.env["LANG"])]}\n`)
  process.exit(0)
}

const readPaceVariable = (typed: string | undefined): number =>
  typed === undefined || typed === ""
    ? paceDefault
    : (readPace(typed) ?? fail(`HUB_PACE is a number from 0 to ${mostPace}, not ${typed}`))

const port = readPort(process.env["HUB_PORT"] ?? portDefault)
const clock = readChoice("HUB_CLOCK", ["system", "virtual"], "system")
const demoMode = readChoice("HUB_DEMO", demoModes, "1")
const pace = readPaceVariable(process.env["HUB_PACE"])
const brings = readChoice("HUB_DEMO_CENTERS", demoCenters, "all")
const dataDirectory = process.env["HUB_DATA"] ?? ".hub"
const hub = await startHub({ dataDirectory, port, clock }).catch((error: unknown) =>
  fail(explainStartFailure(error, port)),
)

let demo: Demo | undefined
let stopping = false
const stop = async (): Promise<void> => {
  // A second signal does not wait for what hangs.
  if (stopping) process.exit(1)
  stopping = true
  await demo?.stop()
  await hub.stop()
  process.exit(0)
}
process.on("SIGINT", () => void stop())
process.on("SIGTERM", () => void stop())

// Before the line is printed: whoever waits for it finds the demo centers onboarded and their keys on disk.
demo = await startDemo(demoMode, {
  url: hub.url,
  dataDirectory,
  operatorKey: hub.operatorKey,
  brings,
  pace,
  clock: () => Instant.parse(new Date(hub.clock.now()).toISOString()),
})

const token = readFileSync(join(hub.dataDirectory, "supervisor.token"), "utf8")
const desk =
  demo.deskLink === undefined
    ? ""
    : `
经办页面 clerk's page, Jincheng 晋城, 15 min
  ${demo.deskLink}
  再开一个 another: npm run hub -- desk open 演示 --as 140500000000000 --handler demo-jb01`

process.stdout.write(`hub ready ${hub.url}
监管看板 dashboard
  ${hub.url}/#token=${token}${desk}
语言 language: 页面右上角 English / 中文 at the top right of each page; npm run hub -- --lang en|zh
`)
