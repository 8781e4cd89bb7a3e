import type { RouteObject } from 'react-router';

/** Routes of the model editors, lazily loaded. */
export const modelleRoutes: RouteObject[] = [];
