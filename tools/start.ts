import process from "node:process"
import { Instant } from "../contracts/primitives.ts"
import { demoCenters } from "./demo/seed-demo.ts"
import { type Demo, demoModes, startDemo } from "./demo/start-demo.ts"
import { explainStartFailure } from "../infra/local/explain-start-failure.ts"
import { startHub } from "../infra/local/start-hub.ts"

// The entry of `npm start`.

const portDefault = "3000"

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

const port = readPort(process.env["HUB_PORT"] ?? portDefault)
const clock = readChoice("HUB_CLOCK", ["system", "virtual"], "system")
const demoMode = readChoice("HUB_DEMO", demoModes, "1")
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
  clock: () => Instant.parse(new Date(hub.clock.now()).toISOString()),
})

process.stdout.write(`hub ready ${hub.url}\n`)
