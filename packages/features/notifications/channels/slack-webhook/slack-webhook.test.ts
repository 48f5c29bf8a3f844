import { channelContract } from '@hyperion/testkit/channels'
import { startSlackWebhook } from '@hyperion/testkit/slack'
import { slackWebhook } from './index.ts'

channelContract(slackWebhook, startSlackWebhook)
