import { describe, expect, it } from 'vitest';
import { betaDistribution, betaQuantile } from '../../core/sampling/beta-quantile.ts';
import { betaSpaced, flowMatchSigmas, trainingTableSigmas, wanSigmas } from '../../core/sampling/sigma-tables.ts';

describe('the beta distribution', () => {
  it.each([
    // scipy 1.17 stats.beta.ppf(p, a, b)
    [1e-6, 0.6, 0.6, 1.8558824624053043e-10],
    [1e-3, 0.6, 0.6, 1.855873851745199e-5],
    [0.01, 0.6, 0.6, 0.0008612388215429059],
    [0.1, 0.6, 0.6, 0.03958440558878085],
    [0.25, 0.6, 0.6, 0.17568037865269498],
    [0.5, 0.6, 0.6, 0.5],
    [0.75, 0.6, 0.6, 0.824319621347305],
    [0.999, 0.6, 0.6, 0.9999814412614826],
    [0.01, 2.5, 0.7, 0.19597479033740997],
    [0.3, 2.5, 0.7, 0.7097758912148804],
    [0.9, 2.5, 0.7, 0.9860477260295457],
  ])('has its quantile of %f for (%f, %f) at %f', (probability, a, b, expected) => {
    expect(Math.abs(betaQuantile(probability, a, b) / expected - 1)).toBeLessThan(1e-12);
  });

  it.each([
    // scipy 1.17 stats.beta.cdf(x, a, b)
    [0.01, 0.6, 0.6, 0.04360371488475065],
    [0.3, 0.6, 0.6, 0.35252651177214367],
    [0.8, 0.6, 0.6, 0.7286320671734176],
    [0.2, 5, 2, 0.0016],
    [0.9, 5, 2, 0.885735],
  ])('is at %f for (%f, %f) equal to %f', (x, a, b, expected) => {
    expect(Math.abs(betaDistribution(x, a, b) - expected)).toBeLessThan(1e-13);
  });

  it('has the arcsine law as a special case: the quantile of Beta(1/2, 1/2) is sin²(πp/2)', () => {
    for (let p = 0.05; p < 1; p += 0.05) {
      expect(betaQuantile(p, 0.5, 0.5)).toBeCloseTo(Math.sin((Math.PI * p) / 2) ** 2, 12);
    }
  });
});

describe('beta sigmas', () => {
  it.each([
    // numpy 2.4 and scipy 1.17 on the formula of diffusers' _convert_to_beta, 6 steps, shift 5
    [
      'own table',
      wanSigmas,
      [
        0.9997998424509431, 0.9383266801315746, 0.8184130919789349, 0.6810866342894615, 0.5611730461368218,
        0.4996998838174535,
      ],
    ],
    [
      'flow-match table',
      flowMatchSigmas,
      [1.0, 0.8800792694091797, 0.64615398645401, 0.3782600462436676, 0.1443347930908203, 0.0244140662252903],
    ],
  ])('keep the ends of the %s', (_name, table, expected) => {
    betaSpaced(table)(6, 5).forEach((sigma, i) => {
      expect(Math.abs(sigma - expected[i]!)).toBeLessThan(1e-6);
    });
  });

  it('are one for a single step', () => {
    expect(betaSpaced(flowMatchSigmas)(1, 5)).toEqual([flowMatchSigmas(1, 5)[0]]);
  });
});

describe('the training table', () => {
  it('is picked as Python rounds, halves to even: 16 steps, shift 3', () => {
    // numpy float32 on linspace(1, 0.003/1.002, 1000)[int(round(i·62.5))]
    const expected = [
      1, 0.9784872531890869, 0.9546444416046143, 0.9285170435905457, 0.9002394080162048, 0.8690177202224731,
      0.833776593208313, 0.7943661212921143, 0.7507477402687073, 0.7013815641403198, 0.6440774202346802,
      0.5779141187667847, 0.5019919872283936, 0.4124457836151123, 0.30334392189979553, 0.16991150379180908,
    ];
    trainingTableSigmas(16, 3).forEach((sigma, i) => {
      expect(Math.abs(sigma - expected[i]!)).toBeLessThan(3e-7);
    });
  });

  it('has no more than 1000 entries', () => {
    expect(() => trainingTableSigmas(1001, 3)).toThrow('at most 1000');
  });
});
