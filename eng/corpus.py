"""Makes the corpus of files that eng/corpus.sh describes: valid ones, mislabeled ones, and active content in disguise.

Usage: corpus.py FOLDER [--python-only]
"""
import bz2
import gzip
import io
import lzma
import os
import shutil
import struct
import subprocess
import sys
import tarfile
import zipfile
import zlib

OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
DOCX, XLSX, PPTX = (OOXML + t for t in ("wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation"))
DOC, XLS, PPT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"

folder, python_only = sys.argv[1], "--python-only" in sys.argv
rows, skipped = [], []


def path(name):
    return os.path.join(folder, "valid", name)


def add(group, name, expected, *declared):
    """Lists a valid file: the types that clients declare for it, and the type that it should get."""
    if os.path.exists(path(name)) and os.path.getsize(path(name)) > 0:
        rows.append(("valid", group, name, expected, ",".join(declared)))
    else:
        skipped.append(name)


def put(group, name, content, expected, *declared):
    with open(path(name), "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
    add(group, name, expected, *declared)


def run(*command, stdin=None):
    if python_only or not shutil.which(command[0]):
        return False
    result = subprocess.run(command, cwd=path(""), input=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if result.returncode != 0:
        print("failed:", " ".join(command)[:150], result.stderr[-300:].decode(errors="replace"), file=sys.stderr)
    return result.returncode == 0


def read(name):
    with open(path(name), "rb") as file:
        return file.read()


def texts():
    csv = "Name;Straße;Größe\r\nAnna;Hauptstr. 1;1,5\r\n"
    excel = ("application/vnd.ms-excel", "text/csv", "")
    put("text", "utf8.csv", csv, "text/csv", *excel)
    put("text", "bom.csv", b"\xef\xbb\xbf" + csv.encode(), "text/csv", *excel, "text/comma-separated-values", "text/plain")
    put("text", "windows-1252.csv", csv.encode("cp1252"), "text/csv", *excel, "application/csv")
    put("text", "windows-1251.csv", "Имя;Город\r\nАнна;Москва\r\n".encode("cp1251"), "text/csv", *excel)
    put("text", "shift-jis.csv", "名前,都市\r\n花子,東京\r\n".encode("shift_jis"), "text/csv", *excel)
    put("text", "excel-unicode.csv", b"\xff\xfe" + csv.replace(";", "\t").encode("utf-16-le"), "text/csv", *excel)
    put("text", "utf16be.csv", b"\xfe\xff" + csv.encode("utf-16-be"), "text/csv", "text/csv")
    put("text", "utf32.txt", b"\xff\xfe\0\0" + "Größe\n".encode("utf-32-le"), "text/plain", "text/plain")
    put("text", "utf32be.txt", b"\0\0\xfe\xff" + "Größe\n".encode("utf-32-be"), "text/plain", "text/plain", "")
    put("text", "utf16-chinese.txt", b"\xff\xfe" + ("一二三四" * 2000).encode("utf-16-le"), "text/plain", "text/plain")
    put("text", "angle-utf16.txt", b"\xff\xfe" + "㰀㱁㰼 <3\n".encode("utf-16-le"), "text/plain", "text/plain")
    put("text", "colored.log", "\x1b[32mok\x1b[0m build\n", "text/plain", "text/plain", "", "text/x-log", "application/octet-stream")
    put("text", "form-feed.txt", "page 1\n\fpage 2\n", "text/plain", "text/plain")
    put("text", "dos-end.txt", "REM old\r\n\x1a", "text/plain", "text/plain")
    put("text", "iso-2022-jp.txt", "日本語のテキスト\n".encode("iso2022_jp"), "text/plain", "text/plain")
    put("text", "gb18030.txt", "中文文本\n".encode("gb18030"), "text/plain", "text/plain")
    put("text", "koi8-r.txt", "Привет\n".encode("koi8_r"), "text/plain", "text/plain")
    put("text", "less-than.txt", "<3 this is text\n", "text/plain", "text/plain")
    put("text", "autolink.md", "<https://example.com/?a=b&on=c>\n", "text/markdown", "text/markdown", "text/plain", "")
    put("text", "readme.md", '<p align="center">\n  <img src="logo.png" alt="a > b">\n</p>\n\n# Title\n\n```html\n<script src="x.js"></script>\n```\n',
        "text/markdown", "text/markdown", "text/plain", "", "text/x-markdown")
    put("text", "comment.md", "<!-- lint disable -->\n<!--> <div>\n# Title\n", "text/markdown", "text/markdown", "")
    put("text", "heading.md", "<h1 align=center>Name</h1>\n\ntext\n", "text/markdown", "text/markdown", "")
    put("text", "magic.txt", "GIF89a is the magic of GIF; BM that of BMP, ID3, OggS, RIFFxxxxWAVE, MZ.\n", "text/plain", "text/plain")
    put("text", "ogg.txt", "OggS begins every page.\n", "text/plain", "text/plain")
    put("text", "mz.txt", "MZ is how programs begin.\n", "text/plain", "text/plain")
    put("text", "bm.txt", "BM 1234 and more text, which is no bitmap.\n", "text/plain", "text/plain")
    put("text", "tabs.tsv", "a\tb\n1\t2\n", "text/tab-separated-values", "text/tab-separated-values", "text/plain", "", XLS)
    put("text", "one.json", "{}", "application/json", "application/json", "text/json", "")
    put("text", "bom.json", b"\xef\xbb\xbf[1]", "application/json", "application/json", "")
    put("text", "html-inside.json", '{"html": "<script>x</script>"}', "application/json", "application/json")
    put("text", "lines.jsonl", '{"a":1}\n{"a":2}\n', "application/x-ndjson", "application/x-ndjson", "application/jsonlines", "")
    put("text", "conf.yaml", "---\na: 1\n", "application/yaml", "application/yaml", "text/x-yaml", "")
    put("text", "meeting.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar", "text/calendar", "text/x-vcalendar", "")
    put("text", "anna.vcf", "BEGIN:VCARD\r\nEND:VCARD\r\n", "text/vcard", "text/vcard", "text/x-vcard", "text/directory", "")
    put("text", "movie.srt", b"\xef\xbb\xbf1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Hi</i>\r\n", "application/x-subrip", "application/x-subrip", "text/plain", "",
        "text/srt", "application/octet-stream")
    put("vtt", "plain.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Hi\n", "text/vtt", "text/vtt", "text/plain", "")
    put("vtt", "titled.vtt", b"\xef\xbb\xbfWEBVTT - Titel\r\n\r\n", "text/vtt", "text/vtt", "")
    put("vtt", "mac.vtt", "WEBVTT\r\r", "text/vtt", "text/vtt", "")
    put("m3u8", "blank.m3u8", "\n#EXTM3U\n#EXT-X-VERSION:3\n", "application/vnd.apple.mpegurl", "application/vnd.apple.mpegurl", "audio/x-mpegurl", "audio/mpegurl", "")
    put("m3u8", "plain.m3u8", "#EXTM3U\r\n", "application/vnd.apple.mpegurl", "application/x-mpegurl", "")
    put("text", "list.m3u", "music/a.mp3\n", "audio/x-mpegurl", "audio/x-mpegurl", "audio/mpegurl", "")
    put("rtf", "word.rtf", "{\\rtf1\\ansi Hi}", "application/rtf", "application/rtf", "text/rtf", "application/msword", "")
    put("rtf", "rtf.doc", "{\\rtf1\\ansi Hi}", DOC, DOC, "")
    put("text", "drawing.dxf", "  0\nSECTION\n", "image/vnd.dxf", "image/vnd.dxf", "image/x-dxf", "application/dxf", "")


def pdf(header=b"%PDF-1.4\n"):
    return header + b"1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def documents():
    types = ("application/pdf", "application/x-pdf", "", "application/octet-stream")
    put("pdf", "plain.pdf", pdf(), "application/pdf", *types)
    put("pdf", "newline.pdf", pdf(b"\n%PDF-1.4\n"), "application/pdf", *types)
    put("pdf", "bom.pdf", pdf(b"\xef\xbb\xbf%PDF-1.7\n"), "application/pdf", *types)
    put("pdf", "http-headers.pdf", pdf(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.5\n"), "application/pdf", *types)
    put("pdf", "macbinary.pdf", pdf(b"\0\x05a.pdf" + b"\0" * 121 + b"%PDF-1.3\n"), "application/pdf", *types)
    put("pdf", "offset-1000.pdf", pdf(b" " * 1000 + b"%PDF-1.4\n"), "application/pdf", *types)
    put("pdf", "pjl.pdf", pdf(b"\x1b%-12345X@PJL\r\n%PDF-1.4\n"), "application/pdf", *types)
    put("pdf", "postscript-comment.pdf", pdf(b"%!PS-Adobe-3.0 PDF-1.4\n"), "application/pdf", *types)
    put("ps", "plain.ps", "%!PS-Adobe-3.0\nshowpage\n", "application/postscript", "application/postscript", "")
    put("ps", "preview.eps", b"\xc5\xd0\xd3\xc6" + b"\x1e\0\0\0" * 7, "application/postscript", "application/postscript", "image/x-eps", "")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + b"\x3e\0\x03\0\xfe\xff\x09\0" + b"\0" * 480
    put("ole", "password.xlsx", ole, XLSX, XLSX, "", "application/octet-stream", XLS)
    put("ole", "password.docx", ole, DOCX, DOCX, "", DOC)
    put("ole", "password.pptx", ole, PPTX, PPTX, "", PPT)
    put("ole", "old.doc", ole, DOC, DOC, "application/vnd.ms-word", "")
    put("ole", "old.xls", ole, XLS, XLS, "application/msexcel", "application/x-excel", "")
    put("ole", "mail.msg", ole, "application/vnd.ms-outlook", "application/vnd.ms-outlook", "")
    put("biff", "excel4.xls", b"\x09\x04\x06\0\0\0\x10\0" + b"\0" * 40, XLS, XLS, "")
    put("biff", "excel2.xls", b"\x09\0\x04\0\x02\0\x10\0" + b"\0" * 40, XLS, XLS, "")
    put("oldword", "word2.doc", b"\xdb\xa5\x2d\0" + b"\0" * 60, DOC, DOC, "")
    put("oldword", "write.doc", b"\x31\xbe\0\0" + b"\0" * 60, DOC, DOC, "")


def zipped(entries, method=zipfile.ZIP_DEFLATED, comment=b""):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content, how in entries:
            archive.writestr(name, content, compress_type=how if how is not None else method)
        archive.comment = comment
    return stream.getvalue()


def archives():
    zips = ("application/zip", "application/x-zip-compressed", "application/x-zip", "", "multipart/x-zip")
    put("zip", "plain.zip", zipped([("a.txt", "hello", None)]), "application/zip", *zips)
    put("zip", "empty.zip", zipped([]), "application/zip", *zips)
    put("zip", "stored-page.zip", zipped([("index.html", "<!doctype html><html></html>", zipfile.ZIP_STORED)]), "application/zip", *zips)
    put("zip", "stored-pdf.zip", zipped([("a.pdf", pdf(), zipfile.ZIP_STORED)]), "application/zip", *zips)
    put("zip", "spanned.zip", b"PK\7\x08" + zipped([("a.txt", "x", None)]), "application/zip", *zips)
    put("zip", "pk00.zip", b"PK00" + zipped([("a.txt", "x", None)]), "application/zip", *zips)
    put("zip", "bzip2-method.zip", zipped([("a.txt", "x" * 99, None)], zipfile.ZIP_BZIP2), "application/zip", *zips)
    put("zip", "lzma-method.zip", zipped([("a.txt", "x" * 99, None)], zipfile.ZIP_LZMA), "application/zip", *zips)
    put("zip", "lib.jar", zipped([("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n", None)]), "application/java-archive", "application/java-archive",
        "application/x-java-archive", "")
    xml = "<?xml version='1.0'?><a/>"
    put("docx", "order.docx", zipped([("word/document.xml", xml, None), ("[Content_Types].xml", xml, None)]), DOCX, DOCX, DOC, "", "application/zip",
        "application/octet-stream")
    put("docx", "stored.docx", zipped([("[Content_Types].xml", xml, zipfile.ZIP_STORED), ("word/document.xml", xml, zipfile.ZIP_STORED)]), DOCX, DOCX, "")
    put("zip-docx", "far.docx", zipped([("[Content_Types].xml", os.urandom(6000), zipfile.ZIP_STORED), ("word/document.xml", xml, None)]), DOCX, DOCX, "")
    put("xlsx", "order.xlsx", zipped([("xl/workbook.xml", xml, None)]), XLSX, XLSX, XLS, "", "application/x-zip-compressed")
    put("xlsx", "macro.xlsm", zipped([("[Content_Types].xml", xml, None), ("xl/vbaProject.bin", b"\1\2", None)]),
        "application/vnd.ms-excel.sheet.macroenabled.12", "application/vnd.ms-excel.sheet.macroEnabled.12", "", XLS)
    put("pptx", "order.pptx", zipped([("ppt/presentation.xml", xml, None)]), PPTX, PPTX, PPT, "")
    for kind, ext in (("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp"), ("graphics", "odg")):
        put(ext, "plain." + ext, zipped([("mimetype", ODF + kind, zipfile.ZIP_STORED), ("content.xml", xml, None)]), ODF + kind, ODF + kind, "",
            "application/x-vnd.oasis.opendocument." + kind)
    put("odt", "template.ott", zipped([("mimetype", ODF + "text-template", zipfile.ZIP_STORED)]), ODF + "text", "")
    put("zip-odt", "no-mimetype.odt", zipped([("content.xml", xml, None)]), ODF + "text", ODF + "text", "")
    put("epub", "plain.epub", zipped([("mimetype", "application/epub+zip", zipfile.ZIP_STORED)]), "application/epub+zip", "application/epub+zip", "")
    put("zip-epub", "deflated.epub", zipped([("META-INF/container.xml", xml, None)]), "application/epub+zip", "application/epub+zip", "")

    gz = ("application/gzip", "application/x-gzip", "", "application/x-compressed")
    put("gz", "plain.gz", gzip.compress(b"hello"), "application/gzip", *gz)
    put("gz", "stored-page.gz", gzip.compress(b"<html><script></script>", 0), "application/gzip", *gz)
    for name, how in (("ustar", tarfile.USTAR_FORMAT), ("gnu", tarfile.GNU_FORMAT), ("pax", tarfile.PAX_FORMAT)):
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode="w", format=how) as archive:
            info = tarfile.TarInfo("größe/" + "long" * 20 + ".html")
            info.size = 15
            archive.addfile(info, io.BytesIO(b"<html>x</html>\n"))
        put("tar", name + ".tar", stream.getvalue(), "application/x-tar", "application/x-tar", "application/tar", "application/x-gtar", "")
        put("gz", name + ".tgz", gzip.compress(stream.getvalue()), "application/gzip", *gz, "application/x-compressed-tar", "application/x-tar")
    put("tar", "empty.tar", bytes(10240), "application/x-tar", "application/x-tar", "")
    header = bytearray(512)
    header[:5], header[100:108], header[124:136], header[136:148], header[148:156] = b"a.txt", b"0000644\0", b"00000000005\0", b"00000000000\0", b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    put("tar", "version7.tar", bytes(header) + b"hello" + bytes(507), "application/x-tar", "application/x-tar", "")
    put("bz2", "plain.bz2", bz2.compress(b"hello"), "application/x-bzip2", "application/x-bzip2", "application/x-bzip", "")
    put("bz2", "empty.bz2", bz2.compress(b""), "application/x-bzip2", "application/x-bzip2", "")
    put("xz", "plain.xz", lzma.compress(b"hello"), "application/x-xz", "application/x-xz", "")
    for name, command in (("plain.7z", ("7z", "a", "plain.7z", "utf8.csv")), ("plain.zst", ("zstd", "-qf", "utf8.csv", "-o", "plain.zst")),
                          ("plain.lz4", ("lz4", "-qf", "utf8.csv", "plain.lz4")), ("tool.zip", ("zip", "-q", "tool.zip", "utf8.csv")),
                          ("stdin.zip", ("zip", "-q", "stdin.zip", "-")), ("v7tool.tar", ("tar", "--format=v7", "-cf", "v7tool.tar", "utf8.csv")),
                          ("sparse.tar", ("tar", "--format=posix", "-cf", "sparse.tar", "utf8.csv"))):
        run(*command, stdin=b"hello")
    add("7z", "plain.7z", "application/x-7z-compressed", "application/x-7z-compressed", "application/x-compressed", "")
    add("zst", "plain.zst", "application/zstd", "application/zstd", "")
    add("lz4", "plain.lz4", "application/x-lz4", "")
    for name in ("tool.zip", "stdin.zip"):
        add("zip", name, "application/zip", *zips)
    for name in ("v7tool.tar", "sparse.tar"):
        add("tar", name, "application/x-tar", "application/x-tar", "")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def images():
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    put("png", "plain.png", png, "image/png", "image/png", "image/x-png", "", "application/octet-stream")
    xmp = b"XML:com.adobe.xmp\0\0\0\0\0<?xpacket begin=''?><x:xmpmeta><rdf:RDF/></x:xmpmeta>"
    put("png", "xmp.png", png[:33] + chunk(b"iTXt", xmp) + png[33:], "image/png", "image/png")
    put("gif", "comment.gif", b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff!\xfe\x05hello\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;", "image/gif", "image/gif", "")
    put("gif", "wide.gif", b"GIF87a<s\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;", "image/gif", "image/gif", "")
    put("jpeg", "adobe.jpg", b"\xff\xd8\xff\xee\0\x0eAdobe\0d\0\0\0\0\0" + b"\xff\xd9", "image/jpeg", "image/jpeg", "image/pjpeg", "image/jpg", "")
    put("jpeg", "bare.jfif", b"\xff\xd8\xff\xdb\0\x43\0" + b"\1" * 64 + b"\xff\xd9", "image/jpeg", "image/jpeg", "")
    bmp = b"BM\x3a\0\0\0%s\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0\1\0\x18\0\0\0\0\0\4\0\0\0" + bytes(20)
    put("bmp", "plain.bmp", bmp % bytes(4), "image/bmp", "image/bmp", "image/x-ms-bmp", "image/x-bmp", "")
    put("bmp", "reserved.bmp", bmp % b"abcd", "image/bmp", "image/bmp", "")
    put("bmp", "os2.bmp", b"BM\x1e\0\0\0\0\0\0\0\x1a\0\0\0\x0c\0\0\0\1\0\1\0\1\0\x18\0" + bytes(4), "image/bmp", "image/bmp", "")
    put("ico", "plain.ico", b"\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0" + bytes(40), "image/x-icon", "image/x-icon", "image/vnd.microsoft.icon", "")
    put("ico", "arrow.cur", b"\0\0\2\0\1\0\x10\x10\0\0\1\0\1\0" + bytes(40), "image/x-icon", "image/x-icon", "")
    put("tiff", "big.tif", b"II\x2b\0\x08\0\0\0\x10\0\0\0\0\0\0\0", "image/tiff", "image/tiff", "")

    def ftyp(major, *brands):
        return struct.pack(">I", 16 + 4 * len(brands)) + b"ftyp" + major + b"\0\0\0\0" + b"".join(brands) + b"\0\0\0\x08free"

    heic = ("image/heic", "image/heif", "", "image/heic-sequence", "application/octet-stream")
    put("heic", "iphone.heic", ftyp(b"heic", b"mif1", b"MiHE", b"miaf", b"MiHB", b"heic"), "image/heic", *heic)
    put("heic", "samsung.heic", ftyp(b"mif1", b"mif1", b"heic"), "image/heic", *heic)
    put("heic", "burst.heic", ftyp(b"msf1", b"msf1", b"hevc"), "image/heic", *heic)
    put("heic", "canon.hif", ftyp(b"heix", b"mif1", b"heix"), "image/heif", "image/heif", "")
    put("avif", "sequence.avif", ftyp(b"avis", b"avis", b"msf1", b"miaf"), "image/avif", "image/avif", "")
    put("avif", "mif1.avif", ftyp(b"mif1", b"mif1", b"avif"), "image/avif", "image/avif", "image/heif")
    put("psd", "plain.psd", b"8BPS\0\1" + bytes(20), "image/vnd.adobe.photoshop", "image/vnd.adobe.photoshop", "image/x-photoshop", "application/x-photoshop", "")
    put("dwg", "plan.dwg", b"AC1032\0\0\0\0\0" + bytes(20), "image/vnd.dwg", "image/vnd.dwg", "application/acad", "image/x-dwg", "")
    put("dwg", "release14.dwg", b"AC1014\0\0\0\0\0" + bytes(20), "image/vnd.dwg", "")
    put("jxl", "codestream.jxl", b"\xff\x0a\0\x10" + bytes(20), "image/jxl", "image/jxl", "")

    tool = "convert-im6" if shutil.which("convert-im6") else "magick"
    made = [("jpeg", "im.jpg", (), "image/jpeg"), ("jpeg", "progressive.jpg", ("-interlace", "Plane"), "image/jpeg"), ("jpeg", "cmyk.jpg", ("-colorspace", "CMYK"), "image/jpeg"),
            ("jpeg", "grey.jpg", ("-colorspace", "Gray"), "image/jpeg"), ("png", "im.png", (), "image/png"), ("png", "adam7.png", ("-interlace", "Plane"), "image/png"),
            ("png", "palette.png", ("-colors", "4"), "image/png"), ("png", "deep.png", ("-depth", "16"), "image/png"), ("gif", "im.gif", (), "image/gif"),
            ("webp", "lossy.webp", (), "image/webp"), ("webp", "lossless.webp", ("-define", "webp:lossless=true"), "image/webp"), ("tiff", "im.tif", (), "image/tiff"),
            ("tiff", "big-endian.tif", ("-endian", "MSB"), "image/tiff"), ("tiff", "fax.tiff", ("-monochrome", "-compress", "Group4"), "image/tiff"),
            ("tiff", "zip.tiff", ("-compress", "Zip"), "image/tiff"), ("avif", "im.avif", (), "image/avif"), ("heic", "im.heic", (), "image/heic"), ("ico", "im.ico", (), "image/x-icon"),
            ("jp2", "im.jp2", (), "image/jp2"), ("jp2", "im.j2k", (), "image/jp2"), ("psd", "im.psd", (), "image/vnd.adobe.photoshop"), ("bmp", "im.bmp", (), "image/bmp"),
            ("bmp", "bmp3.dib", (), "image/bmp"), ("ps", "im.eps", (), "application/postscript"), ("pdf", "im.pdf", (), "application/pdf")]
    for group, name, options, expected in made:
        target = "BMP3:" + name if name.endswith(".dib") else name
        run(tool, "-size", "64x64", "gradient:red-blue", *options, target)
        add(group, name, expected, expected, "", "application/octet-stream")


def media():
    mp4 = ("video/mp4", "video/x-m4v", "", "application/octet-stream")
    put("mp4", "segment.mp4", b"\0\0\0\x18stypmsdh\0\0\0\0msdhmsix\0\0\0\x10moof" + bytes(8), "video/mp4", *mp4)
    put("mp4", "moof.m4v", b"\0\0\0\x10moof" + bytes(40), "video/mp4", *mp4)
    put("mp4", "large-box.mp4", b"\0\0\0\1mdat\0\0\0\1\0\0\0\0" + bytes(40), "video/mp4", *mp4)
    put("mp4", "half-gigabyte.mov", b"@@@@mdat\0\0\0\1\x65\x88" + bytes(range(60)), "video/quicktime", "video/quicktime", "")
    put("webm", "segment.webm", b"\x1f\x43\xb6\x75\x01" + bytes(40), "video/webm", "video/webm", "")
    put("webm", "long-sizes.webm", b"\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x0f\x42\x86\x81\1\x42\x82\x10\0\0\x04webm" + bytes(30), "video/webm", "video/webm", "")
    put("mkv", "no-doctype.mkv", b"\x1a\x45\xdf\xa3\x84\x42\x86\x81\1" + bytes(30), "video/x-matroska", "video/x-matroska", "video/matroska", "")
    frame = b"\xff\xfb\x90\x64" + bytes(413)
    put("mp3", "padding.mp3", bytes(700) + frame * 3, "audio/mpeg", "audio/mpeg", "audio/mp3", "audio/x-mp3", "")
    put("mp3", "cut.mp3", b"\x12\x34junk\xff\x01" + frame * 3, "audio/mpeg", "audio/mpeg", "")
    put("mp3", "junk.mp3", os.urandom(64) + bytes(5000), "audio/mpeg", "audio/mpeg", "")
    put("mp3", "ape.mp3", b"APETAGEX\xd0\7\0\0" + bytes(40), "audio/mpeg", "audio/mpeg", "")
    put("mp3", "layer2.mp2", (b"\xff\xfd\x84\x04" + bytes(414)) * 3, "audio/mpeg", "audio/mpeg", "audio/x-mp2", "")
    put("mp3", "wave.mp3", b"RIFF\0\1\0\0WAVEfmt \x1e\0\0\0\x55\0\2\0" + bytes(60), "audio/mpeg", "audio/mpeg", "")
    put("amr", "voice.amr", b"#!AMR\n" + b"\x3c\x0c\x54\0" * 9, "audio/amr", "audio/amr", "audio/3gpp", "")
    put("ts", "cut.ts", os.urandom(50).replace(b"\x47", b"\0") + (b"\x47\x40" + bytes(186)) * 21, "video/mp2t", "video/mp2t", "video/vnd.dlna.mpeg-tts", "")
    put("ts", "blu-ray.m2ts", (bytes(4) + b"\x47\x40" + bytes(186)) * 21, "video/mp2t", "video/mp2t", "video/m2ts", "")
    put("ts", "recorder.mpg", (b"\x47\x40" + bytes(186)) * 21, "video/mpeg", "video/mpeg", "")
    put("midi", "song.mid", b"MThd\0\0\0\6\0\1\0\1\0\x60", "audio/midi", "audio/mid", "audio/midi", "audio/x-midi", "")
    put("font", "a.ttf", b"\0\1\0\0\0\x0c" + bytes(20), "font/ttf", "font/ttf", "application/x-font-ttf", "font/sfnt", "")
    put("font", "truetype.otf", b"\0\1\0\0\0\x0c" + bytes(20), "font/otf", "font/otf", "")
    put("font", "cff.otf", b"OTTO\0\x0c" + bytes(20), "font/otf", "font/otf", "application/vnd.ms-opentype", "")
    put("woff2", "a.woff2", b"wOF2\0\1\0\0" + bytes(20), "font/woff2", "font/woff2", "application/font-woff2", "")
    put("glb", "a.glb", b"glTF\2\0\0\0" + bytes(20), "model/gltf-binary", "model/gltf-binary", "")
    put("stl", "binary.stl", b"solid but binary" + bytes(64) + b"\1\0\0\0", "model/stl", "model/stl", "application/vnd.ms-pki.stl", "application/sla", "")
    put("octets", "firmware.bin", os.urandom(512), "application/octet-stream", "application/octet-stream", "")
    put("octets", "unknown.xyz", b"\1\2\3", "application/octet-stream", "", "application/octet-stream")

    video = ("-f", "lavfi", "-i", "testsrc=size=64x64:rate=10:duration=1")
    audio = ("-f", "lavfi", "-i", "sine=duration=1")
    made = [
        ("mp4", "h264.mp4", video, ("-c:v", "libx264"), mp4), ("mp4", "faststart.mp4", video, ("-movflags", "+faststart"), mp4),
        ("mp4", "fragmented.mp4", video, ("-movflags", "frag_keyframe+empty_moov+default_base_moof"), mp4), ("mp4", "hevc.mp4", video, ("-c:v", "libx265", "-tag:v", "hvc1"), mp4),
        ("mp4", "cmaf.mp4", video, ("-movflags", "+cmaf"), mp4), ("mp4", "h264.m4v", video, (), mp4), ("mp4", "skip.mp4", video, ("-movflags", "frag_keyframe+delay_moov+skip_trailer"), mp4),
        ("mp4", "prores.mov", video, ("-c:v", "prores"), ("video/quicktime", "")), ("mp4", "h264.mov", video, (), ("video/quicktime", "")),
        ("mp4", "phone.3gp", video, ("-c:v", "libx264"), ("video/3gpp", "", "audio/3gpp")), ("mp4", "phone.3g2", video, ("-c:v", "libx264"), ("video/3gpp2", "")),
        ("webm", "vp8.webm", video, ("-c:v", "libvpx"), ("video/webm", "")), ("webm", "vp9.webm", video, ("-c:v", "libvpx-vp9"), ("video/webm", "")),
        ("webm", "live.webm", video, ("-c:v", "libvpx", "-live", "1"), ("video/webm", "")), ("mkv", "h264.mkv", video, (), ("video/x-matroska", "video/mkv", "")),
        ("mkv", "live.mkv", video, ("-live", "1"), ("video/x-matroska", "")), ("avi", "mpeg4.avi", video, (), ("video/x-msvideo", "video/avi", "video/vnd.avi", "video/msvideo", "")),
        ("mpeg", "program.mpg", video, ("-c:v", "mpeg2video", "-r", "25"), ("video/mpeg", "")), ("mpeg", "vob.vob", video, ("-c:v", "mpeg2video", "-r", "25"), ("video/mpeg", "")),
        ("mpeg", "elementary.m2v", video, ("-c:v", "mpeg2video", "-r", "25"), ("video/mpeg", "")), ("ts", "stream.ts", video, ("-c:v", "libx264"), ("video/mp2t", "")),
        ("ts", "avchd.m2ts", video, ("-c:v", "libx264", "-mpegts_m2ts_mode", "1"), ("video/mp2t", "")), ("ogg", "theora.ogv", video, ("-c:v", "libtheora"), ("video/ogg", "application/ogg", "")),
        ("flv", "flash.flv", video, (), ("video/x-flv", "")), ("asf", "windows.wmv", video, (), ("video/x-ms-wmv", "video/x-ms-asf", "")),
        ("gif", "animated.gif", video, (), ("image/gif", "")), ("webp", "animated.webp", video, (), ("image/webp", "")), ("mxf", "broadcast.mxf", video, ("-c:v", "mpeg2video", "-r", "25"), ("application/mxf", "")),
        ("mp3", "lame.mp3", audio, (), ("audio/mpeg", "audio/mp3", "")), ("mp3", "no-tag.mp3", audio, ("-write_id3v2", "0", "-write_xing", "0"), ("audio/mpeg", "")),
        ("mp3", "id3v23.mp3", audio, ("-id3v2_version", "3", "-metadata", "title=<b>bold</b> <i>x</i>"), ("audio/mpeg", "")), ("mp3", "low.mp3", audio, ("-ar", "8000", "-b:a", "8k", "-write_id3v2", "0"), ("audio/mpeg", "")),
        ("m4a", "apple.m4a", audio, (), ("audio/mp4", "audio/x-m4a", "audio/m4a", "video/mp4", "")), ("aac", "adts.aac", audio, (), ("audio/aac", "audio/x-aac", "audio/vnd.dlna.adts", "")),
        ("ogg", "vorbis.ogg", audio, ("-c:a", "libvorbis"), ("audio/ogg", "application/ogg", "")), ("ogg", "opus.opus", audio, (), ("audio/opus", "audio/ogg", "")),
        ("ogg", "flac.oga", audio, ("-c:a", "flac"), ("audio/ogg", "")), ("flac", "plain.flac", audio, (), ("audio/flac", "audio/x-flac", "")),
        ("wav", "pcm.wav", audio, (), ("audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave", "")), ("wav", "rf64.wav", audio, ("-rf64", "always"), ("audio/wav", "")),
        ("wav", "sony.wav", audio, ("-f", "w64"), ("audio/wav", "")), ("wav", "float.wav", audio, ("-c:a", "pcm_f32le"), ("audio/wav", "")), ("aiff", "mac.aiff", audio, (), ("audio/aiff", "audio/x-aiff", "")),
        ("webm", "voice.weba", audio, ("-f", "webm", "-c:a", "libopus"), ("audio/webm", "video/webm", "")), ("webm", "recorder.webm", audio, ("-c:a", "libopus"), ("audio/webm",)), ("mkv", "sound.mka", audio, (), ("audio/x-matroska", "")),
        ("asf", "sound.wma", audio, (), ("audio/x-ms-wma", "")), ("ac3", "surround.ac3", audio, (), ("audio/ac3", "")), ("au", "sun.au", audio, (), ("audio/basic", "")), ("caf", "core.caf", audio, (), ("audio/x-caf", ""))]
    for group, name, source, options, declared in made:
        run("ffmpeg", "-v", "error", "-y", *source, *options, name)
        add(group, name, declared[0], *declared)


def office():
    """Documents of LibreOffice, from one text, one table, and one presentation."""
    if python_only or not shutil.which("soffice"):
        skipped.append("documents of LibreOffice")
        return
    work = os.path.join(folder, "office")
    os.makedirs(work, exist_ok=True)
    with open(os.path.join(work, "letter.txt"), "w", encoding="utf-8") as file:
        file.write("Grüße\n" * 50)
    shutil.copy(path("utf8.csv"), os.path.join(work, "table.csv"))
    plans = [("letter.txt", "writer", "odt ott doc docx dotx rtf pdf epub", ""), ("table.csv", "calc", "ods xls xlsx pdf csv", ""), ("letter.txt", "writer", "txt", ":Text (encoded):UTF16")]
    types = {"odt": ODF + "text", "ott": ODF + "text", "doc": DOC, "docx": DOCX, "dotx": OOXML + "wordprocessingml.template", "rtf": "application/rtf", "pdf": "application/pdf",
             "epub": "application/epub+zip", "ods": ODF + "spreadsheet", "xls": XLS, "xlsx": XLSX, "csv": "text/csv", "txt": "text/plain", "odp": ODF + "presentation", "ppt": PPT, "pptx": PPTX}
    groups = {"ott": "odt", "doc": "ole", "xls": "ole", "ppt": "ole", "dotx": "docx", "csv": "text", "txt": "text"}
    def convert(source, target, options=""):
        subprocess.run(["soffice", "-env:UserInstallation=file://" + os.path.abspath(work) + "/profile", "--headless", "--convert-to", target + options,
                        "--outdir", os.path.join(work, "out"), source], cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=180)

    def take(made, ext, name):
        if os.path.exists(made):
            shutil.copy(made, path(name))
        add(groups.get(ext, ext), name, types[ext], types[ext], "", "application/octet-stream")

    for source, _, targets, options in plans:
        stem = source.split(".")[0]
        for ext in targets.split():
            convert(source, ext, options)
            take(os.path.join(work, "out", stem + "." + ext), ext, "office-" + stem + ("-utf16" if options else "") + "." + ext)
    for ext in ("odp", "ppt", "pptx"):
        source = os.path.join(work, "out", "slides.odp") if ext != "odp" else os.path.join(work, "slides.fodp")
        if ext == "odp":
            with open(source, "w", encoding="utf-8") as file:
                file.write('<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
                           'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation/></office:body></office:document>')
        convert(source, ext)
        take(os.path.join(work, "out", "slides." + ext), ext, "office-slides." + ext)


# Which groups of valid files each type stands for, independently of the library's own table.
ZIPS = "zip docx xlsx pptx odt ods odp odg epub zip-docx zip-odt zip-epub".split()
ACCEPTED = {
    "image/png": ["png"], "image/jpeg": ["jpeg"], "image/gif": ["gif"], "image/webp": ["webp"], "image/avif": ["avif"], "image/heic": ["heic"], "image/tiff": ["tiff"],
    "image/bmp": ["bmp"], "video/mp4": ["mp4", "m4a"], "video/quicktime": ["mp4", "m4a"], "video/webm": ["webm"], "video/x-matroska": ["mkv", "webm"], "video/x-msvideo": ["avi"],
    "video/mpeg": ["mpeg", "ts"], "video/mp2t": ["ts"], "audio/mpeg": ["mp3"], "audio/mp4": ["mp4", "m4a"], "audio/aac": ["aac", "m4a"], "audio/ogg": ["ogg"], "audio/wav": ["wav"],
    "audio/flac": ["flac"], "application/pdf": ["pdf"], "application/rtf": ["rtf"], DOC: ["ole", "rtf", "oldword", "docx"], XLS: ["ole", "biff", "xlsx"],
    DOCX: ["docx", "ole", "zip-docx"], XLSX: ["xlsx", "ole"], PPTX: ["pptx", "ole"], ODF + "text": ["odt", "zip-odt"], "application/epub+zip": ["epub", "zip-epub"],
    "application/zip": ZIPS, "application/gzip": ["gz"], "application/x-tar": ["tar"], "application/x-7z-compressed": ["7z"], "application/x-bzip2": ["bz2"],
    "font/woff2": ["woff2"], "text/plain": ["text", "vtt", "m3u8", "ps"], "text/csv": ["text", "vtt", "m3u8"], "text/vtt": ["vtt"], "application/json": ["text", "vtt", "m3u8"],
    "application/vnd.apple.mpegurl": ["m3u8"],
}


def mislabeled():
    for _, group, name, expected, _ in [row for row in rows if row[0] == "valid"]:
        if group in ("octets", "stl", "dwg") or name in ("junk.mp3",):
            continue
        for declared, groups in ACCEPTED.items():
            if group not in groups and declared != expected:
                rows.append(("mislabeled", group, name, declared, ""))


def active():
    """HTML, SVG, XML, and scripts, as attackers dress them up."""
    os.makedirs(os.path.join(folder, "active"), exist_ok=True)
    page, svg = "<html><script>alert(1)</script></html>", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    plain = [page, "<!DOCTYPE html>" + page, "<SCRIPT>alert(1)</SCRIPT>", svg, "<?xml version='1.0'?>" + svg, "<?php system($_GET[0]);", "<iframe src=//evil>", "<body/onload=alert(1)>",
             "<script\n>alert(1)</script>", "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>", "<div><p><script>alert(1)</script>",
             "<details open ontoggle=alert(1)>", "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>", "<math><mi xlink:href='x'>", "<meta http-equiv=refresh content=0>",
             "<base href=//evil>", "<link rel=import href=x>", "<object data=x>", "<embed src=x>", "<template>", "<!doctype svg>", "<rss version='2.0'>", "<style>@import'x'</style>", "#!/bin/sh\nrm -rf /\n",
             "#! /usr/bin/env python\n", "#!/usr/bin/perl\n", "<xsl:stylesheet>", "</p><script>alert(1)</script>", "<!x><script>alert(1)</script>", "<![CDATA[x]]><script>", "<h1>Hi</h1><script>alert(1)</script>", "<p>Hi <img src=x onerror=alert(1)>", "<b \"' onclick=x>",
             "<stylesheet xmlns='http://www.w3.org/1999/XSL/Transform'>", "From: <Saved by Blink>\r\n", "GIF89a<script>alert(1)</script>", "\u00a0\u200b\u3000" + page]
    samples = [text.encode() for text in plain] + [b"+/v8-+ADw-script+AD4-"]
    samples += [prefix + page.encode() for prefix in (
        b"<!--mdat-->", b"<!--ftyp-->", b"<!-- moov --><!-- x -->", b"<!-->", b"<!--->", b"<!-- x --!>", b"<!--" + b"x" * 3000 + b"-->", b" \t\r\n\x0c", b"\0\0\0\0", b"\0 \n", b"\x01\x02",
        b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf", b"\xef\xbb\xbf <!-- %PDF-1.4 -->", b"\n" * 2000, b"<p>", b"<x>", b"<b>\n</b>", b"+ADw-script+AD4-")]
    samples += [page.encode(e) for e in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")]
    samples += [b"\xfe\xff" + svg.encode("utf-16-be"), b"\xff\xfe" + ("<!-- ftyp -->" + page).encode("utf-16-le"), b"<!--" + b"y" * 8000 + b"-->" + page.encode()]
    types = ["image/png", "image/gif", "image/jpeg", "video/mp4", "video/quicktime", "audio/mpeg", "application/pdf", "text/plain", "text/csv", "text/markdown", "text/vtt", "application/json",
             "application/zip", DOCX, "application/octet-stream", "application/x-unheard-of", "font/woff2", "video/mp2t", "application/msword", "application/x-subrip"]
    number = 0
    for content in samples:
        name = f"active-{number:03}"
        number += 1
        with open(os.path.join(folder, "active", name), "wb") as file:
            file.write(content)
        rows.extend(("active", "", name, declared, "") for declared in types)
    polyglots = [(b"GIF89a" + page.encode(), "image/gif"), (b"GIF89a/*\0" + page.encode(), "image/gif"), (b"\x89PNG\r\n\x1a\n" + page.encode(), "image/png"), (b"\xff\xd8\xff\xe0" + page.encode(), "image/jpeg"),
                 (b"BM\0\0\0\0\0\0\0\0" + page.encode(), "image/bmp"), (b"ID3\4\0\0\0\0\0\0" + page.encode(), "audio/mpeg"), (b"OggS\0\2" + page.encode(), "audio/ogg"), (b"RIFF\0\0\0\0WAVE" + svg.encode(), "audio/wav"),
                 (b"RIFF\0\0\0\0WEBP" + page.encode(), "image/webp"), (b"\0\0\0\x18ftypisom\0\0\0\0isom" + page.encode(), "video/mp4"), (b"AAAAmdat" + page.encode(), "video/quicktime"),
                 (b"AAAAmdat" + page.encode() + bytes(60), "video/mp4"), (b"%PDF-1.4\n" + page.encode(), "application/pdf"), (b"\xff\xfb\x90\x64" + page.encode(), "audio/mpeg"), (b"fLaC\0" + page.encode(), "audio/flac"),
                 (b"II*\0\x08\0\0\0" + page.encode(), "image/tiff"), (b"\0\0\1\0" + page.encode(), "image/x-icon"), (b"wOFF\0\1\0\0" + page.encode(), "font/woff"), (b"GIF89a<?php system(1);\0", "image/gif")]
    for content, declared in polyglots:
        name = f"active-{number:03}"
        number += 1
        with open(os.path.join(folder, "active", name), "wb") as file:
            file.write(content)
        rows.append(("active", "", name, declared, ""))


shutil.rmtree(folder, ignore_errors=True)
os.makedirs(path(""))
for part in (texts, documents, archives, images, media, office, mislabeled, active):
    part()
with open(os.path.join(folder, "corpus.tsv"), "w", encoding="utf-8") as file:
    file.writelines("\t".join(row) + "\n" for row in rows)
print(f"{sum(row[0] == 'valid' for row in rows)} valid files, {sum(row[0] == 'mislabeled' for row in rows)} mislabeled, {sum(row[0] == 'active' for row in rows)} with active content; "
      f"not made: {', '.join(skipped) or 'none'}")
