"""读回 Word 修改稿: an edited Word file against the report, on 文字起草 and on 数据填报."""
