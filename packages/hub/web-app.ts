import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** The built web app, from the sources as from the bundle in dist/. */
const BUILT_APP = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../web/dist' : '../packages/web/dist', import.meta.url))

/** The built agent, which other hosts fetch. */
export const BUILT_AGENT = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../dist/agent/' : './agent/', import.meta.url))

const ONE_YEAR_SECONDS = 365 * 24 * 3600

/** Serves the web app under /app/, every path of it that is not a file with the same page; / leads there. */
export async function webApp(app: FastifyInstance, log: (message: string) => void): Promise<void> {
  const access = { access: 'public' as const }
  app.get('/', { config: access }, (_request, reply) => reply.redirect('/app/'))
  if (!existsSync(BUILT_APP)) {
    log('the web app is not built: /app/ has no pages (npm run build makes them)')
    return
  }
  await app.register(fastifyStatic, {
    root: BUILT_APP,
    serve: false,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/')
      reply.header('cache-control', hashed ? `public, max-age=${ONE_YEAR_SECONDS}, immutable` : 'no-cache')
    },
  })
  const page = (_request: FastifyRequest, reply: FastifyReply): FastifyReply => reply.sendFile('index.html')
  app.get('/app', { config: access }, page)
  app.get<{ Params: { '*': string } }>('/app/*', { config: access }, (request, reply) => {
    const file = request.params['*']
    return isFile(file) ? reply.sendFile(file) : page(request, reply)
  })
}

/** The app's pages have no dot in their path; its files all have one. */
function isFile(path: string): boolean {
  return /\.[a-z0-9]+$/i.test(path)
}
