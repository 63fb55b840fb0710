using System.Text;
using CsCheck;
using PresignKit.Completion.FileFormats;

namespace PresignKit.Tests.Completion.FileFormats;

public sealed class ContentSnifferTests
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>The first bytes of files of each type, as encoders write them.</summary>
    public static TheoryData<string, string> Starts { get; } = new()
    {
        { "video/mp4", Ftyp("isom", "isom", "iso2", "avc1", "mp41") },
        { "video/mp4", Ftyp("mp42", "mp42", "isom") },
        { "video/mp4", Ftyp("M4V ", "M4V ", "mp42") },
        { "video/mp4", Ftyp("qt  ", "qt  ") },
        { "video/quicktime", Ftyp("qt  ", "qt  ") },
        { "video/quicktime", "00000008 'wide' 00001000 'mdat'" },
        { "video/quicktime", "00001000 'moov' 0000006C 'mvhd'" },
        { "video/3gpp", Ftyp("3gp5", "3gp5", "isom") },
        { "audio/mp4", Ftyp("M4A ", "M4A ", "mp42") },
        { "image/avif", Ftyp("avif", "avif", "mif1", "miaf") },
        { "image/avif", Ftyp("mif1", "mif1", "avif") },
        { "image/heic", Ftyp("heic", "mif1", "heic") },
        { "image/heic", Ftyp("mif1", "mif1", "heic") },
        { "image/heif", Ftyp("mif1", "mif1", "miaf") },
        { "video/webm", "1A45DFA3 9F 4286 81 01 42F7 81 01 42F2 81 04 42F3 81 08 4282 84 'webm' 4287 81 04" },
        { "audio/webm", "1A45DFA3 9F 4286 81 01 4282 84 'webm' 4287 81 04" },
        { "video/x-matroska", "1A45DFA3 A3 4286 81 01 4282 88 'matroska' 4287 81 04" },
        { "audio/ogg", "'OggS' 00 02 00000000" },
        { "video/ogg", "'OggS' 00 02 00000000" },
        { "audio/opus", "'OggS' 00 02 00000000" },
        { "audio/mpeg", "'ID3' 04 00 00 00000000" },
        { "audio/mpeg", "FFFB 90 64 00000000" },
        { "audio/mpeg", "FFF3 44 C4 00000000" },
        { "audio/aac", "FFF1 50 80 00 1F FC" },
        { "audio/aac", "FFF9 4C 80 00 1F FC" },
        { "audio/wav", "'RIFF' 24080000 'WAVE' 'fmt '" },
        { "audio/wav", "'RF64' FFFFFFFF 'WAVE' 'ds64' 1C000000" },
        { "audio/flac", "'fLaC' 00 00 00 22" },
        { "video/x-msvideo", "'RIFF' 24080000 'AVI ' 'LIST'" },
        { "video/mpeg", "000001BA 44 00 04" },
        { "image/jpeg", "FFD8FFE0 0010 'JFIF' 00" },
        { "image/jpeg", "FFD8FFE1 0010 'Exif' 00" },
        { "image/png", "89 'PNG' 0D0A1A0A 0000000D 'IHDR'" },
        { "image/gif", "'GIF89a' 0100 0100" },
        { "image/gif", "'GIF87a' 0100 0100" },
        { "image/webp", "'RIFF' 24080000 'WEBP' 'VP8 '" },
        { "image/bmp", "'BM' 36000000 00000000 36000000" },
        { "image/tiff", "'II' 2A00 08000000" },
        { "image/tiff", "'MM' 002A 00000008" },
        { "image/x-icon", "00000100 0100 1010" },
        { "application/pdf", "'%PDF-1.7' 0A" },
        { "application/rtf", "7B5C '" + "rtf1' " },
        { "application/zip", "'PK' 0304 1400" },
        { "application/zip", "'PK' 0506 0000" },
        { Docx, ZipEntry("word/document.xml") },
        { "application/epub+zip", ZipEntry("mimetype", "application/epub+zip") },
        { "application/vnd.oasis.opendocument.text", ZipEntry("mimetype", "application/vnd.oasis.opendocument.text") },
        { "application/msword", "D0CF11E0A1B11AE1 0000" },
        { "application/gzip", "1F8B 08 00" },
        { "application/x-7z-compressed", "'7z' BCAF271C 0004" },
        { "application/vnd.rar", "'Rar!' 1A07 0100" },
        { "text/vtt", "'WEBVTT'" },
        { "text/vtt", "EFBBBF 'WEBVTT - Titel' 0A0A" },
        { "text/vtt", "'WEBVTT' 0D0A0D0A" },
        { "application/vnd.apple.mpegurl", "'#EXTM3U' 0A" },
        { "application/x-subrip", "'1' 0D0A '00:00:01,000 --> 00:00:02,000'" },
        { "text/plain", "'Hello' 0D0A" },
        { "text/plain", "EFBBBF 'Hello'" },
        { "text/plain", "'Stra' DF 'e'" },
        { "text/csv", "'a;b' 0A '1;2'" },
        { "text/markdown", "'# Title' 0A" },
        { "text/markdown", "'<p align=center>' 0A" },
        { "text/markdown", "'<!-- a comment -->' 0A '# Title'" },
        { "application/json", "'{}'" },
    };

    /// <summary>The beginnings of pages and scripts, in all variants that sniffers recognize.</summary>
    public static TheoryData<string> ActiveStarts { get; } =
    [
        "'<!doctype html>'", "'<!DOCTYPE HTML PUBLIC '", "'<html lang=de>'", "'<HtMl>'", "'<script>alert(1)</script>'", "'<svg onload=alert(1)>'",
        "'<?xml version=1.0?><svg/>'", "'<?php phpinfo();'", "'<iframe src=x>'", "'<body onload=x>'", "'<head>'", "'#!/bin/sh' 0A",
        "EFBBBF '<script>'", "20 09 0D0A 0C '<script>'", "'<!-- x --> <!-- y --><script>'", "'<!-- never closed'",
        "FFFE 3C00 7300 6300 7200 6900 7000 7400 3E00", "FEFF 003C 0073 0063 0072 0069 0070 0074 003E",
    ];

    [Theory]
    [MemberData(nameof(Starts))]
    public void Judge_FileOfTheDeclaredType_Fits(string contentType, string start) =>
        Assert.Equal(ContentMatch.Fits, Judge(contentType, Bytes(start)).Match);

    [Theory]
    [MemberData(nameof(Starts))]
    public void Judge_FileOfAnotherType_Contradicts(string contentType, string start)
    {
        string[] others = ["image/png", "application/pdf", "video/webm", "text/vtt"];

        foreach (var other in others.Where(o => o != contentType && !(contentType == "audio/webm" && o == "video/webm")))
        {
            Assert.Equal(ContentMatch.Contradicts, Judge(other, Bytes(start)).Match);
        }
    }

    [Theory]
    [MemberData(nameof(ActiveStarts))]
    public void Judge_ActiveContentUnderAnyPassiveType_Contradicts(string start)
    {
        string[] types =
        [
            "text/plain", "text/csv", "text/markdown", "application/json", "text/vtt", "video/mp4", "image/png", "application/octet-stream",
            "model/gltf-binary", "font/woff2", "application/x-unheard-of", "application/pdf", "application/zip", "audio/mpeg",
        ];

        foreach (var type in types)
        {
            var judgement = Judge(type, Bytes(start));
            Assert.Equal((ContentMatch.Contradicts, "HTML, XML, or a script", true), (judgement.Match, judgement.Found, judgement.IsActive));
        }
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/svg+xml")]
    [InlineData("application/xml")]
    [InlineData("application/vnd.example")]
    public void Judge_ActiveContentThatThePolicyAllows_DoesNotContradict(string contentType) =>
        Assert.NotEqual(ContentMatch.Contradicts, ContentSniffer.Judge(contentType, allowsActive: true, Bytes("'<svg onload=alert(1)>'")).Match);

    [Theory]
    [InlineData("image/svg+xml", "89 'PNG' 0D0A1A0A 00")]
    [InlineData("text/html", "00 01 02")]
    [InlineData("application/wasm", "'<svg>'")]
    public void Judge_AnotherFormatUnderAnAllowedActiveType_Contradicts(string contentType, string start) =>
        Assert.Equal(ContentMatch.Contradicts, ContentSniffer.Judge(contentType, allowsActive: true, Bytes(start)).Match);

    [Theory]
    [InlineData("application/octet-stream", ContentMatch.Fits)]
    [InlineData("application/x-unheard-of", ContentMatch.Unknown)]
    [InlineData("model/vnd.example", ContentMatch.Unknown)]
    [InlineData("image/x-unheard-of", ContentMatch.Contradicts)]
    public void Judge_ProgramUnderTypeWithoutKnownFormat_ContradictsOnlyWhatBrowsersDisplay(string contentType, ContentMatch match) =>
        Assert.Equal(match, Judge(contentType, Bytes("'MZ' 9000 03000000")).Match);

    [Theory]
    [InlineData("00")]
    [InlineData("'PNG' 00")]
    [InlineData("08")]
    [InlineData("0B")]
    [InlineData("'a' 1C 'b'")]
    [InlineData("FFFE 4800 0000")]
    [InlineData("4800 6900")]
    public void Judge_BinaryDeclaredAsText_Contradicts(string start) =>
        Assert.Equal(ContentMatch.Contradicts, Judge("text/plain", Bytes(start)).Match);

    [Theory]
    [InlineData("video/mp4", "000000FF 'ftypisom'")]
    [InlineData("video/mp4", "00000008 'ftypisom' 00000200")]
    [InlineData("video/mp4", "7FFFFFFF 'ftypisom' 00000200")]
    [InlineData("video/mp4", "'ftypisom' 00000200 00000000")]
    [InlineData("image/png", "89 'PNG'")]
    [InlineData("audio/mpeg", "FFFE 4800 6900")]
    [InlineData("video/webm", "1A45DFA3 A3 4286 81 01 4282 88 'matroska'")]
    [InlineData("image/webp", "'RIFF' 24080000 'WAVE'")]
    [InlineData("image/bmp", "'BM' 36000000 'text' 36000000")]
    [InlineData("text/vtt", "'WEBVTTX'")]
    [InlineData("text/vtt", "'webvtt'")]
    [InlineData("application/vnd.apple.mpegurl", "'#EXTM3U8'")]
    [InlineData("image/heic", "0000001C 'ftypisom' 00000200 'isommp42avc1'")]
    public void Judge_AlmostTheDeclaredType_Contradicts(string contentType, string start) =>
        Assert.Equal(ContentMatch.Contradicts, Judge(contentType, Bytes(start)).Match);

    [Theory]
    [InlineData("audio/mpeg", "FFFB F0 64 00")]
    [InlineData("audio/mpeg", "FFFB 9C 64 00")]
    [InlineData("audio/mpeg", "FFE9 90 64 00")]
    [InlineData("audio/aac", "FFF1 7C 80 00 1F FC")]
    [InlineData("application/msword", "9BA5 2100 0904 0000")]
    [InlineData("application/zip", "00000000 01020304")]
    [InlineData("video/mpeg", "00000001 09F0")]
    public void Judge_UnknownBytesUnderTypeWithoutMandatoryHeader_AreUnknown(string contentType, string start) =>
        Assert.Equal(ContentMatch.Unknown, Judge(contentType, Bytes(start)).Match);

    [Theory]
    [InlineData("video/mp4", "89 'PNG' 0D0A1A0A 00", "a PNG image")]
    [InlineData("image/png", "FFD8FFE0 00", "a JPEG image")]
    [InlineData("image/png", "'Hello'", "text")]
    [InlineData("image/png", "01020304", "not in any known format")]
    [InlineData("text/plain", "01020304", "binary data")]
    public void Judge_OtherFormat_NamesIt(string contentType, string start, string found) =>
        Assert.Equal(found, Judge(contentType, Bytes(start)).Found);

    [Fact]
    public void Judge_AnyBytesOfAnyType_NeverThrows()
    {
        string[] types =
        [
            "video/mp4", "image/heic", "image/avif", "video/webm", "audio/mpeg", "audio/aac", "text/vtt", "text/plain", "image/bmp", "application/pdf",
            "application/zip", "application/x-tar", "video/mp2t", "x/y",
        ];
        Check.Sample(
            Gen.Select(Gen.Int[0, types.Length - 1], Gen.Byte.Array[0, 64]),
            (type, bytes) => Assert.NotEqual("", Judge(types[type], bytes).Found));
        foreach (var start in Starts.Select(row => Bytes(row.Data.Item2)))
        {
            for (var length = 0; length < start.Length; length++)
            {
                foreach (var type in types)
                {
                    Assert.NotEqual("", Judge(type, start.AsSpan(0, length)).Found);
                }
            }
        }
    }

    private static ContentJudgement Judge(string contentType, ReadOnlySpan<byte> start) => ContentSniffer.Judge(contentType, allowsActive: false, start);

    private static string Ftyp(string major, params string[] compatible) =>
        $"{16 + (4 * compatible.Length):X8} 'ftyp{major}' 00000200 '{string.Concat(compatible)}' 00000008 'free'";

    private static string ZipEntry(string name, string content = "") =>
        $"'PK' 0304 1400 0000 0000 00000000 00000000 00000000 00000000 {name.Length:X2}00 0000 '{name}{content}'";

    /// <summary>Parses hexadecimal digits, and ASCII text in single quotes.</summary>
    private static byte[] Bytes(string text)
    {
        var bytes = new List<byte>();
        var parts = text.Split('\'');
        for (var i = 0; i < parts.Length; i++)
        {
            bytes.AddRange(i % 2 == 1 ? Encoding.ASCII.GetBytes(parts[i]) : Convert.FromHexString(parts[i].Replace(" ", "", StringComparison.Ordinal)));
        }

        return [.. bytes];
    }
}
