import type { EnrolmentAnswer, RecoveryCodesAnswer, TwoFactorAnswer } from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const TWO_FACTOR = ['two-factor'] as const
const URL = '/api/two-factor'

export function useTwoFactor() {
  return useQuery({ queryKey: TWO_FACTOR, queryFn: ({ signal }) => request<TwoFactorAnswer>(URL, { signal }) })
}

export async function beginEnrolment(password: string): Promise<EnrolmentAnswer> {
  return await request<EnrolmentAnswer>(URL, { method: 'POST', body: { password } })
}

export async function confirmEnrolment(client: QueryClient, otp: string): Promise<readonly string[]> {
  return await newCodes(client, `${URL}/confirm`, otp)
}

export async function renewRecoveryCodes(client: QueryClient, otp: string): Promise<readonly string[]> {
  return await newCodes(client, `${URL}/recovery-codes`, otp)
}

export async function disableTwoFactor(client: QueryClient, password: string, otp: string): Promise<void> {
  await request(`${URL}/disable`, { method: 'POST', body: { password, otp } })
  await client.invalidateQueries({ queryKey: TWO_FACTOR })
}

async function newCodes(client: QueryClient, url: string, otp: string): Promise<readonly string[]> {
  const { recovery_codes } = await request<RecoveryCodesAnswer>(url, { method: 'POST', body: { otp } })
  void client.invalidateQueries({ queryKey: TWO_FACTOR })
  return recovery_codes
}
