import helmet from '@fastify/helmet'
import { healthcheckDialect } from '@hyperion/faces/healthcheck'
import { hyperionDialect } from '@hyperion/faces/hyperion'
import { createFastify } from '@hyperion/faces/shared'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { Config } from './config.ts'

/** The HTTP server that the faces are registered in, with the security headers of all answers. */
export async function createServer(config: Config): Promise<FastifyInstance> {
  const app = await createFastify({
    dialects: {
      prefixed: [
        { prefix: '/api', dialect: hyperionDialect },
        { prefix: '/ws', dialect: hyperionDialect },
      ],
      root: healthcheckDialect,
    },
    trustedProxies: config.trustedProxies,
    logger: pino({ level: 'error' }, pino.destination(2)),
  })
  const https = config.publicUrl?.startsWith('https:') ?? false
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Mantine and Swagger UI set styles from script.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: https,
  })
  return app
}
