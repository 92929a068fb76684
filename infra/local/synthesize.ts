import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { join, relative } from "node:path"
import process from "node:process"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"

const repository = fileURLToPath(new URL("../../", import.meta.url))
const inputs = [
  "contracts",
  "functions",
  "infra",
  "package.json",
  "package-lock.json",
  "cdk.json",
  "tsconfig.json",
]
const notInput = "infra/local"

/** What a deployment is told by its operator and one machine tells itself: the issuer of `jwt-authorizer.ts`. */
const localContext = JSON.stringify({
  supervisors: { issuer: "https://supervisors.invalid", audience: "hpf-hub" },
})

const keptAssemblies = 3
const waitMaximumMs = 5 * 60_000

/** Every file that the templates or the bundles are made of. */
const contentHash = (root: string): string => {
  const hash = createHash("sha256")
  const add = (path: string): void => {
    if (path === join(root, notInput) || path.endsWith(".md") || !existsSync(path)) return
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).toSorted()) add(join(path, name))
      return
    }
    const content = readFileSync(path)
    hash.update(`${relative(root, path)}\0${content.length}\0`).update(content)
  }
  hash.update(localContext)
  for (const input of inputs) add(join(root, input))
  return hash.digest("hex").slice(0, 16)
}

const runSynth = (root: string, outdir: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["infra/app.ts"], {
      cwd: root,
      env: { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: localContext },
      stdio: ["ignore", "pipe", "pipe"],
    })
    const said: Buffer[] = []
    child.stdout.on("data", (chunk: Buffer) => void said.push(chunk))
    child.stderr.on("data", (chunk: Buffer) => void said.push(chunk))
    child.once("error", reject)
    child.once("close", (code) => {
      if (code === 0) resolve()
      else reject(new Error(`synthesis failed (exit ${code})\n${Buffer.concat(said).toString("utf8")}`))
    })
  })

/** Whoever makes the lock directory synthesizes; the others wait for its end. */
const tryLock = (lock: string): boolean => {
  try {
    mkdirSync(lock)
    writeFileSync(join(lock, "pid"), String(process.pid))
    return true
  } catch {
    return false
  }
}

const isAbandoned = (lock: string): boolean => {
  try {
    process.kill(Number(readFileSync(join(lock, "pid"), "utf8")), 0)
    return false
  } catch {
    // The pid is written a moment after the directory is made.
    return existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 2_000
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A hub that runs may still load a function from the assembly it started with: nobody removes it until it lets go. */
export const holdAssembly = (assembly: string): (() => void) => {
  const mark = mkdtempSync(join(assembly, `held-${process.pid}-`))
  return () => rmSync(mark, { recursive: true, force: true })
}

const isHeld = (assembly: string): boolean =>
  readdirSync(assembly).some((name) => {
    const holder = /^held-(\d+)-/.exec(name)?.[1]
    return holder !== undefined && isAlive(Number(holder))
  })

const removeOld = (folder: string, current: string): void => {
  // What a killed synthesis left behind.
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".tmp"))) {
    const path = join(folder, name)
    if (Date.now() - statSync(path).mtimeMs > waitMaximumMs) rmSync(path, { recursive: true, force: true })
  }
  const assemblies = readdirSync(folder)
    .filter((name) => /^[0-9a-f]{16}$/.test(name) && name !== current && !isHeld(join(folder, name)))
    .map((name) => ({ name, usedMs: statSync(join(folder, name)).mtimeMs }))
    .toSorted((a, b) => b.usedMs - a.usedMs)
  for (const { name } of assemblies.slice(keptAssemblies - 1))
    rmSync(join(folder, name), { recursive: true, force: true })
}

const synthesizeInto = async (root: string, hash: string): Promise<void> => {
  const folder = join(root, "cdk.out")
  const startedMs = Date.now()
  process.stderr.write("synthesizing the stacks ...\n")
  const temporary = join(folder, `${hash}.${process.pid}.tmp`)
  try {
    await runSynth(root, temporary)
    renameSync(temporary, join(folder, hash))
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
  removeOld(folder, hash)
  process.stderr.write(`synthesized in ${((Date.now() - startedMs) / 1000).toFixed(1)} s\n`)
}

/** The directory of the cloud assembly of the sources as they are now; made only when they changed. */
export const synthesize = async (root = repository): Promise<string> => {
  const folder = join(root, "cdk.out")
  const hash = contentHash(root)
  const assembly = join(folder, hash)
  const lock = `${assembly}.lock`
  mkdirSync(folder, { recursive: true })
  const giveUpAt = Date.now() + waitMaximumMs
  while (!existsSync(join(assembly, "manifest.json"))) {
    if (tryLock(lock)) {
      try {
        if (!existsSync(join(assembly, "manifest.json"))) await synthesizeInto(root, hash)
      } finally {
        rmSync(lock, { recursive: true, force: true })
      }
      break
    }
    if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true })
    if (Date.now() > giveUpAt) throw new Error(`another process has been synthesizing for too long: ${lock}`)
    await sleep(200)
  }
  return assembly
}
