import { render } from "preact"
import * as z from "zod"
import { App } from "./app.tsx"
import { takeTokenFromAddress } from "./session.ts"

// The page's policy permits no code from text, which zod would otherwise try.
z.config({ jitless: true })
takeTokenFromAddress()
const root = document.getElementById("root")
if (root !== null) render(<App />, root)
