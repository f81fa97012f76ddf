import { expect, it } from 'vitest'
import { isSubnetConflict } from './networks.ts'
import { subnetCandidates } from './subnets.ts'

it('gives 64 different /27s of 10.213.0.0/16, always the same for a name', () => {
  const subnets = [...subnetCandidates('firedrill-a-internal')]
  expect(new Set(subnets).size).toBe(64)
  for (const subnet of subnets) {
    const [, third, fourth] = /^10\.213\.(\d+)\.(\d+)\/27$/.exec(subnet) ?? []
    expect(Number(third)).toBeLessThan(256)
    expect(Number(fourth) % 32).toBe(0)
    expect(Number(fourth)).toBeLessThan(256)
  }
  expect([...subnetCandidates('firedrill-a-internal')]).toEqual(subnets)
  expect([...subnetCandidates('firedrill-b-internal')][0]).not.toBe(subnets[0])
})

it.each([
  ['Pool overlaps with other one on this address space', true],
  ['invalid pool request: Pool overlaps with other one on this address space', true],
  ['subnet 10.213.0.0/27 is already used on the host or by another config', true],
  ['network with name firedrill-a-internal already exists', false],
  ['no space left on device', false],
])('knows whether "%s" is a conflict of subnets', (message, expected) => {
  expect(isSubnetConflict(new Error(message))).toBe(expected)
})
