#!/usr/bin/env bash
# LibreOffice 7.4.7 (Debian 12, libreoffice-writer from apt): a conditional field of Word (IF), as templates and mail
# merges leave it in a letter, is printed as nothing. Word keeps what the field shows beside its instruction ("niet"); the
# PDF and the RTF that LibreOffice makes of that file leave it out, so that "neemt het advies niet over" reads "neemt het
# advies over". Its text export has the word. Whoever turns letters into PDF so: compare them with the Word file.
# Seen: text: Het college neemt het advies niet over. pdf: Het college neemt het advies over.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
soffice --version
python3 -m pip install --quiet --disable-pip-version-check --target library "pypdf==7.1.1" 2>/dev/null
cat > make.py <<'P'
from zipfile import ZipFile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
said = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'.format
told = '<w:r><w:instrText xml:space="preserve"> IF nee = "ja" "wel" "niet" </w:instrText></w:r>'
field = mark("begin") + told + mark("separate") + said("niet") + mark("end")
text = said("Het college neemt het advies ") + field + said(" over.")
with ZipFile("letter.docx", "w") as made:
    made.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
                  f'ContentType="{RELATIONS}"/><Override PartName="/word/document.xml" ContentType="{TYPE}"/></Types>')
    made.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
                  f'Type="{RELATION}" Target="word/document.xml"/></Relationships>')
    made.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body><w:p>{text}</w:p></w:body></w:document>')
P
python3 make.py
for form in txt:Text pdf; do
  soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to "$form" letter.docx >/dev/null 2>&1
done
echo "text: $(tail -n 1 letter.txt)"
echo "pdf: $(PYTHONPATH=library python3 -c 'import pypdf; print(pypdf.PdfReader("letter.pdf").pages[0].extract_text())')"
