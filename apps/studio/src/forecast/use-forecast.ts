import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { type Failure, failureFrom, outcome } from '../api/failure.ts';
import { MemoryForecast, type MemoryForecastQuery } from '../api/generated/forecast.ts';
import type { StartGenerationInput } from '../api/generated/schema.ts';
import { useLocale } from '../api/use-locale.ts';

export type Forecast = Extract<
  MemoryForecastQuery['memoryForecast'],
  { readonly __typename: 'MemoryForecastSuccess' }
>['forecast'];

/** Milliseconds that the settings must rest before they are asked about. */
const PAUSE = 300;

/** The forecast of a request; the last one stays while the next one is worked out. */
export function useForecast(input: StartGenerationInput): {
  readonly forecast: Forecast | null;
  readonly failure: Failure | null;
  readonly fetching: boolean;
} {
  // Neither changes what is needed, and each key press in the prompt would ask again.
  const { prompt: _, negativePrompt: __, seed: ___, ...relevant } = input;
  const key = JSON.stringify(relevant);
  const [settled, setSettled] = useState(key);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key), PAUSE);
    return () => clearTimeout(timer);
  }, [key]);
  const [{ data, error, fetching }] = useQuery({
    query: MemoryForecast,
    variables: { input: JSON.parse(settled) as StartGenerationInput, locale: useLocale() },
    requestPolicy: 'cache-and-network',
  });
  const { failure, value } = data || error ? outcome(data?.memoryForecast, error) : { failure: null, value: null };
  const [last, setLast] = useState<Forecast | null>(null);
  // An answer about other settings is left: what it would show or hide may be in use.
  const answered = settled === key && !fetching;
  const fresh = answered ? (value?.forecast ?? null) : null;
  useEffect(() => {
    if (fresh) setLast(fresh);
  }, [fresh]);
  return {
    forecast: failure ? null : (fresh ?? last),
    failure: error ? failureFrom(error) : failure,
    fetching: !answered,
  };
}
