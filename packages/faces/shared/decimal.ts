/** A number whose decimals are printed even when they are zero: `16.0`, as the documents' examples have it. */
export type Decimal = { readonly rawJSON: string }

const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): Decimal }

/** `value` with exactly `digits` decimals; null for a figure that is missing or not finite. */
export function decimal(value: number | null, digits = 1): Decimal | null {
  if (value === null || !Number.isFinite(value)) return null
  return rawJSON(rounded(value, digits).toFixed(digits))
}

/** `value` to at most `digits` decimals, as a plain number. */
export function rounded(value: number, digits = 1): number {
  const shifted = Math.round(value * 10 ** digits) / 10 ** digits
  return shifted === 0 ? 0 : shifted
}

const MIB = 1024 ** 2
const GIB = 1024 ** 3

/** Bytes as MiB, one decimal. */
export function mebibytes(bytes: number | null): Decimal | null {
  return decimal(bytes === null ? null : bytes / MIB)
}

/** Bytes as GiB, one decimal. */
export function gibibytes(bytes: number | null): Decimal | null {
  return decimal(bytes === null ? null : bytes / GIB)
}
