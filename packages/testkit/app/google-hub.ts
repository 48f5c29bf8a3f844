import { TestClock } from '../clock/index.ts'
import { GoogleWorkspace } from '../google-docs/index.ts'
import { type TestApp, testApp } from './test-app.ts'

export interface GoogleHub extends TestApp {
  readonly workspace: GoogleWorkspace
}

/** A hub that may call a stand-in of Google. */
export async function googleHub(): Promise<GoogleHub> {
  const clock = new TestClock()
  const workspace = await GoogleWorkspace.start(() => clock.now())
  const hub = await testApp({ clock, allowPrivate: [workspace.address] })
  return {
    ...hub,
    workspace,
    close: async () => {
      await hub.orchestrator.stop()
      await hub.close()
      await workspace.close()
    },
  }
}
