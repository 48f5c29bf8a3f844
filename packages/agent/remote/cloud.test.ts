import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { readCloud } from './cloud.ts'

type Answers = Readonly<Record<string, (request: IncomingMessage) => string | undefined>>

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** A metadata service that answers as told, 404 otherwise. */
async function service(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const answering = (answers: Answers) =>
  service((request, response) => {
    const body = answers[`${request.method} ${request.url}`]?.(request)
    response.statusCode = body === undefined ? 404 : 200
    response.end(body)
  })

const CLOUDS: readonly { readonly answers: Answers; readonly placement: object }[] = [
  {
    placement: { provider: 'aws', region: 'eu-west-3', instanceType: 'm7i.large' },
    answers: {
      'PUT /latest/api/token': ({ headers }) => (headers['x-aws-ec2-metadata-token-ttl-seconds'] ? 'secret' : undefined),
      'GET /latest/dynamic/instance-identity/document': ({ headers }) =>
        headers['x-aws-ec2-metadata-token'] === 'secret' ? '{"region":"eu-west-3","instanceType":"m7i.large"}' : undefined,
    },
  },
  {
    placement: { provider: 'azure', region: 'eastus', instanceType: 'Standard_B4ms' },
    answers: {
      'GET /metadata/instance/compute?api-version=2021-02-01': ({ headers }) =>
        headers.metadata === 'true' ? '{"location":"eastus","vmSize":"Standard_B4ms"}' : undefined,
    },
  },
  {
    placement: { provider: 'gcp', region: 'europe-west1', instanceType: 'e2-medium' },
    answers: {
      'GET /computeMetadata/v1/instance/zone': () => 'projects/1/zones/europe-west1-b',
      'GET /computeMetadata/v1/instance/machine-type': () => 'projects/1/machineTypes/e2-medium',
    },
  },
  {
    placement: { provider: 'oci', region: 'us-phoenix-1', instanceType: 'VM.Standard.E4.Flex' },
    answers: { 'GET /opc/v2/instance/': () => '{"canonicalRegionName":"us-phoenix-1","region":"phx","shape":"VM.Standard.E4.Flex"}' },
  },
]

it.each(CLOUDS)('knows $placement.provider', async ({ answers, placement }) => {
  expect(await readCloud({ address: await answering(answers), limitMs: 5000 })).toEqual(placement)
})

it('is null on a machine of nobody’s cloud, however it answers', async () => {
  expect(await readCloud({ address: await answering({}) })).toBeNull()
  const portal = await service((_request, response) => response.end('<html>Sign in to the network</html>'))
  expect(await readCloud({ address: portal })).toBeNull()
  const silent = await service(() => {})
  expect(await readCloud({ address: silent, limitMs: 50 })).toBeNull()
  expect(await readCloud({ address: '127.0.0.1:1' })).toBeNull()
})
