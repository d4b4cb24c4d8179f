//! The tables of a ledger's file, for those who look into it with other programs.
//!
//! Look, don't write. Tables other than `migrations`, `reports` and `choices` follow from these and may change with any
//! version. `PRAGMA application_id` is `0x6f6e7263` ("onrc"), `PRAGMA user_version` the number of the last migration.
#![doc = concat!("```sql\n", include_str!("../migrations/0001.sql"), include_str!("../migrations/0002.sql"), include_str!("../migrations/0003.sql"), include_str!("../migrations/0004.sql"), include_str!("../migrations/0005.sql"), "```")]

#[cfg(test)]
mod tests {
    #[test]
    fn every_column_is_explained() {
        let sql = concat!(
            include_str!("../migrations/0001.sql"),
            include_str!("../migrations/0002.sql"),
            include_str!("../migrations/0003.sql"),
            include_str!("../migrations/0004.sql"),
            include_str!("../migrations/0005.sql")
        );
        let columns: Vec<&str> = sql
            .lines()
            .filter(|line| line.starts_with("    ") && (line.contains(" TEXT") || line.contains(" INTEGER")))
            .collect();
        assert!(columns.len() > 30);
        for column in columns {
            assert!(
                column.contains("-- ") || column.contains("REFERENCES"),
                "{column}"
            );
        }
    }
}
