/** Sound of a pager, synthesised: two short rising tones, a pause, again until it is silenced. */
const PATTERN_S = 2.4
const TONES = [
  { at: 0, hz: 880 },
  { at: 0.16, hz: 1175 },
  { at: 0.5, hz: 880 },
  { at: 0.66, hz: 1175 },
] as const
const TONE_S = 0.12
const VOLUME = 0.12

function playPattern(context: AudioContext): void {
  for (const tone of TONES) {
    const start = context.currentTime + tone.at
    const oscillator = context.createOscillator()
    const gain = context.createGain()
    oscillator.type = 'triangle'
    oscillator.frequency.value = tone.hz
    // Ramps instead of steps: a step clicks.
    gain.gain.setValueAtTime(0, start)
    gain.gain.linearRampToValueAtTime(VOLUME, start + 0.015)
    gain.gain.setValueAtTime(VOLUME, start + TONE_S - 0.03)
    gain.gain.linearRampToValueAtTime(0, start + TONE_S)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(start)
    oscillator.stop(start + TONE_S)
  }
}

/**
 * Beeps until the returned function is called. A browser that has seen no click or key yet stays silent until the first
 * one; the page is always visible as well.
 */
export function startBeeping(): () => void {
  const context = new AudioContext()
  const beep = () => {
    if (context.state === 'running') playPattern(context)
  }
  beep()
  const timer = setInterval(beep, PATTERN_S * 1000)
  const wake = () => void context.resume().then(beep)
  if (context.state !== 'running') window.addEventListener('pointerdown', wake, { once: true })
  return () => {
    clearInterval(timer)
    window.removeEventListener('pointerdown', wake)
    void context.close()
  }
}
