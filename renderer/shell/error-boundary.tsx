import { Button, Code, Group, Stack, Text, Title } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { messageOf } from '../shared/format.ts'

interface Props {
  children: ReactNode
  /** A new value clears the error: the player went elsewhere. */
  resetKey: string
}

/** Shows what to do instead of a blank window when a screen fails. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidUpdate(before: Props) {
    if (before.resetKey !== this.props.resetKey && this.state.error !== null) this.setState({ error: null })
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return (
      <Stack maw={560} mx="auto" mt={80} px="lg" role="alert">
        <Title order={2}>This screen failed</Title>
        <Text>Your attempt is safe: the engine keeps it. Try the screen again; if it fails again, reload the window.</Text>
        <Code block>{messageOf(this.state.error)}</Code>
        <Group>
          <Button onClick={() => this.setState({ error: null })}>Try again</Button>
          <Button variant="default" onClick={() => window.location.reload()}>
            Reload the window
          </Button>
          <Button variant="subtle" component="a" href="#/">
            Home
          </Button>
        </Group>
      </Stack>
    )
  }
}
