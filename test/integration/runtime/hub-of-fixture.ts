import process from "node:process"
import { startHub } from "../../../infra/local/start-hub.ts"

// A hub in a process of its own, for the tests that kill it: node hub-of-fixture.ts <template> <data folder>

const [template, dataDirectory] = process.argv.slice(2)
if (template === undefined || dataDirectory === undefined) throw new Error("usage: <template> <data folder>")
const hub = await startHub({ template, dataDirectory })
process.stdout.write(`hub ready ${hub.url}\n`)
