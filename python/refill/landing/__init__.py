"""Files into raw tables: discovery, reading as text, COPY, and the ledger of batches."""
