import { build, type Plugin } from "esbuild"
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"

/**
 * The pages that the hub serves: scripts and styles under names that contain their hash, each of them compressed twice
 * beside the function. What is in a file never changes, so that a browser keeps it for a year.
 */

interface Page {
  /** Below functions/dashboard/web; a page without its entry is left out. */
  readonly entry: string
  /** Below functions/dashboard/web, in their order. */
  readonly styles: readonly string[]
  readonly title: string
  /** The function that answers with the page; scripts and styles come from one function for all. */
  readonly server: string
}

/** Page name -> what it is made of. */
const PAGES: Readonly<Record<string, Page>> = {
  index: {
    entry: "main.tsx",
    styles: ["style.css"],
    title: "住房公积金互联平台 · 监管看板",
    server: "serve-dashboard",
  },
  desk: {
    entry: "desk/main.tsx",
    styles: ["style.css", "desk/desk.css"],
    title: "住房公积金互联平台 · 柜台",
    server: "serve-desk",
  },
}
const fileServer = "serve-dashboard"

const publicPath = "/dashboard/"

interface PageFiles {
  readonly title: string
  readonly script: string
  readonly styles: readonly string[]
  /** Modules that the script imports: asked for at once instead of one after the other. */
  readonly preload: readonly string[]
}

const htmlOf = ({ title, script, styles, preload }: PageFiles): string => `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>${title}</title>
    <link rel="icon" href="data:," />
${styles.map((path) => `    <link rel="stylesheet" href="${path}" />\n`).join("")}${preload.map((path) => `    <link rel="modulepreload" href="${path}" />\n`).join("")}    <script type="module" src="${script}"></script>
  </head>
  <body>
    <div id="root"></div>
    <noscript><p>请启用 JavaScript。 / Please enable JavaScript.</p></noscript>
  </body>
</html>
`

export interface PageBundles {
  /** File name -> content. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Page name -> its HTML. */
  readonly pages: ReadonlyMap<string, string>
}

export const buildPages = async (root: string, plugins: Plugin[]): Promise<PageBundles> => {
  const web = join(root, "functions/dashboard/web")
  const made = Object.entries(PAGES).filter(([, { entry }]) => existsSync(join(web, entry)))
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [
      ...made.map(([name, { entry }]) => ({ in: join(web, entry), out: name })),
      ...[...new Set(made.flatMap(([, { styles }]) => styles))].map((style) => ({
        in: join(web, style),
        out: basename(style, ".css"),
      })),
    ],
    outdir: join(root, "dashboard"),
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    platform: "browser",
    target: "es2022",
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    plugins,
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
    charset: "utf8",
    logLevel: "warning",
  })
  const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]))
  const nameOf = (entry: string): string => {
    const found = Object.entries(metafile.outputs).find(
      ([, { entryPoint }]) => entryPoint === `functions/dashboard/web/${entry}`,
    )
    if (found === undefined) throw new Error(`nothing was made of ${entry}`)
    return basename(found[0])
  }
  const importsOf = (file: string): string[] =>
    (metafile.outputs[`dashboard/${file}`]?.imports ?? [])
      .filter(({ kind }) => kind === "import-statement")
      .map(({ path }) => publicPath + basename(path))
  const pages = made.map(([name, { entry, styles, title }]): [string, string] => {
    const script = nameOf(entry)
    const html = htmlOf({
      title,
      script: publicPath + script,
      styles: styles.map((style) => publicPath + nameOf(style)),
      preload: importsOf(script),
    })
    return [name, html]
  })
  return { files, pages: new Map(pages) }
}

/** Puts pages and files beside the function that serves them, if there are any. */
export const writePages = ({ files, pages }: PageBundles, functionName: string, bundle: string): void => {
  const folder = join(bundle, "web")
  const served = Object.entries(PAGES).filter(([, { server }]) => server === functionName)
  if (served.length === 0) return
  mkdirSync(folder)
  for (const [name] of served) {
    const html = pages.get(name)
    if (html !== undefined) writeFileSync(join(folder, `${name}.html`), html)
  }
  if (functionName !== fileServer) return
  for (const [name, content] of files) {
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }))
    writeFileSync(
      join(folder, `${name}.br`),
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    )
  }
  writeFileSync(join(folder, "names.json"), JSON.stringify([...files.keys()]))
}
