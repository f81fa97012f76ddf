export default function WarRoom({ attemptId }: { attemptId: string }) {
  return <div>{attemptId}</div>
}
