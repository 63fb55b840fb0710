using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace PresignKit.Completion.FileFormats;

/// <summary>
/// Recognizes the beginnings of files that a browser, an e-mail program, or a server may execute, in any encoding and behind blanks,
/// comments, and harmless tags.
/// </summary>
internal static class ActiveContent
{
    public const string Name = "HTML, XML, or a script";

    /// <summary>How far into a medium a page is looked for: as far as older browsers looked.</summary>
    public const int PolyglotWindow = 256;

    // Everything that was read, because comments before the first tag can be long.
    private const int Window = ContentSniffer.BytesNeeded;

    // "<?" covers XML, XSLT, and PHP; "+ADw" is "<" in UTF-7; browsers begin the pages that they save as MHTML with "From: <Saved by".
    private static readonly ImmutableArray<byte[]> Starts = Bytes("<?", "<!doctype", "<![cdata[", "<!entity", "<xsl:", "+ADw", "From: <Saved by");

    // Followed by a blank, a slash, or ">".
    private static readonly ImmutableArray<byte[]> Tags = Bytes(
        "<html", "<head", "<body", "<script", "<iframe", "<frameset", "<frame", "<svg", "<math", "<style", "<title", "<meta", "<link", "<base",
        "<object", "<embed", "<applet", "<xml", "<template", "<form", "<noscript", "<portal", "<rss", "<feed", "<rdf:rdf");

    // What browsers sniff as HTML in addition (WHATWG MIME Sniffing, section 7.1). Markdown may well begin with it.
    private static readonly ImmutableArray<byte[]> TextTags = Bytes(
        "<h1", "<h2", "<h3", "<div", "<font", "<table", "<a", "<b", "<br", "<p", "<img", "<span", "<center", "<ul", "<ol", "<pre", "<hr",
        "<video", "<audio", "<input", "<button", "<details", "<main", "<section", "<article", "<nav", "<header");

    // What makes a text active that begins with tags of TextTags.
    private static readonly ImmutableArray<byte[]> ScriptTags = Bytes("<script", "<iframe", "<svg", "<object", "<embed", "<html", "<body", "<math");

    // Byte order marks of UTF-7.
    private static readonly ImmutableArray<byte[]> Utf7Marks = Bytes("+/v8-", "+/v8", "+/v9", "+/v+", "+/v/");

    private static readonly ImmutableArray<byte[]> PolyglotTags = Bytes(
        "<!doctype html", "<html", "<head>", "<body", "<script", "<iframe", "<svg", "<?php", "<img src", "onerror=", "onload=");

    /// <summary>Whether the bytes are the beginning of active content.</summary>
    /// <param name="start">The first bytes of the file.</param>
    /// <param name="isText">Whether a text is expected, which may begin with tags that only format it.</param>
    /// <param name="allowsScripts">Whether the type itself is one of scripts that begin with <c>#!</c>.</param>
    public static bool Matches(ReadOnlySpan<byte> start, bool isText, bool allowsScripts)
    {
        Span<byte> buffer = stackalloc byte[Window];
        if (IsActive(PlainText.Decode(start, buffer), isText, allowsScripts))
        {
            return true;
        }

        // UTF-16 or UTF-32 without a byte order mark: without its zero bytes, the tags remain.
        if (!start[..Math.Min(start.Length, 16)].Contains((byte)0))
        {
            return false;
        }

        var length = 0;
        foreach (var value in start[..Math.Min(start.Length, Window)])
        {
            if (value != 0)
            {
                buffer[length++] = value;
            }
        }

        return IsActive(buffer[..length], isText, allowsScripts);
    }

    /// <summary>Whether a page begins within the first bytes of a medium, behind what makes it look like one.</summary>
    public static bool IsPolyglot(ReadOnlySpan<byte> start)
    {
        // GIF89a/*...*/ is an image of a certain width and a script.
        if (start.Length > 8 && start[2..8].IndexOf("/*"u8) is 0 or 2 or 4 && start.IndexOf("*/"u8) > 0)
        {
            return true;
        }

        var window = start[..Math.Min(start.Length, PolyglotWindow)];
        for (var i = 0; i < window.Length; i++)
        {
            if (window[i] is (byte)'<' or (byte)'o' or (byte)'O' && StartsWithAny(start[i..], PolyglotTags, isName: false))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsActive(ReadOnlySpan<byte> text, bool isText, bool allowsScripts)
    {
        var rest = SkipBlanks(text);
        foreach (var mark in Utf7Marks)
        {
            rest = rest.StartsWith(mark) ? rest[mark.Length..] : rest;
        }

        var hasTags = false;
        if (!allowsScripts && IsShellScript(rest))
        {
            return true;
        }

        while (!rest.IsEmpty)
        {
            if (rest.StartsWith("<!--"u8))
            {
                var end = CommentEnd(rest);
                if (end < 0)
                {
                    // What follows a comment that is longer than the window is unknown.
                    return true;
                }

                rest = SkipBlanks(rest[end..]);
                continue;
            }

            if (StartsWithAny(rest, Starts, isName: false) || StartsWithAny(rest, Tags, isName: true)
                || (!isText && StartsWithAny(rest, TextTags, isName: true)))
            {
                return true;
            }

            if (!IsTag(rest))
            {
                return hasTags && HasScript(rest);
            }

            // A tag that executes nothing itself: its attributes may, and so may what follows it.
            var length = MarkupTag.Length(rest);
            if (MarkupTag.IsActive(rest[..length]))
            {
                return true;
            }

            rest = SkipBlanks(rest[length..]);
            hasTags = true;
        }

        return false;
    }

    private static bool IsTag(ReadOnlySpan<byte> text) =>
        text.Length >= 2 && text[0] == '<' && (char.IsAsciiLetter((char)text[1]) || text[1] is (byte)'/' or (byte)'!');

    /// <summary>Whether a text that begins with tags executes something further down. In Markdown, code is between backticks.</summary>
    private static bool HasScript(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var next = text.IndexOfAny((byte)'<', (byte)'`');
            if (next < 0)
            {
                return false;
            }

            text = text[next..];
            if (text[0] == '`')
            {
                var code = text.IndexOfAnyExcept((byte)'`') is var ticks && ticks > 0 ? text[..ticks] : text;
                var end = text[code.Length..].IndexOf(code);
                text = end < 0 ? text[code.Length..] : text[(code.Length + end + code.Length)..];
                continue;
            }

            var length = IsTag(text) ? MarkupTag.Length(text) : 1;
            if (length > 1 && (StartsWithAny(text, ScriptTags, isName: true) || MarkupTag.IsActive(text[..length])))
            {
                return true;
            }

            text = text[length..];
        }

        return false;
    }

    // "#!AMR" and "#!SILK" begin audio files.
    private static bool IsShellScript(ReadOnlySpan<byte> text) =>
        text.StartsWith("#!"u8)
        && (text[2..].TrimStart(" \t"u8) is [(byte)'/', ..] or [_, (byte)':', ..] || text[2..].TrimStart(" \t"u8).StartsWith("env "u8));

    // HTML: "<!-->" and "<!--->" are comments, and "--!>" ends one, too.
    private static int CommentEnd(ReadOnlySpan<byte> comment)
    {
        var (end, other) = (comment[2..].IndexOf("-->"u8), comment[2..].IndexOf("--!>"u8));
        return end >= 0 && (other < 0 || end < other) ? 2 + end + 3 : other >= 0 ? 2 + other + 4 : -1;
    }

    private static bool StartsWithAny(ReadOnlySpan<byte> text, ImmutableArray<byte[]> words, bool isName)
    {
        foreach (var word in words)
        {
            if (text.Length >= word.Length && Ascii.EqualsIgnoreCase(text[..word.Length], word)
                && (!isName || text.Length == word.Length || text[word.Length] is <= (byte)' ' or (byte)'>' or (byte)'/'))
            {
                return true;
            }
        }

        return false;
    }

    // Browsers skip blanks before the first tag; control characters and blanks of Unicode are skipped here, too.
    private static ReadOnlySpan<byte> SkipBlanks(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            var i = text.IndexOfAnyExceptInRange((byte)0, (byte)' ');
            text = i < 0 ? [] : text[i..];
            if (text.IsEmpty || text[0] < 0x80 || Rune.DecodeFromUtf8(text, out var rune, out var length) != OperationStatus.Done
                || !PlainText.IsBlank((uint)rune.Value))
            {
                return text;
            }

            text = text[length..];
        }
    }

    private static ImmutableArray<byte[]> Bytes(params string[] texts) => [.. texts.Select(Encoding.ASCII.GetBytes)];
}
