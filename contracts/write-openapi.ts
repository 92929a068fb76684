import { writeFileSync } from "node:fs"
import { openApiText } from "./openapi.ts"

/** `node contracts/write-openapi.ts`: writes the contract that is committed and served. */
writeFileSync(new URL("openapi.json", import.meta.url), openApiText())
