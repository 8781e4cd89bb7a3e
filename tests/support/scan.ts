type Query = <T = Record<string, unknown>>(sql: string, parameters?: unknown[]) => Promise<T[]>;

/** `table.column` of all places in the database whose text holds one of the words, whatever the type of the column. */
export async function placesOf(query: Query, words: string[]): Promise<string[]> {
  const columns = await query<{ table: string; column: string }>(
    `SELECT table_schema || '.' || table_name AS "table", column_name AS "column" FROM information_schema.columns
     JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { table, column } of columns) {
    const rows = await query(
      `SELECT 1 FROM ${table} t WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) word
         WHERE position(lower(word) IN lower(t.${column}::text)) > 0) LIMIT 1`,
      [words],
    );
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found.sort();
}
