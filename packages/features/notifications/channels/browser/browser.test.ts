import { channelContract } from '@hyperion/testkit/channels'
import { startPushService } from '@hyperion/testkit/push'
import { browser } from './index.ts'

channelContract(browser, startPushService)
