export function electronBinary(root: string, env?: Record<string, string | undefined>): string | undefined
export function hasDisplay(env?: Record<string, string | undefined>, platform?: NodeJS.Platform): boolean
