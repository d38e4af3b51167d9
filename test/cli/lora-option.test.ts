import { describe, expect, it } from 'vitest';
import { addLora } from '../../apps/cli/lora-option.ts';

describe('--lora', () => {
  it.each([
    ['walk', { name: 'walk' }],
    ['styles/walk.safetensors=0.8', { name: 'styles/walk.safetensors', strength: 0.8, blocks: [] }],
    ['walk=-.5', { name: 'walk', strength: -0.5, blocks: [] }],
    [
      'walk=1,0-9=0.2,12=0',
      {
        name: 'walk',
        strength: 1,
        blocks: [
          { first: 0, last: 9, strength: 0.2 },
          { first: 12, last: 12, strength: 0 },
        ],
      },
    ],
  ])('%s', (text, expected) => {
    expect(addLora(text)).toEqual([expected]);
  });

  it('may be given several times', () => {
    expect(addLora('b=2', addLora('a'))).toEqual([{ name: 'a' }, { name: 'b', strength: 2, blocks: [] }]);
  });

  it.each([
    ['', /name of a LoRA/],
    ['=1', /name of a LoRA/],
    ['walk=', /"" is no strength/],
    ['walk=much', /"much" is no strength/],
    ['walk=1e999', /"1e999" is no strength/],
    ['walk=NaN', /"NaN" is no strength/],
    ['walk=1,0-3=-1e999', /"-1e999" is no strength/],
    ['walk=1,9', /"9" is no block/],
    ['walk=1,0-=1', /"0-=1" is no block/],
    ['walk=1,0-3=x', /"x" is no strength/],
  ])('%j is refused', (text, says) => {
    expect(() => addLora(text)).toThrow(says);
  });
});
