using System.Text;
using PresignKit.Completion.FileFormats;

namespace PresignKit.Tests.Completion.FileFormats;

/// <summary>Valid files in variants that a check of the usual first bytes alone would refuse, and wrong files that it would accept.</summary>
public sealed class OddFilesTests
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Odt = "application/vnd.oasis.opendocument.text";
    private const string Page = "<html><script>alert(1)</script></html>";

    [Theory]
    [InlineData("\n%PDF-1.4\n")]
    [InlineData("\u00EF\u00BB\u00BF%PDF-1.7\n")]
    [InlineData("\r\n\r\n  %PDF-1.4\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n")]
    [InlineData("\u001B%-12345X@PJL\r\n%PDF-1.4\n")]
    [InlineData("%!PS-Adobe-3.0 PDF-1.4\n")]
    [InlineData("\0\u0005a.pdf\0\0\0\0%PDF-1.3\n")]
    public void Judge_PdfWithHeaderBehindOtherBytes_Fits(string start) => Assert.Equal(ContentMatch.Fits, Judge("application/pdf", Latin1(start)));

    [Theory]
    [InlineData(1019, ContentMatch.Fits)]
    [InlineData(1020, ContentMatch.Contradicts)]
    public void Judge_PdfHeader_IsLookedForIn1024Bytes(int offset, ContentMatch expected) =>
        Assert.Equal(expected, Judge("application/pdf", [.. Enumerable.Repeat((byte)' ', offset), .. "%PDF-1.4\n"u8]));

    [Fact]
    public void Judge_ArchiveThatContainsAPdf_IsNoPdf()
    {
        Assert.Equal(ContentMatch.Contradicts, Judge("application/pdf", [.. Zip("a.pdf"), .. "%PDF-1.4\n"u8]));
        Assert.Equal(ContentMatch.Contradicts, Judge("application/pdf", [.. Tar(hasMagic: true), .. "%PDF-1.4\n"u8]));
        Assert.Equal(ContentMatch.Contradicts, Judge("text/plain", Latin1("\n%PDF-1.4\n")));
    }

    [Theory]
    [InlineData(Docx)]
    [InlineData(Xlsx)]
    [InlineData("application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    [InlineData("application/vnd.ms-excel.sheet.macroenabled.12")]
    [InlineData("application/msword")]
    [InlineData("application/vnd.ms-outlook")]
    public void Judge_CompoundFileOfOffice_Fits(string contentType) =>
        Assert.Equal(ContentMatch.Fits, Judge(contentType, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504]]));

    [Theory]
    [InlineData("word/document.xml", Docx, ContentMatch.Fits)]
    [InlineData("word/document.xml", Xlsx, ContentMatch.Contradicts)]
    [InlineData("word/document.xml", "application/zip", ContentMatch.Fits)]
    [InlineData("word/document.xml", "application/msword", ContentMatch.Unknown)]
    [InlineData("xl/workbook.xml", Docx, ContentMatch.Contradicts)]
    [InlineData("xl/workbook.xml", Odt, ContentMatch.Contradicts)]
    [InlineData("customXml/item1.xml", Docx, ContentMatch.Unknown)]
    [InlineData("content.xml", Odt, ContentMatch.Unknown)]
    [InlineData("a.txt", "application/java-archive", ContentMatch.Fits)]
    [InlineData("a.txt", "application/msword", ContentMatch.Contradicts)]
    [InlineData("a.txt", "image/png", ContentMatch.Contradicts)]
    public void Judge_ZipArchive_IsToldApartByItsEntries(string entry, string contentType, ContentMatch expected) =>
        Assert.Equal(expected, Judge(contentType, [.. Zip("[Content_Types].xml"), .. Zip(entry)]));

    [Theory]
    [InlineData("a.txt", Docx, ContentMatch.Contradicts)]
    [InlineData("a.txt", Odt, ContentMatch.Contradicts)]
    [InlineData("a.txt", "application/epub+zip", ContentMatch.Contradicts)]
    [InlineData("a.txt", "application/zip", ContentMatch.Fits)]
    [InlineData("[Content_Types].xml", Docx, ContentMatch.Unknown)]
    [InlineData("META-INF/container.xml", "application/epub+zip", ContentMatch.Unknown)]
    [InlineData("content.xml", Odt, ContentMatch.Unknown)]
    public void Judge_ZipArchiveThatWasReadCompletely_IsNoDocumentWithoutItsEntries(string entry, string contentType, ContentMatch expected) =>
        Assert.Equal(expected, Judge(contentType, [.. Zip(entry), .. "PK\x1\x2"u8, .. new byte[42], .. "PK\x5\x6"u8, .. new byte[18]]));

    [Theory]
    [InlineData("application/vnd.oasis.opendocument.text", Odt, ContentMatch.Fits)]
    [InlineData("application/vnd.oasis.opendocument.text-template", Odt, ContentMatch.Fits)]
    [InlineData("application/vnd.oasis.opendocument.spreadsheet", Odt, ContentMatch.Contradicts)]
    [InlineData("application/epub+zip", Odt, ContentMatch.Contradicts)]
    [InlineData("application/epub+zip", "application/epub+zip", ContentMatch.Fits)]
    [InlineData("application/epub+zip", "application/zip", ContentMatch.Fits)]
    public void Judge_ZipArchiveWithMimeType_IsOfThatType(string mimeType, string contentType, ContentMatch expected) =>
        Assert.Equal(expected, Judge(contentType, [.. Zip("mimetype"), .. Encoding.ASCII.GetBytes(mimeType), .. Zip("content.xml")]));

    [Theory]
    [InlineData("PK\u0005\u0006\0\0")]
    [InlineData("PK\u0006\u0006\0\0")]
    [InlineData("PK\u0007\u0008PK\u0003\u0004")]
    [InlineData("PK00PK\u0003\u0004")]
    public void Judge_EmptyOrSplitZipArchive_Fits(string start) => Assert.Equal(ContentMatch.Fits, Judge("application/zip", Latin1(start)));

    [Theory]
    [InlineData("utf-16", "text/csv")]
    [InlineData("utf-16BE", "text/csv")]
    [InlineData("utf-32", "text/plain")]
    [InlineData("utf-32BE", "text/plain")]
    [InlineData("utf-8", "text/csv")]
    [InlineData("utf-16", "application/json")]
    [InlineData("utf-16", "application/x-subrip")]
    public void Judge_TextWithByteOrderMark_Fits(string encoding, string contentType)
    {
        var text = Encoding.GetEncoding(encoding);

        Assert.Equal(ContentMatch.Fits, Judge(contentType, [.. text.GetPreamble(), .. text.GetBytes("a\tb\r\nß\t語\t😀\r\n")]));
        Assert.Equal(ContentMatch.Contradicts, Judge(contentType, [.. text.GetPreamble(), .. text.GetBytes(Page)]));
        Assert.Equal(ContentMatch.Contradicts, Judge(contentType, [.. text.GetPreamble(), .. text.GetBytes("a\0b")]));
    }

    [Fact]
    public void Judge_Utf16CutWithinACharacter_Fits() => Assert.Equal(ContentMatch.Fits, Judge("text/plain", [0xFF, 0xFE, 0x61, 0x00, 0x62]));

    [Theory]
    [InlineData("\u001B[32mok\n")]
    [InlineData("page\n\fpage\n")]
    [InlineData("REM old\r\n\u001A")]
    [InlineData("\u007Fdelete\u0080\u00FF")]
    [InlineData("\u001B$B\u001B(B")]
    public void Judge_TextWithControlCharactersOfText_Fits(string text) => Assert.Equal(ContentMatch.Fits, Judge("text/plain", Latin1(text)));

    [Theory]
    [InlineData("styp")]
    [InlineData("moof")]
    [InlineData("sidx")]
    [InlineData("emsg")]
    [InlineData("moov")]
    [InlineData("free")]
    [InlineData("uuid")]
    public void Judge_SegmentOrOldMovie_FitsVideoTypes(string box)
    {
        byte[] start = [0, 0, 0, 0x18, .. Encoding.ASCII.GetBytes(box), .. new byte[40]];

        Assert.Equal(ContentMatch.Fits, Judge("video/mp4", start));
        Assert.Equal(ContentMatch.Fits, Judge("video/quicktime", start));
        Assert.Equal(ContentMatch.Fits, Judge("audio/mp4", start));
        Assert.Equal(ContentMatch.Contradicts, Judge("image/png", start));
    }

    [Fact]
    public void Judge_BoxSizes_AreOfTheStandard()
    {
        Assert.Equal(ContentMatch.Fits, Judge("video/mp4", [0, 0, 0, 1, .. "mdat"u8, 0, 0, 0, 1, 0, 0, 0, 0, .. new byte[9]]));
        Assert.Equal(ContentMatch.Contradicts, Judge("video/mp4", [0, 0, 0, 1, .. "mdat"u8, 0, 0, 0, 0, 0, 0, 0, 3]));
        Assert.Equal(ContentMatch.Contradicts, Judge("video/mp4", [0, 0, 0, 7, .. "mdat"u8, .. new byte[9]]));
        Assert.Equal(ContentMatch.Fits, Judge("video/mp4", [0, 0, 0, 1, .. "ftyp"u8, 0, 0, 0, 0, 0, 0, 0, 24, .. "isom"u8, 0, 0, 2, 0]));
        Assert.Equal(ContentMatch.Fits, Judge("video/quicktime", [.. "@@@@mdat"u8, 0, 0, 0, 1, 0x65, .. new byte[60]]));
    }

    [Theory]
    [InlineData("<!--mdat-->" + Page)]
    [InlineData("<!--free-->" + Page)]
    [InlineData("\n\n\n\nmoov" + Page)]
    [InlineData("aaaamdat" + Page)]
    [InlineData("    wide" + Page)]
    [InlineData("This text is no mdat box, and no page.")]
    [InlineData("helpftypisom, and so on")]
    public void Judge_BoxSizeOfAsciiText_IsNoBox(string start)
    {
        Assert.Equal(ContentMatch.Contradicts, Judge("video/quicktime", Latin1(start)));
        Assert.Equal(ContentMatch.Contradicts, Judge("video/mp4", Latin1(start)));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void Judge_TarOfAnyVersion_Fits(bool hasMagic, bool isSigned) =>
        Assert.Equal(ContentMatch.Fits, Judge("application/x-tar", Tar(hasMagic, isSigned)));

    [Fact]
    public void Judge_TarWithoutFiles_FitsAndOneWithWrongChecksumContradicts()
    {
        var damaged = Tar(hasMagic: false);
        damaged[0] = (byte)'b';

        Assert.Equal(ContentMatch.Fits, Judge("application/x-tar", new byte[10240]));
        Assert.Equal(ContentMatch.Contradicts, Judge("application/x-tar", damaged));
        Assert.Equal(ContentMatch.Contradicts, Judge("application/x-tar", new byte[100]));
        Assert.Equal(ContentMatch.Contradicts, Judge("image/png", Tar(hasMagic: false)));
    }

    [Theory]
    [InlineData(0, 188, "video/mp2t", ContentMatch.Fits)]
    [InlineData(4, 192, "video/mp2t", ContentMatch.Fits)]
    [InlineData(0, 204, "video/mp2t", ContentMatch.Fits)]
    [InlineData(57, 188, "video/mp2t", ContentMatch.Fits)]
    [InlineData(0, 188, "video/mpeg", ContentMatch.Fits)]
    [InlineData(0, 188, "video/mp4", ContentMatch.Contradicts)]
    [InlineData(0, 187, "video/mp2t", ContentMatch.Unknown)]
    public void Judge_TransportStream_IsRecognizedByItsPackets(int offset, int length, string contentType, ContentMatch expected)
    {
        var stream = new byte[4096];
        for (var i = offset; i < stream.Length; i += length)
        {
            stream[i] = 0x47;
        }

        Assert.Equal(expected, Judge(contentType, stream));
    }

    [Fact]
    public void Judge_MpegAudioBehindPaddingOrJunk_Fits()
    {
        byte[] frames = [.. Frame(), .. Frame(), .. Frame()];

        Assert.Equal(ContentMatch.Fits, Judge("audio/mpeg", [.. new byte[700], .. frames]));
        Assert.Equal(ContentMatch.Fits, Judge("audio/mpeg", [.. "junk\xFF\x01"u8, .. frames]));
        Assert.Equal(ContentMatch.Contradicts, Judge("audio/wav", frames));
        Assert.Equal(ContentMatch.Unknown, Judge("audio/mpeg", [1, 2, .. new byte[4000]]));
        Assert.Equal(ContentMatch.Contradicts, Judge("audio/mpeg", Latin1("This is only text.")));
    }

    [Theory]
    [InlineData("video/webm", "1F43B675 01000000")]
    [InlineData("video/webm", "1A45DFA3 01000000 0000000A 4282 10000004 7765626D 00")]
    [InlineData("video/x-matroska", "1A45DFA3 84 428681 01 00")]
    [InlineData("audio/flac", "4F676753 0002")]
    [InlineData("audio/wav", "52494658 00000024 57415645")]
    [InlineData("audio/mpeg", "52494646 24000000 57415645 666D7420 1E000000 5500")]
    [InlineData("audio/amr", "2321414D520A 3C")]
    [InlineData("audio/aac", "00000018 66747970 4D344120 00000000 69736F6D 6D703432")]
    [InlineData("image/bmp", "424D 3A000000 61626364 36000000 28000000")]
    [InlineData("image/bmp", "424D 1E000000 00000000 1A000000 0C000000")]
    [InlineData("image/heif", "00000018 66747970 61766966 00000000 6D696631 6D696166")]
    [InlineData("image/heic", "00000018 66747970 6D736631 00000000 6D736631 68657663")]
    [InlineData("image/tiff", "4D4D002B 0008")]
    [InlineData("image/x-icon", "00000200 0100")]
    [InlineData("font/otf", "00010000 000C")]
    [InlineData("application/msword", "7B5C72746631")]
    [InlineData("application/vnd.ms-excel", "0904 0600 0000")]
    [InlineData("application/gzip", "1F8B0800")]
    [InlineData("model/stl", "736F6C6964 00")]
    public void Judge_OddVariant_IsNotContradicted(string contentType, string start) =>
        Assert.NotEqual(ContentMatch.Contradicts, Judge(contentType, Convert.FromHexString(start.Replace(" ", "", StringComparison.Ordinal))));

    [Theory]
    [InlineData("GIF89a is the magic of GIF.")]
    [InlineData("BM 1234 and more text that is no bitmap.")]
    [InlineData("OggS, ID3, MZ, RIFFxxxxWAVE, and fLaC are magic, too.")]
    [InlineData("MZ is how programs begin.")]
    [InlineData("<3 this is a text")]
    [InlineData("<https://example.com/?on=1>")]
    [InlineData("<name>;<value>")]
    public void Judge_TextThatBeginsLikeAnotherFormat_IsText(string text)
    {
        Assert.Equal(ContentMatch.Fits, Judge("text/plain", Latin1(text)));
        Assert.Equal(ContentMatch.Contradicts, Judge("image/gif", Latin1(text)));
    }

    [Theory]
    [InlineData("<p align=center>\n<img src=a.png alt='>'>\n</p>\n# Title\n```html\n<script>x</script>\n```")]
    [InlineData("<!-- lint off -->\n<!--> <div>\n# Title")]
    [InlineData("<a href=\"https://example.com/onload=1\">x</a>")]
    [InlineData("<h1>Name</h1>\n\n<table><tr><td>a</table>")]
    public void Judge_MarkdownWithHarmlessTags_Fits(string text) => Assert.Equal(ContentMatch.Fits, Judge("text/markdown", Latin1(text)));

    [Theory]
    [InlineData("<p><script>alert(1)</script>")]
    [InlineData("<div>\n<iframe src=x>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<img/src=x/onerror = alert(1)>")]
    [InlineData("<b title='>' onclick=x>")]
    [InlineData("<b \"' onclick=x>")]
    [InlineData("<h1>Hi</h1><script>alert(1)</script>")]
    [InlineData("<p>Hi <img src=x onerror=alert(1)>")]
    [InlineData("<p>`code` <svg onload=alert(1)>")]
    [InlineData("<p>```never closed <iframe src=x>")]
    [InlineData("\u00C2\u00A0\u00E2\u0080\u008B\u00E3\u0080\u0080<html>")]
    [InlineData("+/v8-+ADw-script+AD4-")]
    [InlineData("<stylesheet xmlns='http://www.w3.org/1999/XSL/Transform'>")]
    [InlineData("From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.com")]
    [InlineData("GIF89a<script>alert(1)</script>")]
    [InlineData("<b title=''onclick=x>")]
    [InlineData("<a href=javascript:alert(1)>x</a>")]
    [InlineData("<x:script xmlns:x='http://www.w3.org/1999/xhtml'>")]
    [InlineData("<!x><script>")]
    [InlineData("</p><script>")]
    [InlineData("<!-- x --!><script>")]
    [InlineData("<!---><script>")]
    [InlineData("+ADw-script+AD4-")]
    [InlineData("\u0001\0 <html>")]
    [InlineData("#! /usr/bin/env node\n")]
    public void Judge_ActiveContentBehindHarmlessTags_Contradicts(string text) => Assert.Equal(ContentMatch.Contradicts, Judge("text/markdown", Latin1(text)));

    [Theory]
    [InlineData("image/gif", "GIF89a")]
    [InlineData("image/gif", "GIF89a/*\0")]
    [InlineData("image/png", "\u0089PNG\r\n\u001A\n")]
    [InlineData("image/jpeg", "\u00FF\u00D8\u00FF\u00E0")]
    [InlineData("image/bmp", "BM\0\0\0\0\0\0\0\0")]
    [InlineData("image/webp", "RIFF\0\0\0\0WEBP")]
    [InlineData("audio/mpeg", "ID3\u0004\0\0\0\0\0\0")]
    [InlineData("audio/ogg", "OggS\0\u0002")]
    [InlineData("video/mp4", "\0\0\0\u0018ftypisom\0\0\u0002\0isommp42")]
    [InlineData("video/mp4", "AAAAmdat")]
    [InlineData("application/pdf", "%PDF-1.4\n")]
    [InlineData("font/woff", "wOFF\0\u0001\0\0")]
    public void Judge_PageBehindTheMagicOfAMedium_Contradicts(string contentType, string magic) =>
        Assert.Equal(ContentMatch.Contradicts, Judge(contentType, [.. Latin1(magic), .. Latin1(Page), .. new byte[64]]));

    [Theory]
    [InlineData("image/gif", "GIF89a/*")]
    [InlineData("image/jpeg", "\u00FF\u00D8\u00FF\u00E0/*")]
    [InlineData("image/bmp", "BM/*\0\0\0\0\0\0")]
    [InlineData("audio/wav", "RIFF/*\0\0WAVE")]
    public void Judge_ScriptThatTakesTheMagicForItsBeginning_Contradicts(string contentType, string magic)
    {
        Assert.Equal(ContentMatch.Contradicts, Judge(contentType, [.. Latin1(magic), .. new byte[64], .. "*/=1;alert(1)"u8]));
        Assert.Equal(ContentMatch.Contradicts, Judge("application/octet-stream", [.. Latin1(magic), .. new byte[64], .. "*/=1;alert(1)"u8]));
        Assert.Equal(ContentMatch.Fits, Judge(contentType, [.. Latin1(magic), .. new byte[64]]));
    }

    [Fact]
    public void Judge_PageWithinAnArchive_IsNoPage()
    {
        Assert.Equal(ContentMatch.Fits, Judge("application/zip", [.. Zip("index.html"), .. Latin1(Page)]));
        Assert.Equal(ContentMatch.Fits, Judge("application/x-tar", [.. Tar(hasMagic: true), .. Latin1(Page)]));
        Assert.Equal(ContentMatch.Fits, Judge("application/gzip", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, .. Latin1(Page)]));
        Assert.Equal(ContentMatch.Fits, Judge("image/png", [0x89, .. "PNG\r\n\x1A\n"u8, .. new byte[300], .. "<x:xmpmeta><rdf:RDF>"u8]));
    }

    [Theory]
    [InlineData("text/x-python", ContentMatch.Fits)]
    [InlineData("application/x-sh", ContentMatch.Fits)]
    [InlineData("text/plain", ContentMatch.Contradicts)]
    [InlineData("text/x-markdown", ContentMatch.Contradicts)]
    public void Judge_ShellScript_FitsOnlyTypesOfScripts(string contentType, ContentMatch expected) =>
        Assert.Equal(expected, Judge(contentType, Latin1("#!/usr/bin/env python3\n")));

    private static ContentMatch Judge(string contentType, byte[] start) => ContentSniffer.Judge(contentType, allowsActive: false, start).Match;

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Zip(string entry) =>
        [.. "PK\x3\x4\x14\0\0\0\0\0"u8, .. new byte[16], (byte)entry.Length, 0, 0, 0, .. Encoding.ASCII.GetBytes(entry)];

    private static byte[] Frame() => [0xFF, 0xFB, 0x90, 0x64, .. new byte[413]];

    private static byte[] Tar(bool hasMagic, bool isSigned = false)
    {
        var archive = new byte[512];
        (isSigned ? [0x67, 0xF6] : "a.txt"u8).CopyTo(archive);
        "0000644\0"u8.CopyTo(archive.AsSpan(100));
        if (hasMagic)
        {
            "ustar\0"u8.CopyTo(archive.AsSpan(257));
        }

        archive.AsSpan(148, 8).Fill((byte)' ');
        var sum = archive.Sum(value => isSigned ? (sbyte)value : value);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(archive.AsSpan(148));
        return archive;
    }
}
