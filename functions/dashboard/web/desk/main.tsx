import { render } from "preact"
import * as z from "zod"
import { DeskApp } from "./desk-app.tsx"
import { takeCodeFromAddress } from "./desk-code.ts"

// The page's policy permits no code from text, which zod would otherwise try.
z.config({ jitless: true })
takeCodeFromAddress()
if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.dataset["theme"] = "dark"
const root = document.getElementById("root")
if (root !== null) render(<DeskApp />, root)
