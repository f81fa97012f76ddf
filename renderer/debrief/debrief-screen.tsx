export default function DebriefScreen({ attemptId }: { attemptId: string }) {
  return <div>{attemptId}</div>
}
