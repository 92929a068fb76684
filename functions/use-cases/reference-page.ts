/** The browsable reference: a page, its own style, and a script that starts the viewer. All are served by the hub. */
export const referencePage = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>住房公积金互联平台接口 / HPF Hub API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
    <link rel="stylesheet" href="/docs/pages.css" />
  </head>
  <body>
    <header><strong>住房公积金互联平台</strong> <span lang="en">Housing provident fund hub</span></header>
    <section class="intro">
      <p lang="zh-CN">
        各中心的每次调用都带 <code>Hub-Signature</code>（分离式 JWS，对请求体原始字节签名）；平台的答复同样签名，公钥见
        <a href="/.well-known/jwks.json">/.well-known/jwks.json</a>。写入操作带 <code>Idempotency-Key</code>，结果未知时用同一键重试。
        机器可读的接口定义：<a href="/openapi.json">/openapi.json</a>（OpenAPI 3.1）。
      </p>
      <p lang="en">
        Every call of a center bears <code>Hub-Signature</code>, a detached JWS over the exact bytes of the body; the answer is
        signed as well. Calls that change something bear <code>Idempotency-Key</code>: when the outcome is unknown, repeat with
        the same key.
      </p>
    </section>
    <div id="reference"></div>
    <noscript><p>请打开 / open <a href="/openapi.json">/openapi.json</a></p></noscript>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`

/** A signed call cannot be made from a browser, so the viewer does not offer to. */
export const referenceScript = `SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  supportedSubmitMethods: [],
  validatorUrl: null,
})
`

export const pagesStyle = `body { margin: 0; font-family: system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; line-height: 1.6; color: #1b1f24; background: #fff; }
header { background: #14385c; color: #fff; padding: 0.8rem 1.5rem; }
header a { color: #fff; text-decoration: none; }
.intro, .problem { max-width: 70rem; margin: 0 auto; padding: 1rem 1.5rem; }
.problem { max-width: 46rem; }
.problem article { border-top: 1px solid #d0d7de; padding-top: 0.5rem; }
.problem h1 { font-size: 1.5rem; margin: 0.5rem 0; }
.problem h2 { font-size: 1.05rem; margin: 1rem 0 0.2rem; }
.intro code, .problem code { background: #f0f3f6; padding: 0.1em 0.35em; border-radius: 3px; overflow-wrap: anywhere; }
.problem .code { color: #57606a; }
`
