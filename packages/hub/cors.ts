import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'

const ONE_HOUR_SECONDS = 3600

/**
 * Lets pages of other origins use the API with a token of their own. Never with the cookie: that is for the web app alone.
 */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return
  await app.register(cors, {
    origin: (origin, done) => done(null, origin !== undefined && origins.includes(origin) ? origin : false),
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Accept-Language'],
    exposedHeaders: ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset', 'Retry-After'],
    credentials: false,
    maxAge: ONE_HOUR_SECONDS,
  })
}
