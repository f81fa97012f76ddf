import { Skeleton, Stack } from '@mantine/core'

export function ScreenSkeleton() {
  return (
    <Stack role="status" aria-label="Loading" maw={720} p="md">
      <Skeleton height={26} width="40%" />
      <Skeleton height={14} width="75%" />
      <Skeleton height={120} />
      <Skeleton height={120} />
    </Stack>
  )
}
