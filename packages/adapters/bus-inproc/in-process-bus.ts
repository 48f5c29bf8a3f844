import type { Bus, Topics } from '@hyperion/ports/bus'

type Subscriber = (message: Topics[keyof Topics]) => void

/** A bus inside one process: `publish` calls every subscriber before it returns. */
class InProcessBus implements Bus {
  readonly #subscribers = new Map<keyof Topics, Set<{ readonly call: Subscriber }>>()
  readonly #log: (message: string) => void

  constructor(log: (message: string) => void) {
    this.#log = log
  }

  publish<T extends keyof Topics>(topic: T, message: Topics[T]): void {
    const subscribers = this.#subscribers.get(topic)
    if (!subscribers) return
    for (const subscriber of [...subscribers]) {
      if (!subscribers.has(subscriber)) continue
      try {
        subscriber.call(message)
      } catch (error) {
        this.#log(`a subscriber of ${topic} failed: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }

  subscribe<T extends keyof Topics>(topic: T, subscriber: (message: Topics[T]) => void): () => void {
    const subscribers = this.#subscribers.get(topic) ?? new Set()
    this.#subscribers.set(topic, subscribers)
    const entry = { call: subscriber as Subscriber }
    subscribers.add(entry)
    return () => subscribers.delete(entry)
  }
}

/** `log` gets one line for a subscriber that throws. */
export function createBus(log: (message: string) => void): Bus {
  return new InProcessBus(log)
}
