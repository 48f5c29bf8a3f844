import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { FastifyInstance, FastifyReply, RouteShorthandOptions } from 'fastify'
import { Type } from 'typebox'
import { documented } from './route.ts'

const require = createRequire(import.meta.url)

/** Both pages draw with styles of their own making; nothing comes from another site. */
const CONTENT_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'"

const SWAGGER_PAGE = page('Hyperion API', '<link rel="stylesheet" href="/api/docs/swagger-ui.css">', '<div id="swagger-ui"></div>', [
  '/api/docs/swagger-ui-bundle.js',
  '/api/docs/start.js',
])

const SWAGGER_START = `SwaggerUIBundle({ url: '/api/schema/', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null, persistAuthorization: false })\n`

const REDOC_PAGE = page('Hyperion API reference', '', '<div id="redoc"></div>', ['/api/redoc/redoc.standalone.js', '/api/redoc/start.js'])

const REDOC_START = `Redoc.init('/api/schema/', { nativeScrollbars: true }, document.getElementById('redoc'))\n`

interface Asset {
  readonly url: string
  readonly type: string
  readonly content: () => string | Promise<string>
}

const JAVASCRIPT = 'text/javascript; charset=utf-8'

const ASSETS: readonly Asset[] = [
  { url: '/api/docs/start.js', type: JAVASCRIPT, content: () => SWAGGER_START },
  { url: '/api/docs/swagger-ui-bundle.js', type: JAVASCRIPT, content: packaged('swagger-ui-dist/swagger-ui-bundle.js') },
  { url: '/api/docs/swagger-ui.css', type: 'text/css; charset=utf-8', content: packaged('swagger-ui-dist/swagger-ui.css') },
  { url: '/api/redoc/start.js', type: JAVASCRIPT, content: () => REDOC_START },
  { url: '/api/redoc/redoc.standalone.js', type: JAVASCRIPT, content: withoutLogo(packaged('redoc/bundles/redoc.standalone.js')) },
]

/** The OpenAPI document and two readers of it, served from here so that they work without the Internet. */
export function documentationRoutes(app: FastifyInstance): void {
  const shared = { tag: 'Documentation', access: 'read' } as const

  app.get(
    '/api/schema/',
    documented({
      ...shared,
      summary: 'OpenAPI document of every route',
      answer: Type.Object({ openapi: Type.String() }, { additionalProperties: true }),
    }),
    async () => app.swagger(),
  )

  app.get('/api/docs/', reader('Swagger UI'), (_request, reply) => sendPage(reply, SWAGGER_PAGE))
  app.get('/api/redoc/', reader('ReDoc'), (_request, reply) => sendPage(reply, REDOC_PAGE))

  for (const { url, type, content } of ASSETS) {
    app.get(url, { config: { access: 'read' }, schema: { hide: true } }, async (_request, reply) => {
      reply.type(type).header('cache-control', 'private, max-age=3600')
      return content()
    })
  }
}

function reader(name: string): RouteShorthandOptions {
  return documented({ tag: 'Documentation', access: 'read', summary: `This documentation in ${name}`, answer: 'page' })
}

function sendPage(reply: FastifyReply, html: string): void {
  reply.type('text/html; charset=utf-8').header('content-security-policy', CONTENT_POLICY).send(html)
}

function packaged(file: string): () => Promise<string> {
  const path = require.resolve(file)
  return () => readFile(path, 'utf8')
}

/** ReDoc's foot asks its maker's site for a logo, and does without when there is none. */
function withoutLogo(bundle: () => Promise<string>): () => Promise<string> {
  return async () => (await bundle()).replace(/https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini\.svg/, 'data:,')
}

function page(title: string, head: string, body: string, scripts: readonly string[]): string {
  const tags = scripts.map((src) => `<script src="${src}"></script>`).join('\n')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>body { margin: 0 }</style>
${head}
</head>
<body>
${body}
${tags}
</body>
</html>
`
}
