import { Client } from '../database/client.js';

/** One connection of the tables' owner, for looking after the database as a whole: it sees all tenants. */
export async function asOwner<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 3000,
    application_name: 'zusteuerung-betrieb',
    options: '-c zst.scope=owner',
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
