import type { GoogleDraft, GoogleProblem, GoogleView } from '@hyperion/features/google-docs'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, type Language, languageFor, principalOf, reworded } from '../../shared/index.ts'
import type { ImasDeps } from '../deps.ts'
import * as schemas from '../google-docs-schemas.ts'
import { isoOrNull } from '../incident-views.ts'
import { documented } from './route.ts'

const TAG = 'Incident documents'
const URL = '/api/v1/google-docs/settings/'

const SENTENCES: Record<Language, Record<GoogleProblem, string>> = {
  en: {
    required: 'This field is required',
    key_form: 'Must be the JSON key of a service account, as Google hands it out',
    key_refused: 'Its token_uri is inside a private network: it may be called only when HYPERION_ALLOW_PRIVATE_WEBHOOKS names it',
    folder_form: 'Must be the id of a folder: the last part of its address',
    share_form: 'Must be mail addresses or domains, such as ada@example.org or example.org',
    server_form: 'Must be an address without a path, such as https://google.example.org',
    server_refused: 'This address is inside a private network: it may be called only when HYPERION_ALLOW_PRIVATE_WEBHOOKS names it',
  },
  fr: {
    required: 'Ce champ est obligatoire',
    key_form: 'Doit être la clé JSON d’un compte de service, telle que Google la remet',
    key_refused: 'Son token_uri est dans un réseau privé : il n’est appelé que si HYPERION_ALLOW_PRIVATE_WEBHOOKS le nomme',
    folder_form: 'Doit être l’identifiant d’un dossier : la fin de son adresse',
    share_form: 'Doit contenir des adresses e-mail ou des domaines, comme ada@example.org ou example.org',
    server_form: 'Doit être une adresse sans chemin, comme https://google.example.org',
    server_refused: 'Cette adresse est dans un réseau privé : elle n’est appelée que si HYPERION_ALLOW_PRIVATE_WEBHOOKS la nomme',
  },
}

/** How Google Docs is set up for live documents. */
export function googleDocsSettingsRoutes(app: FastifyInstance, { googleDocs: { settings }, audit }: ImasDeps): void {
  const shared = { tag: TAG, access: 'config' } as const

  app.get(URL, documented({ ...shared, summary: 'How Google Docs is set up', answer: schemas.GoogleDocsAnswer }), async () =>
    settingsView(await settings.view()),
  )

  app.put<{ Body: schemas.GoogleDocsBody }>(
    URL,
    documented({
      ...shared,
      summary: 'Set up Google Docs',
      description: 'The key is sealed, and shown to nobody.',
      stepUp: true,
      body: schemas.GoogleDocsBody,
      answer: schemas.GoogleDocsAnswer,
    }),
    async (request) => {
      const { user } = principalOf(request)
      const { key, ...told } = request.body
      return audited(request, audit, { action: 'google_docs.update', details: { ...told, secrets: key ? ['key'] : [] } }, () =>
        worded(request, async () => settingsView(await settings.save(draftOf(request.body), user.username))),
      )
    },
  )

  app.delete(URL, documented({ ...shared, summary: 'Take Google Docs away', stepUp: true, answer: null }), async (request, reply) => {
    await audited(request, audit, { action: 'google_docs.delete' }, () => settings.clear())
    return reply.code(204).send()
  })

  app.post(
    '/api/v1/google-docs/test/',
    documented({
      ...shared,
      summary: 'Ask Google for a token, to see',
      description: 'Makes no document.',
      answer: schemas.GoogleDocsTestAnswer,
      errors: { 404: 'Google Docs is not set up' },
    }),
    async () => {
      const error = await settings.test()
      return { ok: error === null, error }
    },
  )
}

function worded<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  return reworded({ fields: { shareWith: 'share_with' }, sentences: SENTENCES[languageFor(request)] }, work)
}

function draftOf({ enabled, key, folder, share_with: shareWith, language, server }: schemas.GoogleDocsBody): GoogleDraft {
  return {
    enabled,
    ...(key !== undefined && { key: key.trim() }),
    folder: folder?.trim() || null,
    shareWith: (shareWith ?? []).map((each) => each.trim()).filter((each) => each !== ''),
    language: language ?? 'en',
    server: server?.trim() || null,
  }
}

function settingsView({ configured, unreadable, enabled, account, folder, shareWith, language, server, ...view }: GoogleView) {
  return {
    configured,
    readable: !unreadable,
    enabled,
    account,
    folder,
    share_with: shareWith,
    language,
    server,
    updated_at: isoOrNull(view.updatedAt),
    updated_by: view.updatedBy,
  }
}
