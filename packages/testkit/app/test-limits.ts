import { HOURLY, RateLimiter, RequestLimits, SignInLimits, WEBHOOKS } from '@hyperion/faces/shared'
import type { TestClock } from '../clock/index.ts'

/** As the hub limits rates. */
export function allLimits(clock: TestClock) {
  return {
    signInLimits: new SignInLimits(clock),
    resetLimits: new SignInLimits(clock),
    requestLimits: new RequestLimits(clock),
    hourlyLimits: new RequestLimits(clock, HOURLY),
    webhookLimit: new RateLimiter(WEBHOOKS, clock),
  }
}
