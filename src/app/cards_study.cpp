// SPDX-License-Identifier: GPL-3.0-or-later
// Cards of the commands about a study as a whole.
#include "card_parts.hpp"

namespace entente::app {
namespace {

CommandCard new_card() {
  return {
      "new",
      "start a study, with one worked example row in every table",
      "Makes a study folder: study.toml, one CSV file a table, documents/. A path that ends in "
      ".entente makes a study file instead. The example rows show what each column holds; change "
      "or delete them. Nothing is made where something lies already.",
      {{"PATH", "where to make it; the last part is the study's short name", Hint::File}},
      {{"--title", "TEXT", "heading of the brief", "the short name"},
       {"--question", "TEXT", "the one question of the study"},
       {"--focus", "A,B", "ids of the actors whose positions are compared", "the example actor"},
       {"--as-of", "DATE", "the date for which answers are given; kept in study.toml", "today"},
       {"--xlsx", "", "also make an empty workbook with drop-downs and notes beside it"}},
      {{"entente new pacific --title \"Pacific partners\" --focus AUS,NZL",
        "a study folder whose brief compares AUS and NZL"},
       {"entente new pacific.entente", "the same as one file"}},
      {ExitCode::Malformed, ExitCode::Unwritable}};
}

CommandCard import_card() {
  return {
      "import",
      "bring rows, new documents or another program's coding into a study, or attach a document",
      "Columns are matched by name, in any order. A row with a known id supersedes that row, a row "
      "with a new or blank id is added; nothing is ever deleted. The differences are shown before "
      "anything is written. A bad row is rejected with its place and leaves the good rows alone: "
      "read = accepted + rejected + duplicate.\n\n"
      "The table is taken from the file's or sheet's name (statement.csv, sheet statement) unless "
      "--table names it.\n\n"
      "A .dna, .jsonld, .qdpx or .qdc file is a coding made with another program: its texts, "
      "actors, issues and statements become rows the same way, one such file a command.\n\n"
      "With --document, FILE is your own copy of a document that the study cites, in any format: "
      "its "
      "text is kept and every passage of it is checked, and found again where it moved. A passage "
      "that is not found is named, with the words most like it.\n\n"
      "Files of other formats (Markdown, HTML, DOCX, ODT, EPUB, RTF, EML, PDF) and folders are new "
      "documents: each becomes a source and a document with its text and its original. Plain text "
      "does with --documents. Each is read in a process of its own with limits. They are written "
      "in parts, so that a long import may be cancelled; the same command again goes on, because "
      "what is there already is a duplicate. Title, authors and date come from --pattern, then "
      "--references, then the document itself.",
      {study_argument(),
       {"FILE", "CSV, TSV or XLSX file, document, folder of documents or coding", Hint::File, true,
        true}},
      {{"--table",
        "TABLE",
        "the table the rows belong to",
        "from the file or sheet name",
        {},
        Hint::Table},
       {"--document", "ID", "attach FILE as the text of this document"},
       {"--documents", "", "each FILE is a new document, plain text too; of a table, each row"},
       {"--pattern", "PATTERN",
        "what file names say, such as \"{date}_{actor}_{title}\"; also {author} {publisher} "
        "{language} {locator} {skip}"},
       {"--references",
        "LIST",
        "CSL-JSON, RIS or BibTeX file that describes the documents",
        "",
        {},
        Hint::File,
        false,
        true},
       {"--dry-run", "", "show what would change and write nothing"},
       {"--all", "", "show every difference, not only the first 20"},
       {"--force", "", "with --document: attach even though no passage is found in it"},
       {"--reworded", "",
        "with --document: passages whose words changed move to the words most like theirs"}},
      {{"entente import pacific statement.csv --dry-run", "what would change"},
       {"entente import pacific book.xlsx --author \"A. Analyst\" --reason \"second reading\"",
        "all sheets of a workbook, with who and why"},
       {"entente import pacific --document D1 report.txt", "attach your copy of a report"},
       {"entente import pacific papers/ --references zotero.json",
        "all documents of a folder, described by a reference manager"}},
      opening_exits({ExitCode::Findings, ExitCode::Unwritable, ExitCode::Conflict})};
}

CommandCard extract_card() {
  return {
      "extract",
      "show the text of a document as a study would keep it",
      "Reads plain text, Markdown, HTML, DOCX, ODT, EPUB, RTF, EML or PDF and prints its text: "
      "UTF-8, composed, with line feeds. With --json also what the document says of itself, how "
      "many blocks and pages it has, and what was left out. PDFs need pdftotext (poppler-utils).",
      {{"FILE", "the document", Hint::File}},
      {{"--to", "FILE", "write the text to this file instead", "", {}, Hint::File},
       {"--blocks", "", "with --json: every block and page with its byte range and box"},
       {"--force", "", "with --to: replace an existing file"}},
      {{"entente extract report.pdf", "the text, pages parted by form feeds"},
       {"entente extract letter.docx --json", "title, authors, date, warnings"}},
      {ExitCode::Findings, ExitCode::NotFound, ExitCode::Malformed, ExitCode::Unwritable}};
}

CommandCard export_card() {
  return {
      "export",
      "write a study as a folder, a study file, a workbook, CSV or for another program",
      "The form follows from TARGET: NAME.entente is a study file, NAME.xlsx a workbook, NAME.csv "
      "one table, - one table on standard output, anything else a study folder. History goes along "
      "to a folder or file; from file to file it is an online backup. Cells that a spreadsheet "
      "would run as formulas are made safe in CSV and written as text in XLSX; import undoes "
      "it.\n\n"
      "For other programs: NAME.dna for Discourse Network Analyzer 3, NAME.jsonld W3C Web "
      "Annotations, NAME.qdpx a REFI-QDA project and NAME.qdc its code book alone. Attached texts "
      "go along in .dna and .qdpx. What a form cannot hold is told.",
      {study_argument(), {"TARGET", "where to write it; - is standard output", Hint::File}},
      {{"--to",
        "FORM",
        "the form, whatever the name says",
        "from TARGET",
        {"folder", "file", "xlsx", "csv", "jsonld", "dna", "qdc", "qdpx"}},
       {"--table", "TABLE", "the table for CSV", "", {}, Hint::Table},
       {"--template", "", "an empty XLSX or CSV to fill in: headers, notes and drop-downs"},
       {"--force", "", "replace an existing file (not a study)"}},
      {{"entente export pacific pacific.xlsx", "a workbook, one sheet a table"},
       {"entente export pacific statement.csv --table statement", "one table as CSV"},
       {"entente export pacific pacific.entente", "the whole study as one file"},
       {"entente export pacific pacific.dna",
        "statements and texts for Discourse Network Analyzer"}},
      opening_exits({ExitCode::Unwritable, ExitCode::Conflict})};
}

CommandCard fmt_card() {
  return {"fmt",
          "write a study folder in its one canonical form",
          "Rewrites study.toml and the tables so that the same content always has the same bytes, "
          "and takes edits made by hand into the history as one entry that names the changed rows.",
          {{"FOLDER", "study folder; the current directory when left out", Hint::Study, false}},
          {{"--check", "", "write nothing; exit 1 and name the files that are not canonical"}},
          {{"entente fmt studies/nato-ip4", "make the folder canonical"}},
          opening_exits({ExitCode::Findings, ExitCode::Unwritable, ExitCode::Conflict})};
}

CommandCard check_card() {
  return {
      "check",
      "look for anything in a study that breaks its rules",
      "References that lead nowhere, numbers out of range, words outside their lists, dates out "
      "of order, ids used twice, facts that rest on nothing. Where a passage or source is gone, "
      "every datum that rested on it is named. Rows marked unverified are warnings.",
      {study_argument()},
      {{"--all", "", "show every warning, not only the first 20"}},
      {{"entente check pacific", "all findings, each with its place and mend"}},
      opening_exits({ExitCode::Findings})};
}

CommandCard verify_card() {
  return {"verify",
          "recompute every content hash and the audit chain",
          "Tells whether a study still is what its history says: any flipped byte of content is "
          "reported with its place. Hand edits of a folder that no command has taken up yet are "
          "named, and are no damage.",
          {study_argument()},
          {},
          {{"entente verify pacific.entente", "is the file intact?"}},
          opening_exits({})};
}

CommandCard history_card() {
  return {"history",
          "show who changed what, when and why",
          "Without ID the entries of the audit chain, oldest first. With ID every change of that "
          "row, cell by cell. ID is a row's id, or table/id where several tables use it.",
          {study_argument(), {"ID", "a row: P014 or statement/P014", Hint::Text, false}},
          {},
          {{"entente history pacific", "all entries"},
           {"entente history pacific statement/P1", "how one statement came to say what it says"}},
          opening_exits({})};
}

CommandCard brief_card() {
  return {
      "brief",
      "write the brief as HTML, DOCX or PDF, every figure with its evidence",
      "A page that can be read alone (bottom line, why now, who stands where, agreements, format "
      "advice, options, what could be wrong), an annex with the analysis and its figures, and, "
      "with --full, the evidence register. HTML is one file that needs no network and always "
      "has the register, which its figures open. DOCX (by pandoc) and PDF (by WeasyPrint) carry "
      "the evidence in footnotes. Where documents are attached, each passage opens. The same "
      "study and date give the same bytes. With --meeting it is a meeting pack instead: what has "
      "changed since the last such meeting, talking points (must, should, could, if raised), and "
      "for each partner its last words, what it may object to and what to ask. TEXT is the id or "
      "name of a format, the id of an engagement (another like it), or words: levels, formats and "
      "actors by any of their names, and the focus as a group (\"the four\"). What the words were "
      "taken for is said.",
      {study_argument()},
      {{"--at", "DATE", "the date for which answers are given", "as_of of the study"},
       {"--since", "DATE", "add what changed since this date", "nothing is compared"},
       {"--meeting", "TEXT",
        "a pack for a meeting of this kind on --at or later; not with --since "
        "or --one-page",
        "the brief"},
       {"--format",
        "FORM",
        "html, docx or pdf",
        "by the extension of --output, else html",
        {"html", "docx", "pdf"}},
       {"--one-page", "", "the page alone, on one sheet of A4"},
       {"--full", "", "with the evidence register"},
       {"--template",
        "FILE",
        "a DOCX whose styles, margins, header and footer are used",
        "Entente's own",
        {},
        Hint::File},
       {"--output",
        "FILE",
        "where to write it",
        "STUDY/out/brief.html, or NAME-brief.html beside a study file; meeting for brief with "
        "--meeting",
        {},
        Hint::File},
       {"--force", "", "replace what lies at --output"}},
      {{"entente brief studies/nato-ip4", "the brief of the flagship study"},
       {"entente brief studies/nato-ip4 --one-page --output page.pdf", "one sheet to print"},
       {"entente brief studies/nato-ip4 --format docx --template house.docx",
        "in the styles of the house"},
       {"entente brief pacific --at 2024-06-30 --output june.html", "as of another date"},
       {"entente brief studies/nato-ip4 --meeting \"NATO foreign ministers with the four\" --at "
        "2025-12-31 --format pdf",
        "a pack for the next such meeting"}},
      opening_exits({ExitCode::Unwritable})};
}

}  // namespace

std::vector<CommandCard> study_cards() {
  return {new_card(),   import_card(), extract_card(), export_card(), fmt_card(),
          check_card(), verify_card(), history_card(), brief_card()};
}

}  // namespace entente::app
