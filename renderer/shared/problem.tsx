import { Button } from '@mantine/core'
import { messageOf } from './format.ts'
import { Notice } from './notice.tsx'

/** A request that failed: what it was, why, and the way to try again. */
export function Problem({ title, error, onRetry }: { title: string; error: unknown; onRetry?: () => void }) {
  return (
    <Notice tone="bad" title={title}>
      <p>{messageOf(error)}</p>
      {onRetry ? (
        <Button size="compact-sm" variant="default" mt={8} onClick={onRetry}>
          Try again
        </Button>
      ) : null}
    </Notice>
  )
}
