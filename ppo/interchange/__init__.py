"""A whole scheme in and out, as one workbook or a folder of CSV files. `docs/interchange.md` is the format.

Reading (`reading`, `csv_files`, `workbook`) gives rows of text; `sheets` says what each sheet holds; `checking` turns
text into values and finds every problem; `writing` brings the good rows to the database; `exporting` writes them back.
"""
