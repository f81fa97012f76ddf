import { notifications } from '@mantine/notifications'
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { AttemptView, Diagnosis } from '../../engine/contract/index.ts'
import { useEngine } from '../door/door-context.tsx'
import { messageOf } from '../shared/format.ts'

export interface StatusUpdate {
  state: AttemptView['statusUpdates'][number]['state']
  text: string
}

export type FailedCheck = { checkId: string; message: string }

/** What the player can do to the attempt. An error that no dialog shows appears as a notification. */
export interface AttemptCommands {
  acknowledge: UseMutationResult<void, Error, void>
  takeHint: UseMutationResult<{ text: string }, Error, string>
  commitDiagnosis: UseMutationResult<{ right: boolean }, Error, Diagnosis & { sentence: string }>
  postStatus: UseMutationResult<void, Error, StatusUpdate>
  resolve: UseMutationResult<{ failed: FailedCheck[] }, Error, void>
  rebuild: UseMutationResult<void, Error, void>
  leave: UseMutationResult<void, Error, void>
}

export function useAttemptCommands(attemptId: string): AttemptCommands {
  const { attempts } = useEngine()
  const tell = (title: string) => ({
    onError: (error: Error) => notifications.show({ color: 'red', title, message: messageOf(error) }),
  })
  return {
    acknowledge: useMutation({ mutationFn: () => attempts.acknowledge({ attemptId }), ...tell('Not acknowledged') }),
    takeHint: useMutation({ mutationFn: (hintId: string) => attempts.takeHint({ attemptId, hintId }), ...tell('No hint') }),
    commitDiagnosis: useMutation({ mutationFn: (said) => attempts.commitDiagnosis({ attemptId, ...said }) }),
    postStatus: useMutation({ mutationFn: (update) => attempts.postStatus({ attemptId, ...update }) }),
    resolve: useMutation({ mutationFn: () => attempts.resolve({ attemptId }) }),
    rebuild: useMutation({ mutationFn: () => attempts.rebuild({ attemptId }), ...tell('The environment was not rebuilt') }),
    leave: useMutation({ mutationFn: () => attempts.leave({ attemptId }), ...tell('The attempt could not be left') }),
  }
}

export type WarRoomDialog = 'diagnose' | 'status' | 'resolve' | 'leave'

export interface WarRoomState {
  view: AttemptView
  commands: AttemptCommands
  openDialog(dialog: WarRoomDialog): void
}

const WarRoomContext = createContext<WarRoomState | null>(null)
export const WarRoomProvider = WarRoomContext.Provider

export function useWarRoom(): WarRoomState {
  const state = useContext(WarRoomContext)
  if (!state) throw new Error('useWarRoom is used outside the war room')
  return state
}
