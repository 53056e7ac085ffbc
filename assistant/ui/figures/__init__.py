"""Parts of 数据填报: tables, charts, ledger and spreadsheets, indicators, work facts."""
