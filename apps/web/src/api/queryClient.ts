import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFehler } from './fehler.js';

const temporary = (error: unknown) => error instanceof ApiFehler && (error.istNetz || error.istServer);

/** One client for the whole application; an ended session anywhere shows the sign-in page. */
export function createQueryClient(): QueryClient {
  const endSession = (error: unknown) => {
    if (error instanceof ApiFehler && error.status === 401) client.setQueryData(['ich'], null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: endSession }),
    mutationCache: new MutationCache({ onError: endSession }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        networkMode: 'always',
        retry: (count, error) => temporary(error) && count < 1,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return client;
}
